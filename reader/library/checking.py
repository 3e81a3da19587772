"""Whether a library is whole: the file, the index against the texts, the entities against it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.across.told import EVENT_BITS
from reader.library.database import is_read_only
from reader.library.failures import explained
from reader.library.store import Library
from reader.notice import Notice

_MOST = 20  # complaints of one kind that are told


@dataclass(frozen=True, slots=True)
class _Count:
    """A question to the library that must find nothing.

    Attributes:
        code: of the notice that tells how many it found.
        sql: counts what must not be.
    """

    code: str
    sql: str


# What no constraint of the schema holds together: one place adds it and one removes it.
_COUNTS = (
    _Count(
        "library-without-text",
        "SELECT count(*) FROM article WHERE id NOT IN (SELECT id FROM body)",
    ),
    _Count(
        "library-entities-lost",
        "SELECT count(*) FROM entity_article WHERE article NOT IN (SELECT id FROM article)"
        " OR entity NOT IN (SELECT id FROM entity)",
    ),
    _Count(
        "library-entities-miscounted",
        "SELECT count(*) FROM entity e LEFT JOIN (SELECT entity, count(*) AS articles,"
        " sum(n) AS mentions FROM entity_article GROUP BY entity) f ON f.entity = e.id"
        " WHERE e.n_articles != coalesce(f.articles, 0) OR e.n_mentions != coalesce(f.mentions, 0)",
    ),
    _Count(
        "library-events-lost",
        f"SELECT count(*) FROM entity_event WHERE event >> {EVENT_BITS} NOT IN"  # noqa: S608
        " (SELECT id FROM article_events)",
    ),
)


def check(library: Library) -> tuple[Notice, ...]:
    """What is wrong with a library; nothing where it is whole.

    The index is compared with the texts (FTS5's integrity-check of rank 1, which alone finds an
    article without index), unless another normaliser made it or the library cannot be written.
    """
    try:
        return tuple(_complaints(library))
    except sqlite3.DatabaseError as error:
        return (explained(error, library.path).notice,)


def is_damaged(library: Library) -> bool:
    """Whether SQLite finds the file itself damaged.

    Raises:
        QariError: where it cannot tell, as beside a writer that waits for none.
    """
    try:
        return any(complaints_of_the_file(library.db))
    except sqlite3.DatabaseError as error:
        told = explained(error, library.path)
        if told.notice.code == "database-damaged":
            return True
        raise told from error


def index_is_compared(library: Library) -> bool:
    """Whether `check` compares the index with the texts: FTS5 asks for a library to write in."""
    return not is_read_only(library.path)


def index_agrees(library: Library) -> bool:
    """Whether the index holds the words of every text and no others.

    Raises:
        sqlite3.DatabaseError: where the index itself cannot be read.
    """
    try:
        library.db.execute("INSERT INTO fts (fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if (error.sqlite_errorcode & 0xFF) == sqlite3.SQLITE_CORRUPT:
            return False
        raise
    return True


def _complaints(library: Library) -> Iterator[Notice]:
    """The complaints, the gravest first; those that stand on a damaged file are not asked for."""
    damaged = [_damaged(library, line) for line in complaints_of_the_file(library.db)]
    if damaged:
        yield from damaged
        return
    for question in _COUNTS:
        count = library.db.execute(question.sql).fetchone()[0]
        if count:
            yield Notice(question.code, {"path": str(library.path), "n": str(count)})
    if not library.index_is_new:
        yield Notice("library-index-old", {"path": str(library.path)})
    elif index_is_compared(library) and not index_agrees(library):
        yield Notice("library-index-wrong", {"path": str(library.path)})


def complaints_of_the_file(db: sqlite3.Connection) -> Iterator[str]:
    """What SQLite complains of in the file of a connection.

    Raises:
        sqlite3.DatabaseError: where it cannot even be asked.
    """
    for (line,) in db.execute(f"PRAGMA integrity_check({_MOST})"):
        if line != "ok":
            yield line
    for table, _row, parent, _key in db.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield f"{table} → {parent}"


def _damaged(library: Library, why: str) -> Notice:
    return Notice("database-damaged", {"path": str(library.path), "why": why})
