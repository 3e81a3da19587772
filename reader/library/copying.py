"""Copies of the library that stand by themselves, and the library packed tight."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.library.database import open_database
from reader.library.failures import explained
from reader.library.paths import user_path
from reader.library.store import Library
from reader.notice import QariError


def back_up(library: Library, target: Path) -> tuple[Path, ...]:
    """Copy the library, and what its reader made, while others go on reading and writing.

    Args:
        library: what is copied, with the user.db beside it.
        target: a new file, the user's data then stand beside it as ``NAME-user.db``; or a folder,
            which becomes a library of its own (``library.db`` and ``user.db``).

    Returns:
        The files that were made.

    Raises:
        QariError: ``file-exists``; ``disk-full`` and its like. No half copy stays.
    """
    folder = target.is_dir()
    target = target / "library.db" if folder else target
    user = user_path(library.path)
    beside = target.with_name("user.db" if folder else f"{target.stem}-user{target.suffix}")
    made = (target, beside) if user.exists() else (target,)
    for copy in made:
        if copy.exists():
            raise QariError("file-exists", path=str(copy))
    _copy(library.db, target)
    if user.exists():
        with closing(open_database(user, "user")) as db:
            _copy(db, beside)
    return made


def vacuum(library: Library) -> tuple[int, int]:
    """Merge the index, give free pages back and write the file anew; bytes before and after.

    Raises:
        QariError: ``disk-full``: it needs as much room again; ``database-busy``.
    """
    before = _size(library.path)
    try:
        library.db.execute("INSERT INTO fts (fts) VALUES ('optimize')")
        library.db.execute("VACUUM")
        library.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        library.db.execute("PRAGMA optimize")
    except sqlite3.Error as error:
        raise explained(error, library.path) from error
    return before, _size(library.path)


def _copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy one database through a temporary file that takes its name when it is whole."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        _filled(source, partial)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.rename(target)
    except sqlite3.Error as error:
        raise explained(error, target) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise QariError("database-unreadable", path=str(target), why=why) from error
    finally:
        partial.unlink(missing_ok=True)


def _filled(source: sqlite3.Connection, target: Path) -> None:
    """Fill `target` with a snapshot of `source`, and see that it is whole."""
    with closing(sqlite3.connect(target)) as writing:
        source.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        found = writing.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise QariError("database-damaged", path=str(target), why=found)


def _size(path: Path) -> int:
    """Bytes of a database with its log."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
