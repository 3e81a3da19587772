"""Taking over what a reader made of an article elsewhere, beside what is there."""

import sqlite3
import time

from reader.kept import Kept, Remark
from reader.library.user.anchoring import Anchor, anchor
from reader.library.user.tags import clean
from reader.library.user.writing import writing


def take(db: sqlite3.Connection, uid: str, kept: Kept) -> None:
    """Set the marks and add the tags and notes of `kept` to the article `uid`.

    No action that could be undone: an import of thousands would leave nothing else to undo.

    Args:
        db: of the reader's data.
        uid: under which the library knows the article.
        kept: what is taken over.
    """
    if not (kept.read or kept.starred or kept.archived or kept.tags or kept.remarks):
        return
    with writing(db):
        db.execute(
            "INSERT INTO mark (uid, read_at, starred, archived, position)"
            " VALUES (?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT (uid) DO UPDATE SET read_at = coalesce(read_at, ?2),"
            " starred = max(starred, ?3), archived = max(archived, ?4),"
            " position = max(position, ?5)",
            (
                uid,
                int(time.time()) if kept.read else None,
                int(kept.starred),
                int(kept.archived),
                kept.position,
            ),
        )
        db.executemany(
            "INSERT OR IGNORE INTO tag (uid, tag) VALUES (?, ?)",
            [(uid, clean(tag)) for tag in kept.tags if any(map(str.isalnum, tag))],
        )
        for remark in kept.remarks:
            _note(db, uid, kept.article.text, remark)


def _note(db: sqlite3.Connection, uid: str, text: str, remark: Remark) -> None:
    """Write a note or highlight, unless the same is there."""
    kept = anchor(text, remark.span) if remark.span else None
    if kept is None and remark.quote is not None:
        kept = Anchor(0, remark.quote, "", "")  # its words are gone: a later version may have them
    start = kept.start if remark.span and kept else None
    values = (uid, kept.quote if kept else None, remark.text, start)
    there = db.execute(
        "SELECT 1 FROM note WHERE uid = ? AND quote IS ? AND text = ? AND start IS ?", values
    ).fetchone()
    if there is None and (kept is not None or remark.text):
        db.execute(
            "INSERT INTO note (uid, quote, text, start, end, before, behind, colour, made_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *values,
                None if start is None or kept is None else start + len(kept.quote),
                kept.before if kept else None,
                kept.behind if kept else None,
                remark.colour,
                remark.made_at or int(time.time()),
            ),
        )
