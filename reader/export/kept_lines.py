"""Kept articles as JSON Lines, one object an article; and what stands in them back.

    {"schema": "qari-kept/1",
     "uid", "title", "text", "source", "author", "date", "date_basis", "url", "language",
     "direction", "spans": {"title", "byline", "paragraphs"},
     "read", "starred", "archived", "position", "tags": [],
     "notes": [{"start", "end", "quote", "text", "colour", "made_at"}]}

`text` is the whole article, title line included; every span counts its code points. What is unknown
is null. Not in it: what can be found anew (entities, timeline), old versions, the path of a file,
warnings of its reading.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from reader.articles import Article, open_articles
from reader.articles.kept_records import label_of, record_of, span_of, text_of
from reader.kept import Kept, Remark
from reader.notice import Notice
from reader.text.sanitize import label, sanitize


def to_lines(kept: Iterable[Kept]) -> Iterator[str]:
    """A line for each article."""
    for one in kept:
        record = record_of(one.article, one.title) | {
            "read": one.read,
            "starred": one.starred,
            "archived": one.archived,
            "position": one.position,
            "tags": list(one.tags),
            "notes": [_note(remark) for remark in one.remarks],
        }
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def kept_in(
    source: str,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    report: Callable[[Notice], None] | None = None,
) -> Iterator[Kept]:
    """The articles of any source; of lines that Qari wrote, with what their reader made of them.

    Arguments and errors as of `reader.articles.open_articles`.
    """
    records: dict[str, Mapping[str, Any]] = {}

    def recorded(article: Article, record: Mapping[str, Any]) -> None:
        records[article.uid] = record

    for article in open_articles(
        source, encoding=encoding, columns=columns, report=report, recorded=recorded
    ):
        record = records.pop(article.uid, None)
        yield Kept(article) if record is None else from_record(article, record)


def from_record(article: Article, record: Mapping[str, Any]) -> Kept:
    """What a reader made of an article, as its record tells; what is malformed is left out.

    Args:
        article: of the record (`reader.articles.kept_records.article_of_record`).
        record: the whole record.
    """
    size = len(article.text)
    position = record.get("position")
    return Kept(
        article,
        read=record.get("read") is True,
        starred=record.get("starred") is True,
        archived=record.get("archived") is True,
        position=min(max(0, position), size) if isinstance(position, int) else 0,
        tags=tuple(label(tag) for tag in _list(record, "tags") if isinstance(tag, str)),
        remarks=tuple(_remarks(article.text, _list(record, "notes"))),
    )


def _note(remark: Remark) -> dict[str, Any]:
    return {
        "start": remark.span.start if remark.span else None,
        "end": remark.span.end if remark.span else None,
        "quote": remark.quote,
        "text": remark.text,
        "colour": remark.colour,
        "made_at": remark.made_at,
    }


def _list(record: Mapping[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return value if isinstance(value, list) else []


def _remarks(text: str, notes: Iterable[Any]) -> Iterator[Remark]:
    """The notes that can be understood."""
    for note in notes:
        try:
            yield _remark(text, note)
        except (AttributeError, KeyError, TypeError, ValueError):
            continue


def _remark(text: str, note: Mapping[str, Any]) -> Remark:
    """A note.

    Raises:
        TypeError: and its like, where a field is not what it must be.
    """
    pair = None if note["start"] is None else [note["start"], note["end"]]
    quote = note["quote"]
    return Remark(
        span=span_of(pair, text),
        quote=None if quote is None else sanitize(text_of(quote)),
        text=sanitize(text_of(note["text"])),
        colour=label_of(note["colour"]),
        made_at=int(note["made_at"]),
    )
