"""Articles related to one: shared rare entities and words; and its near duplicates."""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reader.library.across.likeness import NEAR, distance, likeness
from reader.library.normal import index_words, normal
from reader.library.packing import unpack_ids
from reader.library.records import DAY_BITS, day_of
from reader.library.store import Library

_ENTITIES, _WORDS = 12, 10  # the rarest of the article, by which others are looked for
_EACH = 400  # articles of each, the newest
_RAREST = 2  # articles: what stands in this one alone leads nowhere
_TEXT = 4_000  # code points whose words are compared
_LEAST_LETTERS = 4
_WINDOW = 14  # days before and behind in which near duplicates are looked for
_SHOWN = 5  # shared entities and words that are told
_ENTITY_WEIGHT = 1.5  # against words: a shared name tells more than a shared word


@dataclass(frozen=True, slots=True)
class Related:
    """An article that is related to another.

    Attributes:
        id, uid, title, source, day: of it.
        score: of its relation, to be compared with others of the same answer.
        names, words: the rarest that both share.
        near_duplicate: whether it is nearly the same text.
    """

    id: int
    uid: str
    title: str
    source: str | None
    day: date | None
    score: float
    names: tuple[str, ...]
    words: tuple[str, ...]
    near_duplicate: bool


@dataclass(frozen=True, slots=True)
class _Clue:
    """Something rare that others share: their articles, and how much it weighs."""

    name: str
    is_word: bool
    weight: float
    articles: tuple[int, ...]


def related(library: Library, article_id: int, *, limit: int = 10) -> tuple[Related, ...]:
    """The articles that share most with one, the nearest first.

    Args:
        library: where.
        article_id: of the article.
        limit: how many at most.
    """
    db = library.db
    clues = [*_entity_clues(db, article_id), *_word_clues(db, library.text(article_id))]
    scores: Counter[int] = Counter()
    shared: dict[int, list[_Clue]] = {}
    for clue in clues:
        for other in clue.articles:
            if other != article_id:
                scores[other] += clue.weight  # type: ignore[assignment] # a weight is a fraction
                shared.setdefault(other, []).append(clue)
    twins = {number for number, _bits in near_duplicates(library, article_id)}
    best = sorted(scores, key=lambda number: (-scores[number], -number))
    best = [number for number in best if len(shared[number]) > 1]
    wanted = list(dict.fromkeys((*sorted(twins), *best)))[:limit]
    found = []
    for row in library.rows(wanted):
        mine = shared.get(row["id"], [])
        found.append(
            Related(
                id=row["id"],
                uid=row["uid"],
                title=row["title"],
                source=row["source"],
                day=None if row["day"] is None else day_of(row["day"]),
                score=float(scores[row["id"]]),
                names=_told(mine, is_word=False),
                words=_told_apart(mine),
                near_duplicate=row["id"] in twins,
            )
        )
    return tuple(found)


def near_duplicates(library: Library, article_id: int) -> tuple[tuple[int, int], ...]:
    """Articles of nearly the same text, of the same two weeks before and behind.

    Args:
        library: where.
        article_id: of the article.

    Returns:
        Id and number of bits in which the likeness differs, the likest first.
    """
    row = library.db.execute("SELECT likeness FROM article WHERE id = ?", (article_id,)).fetchone()
    own = row[0] if row and row[0] is not None else likeness(normal(library.text(article_id)))
    if own is None:
        return ()
    day = article_id >> DAY_BITS
    low, high = (0, 1) if day == 0 else (max(1, day - _WINDOW), day + _WINDOW + 1)
    rows = library.db.execute(
        "SELECT id, likeness FROM article WHERE id >= ? AND id < ? AND id != ?"
        " AND likeness IS NOT NULL",
        (low << DAY_BITS, high << DAY_BITS, article_id),
    )
    near = ((distance(own, other), number) for number, other in rows)
    return tuple((number, bits) for bits, number in sorted(near) if bits <= NEAR)


def _told(clues: Iterable[_Clue], *, is_word: bool) -> tuple[str, ...]:
    """The names of the heaviest clues of a kind."""
    mine = sorted((clue for clue in clues if clue.is_word is is_word), key=lambda c: -c.weight)
    return tuple(clue.name for clue in mine[:_SHOWN])


def _told_apart(clues: Sequence[_Clue]) -> tuple[str, ...]:
    """The heaviest words that are not told already, as a name or a part of one."""
    told = {word for name in _told(clues, is_word=False) for word in normal(name).split()}
    return _told((clue for clue in clues if normal(clue.name) not in told), is_word=True)


def _entity_clues(db: sqlite3.Connection, article_id: int) -> list[_Clue]:
    """The rarest entities of an article that others name too."""
    row = db.execute("SELECT ents FROM article_ents WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return []
    ids = unpack_ids(row[0])
    places = ", ".join("?" * len(ids))
    rarest = db.execute(
        f"SELECT id, name, n_articles FROM entity WHERE id IN ({places}) AND n_articles >= ?"  # noqa: S608
        " ORDER BY n_articles LIMIT ?",
        (*ids, _RAREST, _ENTITIES),
    ).fetchall()
    return [
        _Clue(
            name,
            False,
            _ENTITY_WEIGHT * _weight(articles),
            _ids(
                db,
                "SELECT article FROM entity_article WHERE entity = ? ORDER BY article DESC LIMIT ?",
                number,
            ),
        )
        for number, name, articles in rarest
    ]


def _word_clues(db: sqlite3.Connection, text: str) -> list[_Clue]:
    """The rarest words of an article that others have too."""
    written: dict[str, str] = {}
    for word in index_words(text[:_TEXT]):
        if len(word.key) >= _LEAST_LETTERS and not word.key.isdigit():
            written.setdefault(word.key, text[word.start : word.end])
    newest = "SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid DESC LIMIT ?"
    found = []
    for key in written:
        ids = _ids(db, newest, f'"{key}"')
        if _RAREST <= len(ids) < _EACH:  # one of more articles tells too little
            found.append((len(ids), key, ids))
    return [
        _Clue(written[key], True, _weight(articles), ids)
        for articles, key, ids in sorted(found)[:_WORDS]
    ]


def _ids(db: sqlite3.Connection, sql: str, value: object) -> tuple[int, ...]:
    """The newest articles of a clue."""
    return tuple(row[0] for row in db.execute(sql, (value, _EACH)))


def _weight(articles: int) -> float:
    """How much it tells that two articles share what stands in so many."""
    return 1 / math.log2(2 + articles)
