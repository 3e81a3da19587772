"""The library: an SQLite file of articles, opened for reading or writing."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reader.articles import Article
from reader.library.across.told import tells_of
from reader.library.database import is_read_only, open_database, transaction, without_log
from reader.library.failures import explained
from reader.library.normal import NORMALISER, normal, normal_packed, unpack_text
from reader.library.paths import library_path, user_path
from reader.library.records import article_of
from reader.notice import Notice, QariError

COLUMNS = (
    "a.id, a.uid, a.day, a.date_basis, s.name AS source, a.title, a.author, a.url, a.path,"
    " a.language, a.added_at, a.analysed"
)
_WRITER_WAIT = 60_000  # milliseconds
HASH_SIZE = 1 << 27  # bytes of postings that FTS5 gathers before it writes


class Library:
    """One connection to a library; use it as a context manager or `close` it.

    One object belongs to one thread. Any number may read while one writes.

    Attributes:
        path: the file.
        db: the connection, for the modules of `reader.library`.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the library `path`, made if it is not there.

        Args:
            path: the file, or None for `library_path`.

        Raises:
            QariError: where the file cannot be used; it is left untouched.
        """
        self.path = path or library_path()
        self.db: sqlite3.Connection = open_database(self.path, "library", functions=_register)
        self._set_up()

    @classmethod
    def open(cls, path: Path | None = None, *, write: bool = False) -> Self:
        """Open the library `path`, made if it is not there.

        Args:
            path: the file, or None for `library_path`.
            write: whether it will be written: another writer is then waited for.

        Raises:
            QariError: as the constructor; ``database-read-only`` where it is to be written and
                cannot be.
        """
        library = cls(path)
        if write:
            if is_read_only(library.path):
                library.close()
                raise QariError("database-read-only", path=str(library.path))
            library.db.execute(f"PRAGMA busy_timeout = {_WRITER_WAIT}")
        return library

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the reader should know of this library: read-only, without log, index too old."""
        path = {"path": str(self.path)}
        found = []
        if is_read_only(self.path):
            found.append(Notice("library-read-only", path))
        elif without_log(self.db):
            found.append(Notice("library-no-log", path))
        if not self.index_is_new:
            found.append(Notice("library-index-old", path))
        return tuple(found)

    @property
    def index_is_new(self) -> bool:
        """Whether the index is by this version's normaliser; else its answers are old ones."""
        return self.meta("normaliser") == NORMALISER

    def count(self) -> int:
        """How many articles there are."""
        return len(self)

    def _set_up(self) -> None:
        """What a new library needs beside its schema."""
        if self.meta("normaliser") is None:
            with transaction(self.db):
                self.db.execute("INSERT INTO fts(fts, rank) VALUES ('hashsize', ?)", (HASH_SIZE,))
                self.set_meta("normaliser", NORMALISER)

    def attach_user(self, path: Path | None = None) -> None:
        """Make the reader's own data (marks, tags) visible as ``user``, made if not there.

        Nothing is done where they are visible already.

        Raises:
            QariError: where the file cannot be used; it is left untouched.
        """
        if any(row[1] == "user" for row in self.db.execute("PRAGMA database_list")):
            return
        path = path or user_path(self.path)
        open_database(path, "user").close()
        self.db.execute("ATTACH ? AS user", (str(path),))

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; what SQLite complains of becomes the line that the reader sees."""
        self.close()
        if isinstance(error, sqlite3.Error):
            raise explained(error, self.path) from error

    def meta(self, key: str) -> str | None:
        """What the library notes under `key`, or None."""
        row = self.db.execute("SELECT v FROM meta WHERE k = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Note `value` under `key`."""
        self.db.execute("INSERT OR REPLACE INTO meta (k, v) VALUES (?, ?)", (key, value))

    def __len__(self) -> int:
        """How many articles there are."""
        return int(self.db.execute("SELECT count(*) FROM article").fetchone()[0])

    def __contains__(self, uid: object) -> bool:
        """Whether there is an article of that uid."""
        found = self.db.execute("SELECT 1 FROM article WHERE uid = ?", (uid,)).fetchone()
        return found is not None

    def id_of(self, uid: str) -> int | None:
        """The id that the article `uid` has at present, or None."""
        row = self.db.execute("SELECT id FROM article WHERE uid = ?", (uid,)).fetchone()
        return None if row is None else int(row[0])

    def row(self, article_id: int) -> dict[str, Any] | None:
        """The columns of an article by their names, or None."""
        found = list(self.rows([article_id]))
        return found[0] if found else None

    def rows(self, ids: Iterable[int]) -> Iterator[dict[str, Any]]:
        """The columns of some articles, in the order of their ids given."""
        for article_id in ids:
            cursor = self.db.execute(
                f"SELECT {COLUMNS} FROM article a LEFT JOIN source s ON s.id = a.source"  # noqa: S608 - fixed words
                " WHERE a.id = ?",
                (article_id,),
            )
            row = cursor.fetchone()
            if row is not None:
                names = [column[0] for column in cursor.description]
                yield dict(zip(names, row, strict=True))

    def text(self, article_id: int) -> str:
        """The text of an article.

        Raises:
            KeyError: where there is none of that id.
        """
        row = self.db.execute("SELECT z FROM body WHERE id = ?", (article_id,)).fetchone()
        if row is None:
            raise KeyError(article_id)
        return unpack_text(row[0])

    def article(self, key: int | str) -> Article | None:
        """An article by its id or uid, or None."""
        article_id = self.id_of(key) if isinstance(key, str) else key
        row = None if article_id is None else self.row(article_id)
        if row is None:
            return None
        z, meta = self.db.execute("SELECT z, meta FROM body WHERE id = ?", (article_id,)).fetchone()
        return article_of(row, unpack_text(z), meta)


def _register(db: sqlite3.Connection) -> None:
    """What the SQL of the library calls: `ar_norm`, of the view that FTS5 reads, and `tells_of`."""

    def ar_norm(value: str | bytes | None) -> str:
        if value is None:
            return ""
        return normal_packed(value) if isinstance(value, bytes) else normal(value)

    db.create_function("ar_norm", 1, ar_norm, deterministic=True)
    db.create_function("tells_of", 5, tells_of, deterministic=True)
