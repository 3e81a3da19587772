"""The one way into the library and the one way out of it: article, text and index in one step.

There are no triggers: what belongs together is written and removed here, in one transaction.
"""

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from reader.articles import Article
from reader.library.across.linking import unlink_article
from reader.library.database import transaction
from reader.library.normal import normal, pack_text, unpack_text
from reader.library.records import (
    DAY_BITS,
    content_hash,
    day_number,
    first_id,
    meta_of,
    title_of,
)
from reader.library.store import Library

AT_ONCE = 200  # articles of a transaction: a reader beside it never waits


class Outcome(StrEnum):
    """What adding an article came to."""

    NEW = "new"
    CHANGED = "changed"  # a new version of a known article
    KNOWN = "known"  # the same, letter for letter
    DUPLICATE = "duplicate"  # the letters of another article


@dataclass(frozen=True, slots=True)
class Added:
    """An article that was given to the library.

    Attributes:
        uid: of the article as given.
        id: of the article in the library; of the other one where it is a duplicate.
        outcome: what became of it.
    """

    uid: str
    id: int
    outcome: Outcome


def add_articles(
    library: Library,
    articles: Iterable[Article],
    *,
    at_once: int = AT_ONCE,
    beside: Callable[[sqlite3.Connection, Article, int], None] | None = None,
) -> Iterator[Added]:
    """Add articles, each as soon as it comes; what is yielded is safe on the disk.

    Args:
        library: where to.
        articles: what is added.
        at_once: articles of a transaction.
        beside: called for each new or changed article within its transaction, with its id.

    Raises:
        QariError: where the disk is full or cannot be written; what was yielded stays.
    """
    waiting = iter(articles)
    while batch := list(islice(waiting, at_once)):
        added = []
        with transaction(library.db):
            for article in batch:
                one = _put(library.db, article)
                if beside is not None and one.outcome in (Outcome.NEW, Outcome.CHANGED):
                    beside(library.db, article, one.id)
                added.append(one)
        yield from added


def delete_articles(library: Library, uids: Iterable[str]) -> int:
    """Remove articles with all that belongs to them; how many there were."""
    count = 0
    with transaction(library.db):
        for uid in uids:
            article_id = library.id_of(uid)
            if article_id is not None:
                _remove(library.db, article_id)
                library.db.execute("DELETE FROM old_version WHERE uid = ?", (uid,))
                count += 1
    return count


def _put(db: sqlite3.Connection, article: Article) -> Added:
    """Insert one article, or find that it is there."""
    uid, digest = article.uid, content_hash(article.text)
    known = db.execute("SELECT id, content_hash FROM article WHERE uid = ?", (uid,)).fetchone()
    if known is not None:
        if known[1] == digest:
            return Added(uid, known[0], Outcome.KNOWN)
        _keep_old_version(db, uid, known[0])
        _remove(db, known[0])
        return Added(uid, _insert(db, article, uid, digest), Outcome.CHANGED)
    twin = db.execute("SELECT id FROM article WHERE content_hash = ?", (digest,)).fetchone()
    if twin is not None:
        return Added(uid, twin[0], Outcome.DUPLICATE)
    return Added(uid, _insert(db, article, uid, digest), Outcome.NEW)


def _insert(db: sqlite3.Connection, article: Article, uid: str, digest: bytes) -> int:
    """Write the rows of an article; its id."""
    published = article.date
    day = day_number(published.day) if published else None
    article_id = _free_id(db, day)
    title, packed = title_of(article), pack_text(article.text)
    db.execute(
        "INSERT INTO article (id, uid, day, date_basis, source, title, author, url, path,"
        " language, content_hash, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article_id, uid, day, published.basis.value if published else None,
            _source(db, article.source), title, article.author, article.url, article.path,
            article.language, digest, int(time.time()),
        ),
    )  # fmt: skip
    db.execute(
        "INSERT INTO body (id, z, meta) VALUES (?, ?, ?)", (article_id, packed, meta_of(article))
    )
    db.execute(
        "INSERT INTO fts (rowid, body, title) VALUES (?, ?, ?)",
        (article_id, normal(article.text), normal(title)),
    )
    return article_id


def _free_id(db: sqlite3.Connection, day: int | None) -> int:
    """The next free id of a day; a day that is full spills into the next free slot."""
    first = first_id(day)
    while True:
        last = first + (1 << DAY_BITS) - 1
        highest = db.execute(
            "SELECT max(id) FROM article WHERE id BETWEEN ? AND ?", (first, last)
        ).fetchone()[0]
        if highest is None:
            return max(1, first)
        if highest < last:
            return int(highest) + 1
        first = last + 1


def _source(db: sqlite3.Connection, name: str | None) -> int | None:
    """The id of a source, made where it is new."""
    if name is None:
        return None
    row = db.execute("SELECT id FROM source WHERE name = ?", (name,)).fetchone()
    if row is None:
        row = db.execute("INSERT INTO source (name) VALUES (?) RETURNING id", (name,)).fetchone()
    return int(row[0])


def _keep_old_version(db: sqlite3.Connection, uid: str, article_id: int) -> None:
    """Keep what a changed article was before."""
    title, day, basis, z, meta = db.execute(
        "SELECT a.title, a.day, a.date_basis, b.z, b.meta FROM article a"
        " JOIN body b ON b.id = a.id WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    record = {"title": title, "day": day, "date_basis": basis, "text": unpack_text(z), "meta": meta}
    number = db.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM old_version WHERE uid = ?", (uid,)
    ).fetchone()[0]
    db.execute(
        "INSERT INTO old_version (uid, number, replaced_at, record) VALUES (?, ?, ?, ?)",
        (uid, number, int(time.time()), zlib.compress(json.dumps(record).encode())),
    )


def _remove(db: sqlite3.Connection, article_id: int) -> None:
    """Remove the rows of an article, its index first: FTS5 must be told what it had indexed."""
    db.execute(
        "INSERT INTO fts (fts, rowid, body, title)"
        " SELECT 'delete', id, body, title FROM fts_src WHERE id = ?",
        (article_id,),
    )
    unlink_article(db, article_id)
    db.execute("DELETE FROM body WHERE id = ?", (article_id,))
    db.execute("DELETE FROM article WHERE id = ?", (article_id,))
