"""Giving articles out of the library, with what was found in them and what the reader made."""

import sqlite3
from collections.abc import Iterable, Iterator

from reader.entities import Entity, EntityType, Mention, NameBasis, Place
from reader.kept import Dated, Kept, Remark
from reader.library.across.told import events_of
from reader.library.packing import unpack_ids, unpack_spans
from reader.library.records import day_of
from reader.library.store import Library
from reader.library.user import Note, UserData
from reader.text.span import Span

_COLUMNS = "id, key, type, name, name_en, latitude, longitude, country, kind"


def kept_articles(library: Library, user: UserData, ids: Iterable[int]) -> Iterator[Kept]:
    """Articles by their ids, in that order; those that are gone are passed over.

    Args:
        library: where they are.
        user: what the reader made of them.
        ids: of the articles.
    """
    for article_id in ids:
        article = library.article(article_id)
        if article is None:
            continue
        uid, mark = article.uid, user.marks.of(article.uid)
        yield Kept(
            article,
            read=mark.read,
            starred=mark.starred,
            archived=mark.archived,
            position=mark.position,
            tags=user.tags.of(uid),
            remarks=tuple(map(_remark, user.notes.placed(uid, article.text))),
            entities=tuple(_entities(library.db, article_id, article.text)),
            entries=tuple(_entries(library.db, article_id, article.text)),
        )


def _remark(note: Note) -> Remark:
    return Remark(note.span, note.quote, note.text, note.colour, note.made_at)


def _entities(db: sqlite3.Connection, article_id: int, text: str) -> Iterator[Entity]:
    """What an article names, the heaviest first."""
    row = db.execute("SELECT ents FROM article_ents WHERE id = ?", (article_id,)).fetchone()
    for number in unpack_ids(row[0]) if row else ():
        entity = db.execute(f"SELECT {_COLUMNS} FROM entity WHERE id = ?", (number,)).fetchone()  # noqa: S608 - fixed words
        offs = db.execute(
            "SELECT offs FROM entity_article WHERE entity = ? AND article = ?",
            (number, article_id),
        ).fetchone()
        if entity is not None and offs is not None:
            yield _entity(entity, tuple(unpack_spans(offs[0])), text)


def _entity(row: tuple[object, ...], spans: Iterable[Span], text: str) -> Entity:
    """An entity of its row."""
    _number, key, kind, name, name_en, latitude, longitude, country, place_kind = row
    type_, key, name = EntityType(str(kind)), str(key), str(name)
    english = None if name_en is None else str(name_en)
    place = None
    if isinstance(latitude, float) and isinstance(longitude, float):
        country = None if country is None else str(country)
        place = Place(key, name, english, latitude, longitude, country, str(place_kind or ""))
    mentions = tuple(Mention(s.start, s.end, text[s.start : s.end], type_) for s in spans)
    basis = None if english is None else NameBasis.LIST
    return Entity(key, type_, name, english, basis, mentions, place=place)


def _entries(db: sqlite3.Connection, article_id: int, text: str) -> Iterator[Dated]:
    """The timeline of an article, in the order of its days."""
    events = events_of(db, article_id)
    for event in sorted(events, key=lambda event: (event.day, event.start)):
        yield Dated(
            None if event.day0 is None else day_of(event.day0),
            None if event.day1 is None else day_of(event.day1),
            event.value,
            event.state,
            event.modality,
            Span(event.start, event.start + event.size),
            text[event.start : event.start + event.size],
        )
