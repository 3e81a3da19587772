"""What SQLite complains of, as the one line that the reader sees, with its cure."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.notice import QariError

# SQLite's primary result code → code of the message.
_CODES = {
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_READONLY: "database-read-only",
    sqlite3.SQLITE_BUSY: "database-busy",
    sqlite3.SQLITE_LOCKED: "database-busy",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_NOTADB: "database-damaged",
}


def explained(error: sqlite3.Error, path: Path) -> QariError:
    """The error to raise for what SQLite says of the file `path`."""
    number = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = _CODES.get(number & 0xFF, "database-unreadable")
    return QariError(code, path=str(path), why=str(error))


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Raise what SQLite says of the file `path` in the course of a change as our error.

    Raises:
        QariError: as of `explained`.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, path) from error
