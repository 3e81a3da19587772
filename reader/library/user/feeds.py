"""The feeds that the reader follows."""

import sqlite3
import time
from dataclasses import dataclass

from reader.library.user.undoing import Rows, undoable
from reader.library.user.writing import writing


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed.

    Attributes:
        url: its address.
        title: as the reader or the feed names it, or None.
        whole: whether the whole article is fetched where the feed holds a summary.
        added_at: seconds since 1970, UTC.
        typed: whether the reader typed the address, rather than followed a list of others.
    """

    url: str
    title: str | None
    whole: bool
    added_at: int
    typed: bool = True


class Feeds:
    """Which feeds are followed; what their last visit told is in the library."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on the reader's data `db`."""
        self._db = db

    def all(self) -> tuple[Feed, ...]:
        """Every feed, in the order in which they were added."""
        rows = self._db.execute(
            "SELECT url, title, whole, added_at, typed FROM feed ORDER BY added_at, url"
        )
        return tuple(Feed(row[0], row[1], bool(row[2]), row[3], bool(row[4])) for row in rows)

    def follow(
        self, url: str, title: str | None = None, *, whole: bool = False, typed: bool = True
    ) -> None:
        """Follow a feed, or change how one is followed; can be undone."""
        with undoable(self._db, "feed", [Rows("feed", "url", url)]):
            self._db.execute(
                "INSERT INTO feed (url, title, whole, added_at, typed) VALUES (?1, ?2, ?3, ?4, ?5)"
                " ON CONFLICT (url) DO UPDATE SET title = coalesce(?2, title), whole = ?3,"
                " typed = max(typed, ?5)",
                (url, title, int(whole), int(time.time()), int(typed)),
            )

    def name(self, url: str, title: str) -> None:
        """Give a feed that has no name the one that it gives itself; no action of the reader."""
        with writing(self._db):
            self._db.execute(
                "UPDATE feed SET title = ? WHERE url = ? AND title IS NULL", (title, url)
            )

    def unfollow(self, url: str) -> None:
        """Follow a feed no more; can be undone."""
        with undoable(self._db, "feed-removed", [Rows("feed", "url", url)]):
            self._db.execute("DELETE FROM feed WHERE url = ?", (url,))
