"""What an article tells, as one packed row: an article has eleven events and more.

As rows with their clauses they would be larger than the articles themselves. The clause stands in
the text, the names in `article_ents`; a date that its days say is not written again. An event's id
is `article << EVENT_BITS | number`, and `entity_event` finds it by entity and day.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from reader.library.packing import pack_varints, unpack_ids, unpack_varints
from reader.library.records import DAY_BITS, day_of

EVENT_BITS = 12  # of an event's id, for its number within the article
NO_DAY = 0x7FFF_FFFF  # of an event that nobody dated: behind all days
# What is stored is the place in these: new ones go to the end.
STATES = ("anchored", "bounded", "relative", "ordered", "undated", "future")
MODALITIES = ("happened", "claimed", "planned", "proposed", "denied")
_FIRST, _LAST, _VALUE = 1, 2, 4  # what an event has


class Event(NamedTuple):
    """An event as it is stored.

    Attributes:
        day0, day1: first and last day number, None where open.
        value: TIMEX3 or EDTF, or None.
        state: an `EventState`.
        modality: a `Modality`.
        start, size: code points of its clause.
        names: ids of the entities named in it.
    """

    day0: int | None
    day1: int | None
    value: str | None
    state: str
    modality: str
    start: int
    size: int
    names: tuple[int, ...]

    @property
    def day(self) -> int:
        """The day number under which it is found: its first, else its last, else `NO_DAY`."""
        return next((day for day in (self.day0, self.day1) if day is not None), NO_DAY)


def interval(first: date | None, last: date | None) -> str | None:
    """Two days as a year, a month, a day or an interval (EDTF); None without any."""
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}" if first or last else None
    if first == last:
        return first.isoformat()
    if last < date.max:
        after = last + timedelta(days=1)
        if first.day == after.day == 1:
            if first.month == after.month == 1 and after.year == first.year + 1:
                return f"{first.year:04}"
            if (after.year - first.year) * 12 + after.month - first.month == 1:
                return f"{first.year:04}-{first.month:02}"
    return f"{first}/{last}"


def pack_events(article_id: int, events: Iterable[Event], known: Sequence[int]) -> bytes:
    """The events of an article as bytes.

    Args:
        article_id: of the article; days are written as distances from its own.
        events: in the order of their numbers.
        known: ids of the article's entities, as `article_ents` has them.
    """
    places = {number: place for place, number in enumerate(known)}
    base = article_id >> DAY_BITS
    packed = bytearray()
    before = 0
    for event in events:
        value = event.value if event.value != _said(event.day0, event.day1) else None
        has = (
            _FIRST * (event.day0 is not None)
            | _LAST * (event.day1 is not None)
            | _VALUE * (value is not None)
        )
        kind = STATES.index(event.state) * len(MODALITIES) + MODALITIES.index(event.modality)
        numbers = [kind << 3 | has]
        if event.day0 is not None:
            numbers.append(_zigzag(event.day0 - base))
        if event.day1 is not None:
            numbers.append(_zigzag(event.day1 - (base if event.day0 is None else event.day0)))
        numbers += (_zigzag(event.start - before), event.size, len(event.names))
        numbers += (places[name] for name in event.names)
        before = event.start
        written = (value or "").encode()
        if value is not None:
            numbers += (len(written), *written)
        packed += pack_varints(numbers)
    return bytes(packed)


def unpack_events(article_id: int, packed: bytes, known: Sequence[int]) -> Iterator[Event]:
    """The events that `pack_events` packed, in the order of their numbers."""
    base = article_id >> DAY_BITS
    numbers = unpack_varints(packed)
    before = 0
    for kind in numbers:
        state, modality = divmod(kind >> 3, len(MODALITIES))
        day0 = base + _zagzig(next(numbers)) if kind & _FIRST else None
        day1 = None
        if kind & _LAST:
            day1 = (base if day0 is None else day0) + _zagzig(next(numbers))
        before += _zagzig(next(numbers))
        size = next(numbers)
        names = tuple(known[next(numbers)] for _name in range(next(numbers)))
        value = _said(day0, day1)
        if kind & _VALUE:
            value = bytes(next(numbers) for _byte in range(next(numbers))).decode()
        yield Event(day0, day1, value, STATES[state], MODALITIES[modality], before, size, names)


def events_of(db: sqlite3.Connection, article_id: int) -> tuple[Event, ...]:
    """The events of an article, in the order of their numbers."""
    row = db.execute(
        "SELECT v.events, e.ents FROM article_events v JOIN article_ents e ON e.id = v.id"
        " WHERE v.id = ?",
        (article_id,),
    ).fetchone()
    return () if row is None else tuple(unpack_events(article_id, row[0], unpack_ids(row[1])))


def tells_of(article_id: int, packed: bytes, ents: bytes, first: int, last: int) -> bool:
    """Whether an article tells an event of which both days are known and some lie in a range."""
    return any(
        event.day0 is not None
        and event.day1 is not None
        and event.day0 <= last
        and event.day1 >= first
        for event in unpack_events(article_id, packed, unpack_ids(ents))
    )


def _said(day0: int | None, day1: int | None) -> str | None:
    """What the days of an event say by themselves."""
    return interval(*(None if day is None else day_of(day) for day in (day0, day1)))


def _zigzag(number: int) -> int:
    """Small numbers of either sign as small ones without."""
    return number << 1 if number >= 0 else (-number << 1) - 1


def _zagzig(number: int) -> int:
    return number >> 1 if not number & 1 else -(number + 1 >> 1)
