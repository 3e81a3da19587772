"""The state of articles for their reader: read, starred, archived, where reading stopped."""

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass

from reader.library.user.undoing import Rows, undoable
from reader.library.user.writing import writing

_CHUNK = 500  # values of one statement


@dataclass(frozen=True, slots=True)
class Mark:
    """The state of an article.

    Attributes:
        read: whether it was read.
        starred, archived: as the reader set it.
        position: the code point at the top of the screen when it was left.
    """

    read: bool = False
    starred: bool = False
    archived: bool = False
    position: int = 0


_UNMARKED = Mark()


class Marks:
    """Marks of articles, by Article.uid."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on the reader's data `db`."""
        self._db = db

    def of(self, uid: str) -> Mark:
        """The state of one article."""
        return self.among([uid]).get(uid, _UNMARKED)

    def among(self, uids: Iterable[str]) -> dict[str, Mark]:
        """The states of those of `uids` that have one."""
        found = {}
        wanted = list(uids)
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            sql = (
                "SELECT uid, read_at, starred, archived, position FROM mark"  # noqa: S608
                f" WHERE uid IN ({', '.join('?' * len(chunk))})"
            )
            rows = self._db.execute(sql, chunk)
            for uid, read_at, starred, archived, position in rows:
                found[uid] = Mark(read_at is not None, bool(starred), bool(archived), position)
        return found

    def read(self, uids: Iterable[str], *, read: bool = True) -> None:
        """Mark articles as read, or as unread; can be undone."""
        self._set("read" if read else "unread", uids, "read_at", int(time.time()) if read else None)

    def star(self, uids: Iterable[str], *, starred: bool = True) -> None:
        """Star articles, or take the star away; can be undone."""
        self._set("star" if starred else "unstar", uids, "starred", int(starred))

    def archive(self, uids: Iterable[str], *, archived: bool = True) -> None:
        """Archive articles, or fetch them back; can be undone."""
        self._set("archive" if archived else "unarchive", uids, "archived", int(archived))

    def opened(self, uid: str, position: int | None = None) -> None:
        """Note that an article was opened, and so read; no action that would be undone.

        Args:
            uid: of the article.
            position: the code point at the top of the screen, or None to leave what is kept.
        """
        now = int(time.time())
        with writing(self._db):
            self._db.execute(
                "INSERT INTO mark (uid, read_at, position, seen_at)"
                " VALUES (?1, ?2, coalesce(?3, 0), ?2) ON CONFLICT (uid) DO UPDATE SET"
                " read_at = coalesce(read_at, ?2), position = coalesce(?3, position), seen_at = ?2",
                (uid, now, position),
            )

    def last_seen(self, limit: int) -> list[str]:
        """The articles opened last, the latest first."""
        rows = self._db.execute(
            "SELECT uid FROM mark WHERE seen_at IS NOT NULL ORDER BY seen_at DESC LIMIT ?", (limit,)
        )
        return [row[0] for row in rows]

    def _set(self, action: str, uids: Iterable[str], column: str, value: int | None) -> None:
        """Set a column of the marks of articles."""
        wanted = list(dict.fromkeys(uids))
        with undoable(self._db, action, [Rows("mark", "uid", uid) for uid in wanted]):
            self._db.executemany(
                f"INSERT INTO mark (uid, {column}) VALUES (?1, ?2)"  # noqa: S608 - our column
                f" ON CONFLICT (uid) DO UPDATE SET {column} = ?2",
                [(uid, value) for uid in wanted],
            )
