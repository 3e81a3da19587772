"""What the analysis of an article found, written in place of what was found before."""

import sqlite3
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from reader.entities import Entity
from reader.library.across.likeness import likeness
from reader.library.across.linking import link_article, unlink_article
from reader.library.normal import normal

if TYPE_CHECKING:
    from reader.analysis import Analysis
    from reader.times.timeline import TimelineEntry


@dataclass(frozen=True, slots=True)
class Found:
    """What the analysis of one article found.

    Attributes:
        entities: what it names.
        entries: its timeline.
        likeness: of its text to others (`reader.library.across.likeness`).
        failed: why the analysis came to nothing, or None.
    """

    entities: tuple[Entity, ...] = ()
    entries: "tuple[TimelineEntry, ...]" = ()
    likeness: int | None = None
    failed: str | None = None

    @classmethod
    def of(cls, analysis: "Analysis") -> Self:
        """What the library keeps of an analysis."""
        from reader.times.timeline import timeline  # noqa: PLC0415 - with the engines only

        entries = timeline(analysis.events, analysis.times, analysis.creation_date.day)
        like = likeness(normal(analysis.article.text))
        return cls(analysis.entities, entries, like)


def stamp(packed: bytes) -> int:
    """A number that tells one packed text from another of the same article."""
    return zlib.crc32(packed)


def store_analysis(
    db: sqlite3.Connection,
    article_id: int,
    found: Found,
    number: int,
    *,
    of: int | None = None,
) -> bool:
    """Put an analysis in place of the one before; call it within a transaction.

    Args:
        db: of the library.
        article_id: of the article.
        found: what was found in it.
        number: of the analysis (`reader.library.engines`).
        of: `stamp` of the text that was analysed, or None where it cannot have changed.

    Returns:
        Whether it was written: not where the article is gone or has another text by now.
    """
    row = db.execute(
        "SELECT a.uid, b.z FROM article a JOIN body b ON b.id = a.id WHERE a.id = ?", (article_id,)
    ).fetchone()
    if row is None or (of is not None and stamp(row[1]) != of):
        return False
    unlink_article(db, article_id)
    link_article(db, article_id, row[0], found.entities, found.entries)
    db.execute(
        "UPDATE article SET analysed = ?, likeness = ? WHERE id = ?",
        (number, found.likeness, article_id),
    )
    return True
