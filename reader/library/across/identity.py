"""Which entity of the library an entity of an article is.

Two are one where both are linked to the same record of the lists or the gazetteer; or where type
and canonical name are the same and the contexts agree. How much the contexts must agree depends on
how much the name tells: three words tell one from another by themselves, two nearly so, one hardly.
Contexts agree by the entities that the article shares with others that name the candidate, rare
ones counting more. What does not agree stays apart, and its join is offered to the reader.
"""

import hashlib
import math
import sqlite3
from collections.abc import Iterable, Sequence

from reader.entities import Certainty, Entity
from reader.library.normal import normal
from reader.library.packing import unpack_ids

_LINKED = frozenset({Certainty.EXACT, Certainty.PROBABLE})
_CONTEXT = 16  # articles of a candidate that are compared, the newest
_CANDIDATES = 8  # namesakes that are compared, the commonest
# Least agreement by words of the name; one entity named in 8 articles counts .3, in 1000 .1.
_LEAST = {1: 0.5, 2: 0.15}


def is_linked(entity: Entity) -> bool:
    """Whether the entity is surely a record of the lists or the gazetteer."""
    return entity.certainty in _LINKED and ":" in entity.id and "~" not in entity.id


def entity_key(entity: Entity) -> str:
    """The key of an entity in the library, where no namesake has it already."""
    return entity.id if is_linked(entity) else f"{entity.type.value}:{normal(entity.name)}"


def in_order_of_identity(entities: Iterable[Entity]) -> list[Entity]:
    """The surest first, so that they are the context of the others."""
    return sorted(
        entities, key=lambda entity: (not is_linked(entity), -len(entity.name.split()), entity.id)
    )


def entity_number(db: sqlite3.Connection, entity: Entity, uid: str, context: Iterable[int]) -> int:
    """The id of an entity in the library; it is made where none agrees.

    Args:
        db: of the library, within a transaction.
        entity: of the article `uid`.
        uid: of an article.
        context: ids of the entities of the article that are known already.
    """
    key = entity_key(entity)
    if is_linked(entity):
        row = db.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row is not None else _insert(db, key, entity)
    known = _namesakes(db, entity)
    for number in known:
        if _agrees(db, number, normal(entity.name), set(context)):
            return number
    return _insert(db, _free_key(db, key, f"{uid}\n{entity.id}"), entity)


def _free_key(db: sqlite3.Connection, key: str, told_apart_by: str) -> str:
    """`key`, or where a namesake has it, one that is made of what tells the entity apart.

    Others may have joined the entity of an earlier analysis of the same article, so that even
    that key is taken: it is then made longer.
    """
    free, size = key, 6
    while db.execute("SELECT 1 FROM entity WHERE key = ?", (free,)).fetchone() is not None:
        digest = hashlib.blake2b(told_apart_by.encode(), digest_size=size)
        free, size = f"{key}@{digest.hexdigest()}", size + 1
    return free


def agreement(db: sqlite3.Connection, number: int, context: set[int]) -> float | None:
    """How much the contexts of an entity agree with another context.

    Args:
        db: of the library.
        number: of the entity.
        context: ids of entities.

    Returns:
        The sum of 1 / log2(2 + articles) over the shared entities; None where one side has no
        context that could agree.
    """
    rows = db.execute(
        "SELECT e.ents FROM entity_article ea JOIN article_ents e ON e.id = ea.article"
        " WHERE ea.entity = ? ORDER BY ea.article DESC LIMIT ?",
        (number, _CONTEXT),
    )
    around = {other for row in rows for other in unpack_ids(row[0])} - {number}
    context = context - {number}
    if not around or not context:
        return None
    shared = sorted(around & context)
    places = ", ".join("?" * len(shared))
    counts = db.execute(f"SELECT n_articles FROM entity WHERE id IN ({places})", shared)  # noqa: S608
    return sum(1 / math.log2(2 + row[0]) for row in counts)


def least_agreement(norm: str) -> float:
    """How much contexts must agree for two of that folded name to be one."""
    return _LEAST.get(len(norm.split()), 0.0)


def _agrees(db: sqlite3.Connection, number: int, norm: str, context: set[int]) -> bool:
    """Whether an entity of that folded name, in that context, is the entity `number`."""
    least = least_agreement(norm)
    if not least:
        return True
    found = agreement(db, number, context)
    if found is None:  # nothing speaks against a full name
        return len(norm.split()) > 1
    return found >= least


def _namesakes(db: sqlite3.Connection, entity: Entity) -> Sequence[int]:
    """The unlinked entities of the same type and canonical name, the commonest first."""
    rows = db.execute(
        "SELECT id FROM entity WHERE norm = ? AND type = ? AND linked = 0"
        " ORDER BY n_articles DESC, id LIMIT ?",
        (normal(entity.name), entity.type.value, _CANDIDATES),
    )
    return [row[0] for row in rows]


def _insert(db: sqlite3.Connection, key: str, entity: Entity) -> int:
    """A new entity of the library; its id."""
    place = entity.place
    row = db.execute(
        "INSERT INTO entity (key, type, name, name_en, norm, latitude, longitude, country, kind,"
        " linked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            key, entity.type.value, entity.name, entity.name_en, normal(entity.name),
            place.latitude if place else None, place.longitude if place else None,
            place.country if place else None, place.kind if place else None,
            int(is_linked(entity)),
        ),
    ).fetchone()  # fmt: skip
    return int(row[0])
