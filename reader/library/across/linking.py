"""What an article names and tells, written and removed within the transaction of the article.

There is one function that adds and one that removes; counts, forms, index of names and roll-ups
are theirs, so that an article that goes leaves no trace.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import timedelta

from reader.entities import Entity
from reader.library.across.counting import count_article, discount_article
from reader.library.across.identity import entity_number, in_order_of_identity
from reader.library.across.naming import forget_forms, forms_of, learn_forms
from reader.library.packing import (
    pack_ids,
    pack_numbers,
    pack_spans,
    unpack_ids,
    unpack_numbers,
)
from reader.library.records import day_number
from reader.text.span import Span
from reader.times.timeline import TimelineEntry

NO_DAY = 0x7FFF_FFFF  # of an event that nobody dated: behind all days
_TABLES = (
    "event_entity", "event", "entity_day", "article_ents", "entity_article", "alias", "name_word",
    "entity",
)  # fmt: skip


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
    spans: dict[int, set[Span]] = {}
    forms: dict[int, dict[str, str]] = {}
    for entity in in_order_of_identity(entities):
        number = entity_number(db, entity, uid, spans.keys())
        ids[entity.id] = number
        spans.setdefault(number, set()).update(mention.span for mention in entity.mentions)
        forms.setdefault(number, {}).update(forms_of(entity))
    counts: dict[int, int] = {}
    for number, found in spans.items():
        counts[number] = len(found)
        learned = pack_numbers(learn_forms(db, number, forms[number]))
        db.execute(
            "INSERT INTO entity_article (entity, article, n, offs, forms) VALUES (?, ?, ?, ?, ?)",
            (number, article_id, len(found), pack_spans(sorted(found)), learned),
        )
        count_article(db, number, article_id, len(found))
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
            "DELETE FROM entity_article WHERE entity = ? AND article = ? RETURNING n, forms",
            (number, article_id),
        ).fetchone()
        if removed is not None:
            forget_forms(db, number, unpack_numbers(removed[1]))
            discount_article(db, number, article_id, removed[0])
    db.execute(
        "DELETE FROM event_entity WHERE event IN (SELECT id FROM event WHERE article = ?)",
        (article_id,),
    )
    db.execute("DELETE FROM event WHERE article = ?", (article_id,))
    db.execute("DELETE FROM article_ents WHERE id = ?", (article_id,))


def unlink_all(db: sqlite3.Connection) -> None:
    """Remove what `link_article` wrote of all articles; call it within a transaction."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our names
    db.execute("INSERT INTO entity_fts (entity_fts) VALUES ('delete-all')")


def _add_event(
    db: sqlite3.Connection, article_id: int, entry: TimelineEntry, ids: dict[str, int]
) -> None:
    """One entry of the article's timeline."""
    event = entry.event
    names = list(dict.fromkeys(ids[name] for name in event.names if name in ids))
    last = entry.latest - timedelta(microseconds=1) if entry.latest else None
    day0 = day_number(entry.earliest.date()) if entry.earliest else None
    day1 = day_number(last.date()) if last else None
    row = db.execute(
        "INSERT INTO event (article, day0, day1, value, state, modality, off, len, text, ents)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            article_id, day0, day1, entry.value, entry.state.value, event.modality.value,
            event.start, event.end - event.start, event.text, pack_ids(names),
        ),
    ).fetchone()  # fmt: skip
    day = next((day for day in (day0, day1) if day is not None), NO_DAY)
    db.executemany(
        "INSERT INTO event_entity (entity, day, event) VALUES (?, ?, ?)",
        [(number, day, row[0]) for number in names],
    )
