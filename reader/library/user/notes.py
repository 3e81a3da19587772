"""Notes and highlights on spans of articles, or on whole articles."""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reader.library.user.anchoring import Anchor, anchor, find_again
from reader.library.user.undoing import Rows, undoable
from reader.library.user.writing import writing
from reader.notice import QariError
from reader.text.span import Span

_CHUNK = 500  # values of one statement
_COLUMNS = "id, uid, start, end, quote, before, behind, text, colour, made_at"


@dataclass(frozen=True, slots=True)
class Note:
    """A note or highlight.

    Attributes:
        id: its number.
        uid: of the article.
        span: code points of the article's text; None for a note on the whole article, and for one
            whose words are no longer found.
        quote: the words of its span; None for a note on the whole article.
        text: what the reader wrote; empty for a highlight.
        colour: its name, or None.
        made_at: seconds since 1970, UTC.
    """

    id: int
    uid: str
    span: Span | None
    quote: str | None
    text: str
    colour: str | None
    made_at: int

    @property
    def lost(self) -> bool:
        """Whether its words are not in the article any more."""
        return self.quote is not None and self.span is None


class Notes:
    """What the reader wrote beside articles."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Work on the reader's data `db`."""
        self._db = db

    def of(self, uid: str) -> tuple[Note, ...]:
        """The notes of an article as kept, in the order of its text."""
        rows = self._rows("WHERE uid = ? ORDER BY start IS NULL, start, id", (uid,))
        return tuple(map(_note, rows))

    def all(self) -> tuple[Note, ...]:
        """Every note, the latest first."""
        return tuple(map(_note, self._rows("ORDER BY made_at DESC, id DESC", ())))

    def counts(self, uids: Iterable[str]) -> dict[str, int]:
        """How many notes those of `uids` have that have any."""
        found: dict[str, int] = {}
        wanted = list(uids)
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            places = ", ".join("?" * len(chunk))
            found |= self._db.execute(
                f"SELECT uid, count(*) FROM note WHERE uid IN ({places}) GROUP BY uid",  # noqa: S608
                chunk,
            ).fetchall()
        return found

    def add(
        self,
        uid: str,
        article_text: str,
        span: Span | None = None,
        *,
        text: str = "",
        colour: str | None = None,
    ) -> int:
        """Write a note or highlight; can be undone.

        Args:
            uid: of the article.
            article_text: `Article.text`.
            span: code points of it, or None for a note on the whole article.
            text: of the note; empty for a highlight.
            colour: of the highlight.

        Returns:
            The number of the note.

        Raises:
            QariError: ``note-empty`` where there is neither a span nor a text.
        """
        if span is not None and not article_text[span.start : span.end].strip():
            span = None
        if span is None and not text.strip():
            raise QariError("note-empty")
        kept = anchor(article_text, span) if span else None
        action = "note" if text else "highlight"
        with undoable(self._db, action, [Rows("note", "uid", uid)]):
            row = self._db.execute(
                "INSERT INTO note (uid, start, end, quote, before, behind, text, colour, made_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (uid, *_place(kept), text, colour, int(time.time())),
            ).fetchone()
        return int(row[0])

    def write(self, number: int, text: str) -> None:
        """Change the text of a note; can be undone."""
        with undoable(self._db, "note", [Rows("note", "id", number)]):
            self._db.execute("UPDATE note SET text = ? WHERE id = ?", (text, number))

    def remove(self, number: int) -> None:
        """Remove a note or highlight; can be undone."""
        with undoable(self._db, "note-removed", [Rows("note", "id", number)]):
            self._db.execute("DELETE FROM note WHERE id = ?", (number,))

    def placed(self, uid: str, article_text: str) -> tuple[Note, ...]:
        """The notes of an article where they stand in its present text.

        Those that a new version moved are found again by their words, and kept so. One whose words
        are gone keeps its quote and has no span; it comes back with a version that has them again.
        """
        rows = self._rows("WHERE uid = ? ORDER BY id", (uid,))
        moved = []
        notes = []
        for row in rows:
            note, kept = _note(row), _anchor(row)
            if kept is not None:
                span = find_again(article_text, kept)
                if span is not None and (span != note.span or _differs(article_text, span, kept)):
                    moved.append((row["id"], anchor(article_text, span)))
                note = replace(note, span=span)
            notes.append(note)
        self._keep(moved)
        return tuple(
            sorted(notes, key=lambda note: (note.span is None, note.span or Span(0, 0), note.id))
        )

    def _keep(self, moved: Sequence[tuple[int, Anchor]]) -> None:
        """Keep new places."""
        if moved:
            with writing(self._db):
                for number, kept in moved:
                    self._db.execute(
                        "UPDATE note SET start = ?, end = ?, quote = ?, before = ?, behind = ?"
                        " WHERE id = ?",
                        (*_place(kept), number),
                    )

    def _rows(self, where: str, values: tuple[object, ...]) -> list[dict[str, Any]]:
        """Rows as mappings."""
        names = _COLUMNS.split(", ")
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM note {where}", values)  # noqa: S608 - ours
        return [dict(zip(names, row, strict=True)) for row in rows]


def _place(
    kept: Anchor | None,
) -> tuple[int | None, int | None, str | None, str | None, str | None]:
    """The columns of an anchor."""
    if kept is None:
        return None, None, None, None, None
    return kept.start, kept.start + len(kept.quote), kept.quote, kept.before, kept.behind


def _anchor(row: dict[str, Any]) -> Anchor | None:
    """The anchor of a row, None for a note on the whole article."""
    if row["quote"] is None:
        return None
    return Anchor(row["start"] or 0, row["quote"], row["before"] or "", row["behind"] or "")


def _differs(text: str, span: Span, kept: Anchor) -> bool:
    """Whether the words at `span` are written differently from what was kept."""
    return text[span.start : span.end] != kept.quote


def _note(row: dict[str, Any]) -> Note:
    """The note of a row."""
    span = None if row["start"] is None else Span(row["start"], row["end"])
    return Note(
        row["id"], row["uid"], span, row["quote"], row["text"], row["colour"], row["made_at"]
    )
