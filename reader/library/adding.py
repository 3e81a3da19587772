"""The one way into the library and the one way out of it: article, text and index in one step.

There are no triggers: what belongs together is written and removed here, in one transaction.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from reader.articles import Article, DateBasis
from reader.library.across.linking import unlink_article
from reader.library.database import transaction
from reader.library.engines import note_engines
from reader.library.failures import explained
from reader.library.findings import Found, store_analysis
from reader.library.indexing import index_article, unindex_article
from reader.library.normal import normal, pack_text
from reader.library.records import (
    DAY_BITS,
    content_hash,
    day_number,
    first_id,
    meta_of,
    title_of,
    url_key,
)
from reader.library.store import Library
from reader.library.versions import keep_old_version

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
        uid: under which the library knows the article; that of the other one for a duplicate.
        id: of the article in the library; of the other one for a duplicate.
        outcome: what became of it.
    """

    uid: str
    id: int
    outcome: Outcome


class _Prepared(NamedTuple):
    """What is worked out of an article before the transaction begins."""

    article: Article
    uid: str
    folded: str
    digest: bytes
    key: int | None
    packed: bytes


def add_articles(
    library: Library,
    articles: Iterable[Article],
    *,
    at_once: int = AT_ONCE,
    analyses: Mapping[str, Found] | None = None,
) -> Iterator[Added]:
    """Add articles, each as soon as it comes; what is yielded is safe on the disk.

    An article is the same as one that is there if its uid or its address is; its letters tell
    whether it is known or has changed. One with the letters of another is a duplicate.

    Args:
        library: where to.
        articles: what is added.
        at_once: articles of a transaction.
        analyses: what was found in some of them already, by uid; written with them.

    Raises:
        QariError: ``disk-full`` and its like; what was yielded stays, the rest leaves no trace.
    """
    found = analyses or {}
    number = note_engines(library) if found else 0
    waiting = iter(articles)
    while batch := [_prepared(article) for article in islice(waiting, at_once)]:
        added = []
        try:
            with transaction(library.db):
                for item in batch:
                    one = _put(library.db, item)
                    if item.uid in found and one.outcome in (Outcome.NEW, Outcome.CHANGED):
                        store_analysis(library.db, one.id, found[item.uid], number)
                    added.append(one)
        except sqlite3.Error as error:
            raise explained(error, library.path) from error
        yield from added


def delete_articles(library: Library, uids: Iterable[str]) -> int:
    """Remove articles with all that belongs to them; how many there were.

    Raises:
        QariError: ``disk-full`` and its like; nothing is removed then.
    """
    count = 0
    try:
        with transaction(library.db):
            for uid in uids:
                article_id = library.id_of(uid)
                if article_id is not None:
                    _remove(library.db, article_id)
                    library.db.execute("DELETE FROM old_version WHERE uid = ?", (uid,))
                    count += 1
    except sqlite3.Error as error:
        raise explained(error, library.path) from error
    return count


def _prepared(article: Article) -> _Prepared:
    """An article with what is written of it; the work of this needs no lock."""
    folded = normal(article.text)
    return _Prepared(
        article,
        article.uid,
        folded,
        content_hash(folded),
        url_key(article.url),
        pack_text(article.text),
    )


def _put(db: sqlite3.Connection, item: _Prepared) -> Added:
    """Insert one article, or find that it is there."""
    known = _known(db, item)
    if known is not None:
        article_id, uid, digest, day, basis = known
        if digest == item.digest and not _better_dated(item.article, day, basis):
            return Added(uid, article_id, Outcome.KNOWN)
        keep_old_version(db, article_id)
        _remove(db, article_id)
        return Added(uid, _insert(db, _under(item, uid)), Outcome.CHANGED)
    twin = db.execute(
        "SELECT id, uid FROM article WHERE content_hash = ?", (item.digest,)
    ).fetchone()
    if twin is not None:
        return Added(twin[1], twin[0], Outcome.DUPLICATE)
    return Added(item.uid, _insert(db, item), Outcome.NEW)


def _known(
    db: sqlite3.Connection, item: _Prepared
) -> tuple[int, str, bytes, int | None, str | None] | None:
    """The article that has the uid, or else the address, of `item`."""
    columns = "SELECT id, uid, content_hash, day, date_basis FROM article"
    row = db.execute(f"{columns} WHERE uid = ?", (item.uid,)).fetchone()
    if row is None and item.key is not None:
        row = db.execute(f"{columns} WHERE url_key = ?", (item.key,)).fetchone()
    return row  # type: ignore[no-any-return]


def _better_dated(article: Article, day: int | None, basis: str | None) -> bool:
    """Whether an article of the same letters tells another day, and tells it as surely."""
    if article.date is None or day_number(article.date.day) == day:
        return False
    trust = list(DateBasis)
    return basis is None or trust.index(article.date.basis) <= trust.index(DateBasis(basis))


def _under(item: _Prepared, uid: str) -> _Prepared:
    """The article under the uid by which the library knows it."""
    if item.uid == uid:
        return item
    return item._replace(uid=uid, article=replace(item.article, identifier=uid))


def _insert(db: sqlite3.Connection, item: _Prepared) -> int:
    """Write the rows of an article; its id."""
    article, published = item.article, item.article.date
    day = day_number(published.day) if published else None
    article_id = _free_id(db, day)
    title = title_of(article)
    db.execute(
        "INSERT INTO article (id, uid, day, date_basis, source, title, author, url, path, language,"
        " url_key, content_hash, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article_id, item.uid, day, published.basis.value if published else None,
            _source(db, article.source), title, article.author, article.url, article.path,
            article.language, item.key, item.digest, int(time.time()),
        ),
    )  # fmt: skip
    db.execute(
        "INSERT INTO body (id, z, meta) VALUES (?, ?, ?)",
        (article_id, item.packed, meta_of(article)),
    )
    index_article(db, article_id, item.folded, normal(title))
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


def _remove(db: sqlite3.Connection, article_id: int) -> None:
    """Remove the rows of an article, its index first: FTS5 must be told what it had indexed."""
    unindex_article(db, article_id)
    unlink_article(db, article_id)
    db.execute("DELETE FROM body WHERE id = ?", (article_id,))
    db.execute("DELETE FROM article WHERE id = ?", (article_id,))
