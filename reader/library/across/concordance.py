"""The concordance of an entity: each mention with the words before and behind it (KWIC).

In Arabic what comes before a word stands to its right. These lines are in logical order; whoever
draws them puts `before` to the right of the hit and `after` to its left.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reader.library.normal import normal, unpack_text
from reader.library.packing import unpack_spans
from reader.library.records import day_of
from reader.library.store import Library
from reader.text.span import Span

_SIDE = 80  # code points of a side
_SAMPLE = 400  # lines that are sorted; all of them on demand


class Side(StrEnum):
    """What the lines are ordered by."""

    NEWEST = "newest"
    BEFORE = "before"  # the words before the hit, the nearest first
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Kwic:
    """One line.

    Attributes:
        id, uid, source, day: of the article.
        span: of the mention, code points of the article's text.
        before, hit, after: in logical order, each on one line.
    """

    id: int
    uid: str
    source: str | None
    day: date | None
    span: Span
    before: str
    hit: str
    after: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """Some lines of the concordance.

    Attributes:
        lines: in the order asked for.
        sampled: whether more mentions were there than were sorted: these are the newest.
    """

    lines: tuple[Kwic, ...]
    sampled: bool


def concordance(
    library: Library,
    ids: Sequence[int],
    side: Side = Side.NEWEST,
    *,
    limit: int = 20,
    exact: bool = False,
) -> Concordance:
    """Mentions of an entity in context.

    Args:
        library: where.
        ids: of the entities that are one, as `LibraryCard.ids`.
        side: what the lines are ordered by.
        limit: how many lines at most.
        exact: whether all mentions are sorted rather than the newest 400.
    """
    enough = limit if side is Side.NEWEST else _SAMPLE
    lines: list[Kwic] = []
    sampled = False
    for line in _lines(library.db, ids):
        if not exact and len(lines) == enough:
            sampled = side is not Side.NEWEST
            break
        lines.append(line)
    if side is not Side.NEWEST:
        lines.sort(key=_SORTED_BY[side])
    return Concordance(tuple(lines[:limit]), sampled)


def all_lines(library: Library, ids: Sequence[int]) -> Iterator[Kwic]:
    """Every line of the concordance, the newest article first; for files."""
    return _lines(library.db, ids)


def _lines(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Kwic]:
    """The mentions, those of the newest articles first, in reading order within an article."""
    places = ", ".join("?" * len(ids))
    rows = db.execute(
        "SELECT a.id, a.uid, s.name, a.day, b.z, group_concat(hex(ea.offs)) FROM entity_article ea"  # noqa: S608
        " JOIN article a ON a.id = ea.article JOIN body b ON b.id = a.id"
        f" LEFT JOIN source s ON s.id = a.source WHERE ea.entity IN ({places})"
        " GROUP BY ea.article ORDER BY ea.article DESC"
        if len(ids) > 1
        else "SELECT a.id, a.uid, s.name, a.day, b.z, hex(ea.offs) FROM entity_article ea"
        " JOIN article a ON a.id = ea.article JOIN body b ON b.id = a.id"
        " LEFT JOIN source s ON s.id = a.source WHERE ea.entity = ? ORDER BY ea.article DESC",
        ids,
    )
    for article_id, uid, source, day, packed, offs in rows:
        text = unpack_text(packed)
        spans = {span for each in offs.split(",") for span in unpack_spans(bytes.fromhex(each))}
        published = None if day is None else day_of(day)
        for span in sorted(spans):
            yield Kwic(article_id, uid, source, published, span, *_context(text, span))


def _context(text: str, span: Span) -> tuple[str, str, str]:
    """The words before, of and behind a span, each on one line, no halves of words."""
    start, end = max(0, span.start - _SIDE), min(len(text), span.end + _SIDE)
    before, after = text[start : span.start], text[span.end : end]
    if start > 0 and not text[start - 1].isspace():
        before = before.partition(" ")[2] if " " in before else ""
    if end < len(text) and not text[end].isspace():
        after = after.rpartition(" ")[0]
    return _one_line(before), _one_line(text[span.start : span.end]), _one_line(after)


def _one_line(text: str) -> str:
    """The words of `text` on one line; the blanks at its ends stay, for they part words."""
    return "".join(" " if letter.isspace() else letter for letter in text)


_SORTED_BY: dict[Side, Callable[[Kwic], list[str]]] = {
    Side.BEFORE: lambda line: normal(line.before).split()[::-1],
    Side.AFTER: lambda line: normal(line.after).split(),
}
