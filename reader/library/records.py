"""An article as rows of the library, and back."""

import hashlib
import json
from datetime import date, timedelta
from functools import cache
from typing import Any

from reader.articles import Article, DateBasis, PublishedDate
from reader.articles.urls import canonical_url
from reader.notice import Notice
from reader.text.span import Span

_EPOCH = date(1970, 1, 1)
_HEAD = 120  # code points that stand for a title where there is none
DAY_BITS = 15  # of an article's id, for its number within the day


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def day_of(number: int) -> date:
    """The day of a number of days since 1970-01-01."""
    return _EPOCH + timedelta(days=number)


def first_id(day: int | None) -> int:
    """The lowest id of an article of that day; days before 1970 count as its second day.

    Args:
        day: days since 1970-01-01, or None: undated.
    """
    return 0 if day is None else max(1, day) << DAY_BITS


def content_hash(folded: str) -> bytes:
    """A hash of the letters and digits of a folded text: the same ones are the same article.

    Letters of Windows-1256, which nearly every text has no others than, take a short way.
    """
    try:
        letters = folded.encode("cp1256").translate(None, _no_letters())
    except UnicodeEncodeError:
        kept = "".join(filter(str.isalnum, folded))
        try:
            letters = kept.encode("cp1256")
        except UnicodeEncodeError:
            letters = kept.encode("utf-8")
    return hashlib.blake2b(letters, digest_size=16).digest()


@cache
def _no_letters() -> bytes:
    """The bytes of Windows-1256 that are neither letters nor digits."""
    table = bytes(range(256)).decode("cp1256")
    return bytes(byte for byte, char in enumerate(table) if not char.isalnum())


def url_key(url: str | None) -> int | None:
    """A number for an address; the same article has the same, whatever stands around it."""
    if url is None:
        return None
    digest = hashlib.blake2b(canonical_url(url).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def meta_of(article: Article) -> str:
    """What the columns do not hold of an article, as JSON."""
    record = {
        "title": _pair(article.title),
        "byline": _pair(article.byline),
        "paragraphs": [[span.start, span.end] for span in article.paragraphs],
        "identifier": article.identifier,
        "direction": article.direction,
        "encoding": article.encoding,
        "warnings": [[notice.code, dict(notice.values)] for notice in article.warnings],
    }
    kept = {name: value for name, value in record.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), default=str)


def article_of(row: dict[str, Any], text: str, meta: str) -> Article:
    """The article of its columns, text and `meta_of`."""
    more = json.loads(meta)
    published = None
    if row["day"] is not None:
        published = PublishedDate(day_of(row["day"]), DateBasis(row["date_basis"]))
    return Article(
        text=text,
        title=_span(more.get("title")),
        byline=_span(more.get("byline")),
        paragraphs=tuple(Span(start, end) for start, end in more.get("paragraphs", ())),
        source=row["source"],
        author=row["author"],
        date=published,
        language=row["language"],
        direction=more.get("direction"),
        url=row["url"],
        path=row["path"],
        encoding=more.get("encoding"),
        warnings=tuple(Notice(code, values) for code, values in more.get("warnings", ())),
        identifier=more.get("identifier"),
    )


def title_of(article: Article) -> str:
    """The title, else the first words of the text; never half a word, the index holds it too."""
    if article.title is not None:
        return " ".join(article.slice(article.title).split())
    head = article.text[: _HEAD + 1]
    if len(head) > _HEAD:
        head = head.rpartition(" ")[0] if " " in head else head[:_HEAD]
    return " ".join(head.split())


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(pair[0], pair[1])
