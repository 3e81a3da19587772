"""Running a query: newest first by the ids that carry the day, or ranked within an honest cap."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from reader.library.records import day_of
from reader.library.search.compiling import Compiled, compiled
from reader.library.search.language import Query
from reader.library.search.snippets import Snippet, snippet_of
from reader.library.store import Library

RANKED_AT_MOST = 20_000  # hits that are compared; more are sampled, the newest, and labelled


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a query found.

    Attributes:
        id, uid, title, source, day, url: of the article; the day of publication or None.
        snippet: words around the first hits, and where the hits lie.
        unread, starred: by the reader's own marks.
    """

    id: int
    uid: str
    title: str
    source: str | None
    day: date | None
    url: str | None
    snippet: Snippet
    unread: bool = True
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found.

    Attributes:
        hits: as many as were asked for.
        sampled: whether ranking or a prefix looked at a part only.
        compiled: what was asked of the index: the expanded forms and their counts.
    """

    hits: tuple[Hit, ...]
    sampled: bool
    compiled: Compiled = field(repr=False)


def search(
    library: Library,
    query: Query,
    *,
    order: str = "newest",
    exact: bool = False,
    limit: int = 20,
    before: int | None = None,
) -> Results:
    """Find articles.

    Args:
        library: with the reader's own data attached (`Library.attach_user`).
        query: what is asked.
        order: ``newest`` or ``rank`` (BM25 over body and title).
        exact: whether words stand for themselves alone.
        limit: how many at most.
        before: only ids below this one, to go on where the last answer ended; newest first only.
    """
    asked = compiled(library.db, query, exact=exact)
    sampled = asked.sampled
    if order == "rank" and asked.match is not None:
        ids, capped = _ranked(library.db, asked, limit)
        sampled = sampled or capped
    else:
        ids = list(_newest(library.db, asked, limit, before))
    return Results(tuple(_hits(library, asked, ids)), sampled, asked)


def count(library: Library, query: Query, *, exact: bool = False) -> int:
    """How many articles a query finds; all of them."""
    asked = compiled(library.db, query, exact=exact)
    return int(_select(library.db, asked, "count(*)").fetchone()[0])


def ids_of(library: Library, query: Query, *, exact: bool = False) -> list[int]:
    """The articles that a query finds, newest first."""
    asked = compiled(library.db, query, exact=exact)
    key = _key(asked)
    return [row[0] for row in _select(library.db, asked, key, f" ORDER BY {key} DESC")]


def _key(asked: Compiled) -> str:
    """The column that holds the id: FTS5's own where the text drives."""
    return "fts.rowid" if asked.match is not None else "a.id"


def _select(
    db: sqlite3.Connection, asked: Compiled, what: str, tail: str = "", *more: object
) -> sqlite3.Cursor:
    """Run the query."""
    sql = [f"SELECT {what} FROM"]
    values: list[object] = []
    conditions: list[str] = []
    if asked.match is not None:
        sql.append("fts" if not asked.sql else "fts JOIN article a ON a.id = fts.rowid")
        conditions.append("fts MATCH ?")
        values.append(asked.match)
    else:
        sql.append("article a")
    for bound, sign in ((asked.lowest, ">="), (asked.highest, "<=")):
        if bound is not None:
            conditions.append(f"{_key(asked)} {sign} ?")
            values.append(bound)
    if asked.sql:
        conditions.append(asked.sql)
        values += asked.values
    if conditions:
        sql.append("WHERE " + " AND ".join(conditions))
    return db.execute(" ".join(sql) + tail, (*values, *more))


def _newest(
    db: sqlite3.Connection, asked: Compiled, limit: int, before: int | None
) -> Iterator[int]:
    """The newest ids."""
    if before is not None:
        highest = before - 1 if asked.highest is None else min(asked.highest, before - 1)
        asked = asked.below(highest)
    key = _key(asked)
    for row in _select(db, asked, key, f" ORDER BY {key} DESC LIMIT ?", limit):
        yield row[0]


def _ranked(db: sqlite3.Connection, asked: Compiled, limit: int) -> tuple[list[int], bool]:
    """The best ids, and whether only the newest hits were compared."""
    row = _select(
        db, asked, "fts.rowid", " ORDER BY fts.rowid DESC LIMIT 1 OFFSET ?", RANKED_AT_MOST
    ).fetchone()
    if row is not None:
        asked = asked.above(row[0] + 1)
    tail = " ORDER BY bm25(fts, 1.0, 4.0), fts.rowid DESC LIMIT ?"
    return [found[0] for found in _select(db, asked, "fts.rowid", tail, limit)], row is not None


def _hits(library: Library, asked: Compiled, ids: list[int]) -> Iterator[Hit]:
    """The articles of ids with their snippets."""
    for row in library.rows(ids):
        mark = library.db.execute(
            "SELECT read_at, starred FROM user.mark WHERE uid = ?", (row["uid"],)
        ).fetchone()
        yield Hit(
            id=row["id"],
            uid=row["uid"],
            title=row["title"],
            source=row["source"],
            day=None if row["day"] is None else day_of(row["day"]),
            url=row["url"],
            snippet=snippet_of(library.text(row["id"]), asked.wanted),
            unread=mark is None or mark[0] is None,
            starred=bool(mark and mark[1]),
        )
