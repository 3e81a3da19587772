"""Running a query: newest first by the ids that carry the day, or ranked within an honest cap."""

import sqlite3
from dataclasses import dataclass, field
from enum import StrEnum

from reader.library.search.compiling import Compiled, compiled
from reader.library.search.expansion import Expanded
from reader.library.search.hits import Hit, hits_of
from reader.library.search.language import Query
from reader.library.store import Library

# Hits that are compared, shared among the texts asked for: each costs as much again. Of more the
# newest are, and the answer says so.
RANKED_AT_MOST = 10_000
_TITLE_WEIGHT = 4.0  # of a word in the title, against one in the body


class Order(StrEnum):
    """How the articles found are ordered."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RANK = "rank"  # BM25 over body and title


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found.

    Attributes:
        hits: as many as were asked for.
        sampled: whether ranking or a prefix looked at a part only.
        expanded: what each text of the query stands for; `forms` counts them.
        compared: how many of the newest hits alone were ranked; 0 where all were, or none.
    """

    hits: tuple[Hit, ...]
    sampled: bool
    expanded: tuple[Expanded, ...] = field(repr=False)
    compared: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The ids that a query found.

    Attributes:
        ids: of the articles, in order.
        sampled: whether ranking or a prefix looked at a part only.
        expanded: what each text of the query stands for; `forms` counts them.
        wanted: of these what is highlighted.
        compared: as in `Results`.
    """

    ids: list[int]
    sampled: bool
    expanded: tuple[Expanded, ...]
    wanted: tuple[Expanded, ...]
    compared: int = 0


def search(
    library: Library,
    query: Query,
    *,
    order: Order = Order.NEWEST,
    exact: bool = False,
    limit: int = 20,
    before: int | None = None,
    whole: bool = False,
) -> Results:
    """Find articles.

    Args:
        library: with the reader's own data attached (`Library.attach_user`).
        query: what is asked.
        order: of the articles; a query without words cannot be ranked: newest first then.
        exact: whether words stand for themselves alone.
        limit: how many at most.
        before: only ids below this one, to go on where the last answer ended; newest first only.
        whole: whether everything is looked at, however long it takes, and nothing sampled.
    """
    found = find(library, query, order=order, exact=exact, limit=limit, before=before, whole=whole)
    hits = tuple(hits_of(library, found.ids, found.wanted))
    return Results(hits, found.sampled, found.expanded, found.compared)


def find(
    library: Library,
    query: Query,
    *,
    order: Order = Order.NEWEST,
    exact: bool = False,
    limit: int | None = None,
    before: int | None = None,
    whole: bool = False,
) -> Found:
    """The ids of articles that a query finds: for a list of which only a part can be seen.

    Args:
        library: as for `search`.
        query: what is asked.
        order: as for `search`.
        exact: whether words stand for themselves alone.
        limit: how many at most; None for all of them.
        before: as for `search`.
        whole: as for `search`.
    """
    asked = compiled(library.db, query, exact=exact, whole=whole)
    if before is not None:
        asked = asked.below(before - 1)
    most = -1 if limit is None else limit
    compared = 0
    if order is Order.RANK and asked.match is not None:
        ids, compared = _ranked(library.db, asked, most, whole)
    else:
        key, way = _key(asked), "ASC" if order is Order.OLDEST else "DESC"
        rows = _select(library.db, asked, key, f" ORDER BY {key} {way} LIMIT ?", most)
        ids = [row[0] for row in rows]
    sampled = asked.sampled or compared > 0
    return Found(ids, sampled, asked.expanded, asked.wanted, compared)


def count(library: Library, query: Query, *, exact: bool = False) -> int:
    """How many articles a query finds; all of them."""
    asked = compiled(library.db, query, exact=exact, whole=True)
    return int(_select(library.db, asked, "count(*)").fetchone()[0])


def forms(library: Library, query: Query, *, exact: bool = False) -> tuple[Expanded, ...]:
    """What each text of a query stands for, with the articles of each form, the commonest first."""
    return compiled(library.db, query, exact=exact, counted=True).expanded


def matching(db: sqlite3.Connection, query: Query, index: str, *, exact: bool = False) -> list[int]:
    """The articles that a query finds among those of another index than the library's.

    Args:
        db: of the library.
        query: what is asked.
        index: an FTS5 table of the same columns; a query without words looks at its rows too.
        exact: whether words stand for themselves alone.
    """
    asked = compiled(db, query, exact=exact, whole=True, index=index)
    return [row[0] for row in _select(db, asked, f"{index}.rowid", index=index)]


def _key(asked: Compiled) -> str:
    """The column that holds the id: FTS5's own where the text drives."""
    return "fts.rowid" if asked.match is not None else "a.id"


def _select(
    db: sqlite3.Connection,
    asked: Compiled,
    what: str,
    tail: str = "",
    *more: object,
    index: str = "fts",
) -> sqlite3.Cursor:
    """Run the query."""
    values: list[object] = []
    conditions: list[str] = []
    if asked.match is not None:
        conditions.append(f"{index} MATCH ?")
        values.append(asked.match)
    if asked.match is None and index == "fts":
        source, key = "article a", "a.id"
    else:
        # CROSS JOIN: the text drives, whatever the planner thinks of the conditions.
        join = f" CROSS JOIN article a ON a.id = {index}.rowid" if asked.sql else ""
        source, key = f"{index}{join}", f"{index}.rowid"
    for bound, sign in ((asked.lowest, ">="), (asked.highest, "<=")):
        if bound is not None:
            conditions.append(f"{key} {sign} ?")
            values.append(bound)
    if asked.sql:
        conditions.append(asked.sql)
        values += asked.values
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return db.execute(f"SELECT {what} FROM {source}{where}{tail}", (*values, *more))  # noqa: S608


def _ranked(
    db: sqlite3.Connection, asked: Compiled, most: int, whole: bool
) -> tuple[list[int], int]:
    """The best ids, and how many of the newest hits alone were compared; 0 where all were."""
    compared = 0
    if not whole:
        last = " ORDER BY fts.rowid DESC LIMIT 1 OFFSET ?"
        limit = RANKED_AT_MOST // max(1, len(asked.wanted))
        row = _select(db, asked, "fts.rowid", last, limit).fetchone()
        if row is not None:
            asked, compared = asked.above(row[0] + 1), limit
    tail = f" ORDER BY bm25(fts, 1.0, {_TITLE_WEIGHT}), fts.rowid DESC LIMIT ?"
    ranked = _select(db, asked, "fts.rowid", tail, most)
    return [found[0] for found in ranked], compared
