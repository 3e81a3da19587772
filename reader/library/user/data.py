"""Opening `user.db`, and the corrections in it."""

import sqlite3
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.entities import EntityType
from reader.entities.corrections import Action, Correction
from reader.kept import Kept
from reader.library.database import open_database
from reader.library.user.feeds import Feeds
from reader.library.user.joins import Joins
from reader.library.user.marks import Marks
from reader.library.user.notes import Notes
from reader.library.user.searches import Searches
from reader.library.user.tags import Tags
from reader.library.user.taking import take
from reader.library.user.undoing import Undone, undo
from reader.library.user.writing import writing


def corrections_of(path: Path, uid: str) -> tuple[Correction, ...]:
    """What the reader corrected in the article `uid`, or everywhere; nothing without a file.

    Args:
        path: the file, as `reader.library.store.user_path` names it.
        uid: of the article.

    Raises:
        QariError: where the file cannot be used.
    """
    if not path.exists():
        return ()
    with UserData(path) as data:
        return data.corrections(uid)


class UserData:
    """The reader's own data in an SQLite file; use it as a context manager or `close` it.

    One object belongs to one thread. Several processes may have the file open at once.

    Attributes:
        path: the file.
        marks: read, starred, archived, positions.
        tags: of articles.
        notes: notes and highlights.
        searches: saved searches and the history.
        feeds: what is followed.
        joins: entities joined or kept apart.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`, made if it is not there.

        Raises:
            QariError: where the file cannot be used; it is left untouched.
        """
        self.path = path
        self._db: sqlite3.Connection = open_database(path, "user")
        self.marks = Marks(self._db)
        self.tags = Tags(self._db)
        self.notes = Notes(self._db)
        self.searches = Searches(self._db)
        self.feeds = Feeds(self._db)
        self.joins = Joins(self._db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def undo_last(self) -> Undone | None:
        """Take back the last mark, tag, note, search, feed or join; None where there is none.

        Corrections of an article have their own `undo`.
        """
        return undo(self._db)

    def take(self, uid: str, kept: Kept) -> None:
        """Take over what a reader made of the article `uid` elsewhere; what is there stays."""
        take(self._db, uid, kept)

    def corrections(self, uid: str) -> tuple[Correction, ...]:
        """What holds for the article `uid`, in the order in which it was said."""
        rows = self._db.execute(
            "SELECT action, name, value, uid, type FROM correction"
            " WHERE uid = ? OR uid IS NULL ORDER BY id",
            (uid,),
        )
        return tuple(_correction(*row) for row in rows)

    def correct(self, correction: Correction) -> None:
        """Keep `correction`.

        Raises:
            QariError: where the file takes no change.
        """
        with writing(self._db):
            self._db.execute(
                "INSERT INTO correction (uid, action, name, value, type, made_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    correction.uid,
                    correction.action.value,
                    correction.name,
                    correction.value,
                    correction.type,
                    int(time.time()),
                ),
            )

    def undo(self, uid: str) -> Correction | None:
        """Take back the last correction that was made in the article `uid` or for all.

        Returns:
            What was taken back, or None if there was nothing.

        Raises:
            QariError: where the file takes no change.
        """
        with writing(self._db):
            row = self._db.execute(
                "SELECT id, action, name, value, uid, type FROM correction"
                " WHERE uid = ? OR uid IS NULL ORDER BY id DESC LIMIT 1",
                (uid,),
            ).fetchone()
            if row is None:
                return None
            self._db.execute("DELETE FROM correction WHERE id = ?", (row[0],))
        return _correction(*row[1:])


def _correction(
    action: str, name: str, value: str, uid: str | None, kind: str | None
) -> Correction:
    """A row as the correction that it is."""
    return Correction(Action(action), name, value, uid, EntityType(kind) if kind else None)
