"""Entities of all articles joined into one, within the transaction that adds their article.

Two mentions in two articles are the same entity where both are linked to the same record of the
lists or the gazetteer, or where canonical name and type agree and the name is full enough to tell
(two words, or an organisation). A bare given name stays apart, by article, and its join is offered.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import timedelta

from reader.entities import Certainty, Entity, EntityType
from reader.library.normal import normal
from reader.library.packing import pack_ids, pack_spans, unpack_ids
from reader.library.records import DAY_BITS, day_number
from reader.text.latin import latin_key
from reader.text.span import Span
from reader.times.timeline import TimelineEntry

_LINKED = frozenset({Certainty.EXACT, Certainty.PROBABLE})


def entity_key(entity: Entity, uid: str) -> str:
    """The key under which an entity of the article `uid` stands in the library."""
    if is_linked(entity):
        return entity.id
    name = normal(entity.name)
    alone = " " not in name and entity.type is not EntityType.ORG
    apart = "@" + hashlib.blake2b(uid.encode(), digest_size=6).hexdigest() if alone else ""
    return f"{entity.type.value}:{name}{apart}"


def is_linked(entity: Entity) -> bool:
    """Whether the entity is surely a record of the lists or the gazetteer."""
    return entity.certainty in _LINKED and ":" in entity.id and "~" not in entity.id


def link_article(
    db: sqlite3.Connection,
    article_id: int,
    uid: str,
    entities: Sequence[Entity],
    entries: Iterable[TimelineEntry] = (),
) -> None:
    """Write what an article names and tells; call it within a transaction.

    Args:
        db: of the library.
        article_id: of the article, which has none of these rows yet.
        uid: of the article.
        entities: what it names, in any order.
        entries: its timeline.
    """
    ids: dict[str, int] = {}
    counts: dict[int, int] = {}
    spans: dict[int, set[tuple[int, int]]] = {}
    for entity in entities:
        number = _entity_id(db, entity, uid)
        ids[entity.id] = number
        spans.setdefault(number, set()).update((m.start, m.end) for m in entity.mentions)
    for number, found in spans.items():
        ordered = sorted(found)
        counts[number] = len(ordered)
        db.execute(
            "INSERT INTO entity_article (entity, article, n, offs) VALUES (?, ?, ?, ?)",
            (number, article_id, len(ordered), pack_spans(Span(*pair) for pair in ordered)),
        )
        _count(db, number, article_id, 1, len(ordered))
    heaviest = sorted(counts, key=lambda number: (-counts[number], number))
    db.execute(
        "INSERT INTO article_ents (id, ents) VALUES (?, ?)", (article_id, pack_ids(heaviest))
    )
    for entry in entries:
        _add_event(db, article_id, entry, ids)


def unlink_article(db: sqlite3.Connection, article_id: int) -> None:
    """Remove what `link_article` wrote; entities that no article names any more go too."""
    row = db.execute("SELECT ents FROM article_ents WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return
    for number in unpack_ids(row[0]):
        removed = db.execute(
            "DELETE FROM entity_article WHERE entity = ? AND article = ? RETURNING n",
            (number, article_id),
        ).fetchone()
        if removed is not None:
            _count(db, number, article_id, -1, -removed[0])
    db.execute(
        "DELETE FROM event_entity WHERE event IN (SELECT id FROM event WHERE article = ?)",
        (article_id,),
    )
    db.execute("DELETE FROM event WHERE article = ?", (article_id,))
    db.execute("DELETE FROM article_ents WHERE id = ?", (article_id,))


def _entity_id(db: sqlite3.Connection, entity: Entity, uid: str) -> int:
    """The id of an entity in the library, made where it is new; its forms are learned."""
    key = entity_key(entity, uid)
    row = db.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
    number = int(row[0]) if row is not None else _insert(db, key, entity)
    forms = dict.fromkeys(
        (entity.name, *entity.aliases, *(m.name for m in entity.mentions), entity.name_en or "")
    )
    for form in forms:
        for norm in {normal(form), latin_key(form)} - {""}:
            db.execute(
                "INSERT OR IGNORE INTO alias (norm, entity, form) VALUES (?, ?, ?)",
                (norm, number, form),
            )
    return number


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


def _count(
    db: sqlite3.Connection, number: int, article_id: int, articles: int, mentions: int
) -> None:
    """Keep the counts of an entity; one that is named nowhere any more goes."""
    row = db.execute(
        "UPDATE entity SET n_articles = n_articles + ?, n_mentions = n_mentions + ?"
        " WHERE id = ? RETURNING n_articles, first_id, last_id",
        (articles, mentions, number),
    ).fetchone()
    if row[0] == 0:
        db.execute("DELETE FROM alias WHERE entity = ?", (number,))
        db.execute("DELETE FROM entity WHERE id = ?", (number,))
    elif articles < 0 and article_id in row[1:]:
        db.execute(
            "UPDATE entity SET"
            " last_id = (SELECT max(article) FROM entity_article WHERE entity = ?1),"
            " first_id = (SELECT coalesce(min(CASE WHEN article >= ?2 THEN article END),"
            " min(article)) FROM entity_article WHERE entity = ?1) WHERE id = ?1",
            (number, 1 << DAY_BITS),
        )
    elif articles > 0:
        first = row[1]
        dated = article_id >= 1 << DAY_BITS
        earlier = first is None or (dated, -article_id) > (first >= 1 << DAY_BITS, -first)
        db.execute(
            "UPDATE entity SET first_id = ?, last_id = max(coalesce(last_id, 0), ?) WHERE id = ?",
            (article_id if earlier else first, article_id, number),
        )


def _add_event(
    db: sqlite3.Connection, article_id: int, entry: TimelineEntry, ids: dict[str, int]
) -> None:
    """One entry of the article's timeline."""
    event = entry.event
    names = list(dict.fromkeys(ids[name] for name in event.names if name in ids))
    last = entry.latest - timedelta(microseconds=1) if entry.latest else None
    row = db.execute(
        "INSERT INTO event (article, day0, day1, value, state, modality, off, len, text, ents)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            article_id, day_number(entry.earliest.date()) if entry.earliest else None,
            day_number(last.date()) if last else None, entry.value, entry.state.value,
            event.modality.value, event.start, event.end - event.start, event.text,
            pack_ids(names),
        ),
    ).fetchone()  # fmt: skip
    db.executemany(
        "INSERT INTO event_entity (entity, event) VALUES (?, ?)",
        [(number, row[0]) for number in names],
    )
