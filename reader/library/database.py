"""Opening SQLite files safely: permissions, numbered migrations, and refusals in one clear line."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from reader.library.failures import explained
from reader.notice import QariError

_NUMBERED = re.compile(r"(?P<family>[a-z]+)_(?P<number>\d{4})\.sql")
_TABLE = re.compile(r"^CREATE (?:VIRTUAL )?TABLE (\w+)", re.MULTILINE)
_MAGIC = b"SQLite format 3\0"
_PAGE = 8192  # bytes, as measured for the library
_CACHE = 32 << 10  # KiB of pages that a connection keeps
_WAIT = 10.0  # seconds for another writer

Functions = Callable[[sqlite3.Connection], None]


def open_database(
    path: Path,
    family: str,
    *,
    functions: Functions | None = None,
    wait: float = _WAIT,
) -> sqlite3.Connection:
    """Open the database `path`, made or migrated to the newest schema of `family`.

    The file is readable by its owner only (0600, its folder 0700). Write-ahead logging is used
    where the file system allows it, else a rollback journal. A file or folder that cannot be
    written is opened to read, if its schema is the newest.

    Args:
        path: the file; its folder is made.
        family: which schema files it follows, such as ``user`` for ``schema/user_0001.sql``.
        functions: registers the SQL functions that the schema needs.
        wait: seconds for another writer.

    Returns:
        A connection in autocommit mode; use `transaction` to write.

    Raises:
        QariError: ``database-foreign`` where the file is another program's, ``database-damaged``
            where it is damaged, ``database-newer`` where a newer version of Qari made it,
            ``database-unreadable`` where it cannot be opened. The file is left untouched in all
            cases.
    """
    _make(path)
    _refuse_other_files(path)
    failures: list[sqlite3.Error] = []
    for way in _WAYS:
        try:
            return _prepared(_connect(path, wait, way), path, family, functions, way)
        except sqlite3.OperationalError as error:
            failures.append(error)  # the next way asks less of the file system
            if not _is_of_the_place(error):
                break
        except sqlite3.Error as error:
            raise explained(error, path) from error
    raise explained(failures[0], path) from failures[0]


def _make(path: Path) -> None:
    """The file and its folder, the reader's own."""
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
    except OSError as error:
        why = error.strerror or str(error)
        raise QariError("database-unreadable", path=str(path), why=why) from error


def _refuse_other_files(path: Path) -> None:
    """Refuse what does not begin as an SQLite file; an empty one is a new database."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        why = error.strerror or str(error)
        raise QariError("database-unreadable", path=str(path), why=why) from error
    if head and head != _MAGIC:
        raise QariError("database-foreign", path=str(path))


def _use_log(connection: sqlite3.Connection) -> None:
    """Write-ahead logging; it stays a rollback journal where it cannot be."""
    if _version(connection) == 0:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
    if without_log(connection):
        with suppress(sqlite3.OperationalError):  # another process is about to, or it cannot be
            connection.execute("PRAGMA journal_mode = WAL")


def _use_journal(connection: sqlite3.Connection) -> None:
    """Back to a rollback journal, under a lock that needs no shared memory."""
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA locking_mode = NORMAL")
    connection.execute("PRAGMA user_version").fetchone()  # lets the lock go


def _use_as_it_is(_connection: sqlite3.Connection) -> None:
    """Reading changes nothing."""


class _Way(NamedTuple):
    """A way to open a file: SQLite's mode, what is said first, and what follows the refusals."""

    mode: str
    first: str
    settle: Callable[[sqlite3.Connection], None]


_WAYS = (
    _Way("rw", "", _use_log),
    # Where there can be no shared memory, as in a folder on a network.
    _Way("rw", "PRAGMA locking_mode = EXCLUSIVE", _use_journal),
    # A file that is not ours to write, beside a writer; and one on a medium that nobody writes.
    _Way("ro", "", _use_as_it_is),
    _Way("ro&immutable=1", "", _use_as_it_is),
)


def _connect(path: Path, wait: float, way: _Way) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={way.mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait)
    try:
        connection.execute(way.first)
        connection.execute("PRAGMA schema_version").fetchone()  # reads the file
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepared(
    connection: sqlite3.Connection,
    path: Path,
    family: str,
    functions: Functions | None,
    way: _Way,
) -> sqlite3.Connection:
    """The connection, of our schema and our settings; closed where it cannot be."""
    try:
        _refuse(connection, path, family)
        way.settle(connection)
        if functions is not None:
            functions(connection)
        # FULL loses no acknowledged transaction to a power failure; NORMAL lost up to three.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, family)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse(connection: sqlite3.Connection, path: Path, family: str) -> None:
    """Refuse what is foreign or newer, before anything is changed.

    Raises:
        QariError: ``database-foreign`` or ``database-newer``.
    """
    steps = migrations(family)
    connection.execute("BEGIN")  # both of one moment: another process may be making it
    version = _version(connection)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    connection.execute("COMMIT")
    ours = set(_TABLE.findall(steps[0])) if version else set()
    if ours - tables or (not version and tables):
        raise QariError("database-foreign", path=str(path))
    if version > len(steps):
        raise QariError("database-newer", path=str(path), version=str(version))


def _migrate(connection: sqlite3.Connection, family: str) -> None:
    """Bring the schema to its newest, a step a transaction."""
    steps = migrations(family)
    for number in range(_version(connection) + 1, len(steps) + 1):
        with transaction(connection):
            if _version(connection) >= number:
                continue  # another process was quicker
            for statement in statements(steps[number - 1]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def _version(connection: sqlite3.Connection) -> int:
    """The number of the last migration."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_of_the_place(error: sqlite3.OperationalError) -> bool:
    """Whether the file system is the matter, not the file: asking less of it may do."""
    return (error.sqlite_errorcode & 0xFF) in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_PERM,
    )


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
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled it back already
            connection.execute("ROLLBACK")
        raise


def is_read_only(path: Path) -> bool:
    """Whether the file or the folder that would hold its journal cannot be written."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def without_log(connection: sqlite3.Connection) -> bool:
    """Whether write-ahead logging is not possible: readers then wait for a writer."""
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal")
