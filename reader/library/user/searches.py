"""Saved searches that count what is new, and what was searched for before."""

import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass

from reader.library.user.undoing import Rows, undoable
from reader.library.user.writing import writing
from reader.notice import QariError

_HISTORY = 500  # searches remembered


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that is kept as a list.

    Attributes:
        name: unique.
        query: in the query language.
        exact: whether words stand for themselves alone.
        new: articles found that came in since it was looked at.
        made_at: seconds since 1970, UTC.
    """

    name: str
    query: str
    exact: bool
    new: int
    made_at: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A search of the history.

    Attributes:
        query: as typed.
        hits: how many articles it found then, or None where they were not counted.
        made_at: seconds since 1970, UTC.
    """

    query: str
    hits: int | None
    made_at: int


class Searches:
    """Saved searches, and the history."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on the reader's data `db`."""
        self._db = db

    def saved(self) -> tuple[SavedSearch, ...]:
        """The saved searches in order of their names."""
        rows = self._db.execute(
            "SELECT name, query, exact, n_new, made_at FROM saved_search ORDER BY name"
        )
        return tuple(SavedSearch(row[0], row[1], bool(row[2]), row[3], row[4]) for row in rows)

    def save(self, name: str, query: str, *, exact: bool = False) -> None:
        """Keep a search under a name, in place of one of that name; can be undone.

        Raises:
            QariError: ``saved-search-unnamed`` for a name without letters.
        """
        name = " ".join(name.split())
        if not any(map(str.isalnum, name)):
            raise QariError("saved-search-unnamed")
        with undoable(self._db, "search-saved", [Rows("saved_search", "name", name)]):
            self._db.execute("DELETE FROM saved_search WHERE name = ?", (name,))
            self._db.execute(
                "INSERT INTO saved_search (name, query, exact, made_at) VALUES (?, ?, ?, ?)",
                (name, query, int(exact), int(time.time())),
            )

    def remove(self, name: str) -> None:
        """Forget a saved search; can be undone."""
        with undoable(self._db, "search-removed", [Rows("saved_search", "name", name)]):
            self._db.execute("DELETE FROM saved_search WHERE name = ?", (name,))

    def found_new(self, counts: Mapping[str, int]) -> None:
        """Add to the new articles of saved searches, by their names."""
        with writing(self._db):
            self._db.executemany(
                "UPDATE saved_search SET n_new = n_new + ? WHERE name = ?",
                [(count, name) for name, count in counts.items() if count],
            )

    def looked_at(self, name: str) -> None:
        """Note that the list was looked at: nothing in it is new any more."""
        with writing(self._db):
            self._db.execute(
                "UPDATE saved_search SET n_new = 0, seen_to = ? WHERE name = ?",
                (int(time.time()), name),
            )

    def remember(self, query: str, hits: int | None = None) -> None:
        """Add a search to the history; asked again, it moves to the end."""
        query = query.strip()
        if not query:
            return
        with writing(self._db):
            self._db.execute("DELETE FROM search_history WHERE query = ?", (query,))
            self._db.execute(
                "INSERT INTO search_history (query, hits, made_at) VALUES (?, ?, ?)",
                (query, hits, int(time.time())),
            )
            self._db.execute(
                "DELETE FROM search_history WHERE id <="
                " (SELECT id FROM search_history ORDER BY id DESC LIMIT 1 OFFSET ?)",
                (_HISTORY,),
            )

    def history(self, limit: int = 50) -> tuple[Asked, ...]:
        """What was searched for, the latest first."""
        rows = self._db.execute(
            "SELECT query, hits, made_at FROM search_history ORDER BY id DESC LIMIT ?", (limit,)
        )
        return tuple(Asked(*row) for row in rows)

    def forget_history(self) -> None:
        """Forget what was searched for."""
        with writing(self._db):
            self._db.execute("DELETE FROM search_history")
