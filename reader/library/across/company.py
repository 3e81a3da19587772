"""Who and where an entity occurs with, and what two entities share."""

import sqlite3
import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from reader.library.store import Library

SAMPLED_ABOVE = 5_000  # articles; of more the newest are counted
_PLACES = ("LOC", "FAC")
_TRIED = 8  # times as many as are told


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that stands in the same articles.

    Attributes:
        id, key, type, name, name_en: of it.
        shared: articles that name both.
        n_articles: articles that name it at all.
    """

    id: int
    key: str
    type: str
    name: str
    name_en: str | None
    shared: int
    n_articles: int


@dataclass(frozen=True, slots=True)
class Company:
    """What an entity occurs with.

    Attributes:
        who: people, organisations and the rest, the most frequent first.
        where: places and buildings, the most frequent first.
        n_articles: articles that were counted.
        sampled: whether these are only the newest of more.
    """

    who: tuple[Companion, ...]
    where: tuple[Companion, ...]
    n_articles: int
    sampled: bool


@dataclass(frozen=True, slots=True)
class Together:
    """What two entities share.

    Attributes:
        n_articles: articles that name both.
        newest: ids of the newest of them.
        events: ids of the events that name both, in order of their days.
        company: what else stands in these articles.
    """

    n_articles: int
    newest: tuple[int, ...]
    events: tuple[int, ...]
    company: Company


def company(
    library: Library, ids: Sequence[int], *, limit: int = 10, exact: bool = False
) -> Company:
    """What an entity occurs with, by the number of shared articles.

    Args:
        library: where.
        ids: of the entities that are one, as `LibraryCard.ids`.
        limit: how many of each kind at most.
        exact: whether all articles are counted rather than the newest 5,000; takes a second or
            more for an entity of a hundred thousand articles.
    """
    most = -1 if exact else SAMPLED_ABOVE + 1
    blobs = [
        row[0]
        for row in library.db.execute(
            "SELECT e.ents FROM (" + _articles(ids) + " ORDER BY 1 DESC LIMIT ?) f"  # noqa: S608
            " JOIN article_ents e ON e.id = f.article",
            (*ids, most),
        )
    ]
    sampled = not exact and len(blobs) > SAMPLED_ABOVE
    return _counted(library.db, blobs[:SAMPLED_ABOVE] if sampled else blobs, ids, limit, sampled)


def together(
    library: Library, one: Sequence[int], other: Sequence[int], *, limit: int = 20
) -> Together:
    """What two entities share.

    Args:
        library: where.
        one: ids of the entities that are one, as `LibraryCard.ids`.
        other: the same of the other entity.
        limit: how many articles, events and companions at most.
    """
    shared = _shared(library.db, one, other)
    newest = shared[:SAMPLED_ABOVE]
    blobs = []
    for article_id in newest:
        row = library.db.execute(
            "SELECT ents FROM article_ents WHERE id = ?", (article_id,)
        ).fetchone()
        blobs.append(row[0])
    counted = _counted(
        library.db, blobs, (*one, *other), limit, sampled=len(shared) > SAMPLED_ABOVE
    )
    places, others = (", ".join("?" * len(ids)) for ids in (one, other))
    events = library.db.execute(
        "SELECT DISTINCT a.event, a.day FROM entity_event a"  # noqa: S608 - places
        f" JOIN entity_event b ON b.entity IN ({others}) AND b.day = a.day AND b.event = a.event"
        f" WHERE a.entity IN ({places}) ORDER BY a.day, a.event LIMIT ?",
        (*other, *one, limit),
    )
    return Together(len(shared), tuple(shared[:limit]), tuple(row[0] for row in events), counted)


def _shared(db: sqlite3.Connection, one: Sequence[int], other: Sequence[int]) -> list[int]:
    """The articles that name both, the newest first: the rarer one's are looked up by the other."""
    rare, common = sorted((one, other), key=lambda ids: _size(db, ids))
    others = ", ".join("?" * len(common))
    rows = db.execute(
        "SELECT article FROM (" + _articles(rare) + ") f WHERE EXISTS"  # noqa: S608 - places
        f" (SELECT 1 FROM entity_article x WHERE x.entity IN ({others}) AND x.article = f.article)"
        " ORDER BY article DESC",
        (*rare, *common),
    )
    return [row[0] for row in rows]


def _articles(ids: Sequence[int]) -> str:
    """A query for the articles that name one of `ids`, each once."""
    if len(ids) == 1:
        return "SELECT article FROM entity_article WHERE entity = ?"
    places = ", ".join("?" * len(ids))
    return f"SELECT DISTINCT article FROM entity_article WHERE entity IN ({places})"  # noqa: S608


def _size(db: sqlite3.Connection, ids: Sequence[int]) -> int:
    """How many articles name one of `ids`, nearly."""
    places = ", ".join("?" * len(ids))
    row = db.execute(f"SELECT sum(n_articles) FROM entity WHERE id IN ({places})", ids).fetchone()  # noqa: S608
    return int(row[0] or 0)


def _counted(
    db: sqlite3.Connection, blobs: Sequence[bytes], own: Sequence[int], limit: int, sampled: bool
) -> Company:
    """The most frequent entities of packed lists, people and places apart."""
    numbers = array("I")
    numbers.frombytes(b"".join(blobs))
    if sys.byteorder == "big":
        numbers.byteswap()
    counts = Counter(numbers)
    for number in own:
        counts.pop(number, None)
    who: list[Companion] = []
    where: list[Companion] = []
    for number, shared in _by_count(counts, limit):
        key, kind, name, name_en, articles = db.execute(
            "SELECT key, type, name, name_en, n_articles FROM entity WHERE id = ?", (number,)
        ).fetchone()
        side = where if kind in _PLACES else who
        if len(side) < limit:
            side.append(Companion(number, key, kind, name, name_en, shared, articles))
        elif len(who) >= limit and len(where) >= limit:
            break
    return Company(tuple(who), tuple(where), len(blobs), sampled)


def _by_count(counts: Counter[int], limit: int) -> Iterator[tuple[int, int]]:
    """Numbers and counts, the highest first; all are sorted only where the first do not do."""
    enough = _TRIED * limit
    best = nsmallest(enough, counts.items(), key=_order)
    yield from best
    if len(best) == enough:
        yield from sorted(counts.items(), key=_order)[enough:]


def _order(item: tuple[int, int]) -> tuple[int, int]:
    return -item[1], item[0]
