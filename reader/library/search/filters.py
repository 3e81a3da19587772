"""The named filters of a query: each checks its value and becomes a condition in SQL."""

import math
import re
import sqlite3
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reader.entities import EntityType
from reader.library.normal import normal
from reader.library.records import DAY_BITS, day_number
from reader.notice import QariError
from reader.text.fold import fold
from reader.text.latin import latin_key

_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_NEAR = re.compile(r"(?P<name>.+?),\s*(?P<distance>\d+(?:\.\d+)?)\s*(?:km|كم|كلم)?", re.IGNORECASE)
_TYPES = {kind.value.lower(): kind for kind in EntityType} | {
    "person": EntityType.PER,
    "organisation": EntityType.ORG,
    "place": EntityType.LOC,
    "شخص": EntityType.PER,
    "منظمه": EntityType.ORG,
    "جهه": EntityType.ORG,
    "مكان": EntityType.LOC,
    "منشاه": EntityType.FAC,
}
_STATES = {
    "unread": "NOT EXISTS (SELECT 1 FROM user.mark m WHERE m.uid = a.uid AND m.read_at NOT NULL)",
    "read": "EXISTS (SELECT 1 FROM user.mark m WHERE m.uid = a.uid AND m.read_at NOT NULL)",
    "starred": "EXISTS (SELECT 1 FROM user.mark m WHERE m.uid = a.uid AND m.starred = 1)",
    "archived": "EXISTS (SELECT 1 FROM user.mark m WHERE m.uid = a.uid AND m.archived = 1)",
}
_KM_A_DEGREE = 111.195  # of a great circle of the mean Earth
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the article row ``a``.

    Attributes:
        sql: with places for `values`.
        values: what stands in them.
        lowest, highest: bounds on the article's id that it implies, or None.
    """

    sql: str
    values: tuple[object, ...] = ()
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class FilterKind:
    """A filter: how its value is checked, and what it asks of the library.

    Attributes:
        check: raises QariError for a value that cannot be; gets query, value and its place.
        condition: of a checked value; gets the connection, to look names up.
    """

    check: Callable[[str, str, int], None]
    condition: Callable[[sqlite3.Connection, str], Condition]


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day («2016», «2016-05», «٢٠١٦/٥/٢٥»), or None."""
    found = _DATE.fullmatch(fold(value))
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        return None
    return first, last


def _range_of(value: str) -> tuple[date, date] | None:
    """The days of «2016-05» or of a range «2016-05..2016-07»."""
    left, dots, right = value.partition("..")
    first, last = days_of(left), days_of(right if dots else left)
    return None if first is None or last is None else (first[0], last[1])


def _checks_date(query: str, value: str, at: int) -> None:
    if days_of(value) is None:
        raise QariError("query-date", query=query, at=str(at), value=value)


def _checks_range(query: str, value: str, at: int) -> None:
    if _range_of(value) is None:
        raise QariError("query-date", query=query, at=str(at), value=value)


def _checks_type(query: str, value: str, at: int) -> None:
    if normal(value) not in _TYPES:
        known = ", ".join(kind.value for kind in EntityType)
        raise QariError("query-value", query=query, at=str(at), value=value, known=known)


def _checks_state(query: str, value: str, at: int) -> None:
    if value.lower() not in _STATES:
        known = ", ".join(_STATES)
        raise QariError("query-value", query=query, at=str(at), value=value, known=known)


def _checks_near(query: str, value: str, at: int) -> None:
    if _NEAR.fullmatch(fold(value)) is None:
        raise QariError("query-near", query=query, at=str(at), value=value)


def _checks_letters(query: str, value: str, at: int) -> None:
    if not any(map(str.isalnum, value)):
        raise QariError("query-no-letters", query=query, at=str(at))


def _published(value: str) -> tuple[int, int]:
    """First and last day number of a checked date."""
    days = days_of(value)
    assert days is not None  # checked when the query was read
    return day_number(days[0]), day_number(days[1])


def _before(_db: sqlite3.Connection, value: str) -> Condition:
    day = _published(value)[0]
    return Condition("a.day < ?", (day,), highest=(max(1, day) << DAY_BITS) - 1)


def _after(_db: sqlite3.Connection, value: str) -> Condition:
    day = _published(value)[1]
    return Condition("a.day > ?", (day,), lowest=max(1, day + 1) << DAY_BITS)


def _on(_db: sqlite3.Connection, value: str) -> Condition:
    first, last = _published(value)
    lowest = max(1, first) << DAY_BITS
    return Condition("a.day BETWEEN ? AND ?", (first, last), lowest=lowest)


