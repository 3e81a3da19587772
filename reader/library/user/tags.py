"""Tags of articles."""

import sqlite3
from collections.abc import Iterable

from reader.library.user.undoing import Rows, undoable
from reader.notice import QariError

_CHUNK = 500  # values of one statement


class Tags:
    """Tags that the reader gives to articles."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on the reader's data `db`."""
        self._db = db

    def of(self, uid: str) -> tuple[str, ...]:
        """The tags of an article, in order of their letters."""
        rows = self._db.execute("SELECT tag FROM tag WHERE uid = ? ORDER BY tag", (uid,))
        return tuple(row[0] for row in rows)

    def among(self, uids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The tags of those of `uids` that have any."""
        found: dict[str, tuple[str, ...]] = {}
        wanted = list(uids)
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            places = ", ".join("?" * len(chunk))
            for uid, tag in self._db.execute(
                f"SELECT uid, tag FROM tag WHERE uid IN ({places}) ORDER BY tag",  # noqa: S608
                chunk,
            ):
                found[uid] = (*found.get(uid, ()), tag)
        return found

    def all(self) -> dict[str, int]:
        """Every tag with how many articles have it, the commonest first."""
        rows = self._db.execute(
            "SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY count(*) DESC, tag"
        )
        return {row[0]: row[1] for row in rows}

    def uids(self, tag: str) -> list[str]:
        """The articles that have `tag`."""
        rows = self._db.execute("SELECT uid FROM tag WHERE tag = ? ORDER BY uid", (clean(tag),))
        return [row[0] for row in rows]

    def add(self, uids: Iterable[str], tag: str) -> None:
        """Tag articles; can be undone.

        Raises:
            QariError: ``tag-empty`` for a tag without a letter or digit.
        """
        name, wanted = clean(tag), list(dict.fromkeys(uids))
        with undoable(self._db, "tag", [Rows("tag", "uid", uid) for uid in wanted]):
            self._db.executemany(
                "INSERT OR IGNORE INTO tag (uid, tag) VALUES (?, ?)", [(u, name) for u in wanted]
            )

    def change(self, uids: Iterable[str], *, add: Iterable[str], remove: Iterable[str]) -> None:
        """Give articles some tags and take others away, as one action; can be undone.

        Raises:
            QariError: ``tag-empty`` for a tag without a letter or digit; nothing is changed then.
        """
        wanted = list(dict.fromkeys(uids))
        given, taken = [clean(tag) for tag in add], [clean(tag) for tag in remove]
        with undoable(self._db, "tag", [Rows("tag", "uid", uid) for uid in wanted]):
            self._db.executemany(
                "INSERT OR IGNORE INTO tag (uid, tag) VALUES (?, ?)",
                [(uid, tag) for uid in wanted for tag in given],
            )
            self._db.executemany(
                "DELETE FROM tag WHERE uid = ? AND tag = ?",
                [(uid, tag) for uid in wanted for tag in taken],
            )

    def remove(self, uids: Iterable[str], tag: str) -> None:
        """Take a tag away from articles; can be undone."""
        name, wanted = clean(tag), list(dict.fromkeys(uids))
        with undoable(self._db, "untag", [Rows("tag", "uid", uid) for uid in wanted]):
            self._db.executemany(
                "DELETE FROM tag WHERE uid = ? AND tag = ?", [(u, name) for u in wanted]
            )


def clean(tag: str) -> str:
    """A tag as it is kept: on one line, without the sign in front.

    Raises:
        QariError: ``tag-empty`` for a tag without a letter or digit.
    """
    name = " ".join(tag.split()).lstrip("#")
    if not any(map(str.isalnum, name)):
        raise QariError("tag-empty", tag=tag)
    return name
