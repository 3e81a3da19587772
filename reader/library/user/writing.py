"""Writing what the reader made: what SQLite refuses is one line that the reader can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.library.database import transaction
from reader.library.failures import explaining


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """A write transaction.

    Raises:
        QariError: ``database-read-only``, ``disk-full`` and their like; nothing is changed then.
    """
    with explaining(Path(db.execute("PRAGMA database_list").fetchone()[2])), transaction(db):
        yield
