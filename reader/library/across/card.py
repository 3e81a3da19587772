"""The card of an entity across the library: what it is called, where it lies, when it is named."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reader.library.across.groups import groups_of
from reader.library.across.names import named
from reader.library.normal import unpack_text
from reader.library.packing import unpack_spans
from reader.library.records import DAY_BITS, day_of
from reader.library.store import Library
from reader.library.user import UserData
from reader.text.span import Span

_FORMS = 12  # shown
_OVER_A_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Form:
    """A name that an entity goes by.

    Attributes:
        text: as written.
        n_articles: that call it so; None for a name that the lists give it in every article.
    """

    text: str
    n_articles: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """How often an entity is named in the articles of a month.

    Attributes:
        first: day of the month.
        n_articles, n_mentions: in it.
    """

    first: date
    n_articles: int
    n_mentions: int


@dataclass(frozen=True, slots=True)
class FirstMention:
    """Where an entity is named for the first time.

    Attributes:
        id, uid, title, source, day: of the article.
        span: of the mention, code points of its text.
        sentence: words around it, on one line.
    """

    id: int
    uid: str
    title: str
    source: str | None
    day: date | None
    span: Span
    sentence: str


@dataclass(frozen=True, slots=True)
class LibraryCard:
    """An entity across the library.

    Attributes:
        ids: of the entities that it is, the main one first; several where the reader joined them.
        key: of the main one.
        joined: keys of the others.
        type: an `EntityType`.
        name, name_en: canonical names.
        forms: the names it goes by beside `name_en`: those of the lists, then the most frequent.
        latitude, longitude: degrees, of a place that is known; country and kind of it.
        n_articles, n_mentions: in the library.
        undated: how many of the articles have no day.
        months: those in which it is named, in order (`every_month` fills the gaps).
        first: the first mention of all.
        last_day: of the newest dated article.
    """

    ids: tuple[int, ...]
    key: str
    joined: tuple[str, ...]
    type: str
    name: str
    name_en: str | None
    forms: tuple[Form, ...]
    latitude: float | None
    longitude: float | None
    country: str | None
    kind: str | None
    n_articles: int
    n_mentions: int
    undated: int
    months: tuple[Month, ...]
    first: FirstMention | None
    last_day: date | None


def every_month(months: Sequence[Month]) -> list[Month]:
    """The months from the first to the last, those without mentions too."""
    counted = {month.first: month for month in months}
    found: list[Month] = []
    day = months[0].first if months else date.max
    while months and day <= months[-1].first:
        found.append(counted.get(day, Month(day, 0, 0)))
        day = (day + _OVER_A_MONTH).replace(day=1)
    return found


def card(library: Library, name: str, user: UserData | None = None) -> LibraryCard | None:
    """The card of an entity.

    Args:
        library: where.
        name: the entity's key, or a name as typed: then of the best of those that go by it.
        user: whose joins hold.

    Returns:
        The card, or None where nothing goes by that name.
    """
    key = named(library, name, user)
    if key is None:
        return None
    groups = groups_of(user)
    ids = groups.ids(library.db, key)
    if not ids:
        return None
    return _card(library.db, ids, key, tuple(groups.members(key)[1:]))


def _card(
    db: sqlite3.Connection, ids: tuple[int, ...], key: str, joined: tuple[str, ...]
) -> LibraryCard:
    """The card of some entities that are one."""
    kind, name, name_en, latitude, longitude, country, place_kind = db.execute(
        "SELECT type, name, name_en, latitude, longitude, country, kind FROM entity WHERE id = ?",
        (ids[0],),
    ).fetchone()
    days = days_of(db, ids)
    dated = [day for day in days if day[0]]
    return LibraryCard(
        ids=ids,
        key=key,
        joined=joined,
        type=kind,
        name=name,
        name_en=name_en,
        forms=_forms(db, ids),
        latitude=latitude,
        longitude=longitude,
        country=country,
        kind=place_kind,
        n_articles=sum(day[1] for day in days),
        n_mentions=sum(day[2] for day in days),
        undated=sum(day[1] for day in days if not day[0]),
        months=_months(dated),
        first=_first(db, ids),
        last_day=day_of(dated[-1][0]) if dated else None,
    )


def days_of(db: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, int, int]]:
    """Day number (0: undated), articles and mentions of each day that names one of `ids`."""
    places = ", ".join("?" * len(ids))
    if len(ids) == 1:
        rolled = db.execute(
            "SELECT day, n_articles, n_mentions FROM entity_day WHERE entity = ? ORDER BY day", ids
        ).fetchall()
        if rolled:
            return rolled
        counted = "count(*)"
    else:
        counted = "count(DISTINCT article)"
    return db.execute(
        f"SELECT article >> {DAY_BITS}, {counted}, sum(n) FROM entity_article"  # noqa: S608 - ours
        f" WHERE entity IN ({places}) GROUP BY 1 ORDER BY 1",
        ids,
    ).fetchall()


def _months(days: Sequence[tuple[int, int, int]]) -> tuple[Month, ...]:
    """The counts of days as counts of months."""
    found: dict[date, tuple[int, int]] = {}
    for number, articles, mentions in days:
        first = day_of(number).replace(day=1)
        before = found.get(first, (0, 0))
        found[first] = (before[0] + articles, before[1] + mentions)
    return tuple(Month(first, *counts) for first, counts in found.items())


def _forms(db: sqlite3.Connection, ids: Sequence[int]) -> tuple[Form, ...]:
    """The names that articles give it; not the Latin keys, which nobody wrote."""
    places = ", ".join("?" * len(ids))
    rows = db.execute(
        "SELECT l.form, max(l.n), max(l.n = e.n_articles AND e.linked) FROM alias l"  # noqa: S608
        f" JOIN entity e ON e.id = l.entity WHERE l.entity IN ({places})"
        " AND l.form != coalesce(e.name_en, '')"
        " GROUP BY l.form ORDER BY max(l.n) DESC, min(l.number) LIMIT ?",
        (*ids, _FORMS),
    )
    return tuple(Form(form, None if listed else count) for form, count, listed in rows)


def _first(db: sqlite3.Connection, ids: Sequence[int]) -> FirstMention | None:
    """The first mention: in the first dated article, else in the first of all."""
    firsts = [
        (row[0] < 1 << DAY_BITS, row[0], number)
        for number in ids
        for row in db.execute("SELECT first_id FROM entity WHERE id = ?", (number,))
        if row[0] is not None
    ]
    if not firsts:
        return None
    _undated, article_id, number = min(firsts)
    uid, title, source, day, packed, offs = db.execute(
        "SELECT a.uid, a.title, s.name, a.day, b.z, ea.offs FROM entity_article ea"
        " JOIN article a ON a.id = ea.article JOIN body b ON b.id = a.id"
        " LEFT JOIN source s ON s.id = a.source WHERE ea.entity = ? AND ea.article = ?",
        (number, article_id),
    ).fetchone()
    span = next(unpack_spans(offs))
    return FirstMention(
        id=article_id,
        uid=uid,
        title=title,
        source=source,
        day=None if day is None else day_of(day),
        span=span,
        sentence=around(unpack_text(packed), span),
    )


def around(text: str, span: Span, size: int = 90) -> str:
    """The words of the line around a span, at most `size` code points on either side."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - size)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + size)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while end > span.end and end < len(text) and not text[end].isspace():
        end -= 1
    return " ".join(text[start:end].split())
