"""The library as a list on a screen: all ids of it in order, the rows only of what is in view."""

import json
import re
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from reader.library.normal import normal
from reader.library.packing import unpack_ids
from reader.library.records import DAY_BITS, day_of
from reader.library.search import Order, find, parse
from reader.library.search.expansion import Expanded
from reader.library.search.filters import STATES
from reader.library.search.language import All, Any, Filter, Node, Not
from reader.library.store import Library
from reader.library.user import UserData

_NAMED = 4  # entities of a row
_HALF_WORD = re.compile(r"(?:^|[\s(])[^\W\d_]{2,}$")


class Shown(StrEnum):
    """Which articles are shown, by what their reader did with them."""

    OPEN = "open"  # all but the archived
    UNREAD = "unread"
    STARRED = "starred"
    ARCHIVED = "archived"
    ALL = "all"


class Sorted(StrEnum):
    """What the list is ordered by."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RANK = "rank"
    ADDED = "added"
    TITLE = "title"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds.

    Attributes:
        query: as typed.
        shown: which of the articles that it finds.
        order: of the list.
        ids: of the articles, in that order.
        sampled: whether ranking or a prefix looked at a part only.
        expanded: what each text of the query stands for, with counts.
        wanted: of these what is highlighted.
        begun: whether nothing was found as typed, and the last word was taken as a beginning.
    """

    query: str
    shown: Shown
    order: Sorted
    ids: "array[int]"
    sampled: bool
    expanded: tuple[Expanded, ...]
    wanted: tuple[Expanded, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a row names."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list.

    Attributes:
        id, uid, title, source, day: of the article.
        read, starred, archived: by its reader's marks.
        tags: in order of their letters.
        notes: how many notes and highlights it has.
        names: the entities that it names most.
        analysed: whether its names were looked for at all.
    """

    id: int
    uid: str
    title: str
    source: str | None
    day: date | None
    read: bool
    starred: bool
    archived: bool
    tags: tuple[str, ...]
    notes: int
    names: tuple[Named, ...]
    analysed: bool


def listing(
    library: Library,
    query: str = "",
    *,
    shown: Shown = Shown.OPEN,
    order: Sorted = Sorted.NEWEST,
    exact: bool = False,
) -> Listing:
    """The articles that a query finds, as a list.

    Args:
        library: with the reader's own data attached (`Library.attach_user`).
        query: in the query language; an empty one finds all.
        shown: which of them, by their marks; a query that asks for archived ones gets them.
        order: of the list.
        exact: whether words stand for themselves alone.

    Raises:
        QariError: ``query-…`` where the query has a mistake.
    """
    understood = parse(query)
    way = _WAYS.get(order, Order.NEWEST)
    found = find(library, understood, order=way, exact=exact)
    if shown is Shown.OPEN and _asks_for_archived(understood.root):
        shown = Shown.ALL
    ids = _marked(library.db, found.ids, shown)
    if order in _COLUMNS:
        ids = _in_order(library.db, ids, _COLUMNS[order])
    elif order is Sorted.OLDEST:
        first = next((n for n, number in enumerate(ids) if number >> DAY_BITS), len(ids))
        ids = [*ids[first:], *ids[:first]]  # undated ones at the end, as in the other direction
    return Listing(
        query, shown, order, array("q", ids), found.sampled, found.expanded, found.wanted
    )


def while_typed(
    library: Library,
    query: str,
    *,
    shown: Shown = Shown.OPEN,
    order: Sorted = Sorted.NEWEST,
    exact: bool = False,
) -> Listing:
    """The same for a query that is being typed: its last word may be half of one.

    Arguments and errors as of `listing`.
    """
    found = listing(library, query, shown=shown, order=order, exact=exact)
    if found.ids or exact or _HALF_WORD.search(query) is None:
        return found
    begun = listing(library, query + "*", shown=shown, order=order)
    return replace(begun, query=query, begun=True) if begun.ids else found


def rows(library: Library, user: UserData, ids: Sequence[int]) -> list[Listed]:
    """The rows of some articles, in the order of the ids; what is gone is left out.

    Args:
        library: where they are.
        user: what the reader made of them.
        ids: a screenful; a few statements fetch all of it.
    """
    db, places = library.db, ", ".join("?" * len(ids))
    found = db.execute(
        "SELECT a.id, a.uid, a.title, s.name, a.day, a.analysed, e.ents FROM article a"  # noqa: S608
        " LEFT JOIN source s ON s.id = a.source LEFT JOIN article_ents e ON e.id = a.id"
        f" WHERE a.id IN ({places})",
        ids,
    ).fetchall()
    uids = [row[1] for row in found]
    marks, tags, notes = user.marks.among(uids), user.tags.among(uids), user.notes.counts(uids)
    heaviest = {row[0]: unpack_ids(row[6][: 4 * _NAMED]) if row[6] else () for row in found}
    names = _names(db, {number for some in heaviest.values() for number in some})
    made = {}
    for number, uid, title, source, day, analysed, _ents in found:
        mark = marks.get(uid)
        made[number] = Listed(
            id=number,
            uid=uid,
            title=title,
            source=source,
            day=None if day is None else day_of(day),
            read=mark is not None and mark.read,
            starred=mark is not None and mark.starred,
            archived=mark is not None and mark.archived,
            tags=tags.get(uid, ()),
            notes=notes.get(uid, 0),
            names=tuple(names[one] for one in heaviest[number] if one in names),
            analysed=bool(analysed),
        )
    return [made[number] for number in ids if number in made]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles there are of each kind; the archived are none of the first two."""

    open: int
    unread: int
    starred: int
    archived: int


def counts(library: Library) -> Counts:
    """How many articles there are, by their marks; marks of what is not in the library count not.

    Args:
        library: with the reader's own data attached.
    """
    total = library.count()
    read, starred, archived, archived_read = library.db.execute(
        "SELECT count(m.read_at), coalesce(sum(m.starred), 0), coalesce(sum(m.archived), 0),"
        " coalesce(sum(m.archived AND m.read_at NOT NULL), 0)"
        " FROM user.mark m JOIN main.article a ON a.uid = m.uid"
    ).fetchone()
    unread = total - read - (archived - archived_read)
    return Counts(total - archived, unread, starred, archived)


def read_ids(library: Library) -> set[int]:
    """The articles of the library that were read."""
    return {
        row[0]
        for row in library.db.execute(
            "SELECT a.id FROM user.mark m JOIN main.article a ON a.uid = m.uid"
            " WHERE m.read_at NOT NULL"
        )
    }


def _asks_for_archived(node: Node) -> bool:
    """Whether a query names the state of archived articles itself."""
    if isinstance(node, Filter):
        return node.name == "is" and STATES.get(normal(node.value)) == STATES["archived"]
    if isinstance(node, Not):
        return _asks_for_archived(node.child)
    return isinstance(node, All | Any) and any(map(_asks_for_archived, node.children))


_WAYS = {Sorted.OLDEST: Order.OLDEST, Sorted.RANK: Order.RANK}
# what is kept of a list: whether those with the marks, and which
_MARKED: dict[Shown, tuple[bool, str]] = {
    Shown.OPEN: (False, "m.archived = 1"),
    Shown.UNREAD: (False, "m.archived = 1 OR m.read_at NOT NULL"),
    Shown.STARRED: (True, "m.starred = 1"),
    Shown.ARCHIVED: (True, "m.archived = 1"),
}
_COLUMNS = {
    Sorted.ADDED: "a.added_at DESC, a.id DESC",
    Sorted.TITLE: "a.title, a.id DESC",
    Sorted.SOURCE: "s.name IS NULL, s.name, a.id DESC",
}


def _marked(db: sqlite3.Connection, ids: list[int], shown: Shown) -> list[int]:
    """Those of `ids` that have, or have not, certain marks; marks are few, articles many."""
    if shown not in _MARKED:
        return ids
    wanted, condition = _MARKED[shown]
    rows_ = db.execute(
        "SELECT a.id FROM user.mark m JOIN main.article a ON a.uid = m.uid"  # noqa: S608 - ours
        f" WHERE {condition}"
    )
    marked = {row[0] for row in rows_}
    keep: Callable[[int], bool] = marked.__contains__ if wanted else _not_in(marked)
    return list(filter(keep, ids)) if wanted or marked else ids


def _not_in(marked: set[int]) -> Callable[[int], bool]:
    return lambda number: number not in marked


def _in_order(db: sqlite3.Connection, ids: list[int], columns: str) -> list[int]:
    """The ids in the order of some columns."""
    found = db.execute(
        "SELECT a.id FROM json_each(?) j CROSS JOIN article a ON a.id = j.value"  # noqa: S608 - ours
        f" LEFT JOIN source s ON s.id = a.source ORDER BY {columns}",
        (json.dumps(ids),),
    )
    return [row[0] for row in found]


def _names(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Named]:
    """The names of some entities."""
    wanted = list(numbers)
    places = ", ".join("?" * len(wanted))
    found = db.execute(f"SELECT id, name, type FROM entity WHERE id IN ({places})", wanted)  # noqa: S608
    return {row[0]: Named(row[1], row[2]) for row in found}
