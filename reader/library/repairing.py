"""Bringing a library back: its index and entities made anew, its articles saved from a bad file.

What cannot be read is set aside beside the library, never overwritten.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.articles import Article
from reader.library.across.linking import unlink_all
from reader.library.adding import add_articles
from reader.library.checking import check, index_agrees, is_damaged
from reader.library.database import transaction
from reader.library.failures import explained
from reader.library.normal import unpack_text
from reader.library.records import article_of
from reader.library.store import COLUMNS, Library
from reader.notice import QariError
from reader.settings.folders import set_aside

_BESIDE = ("", "-wal", "-shm", "-journal")
# Every way to the ids of articles: a page that one cannot read another may go around.
_WAYS = (
    "SELECT id FROM article ORDER BY id",
    "SELECT id FROM article ORDER BY id DESC",
    "SELECT id FROM article INDEXED BY article_added ORDER BY added_at",
    "SELECT id FROM article INDEXED BY article_hash ORDER BY content_hash DESC",
    "SELECT id FROM body ORDER BY id",
    "SELECT id FROM body ORDER BY id DESC",
)


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did.

    Attributes:
        aside: where the bad file lies now, or None where it could be mended in place.
        saved: articles that the new library has from it.
        lost: articles that it named and that could not be read.
        index: whether the index was made anew.
        analysis: whether the entities are made anew by the next analysis.
    """

    aside: Path | None = None
    saved: int = 0
    lost: int = 0
    index: bool = False
    analysis: bool = False


def repair(path: Path, progress: Callable[[int], None] | None = None) -> Repaired:
    """Repair the library `path`; nothing is done to one that is whole.

    Args:
        path: the library.
        progress: told how many articles were saved so far.

    Raises:
        QariError: ``database-newer``: that is no damage; ``disk-full`` and its like, the bad file
            is then where it was.
    """
    try:
        with Library.open(path, write=True) as library:
            if not is_damaged(library):
                return _in_place(library)
    except QariError as error:
        if error.notice.code == "database-foreign":
            return Repaired(aside=set_database_aside(path))
        if error.notice.code != "database-damaged":
            raise
    return _anew(path, progress)


def _in_place(library: Library) -> Repaired:
    """Mend what can be made again from the articles."""
    wrong = {notice.code for notice in check(library)}
    index = "library-index-wrong" in wrong or not index_agrees(library)
    if index and library.index_is_new:
        with transaction(library.db):
            library.db.execute("INSERT INTO fts (fts) VALUES ('rebuild')")
    entities = bool(wrong - {"library-index-wrong", "library-index-old"})
    if entities:
        _forget_entities(library)
    return Repaired(index=index and library.index_is_new, analysis=entities)


def _forget_entities(library: Library) -> None:
    """Empty what the analysis wrote, and have all analysed again; drop articles without text."""
    with transaction(library.db):
        unlink_all(library.db)
        library.db.execute("DELETE FROM article WHERE id NOT IN (SELECT id FROM body)")
        library.db.execute("UPDATE article SET analysed = 0")


def _anew(path: Path, progress: Callable[[int], None] | None) -> Repaired:
    """A new library of what can be read of a damaged one, which is set aside."""
    new = path.with_name(f"{path.name}.repairing")
    remove_database(new)
    salvage = _Salvage(path)
    saved = 0
    try:
        with Library.open(new, write=True) as library:
            for _added in add_articles(library, salvage):
                saved += 1
                if progress is not None:
                    progress(saved)
            salvage.copy_rows(library)
            library.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        aside = set_database_aside(path)
        new.rename(path)
    finally:
        salvage.close()
        remove_database(new)
    return Repaired(aside, saved, salvage.lost, index=True, analysis=True)


class _Salvage:
    """The articles that can still be read of a damaged file.

    Attributes:
        lost: how many it names that cannot.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
        except sqlite3.Error as error:
            raise explained(error, path) from error
        self.lost = 0

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __iter__(self) -> Iterator[Article]:
        for article_id in sorted(self._ids()):
            try:
                article = self._article(article_id)
            except (sqlite3.Error, zlib.error, ValueError, KeyError, TypeError):
                article = None
            if article is None:
                self.lost += 1
            else:
                yield article

    def copy_rows(self, library: Library) -> None:
        """Copy what else can be read: old versions, and what the last visits to feeds told."""
        for table in ("old_version", "feed_state"):
            with transaction(library.db), suppress(sqlite3.DatabaseError):
                for row in self._db.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our names
                    places = ", ".join("?" * len(row))
                    library.db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({places})", row)  # noqa: S608

    def _ids(self) -> set[int]:
        """All ids that any way leads to."""
        found: set[int] = set()
        for way in _WAYS:
            with suppress(sqlite3.Error), closing(self._db.execute(way)) as cursor:
                found.update(row[0] for row in cursor)
        return found

    def _article(self, article_id: int) -> Article | None:
        """One article, without its source where only that cannot be read."""
        cursor = self._db.execute(
            f"SELECT {COLUMNS}, b.z, b.meta FROM article a JOIN body b ON b.id = a.id"  # noqa: S608 - fixed words
            " LEFT JOIN source s ON s.id = a.source WHERE a.id = ?",
            (article_id,),
        )
        values = cursor.fetchone()
        if values is None:
            return None
        row = dict(zip([column[0] for column in cursor.description], values, strict=True))
        return article_of(row, unpack_text(row["z"]), row["meta"])


def set_database_aside(path: Path) -> Path:
    """Rename a bad file with all that lies beside it; its new name."""
    try:
        aside = set_aside(path)
        for end in _BESIDE[1:]:
            beside = path.with_name(path.name + end)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + end))
    except OSError as error:
        why = error.strerror or str(error)
        raise QariError("database-unreadable", path=str(path), why=why) from error
    return aside


def remove_database(path: Path) -> None:
    """Remove a database that was only begun."""
    for end in _BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)
