"""Entities of the library that the reader joined, or keeps apart."""

import sqlite3
import time

from reader.library.user.undoing import Rows, undoable


class Joins:
    """Pairs of entity keys that the reader decided on."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on the reader's data `db`."""
        self._db = db

    def join(self, key: str, into: str) -> None:
        """The entity `key` is the entity `into`; can be undone."""
        self._decide("join", key, into, apart=False)

    def keep_apart(self, key: str, other: str) -> None:
        """The entities are never the same; can be undone."""
        self._decide("apart", key, other, apart=True)

    def release(self, key: str) -> int:
        """Forget all that was decided of the entity `key`; can be undone.

        Returns:
            How many decisions there were.
        """
        sides = [Rows("joined", "key", key), Rows("joined", "into_key", key)]
        with undoable(self._db, "unjoin", sides):
            gone = self._db.execute("DELETE FROM joined WHERE ? IN (key, into_key)", (key,))
        return gone.rowcount

    def joined(self) -> dict[str, str]:
        """What each joined key stands for, chains followed to their end."""
        rows = self._db.execute("SELECT key, into_key FROM joined WHERE apart = 0 ORDER BY id")
        one_step = dict(rows.fetchall())
        return {key: _end(one_step, key) for key in one_step}

    def apart(self) -> frozenset[frozenset[str]]:
        """The pairs that are never the same."""
        rows = self._db.execute("SELECT key, into_key FROM joined WHERE apart = 1")
        return frozenset(frozenset(pair) for pair in rows)

    def _decide(self, action: str, key: str, other: str, *, apart: bool) -> None:
        """Keep a decision in place of one on the same pair."""
        with undoable(self._db, action, [Rows("joined", "key", key)]):
            self._db.execute(
                "DELETE FROM joined WHERE key = ? AND (into_key = ? OR (apart = 0 AND ?))",
                (key, other, int(not apart)),
            )
            self._db.execute(
                "INSERT INTO joined (key, into_key, apart, made_at) VALUES (?, ?, ?, ?)",
                (key, other, int(apart), int(time.time())),
            )


def _end(steps: dict[str, str], key: str) -> str:
    """Where following `steps` from `key` ends; a circle ends where it would close."""
    seen = {key}
    while (following := steps.get(key)) is not None and following not in seen:
        seen.add(following)
        key = following
    return key
