"""The full-text index: what goes in, what goes out, and its making anew by a newer normaliser.

A new index grows beside the old one, batch by batch up to a watermark, and takes its place in the
transaction of the last batch: until then the old one answers, and the library says that it is old.
"""

import sqlite3
from collections.abc import Callable

from reader.library.database import transaction
from reader.library.normal import NORMALISER
from reader.library.store import HASH_SIZE, Library

_AT_ONCE = 200  # articles of a transaction
_COLUMNS = (
    "(body, title, content = 'fts_src', content_rowid = 'id',"
    " tokenize = 'unicode61 remove_diacritics 0')"
)


def index_article(db: sqlite3.Connection, article_id: int, body: str, title: str) -> None:
    """Put an article into the index; call it within a transaction, when its rows are written.

    Args:
        db: of the library.
        article_id: of the article.
        body: normalised.
        title: normalised.
    """
    for index in _indexes(db, article_id):
        db.execute(
            f"INSERT INTO {index} (rowid, body, title) VALUES (?, ?, ?)",  # noqa: S608 - our names
            (article_id, body, title),
        )


def unindex_article(db: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of the index; call it while its rows are there."""
    for index in _indexes(db, article_id):
        db.execute(
            f"INSERT INTO {index} ({index}, rowid, body, title)"  # noqa: S608 - our names
            " SELECT 'delete', id, body, title FROM fts_src WHERE id = ?",
            (article_id,),
        )


def reindex(library: Library, progress: Callable[[int, int], None] | None = None) -> bool:
    """Make the index anew where another normaliser made it; goes on where it was interrupted.

    Args:
        library: opened to write.
        progress: told after each transaction: articles done, articles in all.

    Returns:
        Whether there was anything to do.
    """
    if library.index_is_new:
        return False
    _begin(library)
    total, done = library.count(), 0
    while (count := _index_more(library)) > 0:
        done += count
        if progress is not None:
            progress(done, max(total, done))
    _finish(library)
    return True


def _begin(library: Library) -> None:
    """An empty index beside the old one, unless this normaliser has begun one."""
    if library.meta("reindexing") == NORMALISER:
        return
    db = library.db
    with transaction(db):
        db.execute("DROP TABLE IF EXISTS fts_next")
        db.execute(f"CREATE VIRTUAL TABLE fts_next USING fts5 {_COLUMNS}")
        db.execute("INSERT INTO fts_next (fts_next, rank) VALUES ('hashsize', ?)", (HASH_SIZE,))
        library.set_meta("reindexing", NORMALISER)
        library.set_meta("reindexed_to", "-1")


def _index_more(library: Library) -> int:
    """Index the next articles above the watermark; how many there were."""
    db = library.db
    with transaction(db):
        rows = db.execute(
            "SELECT id, body, title FROM fts_src WHERE id > ? ORDER BY id LIMIT ?",
            (_watermark(db), _AT_ONCE),
        ).fetchall()
        db.executemany("INSERT INTO fts_next (rowid, body, title) VALUES (?, ?, ?)", rows)
        if rows:
            library.set_meta("reindexed_to", str(rows[-1][0]))
    return len(rows)


def _finish(library: Library) -> None:
    """Put the new index in the place of the old one."""
    db = library.db
    with transaction(db):
        db.execute("DROP TABLE vocabulary")
        db.execute("DROP TABLE fts")
        db.execute("ALTER TABLE fts_next RENAME TO fts")
        db.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab (fts, 'row')")
        db.execute("DELETE FROM meta WHERE k IN ('reindexing', 'reindexed_to')")
        library.set_meta("normaliser", NORMALISER)


def _indexes(db: sqlite3.Connection, article_id: int) -> tuple[str, ...]:
    """The indexes that an article belongs into."""
    mark = _watermark(db)
    return ("fts", "fts_next") if mark is not None and article_id <= mark else ("fts",)


def _watermark(db: sqlite3.Connection) -> int | None:
    """The id up to which the new index has everything; None where none is being made."""
    row = db.execute("SELECT v FROM meta WHERE k = 'reindexed_to'").fetchone()
    return None if row is None else int(row[0])
