"""The named filters of a query: each checks its value and becomes a condition in SQL."""

import re
import sqlite3
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reader.entities import EntityType
from reader.library.normal import normal
from reader.library.records import DAY_BITS, day_number
from reader.library.search.mistakes import mistake
from reader.library.search.naming import PLACES, entities_named, places_near
from reader.notice import QariError
from reader.text.fold import fold

_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_NEAR = re.compile(
    r"(?P<name>.+?)[,،]\s*(?P<distance>\d+(?:\.\d+)?)\s*(?:km|كم|كلم)?", re.IGNORECASE
)
TYPES = {kind.value.lower(): kind for kind in EntityType} | {
    "person": EntityType.PER,
    "organisation": EntityType.ORG,
    "place": EntityType.LOC,
    "facility": EntityType.FAC,
    "شخص": EntityType.PER,
    "منظمه": EntityType.ORG,
    "جهه": EntityType.ORG,
    "مكان": EntityType.LOC,
    "منشاه": EntityType.FAC,
}
_READ = "EXISTS (SELECT 1 FROM user.mark m WHERE m.uid = a.uid AND m.read_at NOT NULL)"
_STARRED = "a.uid IN (SELECT uid FROM user.mark WHERE starred = 1)"
_ARCHIVED = "a.uid IN (SELECT uid FROM user.mark WHERE archived = 1)"
STATES = {
    "unread": f"NOT {_READ}",
    "read": _READ,
    "starred": _STARRED,
    "archived": _ARCHIVED,
    "جديد": f"NOT {_READ}",
    "مقروء": _READ,
    "بنجمه": _STARRED,
    "محفوظ": _ARCHIVED,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the article row ``a``.

    Attributes:
        sql: with places for `values`.
        values: what stands in them.
        lowest, highest: bounds on the article's id that it implies, or None.
        bounds_do: whether the bounds alone say all that `sql` says.
    """

    sql: str
    values: tuple[object, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    bounds_do: bool = False


@dataclass(frozen=True, slots=True)
class FilterKind:
    """A filter: how its value is checked, and what it asks of the library.

    Attributes:
        check: raises QariError for a value that cannot be; gets the query, the value, and where
            it stands in the query.
        condition: of a checked value; gets the connection, to look names up.
        analysed: whether it asks for what the analysis finds.
    """

    check: Callable[[str, str, int, int], None]
    condition: Callable[[sqlite3.Connection, str], Condition]
    analysed: bool = False


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


def _checks_date(query: str, value: str, start: int, end: int) -> None:
    if days_of(value) is None:
        mistake("query-date", query, start, end, value=value)


def _checks_range(query: str, value: str, start: int, end: int) -> None:
    if _range_of(value) is None:
        mistake("query-date", query, start, end, value=value)


def _checks_type(query: str, value: str, start: int, end: int) -> None:
    if normal(value) not in TYPES:
        known = ", ".join(kind.value for kind in EntityType)
        mistake("query-value", query, start, end, value=value, known=known)


def _checks_state(query: str, value: str, start: int, end: int) -> None:
    if normal(value) not in STATES:
        mistake("query-value", query, start, end, value=value, known=", ".join(STATES))


def _checks_near(query: str, value: str, start: int, end: int) -> None:
    if _NEAR.fullmatch(fold(value)) is None:
        mistake("query-near", query, start, end, value=value)


def _checks_letters(query: str, value: str, start: int, end: int) -> None:
    if not any(map(str.isalnum, value)):
        mistake("query-no-letters", query, start, end)


def _days(value: str) -> tuple[int, int]:
    """First and last day number of a checked date or range."""
    days = _range_of(value)
    assert days is not None  # checked when the query was read
    return day_number(days[0]), day_number(days[1])


def _id_from(day: int) -> int:
    """The lowest id of a day; what lies before 1970 shares the ids of its second day."""
    return max(1, day) << DAY_BITS


def _parts_days(db: sqlite3.Connection, *days: int) -> bool:
    """Whether the ids tell what lies before each of `days` from what does not.

    They do not where a day before had so many articles that some took ids of the next day, nor in
    the years before 1970.
    """
    if min(days) <= 1:
        return False
    last_ids = [_id_from(day) - 1 for day in days]
    places = ", ".join("?" * len(last_ids))
    spilled = db.execute(f"SELECT 1 FROM article WHERE id IN ({places})", last_ids)  # noqa: S608
    return spilled.fetchone() is None


def _before(db: sqlite3.Connection, value: str) -> Condition:
    day = _days(value)[0]
    parts = _parts_days(db, day)
    return Condition("a.day < ?", (day,), _id_from(1), _id_from(day) - 1 if parts else None, parts)


def _after(db: sqlite3.Connection, value: str) -> Condition:
    day = _days(value)[1] + 1
    return Condition("a.day >= ?", (day,), _id_from(day), None, _parts_days(db, day))


def _on(db: sqlite3.Connection, value: str) -> Condition:
    first, last = _days(value)
    parts = _parts_days(db, first, last + 1)
    highest = _id_from(last + 1) - 1 if parts else None
    return Condition("a.day BETWEEN ? AND ?", (first, last), _id_from(first), highest, parts)


def _when(_db: sqlite3.Connection, value: str) -> Condition:
    first, last = _days(value)
    return Condition(
        "EXISTS (SELECT 1 FROM article_events v JOIN article_ents e ON e.id = v.id"
        " WHERE v.id = a.id AND tells_of(v.id, v.events, e.ents, ?, ?))",
        (first, last),
    )


def _source(_db: sqlite3.Connection, value: str) -> Condition:
    sql = "a.source IN (SELECT id FROM source WHERE instr(ar_norm(name), ?))"
    return Condition(sql, (normal(value),))


def _state(_db: sqlite3.Connection, value: str) -> Condition:
    return Condition(STATES[normal(value)])


def _tag(_db: sqlite3.Connection, value: str) -> Condition:
    sql = "a.uid IN (SELECT uid FROM user.tag WHERE ar_norm(tag) = ?)"
    return Condition(sql, (normal(value).lstrip("#"),))


def _entity(db: sqlite3.Connection, value: str) -> Condition:
    return _names(entities_named(db, value))


def _place(db: sqlite3.Connection, value: str) -> Condition:
    return _names(entities_named(db, value, PLACES))


def _type(_db: sqlite3.Connection, value: str) -> Condition:
    return Condition(
        "EXISTS (SELECT 1 FROM entity_article ea JOIN entity e ON e.id = ea.entity"
        " WHERE ea.article = a.id AND e.type = ?)",
        (TYPES[normal(value)].value,),
    )


def _near(db: sqlite3.Connection, value: str) -> Condition:
    found = _NEAR.fullmatch(fold(value))
    assert found is not None  # checked when the query was read
    places = places_near(db, found["name"], float(found["distance"]))
    if places is None:
        raise QariError("query-place-unknown", name=found["name"])
    return _names(places)


def _names(ids: list[int]) -> Condition:
    """Articles that name one of some entities."""
    numbers = ", ".join(map(str, ids))  # without limit, unlike places for values
    return Condition(f"a.id IN (SELECT article FROM entity_article WHERE entity IN ({numbers}))")  # noqa: S608


FILTERS = {
    "source": FilterKind(_checks_letters, _source),
    "entity": FilterKind(_checks_letters, _entity, analysed=True),
    "type": FilterKind(_checks_type, _type, analysed=True),
    "place": FilterKind(_checks_letters, _place, analysed=True),
    "near": FilterKind(_checks_near, _near, analysed=True),
    "before": FilterKind(_checks_date, _before),
    "after": FilterKind(_checks_date, _after),
    "on": FilterKind(_checks_range, _on),
    "when": FilterKind(_checks_range, _when, analysed=True),
    "is": FilterKind(_checks_state, _state),
    "tag": FilterKind(_checks_letters, _tag),
}
# The same in Arabic.
ARABIC = {
    "عنوان": "title",
    "مصدر": "source",
    "اسم": "entity",
    "نوع": "type",
    "مكان": "place",
    "قرب": "near",
    "قبل": "before",
    "بعد": "after",
    "يوم": "on",
    "متى": "when",
    "حال": "is",
    "وسم": "tag",
}
