"""Libraries for tests: articles of a line or two, with names and dates given by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from reader.articles import Article, DateBasis, PublishedDate
from reader.entities import Certainty, Entity, EntityType, Mention, Place
from reader.library.across.likeness import likeness
from reader.library.adding import add_articles
from reader.library.findings import Found
from reader.library.normal import normal
from reader.library.store import Library
from reader.text.span import Span
from reader.times.events.model import Event
from reader.times.model import EventState, Modality
from reader.times.timeline import TimelineEntry


@dataclass(frozen=True)
class Named:
    """A name that articles give: its type, its forms, the canonical one first, and its link."""

    type: EntityType
    forms: tuple[str, ...]
    id: str = ""
    place: Place | None = None
    name_en: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tells:
    """An event of an article: its clause, which must stand in the text, and its day or state."""

    text: str
    day: date | None = None
    modality: Modality = Modality.HAPPENED


def article(
    uid: str, text: str, day: str | None = "2016-05-25", *, source: str = "الصحيفة", url: str = ""
) -> Article:
    """An article; its first line is its title where there are several."""
    head = text.partition("\n")[0]
    return Article(
        text,
        title=Span(0, len(head)) if "\n" in text else None,
        paragraphs=(Span(0, len(text)),),
        date=PublishedDate(date.fromisoformat(day), DateBasis.METADATA) if day else None,
        source=source,
        url=url or None,
        identifier=uid,
    )


def found(one: Article, names: Iterable[Named] = (), tells: Iterable[Tells] = ()) -> Found:
    """What an analysis would find: each form wherever it stands, each clause with its names."""
    entities = [made for name in names if (made := _entity(one.text, name)) is not None]
    entries = tuple(_entry(one.text, each, index, entities) for index, each in enumerate(tells))
    return Found(tuple(entities), entries, likeness(normal(one.text)))


def _entity(text: str, name: Named) -> Entity | None:
    mentions, taken = [], 0
    while True:
        places = [(text.find(form, taken), -len(form), form) for form in name.forms]
        at, _size, form = min((p for p in places if p[0] >= 0), default=(-1, 0, ""))
        if at < 0:
            break
        taken = at + len(form)
        mentions.append(Mention(at, taken, form, name.type))
    if not mentions:
        return None
    return Entity(
        name.id or f"{name.type.value}:{name.forms[0]}",
        name.type,
        name.forms[0],
        name.name_en,
        None,
        tuple(mentions),
        aliases=name.aliases,
        place=name.place,
        certainty=Certainty.EXACT if name.id else Certainty.UNKNOWN,
    )


def _entry(text: str, tells: Tells, index: int, entities: list[Entity]) -> TimelineEntry:
    start = text.index(tells.text)
    end = start + len(tells.text)
    inside = tuple(
        entity.id
        for entity in entities
        if any(start <= mention.start < end for mention in entity.mentions)
    )
    event = Event(start, end, tells.text, Span(start, end), modality=tells.modality, names=inside)
    if tells.day is None:
        return TimelineEntry(event, index, EventState.UNDATED, None, None, None, None, None, "none")
    first = datetime(tells.day.year, tells.day.month, tells.day.day)  # noqa: DTZ001 - local time
    return TimelineEntry(
        event, index, EventState.ANCHORED, tells.day.isoformat(), first,
        first + timedelta(days=1), "day", None, "explicit",
    )  # fmt: skip


def place(
    key: str, name: str, latitude: float, longitude: float, *aliases: str, kind: str = "city"
) -> Named:
    """A place that is linked to the gazetteer."""
    record = Place(key, name, None, latitude, longitude, "SY", kind)
    return Named(EntityType.LOC, (name, *aliases), key, record, aliases=aliases)


def library(
    path: Path,
    articles: Iterable[Article],
    names: Iterable[Named] = (),
    tells: dict[str, list[Tells]] | None = None,
) -> Library:
    """An open library of these articles, each analysed for `names`, user.db attached."""
    made, known = list(articles), tuple(names)
    opened = Library.open(path, write=True)
    analyses = {one.uid: found(one, known, (tells or {}).get(one.uid, ())) for one in made}
    list(add_articles(opened, made, analyses=analyses))
    opened.attach_user()
    return opened
