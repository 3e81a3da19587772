"""What an article names and tells, written and removed within the transaction of the article.

There is one function that adds and one that removes; counts, forms, index of names and roll-ups
are theirs, so that an article that goes leaves no trace.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from reader.entities import Entity
from reader.library.across.counting import count_article, discount_article
from reader.library.across.identity import entity_number, in_order_of_identity
from reader.library.across.naming import forget_forms, forms_of, learn_forms
from reader.library.across.told import EVENT_BITS, Event, events_of, pack_events
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

_TABLES = (
    "entity_event", "article_events", "entity_day", "article_ents", "entity_article", "alias",
    "name_word", "entity",
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
    _add_events(db, article_id, [_event(entry, ids) for entry in entries], heaviest)


def unlink_article(db: sqlite3.Connection, article_id: int) -> None:
    """Remove what `link_article` wrote; entities that no article names any more go too."""
    row = db.execute("SELECT ents FROM article_ents WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return
    db.executemany(
        "DELETE FROM entity_event WHERE entity = ? AND day = ? AND event = ?",
        _named(article_id, events_of(db, article_id)),
    )
    db.execute("DELETE FROM article_events WHERE id = ?", (article_id,))
    for number in unpack_ids(row[0]):
        removed = db.execute(
            "DELETE FROM entity_article WHERE entity = ? AND article = ? RETURNING n, forms",
            (number, article_id),
        ).fetchone()
        if removed is not None:
            forget_forms(db, number, unpack_numbers(removed[1]))
            discount_article(db, number, article_id, removed[0])
    db.execute("DELETE FROM article_ents WHERE id = ?", (article_id,))


def unlink_all(db: sqlite3.Connection) -> None:
    """Remove what `link_article` wrote of all articles; call it within a transaction."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our names
    db.execute("INSERT INTO entity_fts (entity_fts) VALUES ('delete-all')")


def _event(entry: TimelineEntry, ids: dict[str, int]) -> Event:
    """One entry of the article's timeline."""
    told = entry.event
    last = entry.latest - timedelta(microseconds=1) if entry.latest else None
    return Event(
        day0=day_number(entry.earliest.date()) if entry.earliest else None,
        day1=day_number(last.date()) if last else None,
        value=entry.value,
        state=entry.state.value,
        modality=told.modality.value,
        start=told.start,
        size=told.end - told.start,
        names=tuple(dict.fromkeys(ids[name] for name in told.names if name in ids)),
    )


def _add_events(
    db: sqlite3.Connection, article_id: int, events: Sequence[Event], known: Sequence[int]
) -> None:
    """The article's timeline."""
    events = events[: 1 << EVENT_BITS]  # what has more is no article
    if events:
        db.execute(
            "INSERT INTO article_events (id, events) VALUES (?, ?)",
            (article_id, pack_events(article_id, events, known)),
        )
        db.executemany(
            "INSERT INTO entity_event (entity, day, event) VALUES (?, ?, ?)",
            _named(article_id, events),
        )


def _named(article_id: int, events: Sequence[Event]) -> Iterator[tuple[int, int, int]]:
    """Entity, day and id of each event that names an entity."""
    for number, event in enumerate(events):
        for name in event.names:
            yield name, event.day, article_id << EVENT_BITS | number
