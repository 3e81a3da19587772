"""Opening SQLite files safely: permissions, numbered migrations, and refusals in one clear line."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from reader.notice import QariError

_NUMBERED = re.compile(r"(?P<family>[a-z]+)_(?P<number>\d{4})\.sql")


def open_database(
    path: Path,
    family: str,
    *,
    synchronous: str = "FULL",
    functions: Callable[[sqlite3.Connection], None] | None = None,
) -> sqlite3.Connection:
    """Open the database `path`, made or migrated to the newest schema of `family`.

    The file is readable by its owner only (0600, its folder 0700). Write-ahead logging is used
    where the file system allows it, else a rollback journal.

    Args:
        path: the file; its folder is made.
        family: which schema files it follows, such as ``user`` for ``schema/user_0001.sql``.
        synchronous: SQLite's setting; FULL loses no acknowledged transaction to a power failure.
        functions: registers the SQL functions that the schema needs.

    Returns:
        A connection in autocommit mode; use `transaction` to write.

    Raises:
        QariError: ``database-unreadable`` where the file is no database, is damaged or cannot be
            opened; ``database-newer`` where a newer version of Qari made it. The file is left
            untouched in both cases.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
        connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    except (OSError, sqlite3.Error) as error:
        raise QariError("database-unreadable", path=str(path), why=str(error)) from error
    try:
        if functions is not None:
            functions(connection)
        _prepare(connection, path, family, synchronous)
    except sqlite3.Error as error:
        connection.close()
        raise QariError("database-unreadable", path=str(path), why=str(error)) from error
    except QariError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, family: str, synchronous: str) -> None:
    """Refuse what is newer, then set up and migrate."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    steps = migrations(family)
    if version > len(steps):
        raise QariError("database-newer", path=str(path), version=str(version))
    if version == 0:
        connection.execute("PRAGMA page_size = 8192")
    connection.execute("PRAGMA journal_mode = WAL")  # stays a rollback journal where WAL cannot be
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA foreign_keys = ON")
    for number, script in enumerate(steps[version:], start=version + 1):
        with transaction(connection):
            for statement in statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


@cache
def migrations(family: str) -> tuple[str, ...]:
    """The migrations of `family` in order of their numbers; the first makes the schema."""
    found = {}
    for resource in (files("reader.library") / "schema").iterdir():
        name = _NUMBERED.fullmatch(resource.name)
        if name is not None and name["family"] == family:
            found[int(name["number"])] = resource.read_text(encoding="utf-8")
    return tuple(found[number] for number in sorted(found))


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script one by one, so that all run in one transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A write transaction: committed at the end, rolled back if anything fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
