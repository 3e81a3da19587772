"""One key that takes back: each action keeps the rows that it changes as they were before.

An action names the rows it may touch (a table and what they have in common); undoing removes what
is there now and puts the old rows back. So a new action needs no code of its own to be undone.
"""

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reader.library.user.writing import writing

_KEPT = 200  # actions that can be taken back


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that an action may change: those of `table` whose `column` is `value`."""

    table: str
    column: str
    value: str | int


@dataclass(frozen=True, slots=True)
class Undone:
    """An action that was taken back.

    Attributes:
        action: its name, such as ``star``.
        count: how many groups of rows it had changed: articles, where it was about articles.
        made_at: when it was made, seconds since 1970, UTC.
    """

    action: str
    count: int
    made_at: int


@contextmanager
def undoable(db: sqlite3.Connection, action: str, rows: Sequence[Rows]) -> Iterator[None]:
    """A write transaction that `undo` can take back.

    Args:
        db: of the reader's data.
        action: what it is called.
        rows: all that it may change.
    """
    with writing(db):
        before = [_image(db, some) for some in rows]
        yield
        changed = [image for image in before if image != _image(db, _rows(image))]
        if changed:
            what = json.dumps({"action": action, "rows": changed}, ensure_ascii=False)
            db.execute("INSERT INTO undo (what, made_at) VALUES (?, ?)", (what, int(time.time())))
            db.execute("DELETE FROM undo WHERE id <= (SELECT max(id) FROM undo) - ?", (_KEPT,))


def undo(db: sqlite3.Connection) -> Undone | None:
    """Take back the last action; None where there is none."""
    with writing(db):
        row = db.execute("SELECT id, what, made_at FROM undo ORDER BY id DESC LIMIT 1").fetchone()
        if row is None:
            return None
        what = json.loads(row[1])
        for image in what["rows"]:
            _restore(db, image)
        db.execute("DELETE FROM undo WHERE id = ?", (row[0],))
    return Undone(what["action"], len(what["rows"]), row[2])


def _image(db: sqlite3.Connection, rows: Rows) -> list[Any]:
    """Rows as they are now: table, column, value, and a mapping of each."""
    cursor = db.execute(
        f"SELECT * FROM {rows.table} WHERE {rows.column} = ? ORDER BY 1, 2",  # noqa: S608 - our names
        (rows.value,),
    )
    names = [column[0] for column in cursor.description]
    return [rows.table, rows.column, rows.value, [dict(zip(names, r, strict=True)) for r in cursor]]


def _rows(image: list[Any]) -> Rows:
    """What an image is of."""
    return Rows(image[0], image[1], image[2])


def _restore(db: sqlite3.Connection, image: list[Any]) -> None:
    """Put the rows of an image in place of those that are there."""
    table, column, value, rows = image
    db.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))  # noqa: S608 - our names
    for row in rows:
        names, places = ", ".join(row), ", ".join("?" * len(row))
        db.execute(
            f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 - our names
            tuple(row.values()),
        )
