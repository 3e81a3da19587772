"""Checking and bringing back `user.db`: what the reader made can be made by nobody else."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from reader.library.checking import complaints_of_the_file
from reader.library.database import open_database, transaction
from reader.library.failures import explained
from reader.library.repairing import Repaired, remove_database, set_database_aside
from reader.notice import Notice, QariError

# From both ends: a page that cannot be read ends a walk, and what lies behind it is reached so.
_WALKS = ("", " ORDER BY rowid DESC", " ORDER BY 1 DESC")


def check_user(path: Path) -> tuple[Notice, ...]:
    """What is wrong with the reader's own data; nothing where they are whole or not there."""
    if not path.exists():
        return ()
    try:
        with closing(open_database(path, "user")) as db:
            lines = tuple(complaints_of_the_file(db))
    except QariError as error:
        return (error.notice,)
    except sqlite3.DatabaseError as error:
        return (explained(error, path).notice,)
    return tuple(Notice("database-damaged", {"path": str(path), "why": why}) for why in lines)


def repair_user(path: Path) -> Repaired:
    """Save what can be read of damaged data into a new file; the bad one is set aside.

    Args:
        path: of the ``user.db``; nothing is done where it is whole or not there.

    Returns:
        What was done; `Repaired.saved` counts rows.

    Raises:
        QariError: ``database-newer``: that is no damage; ``disk-full`` and its like, the bad file
            is then where it was.
    """
    wrong = check_user(path)
    if not wrong:
        return Repaired()
    if wrong[0].code == "database-foreign":
        return Repaired(aside=set_database_aside(path))
    if wrong[0].code != "database-damaged":
        raise QariError(wrong[0].code, **wrong[0].values)
    new = path.with_name(f"{path.name}.repairing")
    remove_database(new)
    try:
        saved = _saved(path, new)
        aside = set_database_aside(path)
        new.rename(path)
    except sqlite3.Error as error:
        raise explained(error, path) from error
    finally:
        remove_database(new)
    return Repaired(aside, saved)


def _saved(bad: Path, new: Path) -> int:
    """Copy what can be read of one file into a new one; how many rows that is."""
    with (
        closing(sqlite3.connect(f"{bad.absolute().as_uri()}?mode=rw", uri=True)) as old,
        closing(open_database(new, "user")) as db,
    ):
        tables = db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        with transaction(db):
            saved = sum(_copied(old, db, name) for (name,) in tables)
        db.execute("PRAGMA journal_mode = DELETE")  # one file, to be renamed
    return saved


def _copied(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    """Copy the rows of a table that any walk reaches; how many there are."""
    for walk in _WALKS:
        with suppress(sqlite3.DatabaseError), closing(old.cursor()) as cursor:
            cursor.execute(f"SELECT * FROM {table}{walk}")  # noqa: S608 - our names
            names = ", ".join(f'"{column[0]}"' for column in cursor.description)
            places = ", ".join("?" * len(cursor.description))
            for row in cursor:
                with suppress(sqlite3.IntegrityError):  # damage may have made it impossible
                    new.execute(
                        f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})",  # noqa: S608
                        row,
                    )
    return int(new.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