def _when(_db: sqlite3.Connection, value: str) -> Condition:
    days = _range_of(value)
    assert days is not None  # checked when the query was read
    return Condition(
        "EXISTS (SELECT 1 FROM event e WHERE e.article = a.id AND e.day0 <= ? AND e.day1 >= ?)",
        (day_number(days[1]), day_number(days[0])),
    )


def _source(_db: sqlite3.Connection, value: str) -> Condition:
    sql = "a.source IN (SELECT id FROM source WHERE instr(ar_norm(name), ?))"
    return Condition(sql, (normal(value),))


def _state(_db: sqlite3.Connection, value: str) -> Condition:
    return Condition(_STATES[value.lower()])


def _tag(_db: sqlite3.Connection, value: str) -> Condition:
    return Condition(
        "EXISTS (SELECT 1 FROM user.tag t WHERE t.uid = a.uid AND ar_norm(t.tag) = ?)",
        (normal(value),),
    )


def _entity(db: sqlite3.Connection, value: str) -> Condition:
    return _names(entities_named(db, value))


def _place(db: sqlite3.Connection, value: str) -> Condition:
    return _names(entities_named(db, value, ("LOC", "FAC")))


def _type(_db: sqlite3.Connection, value: str) -> Condition:
    return Condition(
        "EXISTS (SELECT 1 FROM entity_article ea JOIN entity e ON e.id = ea.entity"
        " WHERE ea.article = a.id AND e.type = ?)",
        (_TYPES[normal(value)].value,),
    )


def _near(db: sqlite3.Connection, value: str) -> Condition:
    found = _NEAR.fullmatch(fold(value))
    assert found is not None  # checked when the query was read
    return _names(places_near(db, found["name"], float(found["distance"])))


def _names(ids: list[int]) -> Condition:
    """Articles that name one of some entities."""
    places = ", ".join("?" * len(ids)) or "NULL"
    return Condition(
        f"a.id IN (SELECT article FROM entity_article WHERE entity IN ({places}))",  # noqa: S608
        tuple(ids),
    )


def entities_named(
    db: sqlite3.Connection, name: str, types: tuple[str, ...] | None = None
) -> list[int]:
    """The entities that go by `name`, in Arabic or Latin letters, the commonest first."""
    rows = db.execute(
        "SELECT DISTINCT e.id, e.type, e.n_articles FROM alias l JOIN entity e ON e.id = l.entity"
        " WHERE l.norm IN (?, ?) ORDER BY e.n_articles DESC LIMIT 500",
        (normal(name), latin_key(name)),
    )
    return [row[0] for row in rows if types is None or row[1] in types]


def places_near(db: sqlite3.Connection, name: str, km: float) -> list[int]:
    """The places within `km` kilometres of the place that goes by `name`."""
    centre = _coordinates(db, name)
    if centre is None:
        return []
    latitude, longitude = centre
    high = km / _KM_A_DEGREE
    wide = high / max(0.01, math.cos(math.radians(latitude)))
    rows = db.execute(
        "SELECT id, latitude, longitude FROM entity"
        " WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?",
        (latitude - high, latitude + high, longitude - wide, longitude + wide),
    )
    return [row[0] for row in rows if distance_km(centre, (row[1], row[2])) <= km]


def _coordinates(db: sqlite3.Connection, name: str) -> tuple[float, float] | None:
    """Where the best-known place of that name lies: of the library, else of the gazetteer."""
    for number in entities_named(db, name, ("LOC", "FAC")):
        row = db.execute(
            "SELECT latitude, longitude FROM entity WHERE id = ?", (number,)
        ).fetchone()
        if row[0] is not None:
            return row[0], row[1]
    from reader.entities.places.gazetteer import gazetteer  # noqa: PLC0415 - where it is asked for

    places = sorted(gazetteer().lookup(name), key=lambda place: -place.population)
    return (places[0].latitude, places[0].longitude) if places else None


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    inner = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))


FILTERS = {
    "source": FilterKind(_checks_letters, _source),
    "entity": FilterKind(_checks_letters, _entity),
    "type": FilterKind(_checks_type, _type),
    "place": FilterKind(_checks_letters, _place),
    "near": FilterKind(_checks_near, _near),
    "before": FilterKind(_checks_date, _before),
    "after": FilterKind(_checks_date, _after),
    "on": FilterKind(_checks_date, _on),
    "when": FilterKind(_checks_range, _when),
    "is": FilterKind(_checks_state, _state),
    "tag": FilterKind(_checks_letters, _tag),
}
