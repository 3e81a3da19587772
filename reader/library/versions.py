"""What a changed article was before: kept whole, and readable."""

import json
import sqlite3
import time
from dataclasses import dataclass

from reader.articles import Article
from reader.library.normal import pack_text, unpack_text
from reader.library.records import article_of
from reader.library.store import COLUMNS, Library


@dataclass(frozen=True, slots=True)
class OldVersion:
    """An article as it was.

    Attributes:
        number: 1 for the first.
        replaced_at: seconds since 1970, UTC.
        article: as it was then.
    """

    number: int
    replaced_at: int
    article: Article


def old_versions(library: Library, uid: str) -> tuple[OldVersion, ...]:
    """The versions that the article `uid` had before the present one, the first first."""
    rows = library.db.execute(
        "SELECT number, replaced_at, record FROM old_version WHERE uid = ? ORDER BY number", (uid,)
    )
    return tuple(OldVersion(number, at, _unpacked(record)) for number, at, record in rows)


def keep_old_version(db: sqlite3.Connection, article_id: int) -> None:
    """Keep the article of that id among the old versions; call it before it is replaced."""
    cursor = db.execute(
        f"SELECT {COLUMNS}, b.z, b.meta FROM article a JOIN body b ON b.id = a.id"  # noqa: S608 - fixed words
        " LEFT JOIN source s ON s.id = a.source WHERE a.id = ?",
        (article_id,),
    )
    row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
    row["text"] = unpack_text(row.pop("z"))
    db.execute(
        "INSERT INTO old_version (uid, number, replaced_at, record) VALUES"
        " (?1, (SELECT coalesce(max(number), 0) + 1 FROM old_version WHERE uid = ?1), ?2, ?3)",
        (row["uid"], int(time.time()), pack_text(json.dumps(row, ensure_ascii=False))),
    )


def _unpacked(record: bytes) -> Article:
    """The article of a record."""
    row = json.loads(unpack_text(record))
    return article_of(row, row["text"], row["meta"])
