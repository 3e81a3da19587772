"""Which entities of the library the reader takes for one, and which joins are worth asking for.

The joins are the reader's own data: they hold when a card is drawn or a name is looked for, and
nothing in the library is rewritten for them. So each can be taken back, at once and wholly.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from reader.library.across.identity import agreement
from reader.library.packing import unpack_ids
from reader.library.store import Library
from reader.library.user import UserData

_OFFERED = 20
_LOOKED_AT = 40  # namesakes


class Groups:
    """The reader's joins as they hold now."""

    def __init__(self, joined: Mapping[str, str]) -> None:
        """Take what `Joins.joined` gives: each joined key with the one it stands for."""
        self._into = dict(joined)
        self._members: dict[str, list[str]] = {}
        for key, into in self._into.items():
            self._members.setdefault(into, []).append(key)

    def main(self, key: str) -> str:
        """The key that `key` stands for; itself mostly."""
        return self._into.get(key, key)

    def members(self, key: str) -> list[str]:
        """All keys that are one with `key`, the main one first."""
        main = self.main(key)
        return [main, *(key for key in self._members.get(main, ()) if key != main)]

    def ids(self, db: sqlite3.Connection, key: str) -> tuple[int, ...]:
        """The entities of the library that are one with `key`, the main one first."""
        found = (
            db.execute("SELECT id FROM entity WHERE key = ?", (member,)).fetchone()
            for member in self.members(key)
        )
        return tuple(row[0] for row in found if row is not None)


def groups_of(user: UserData | None) -> Groups:
    """The joins of a reader, none without one."""
    return Groups(user.joins.joined() if user is not None else {})


@dataclass(frozen=True, slots=True)
class Offer:
    """A join that is unsure: the reader decides.

    Attributes:
        key, name, n_articles: of the entity that would be joined.
        into: key of the entity that it could be.
        into_name: of that.
        agreement: how much their contexts agree, see `identity.agreement`; None where unknown.
        whole: whether both go by the same full name, rather than one by a part of the other's.
    """

    key: str
    name: str
    n_articles: int
    into: str
    into_name: str
    agreement: float | None
    whole: bool


def offers(library: Library, user: UserData | None, key: str) -> tuple[Offer, ...]:
    """Which entities could be one with the entity `key`, those that agree most first.

    Namesakes of its type, and those whose name is a form of it or it of theirs; not those that the
    reader joined with it or keeps apart.
    """
    groups = groups_of(user)
    apart = user.joins.apart() if user is not None else frozenset()
    ids = groups.ids(library.db, key)
    if not ids:
        return ()
    settled = set(groups.members(key))
    found = []
    for other in _namesakes(library.db, ids):
        against = any(frozenset((member, other["key"])) in apart for member in settled)
        if other["key"] not in settled and not against:
            found.append(_offer(library.db, groups.main(key), ids[0], other))
    found.sort(key=lambda offer: (not offer.whole, -(offer.agreement or 0), -offer.n_articles))
    return tuple(found[:_OFFERED])


def _offer(db: sqlite3.Connection, key: str, number: int, other: Mapping[str, object]) -> Offer:
    """The offer to join `other` with the entity `number`."""
    name, norm = db.execute("SELECT name, norm FROM entity WHERE id = ?", (number,)).fetchone()
    context: set[int] = set()
    for row in db.execute(
        "SELECT e.ents FROM entity_article ea JOIN article_ents e ON e.id = ea.article"
        " WHERE ea.entity = ? ORDER BY ea.article DESC LIMIT 16",
        (other["id"],),
    ):
        context.update(unpack_ids(row[0]))
    return Offer(
        key=str(other["key"]),
        name=str(other["name"]),
        n_articles=int(str(other["n_articles"])),
        into=key,
        into_name=name,
        agreement=agreement(db, number, context - {other["id"]}),
        whole=other["norm"] == norm,
    )


def _namesakes(db: sqlite3.Connection, ids: Iterable[int]) -> Iterator[dict[str, object]]:
    """Other entities that share a form of more than two letters, of the same type."""
    wanted = list(ids)
    places = ", ".join("?" * len(wanted))
    cursor = db.execute(
        "SELECT DISTINCT o.id, o.key, o.name, o.norm, o.n_articles FROM alias mine"  # noqa: S608
        " JOIN entity m ON m.id = mine.entity"
        " JOIN alias theirs ON theirs.norm = mine.norm AND theirs.entity != mine.entity"
        " JOIN entity o ON o.id = theirs.entity AND o.type = m.type"
        f" WHERE mine.entity IN ({places}) AND length(mine.norm) > 2 AND o.id NOT IN ({places})"
        # A form in Arabic letters: Latin keys leave too little of a name to ask the reader for it.
        " AND mine.norm GLOB '*[^ -~]*' ORDER BY o.n_articles DESC LIMIT ?",
        (*wanted, *wanted, _LOOKED_AT),
    )
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def undecided(library: Library, user: UserData | None, limit: int = 50) -> tuple[Offer, ...]:
    """Offers of the whole library: full names that stand apart for want of agreeing contexts.

    The most frequent first; a name of one word is too little to ask for.
    """
    groups = groups_of(user)
    apart = user.joins.apart() if user is not None else frozenset()
    rows = library.db.execute(
        "SELECT norm, type FROM entity WHERE linked = 0 AND instr(norm, ' ')"
        " GROUP BY norm, type HAVING count(*) > 1 ORDER BY sum(n_articles) DESC LIMIT ?",
        (limit,),
    ).fetchall()
    found: list[Offer] = []
    for norm, kind in rows:
        cursor = library.db.execute(
            "SELECT id, key, name, norm, n_articles FROM entity"
            " WHERE norm = ? AND type = ? AND linked = 0 ORDER BY n_articles DESC, id LIMIT 5",
            (norm, kind),
        )
        names = [column[0] for column in cursor.description]
        same = [dict(zip(names, row, strict=True)) for row in cursor]
        for one, other in combinations(same, 2):
            pair = (str(one["key"]), str(other["key"]))
            if frozenset(pair) not in apart and groups.main(pair[0]) != groups.main(pair[1]):
                found.append(_offer(library.db, pair[0], one["id"], other))
    return tuple(found[:limit])
