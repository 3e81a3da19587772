"""The timeline: what each event comes to under a creation date, honestly.

Four things are kept apart: what is dated, what is only bounded, what is only ordered and what
nobody dated. Full ordering of events is not attempted (the best published system reaches F1 7.85,
SemEval-2015 task 4); order is shown where a signal of the text states it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from reader.notice import Notice
from reader.times.events.model import Event
from reader.times.model import (
    EventState,
    Modality,
    TimeBasis,
    TimeExpression,
    TimeValue,
)
from reader.times.resolve import resolve

# TIMEX3 mods that leave a value open to one side or both
_FUZZY = frozenset({"APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"})
_AHEAD = frozenset({Modality.PLANNED, Modality.PROPOSED})
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


class Section(StrEnum):
    """The parts of a timeline, in their order."""

    DATED = "dated"
    UNPLACED = "unplaced"  # relative to an unknown day, or ordered by something undated
    AHEAD = "ahead"  # planned or proposed, without a day
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event as the timeline shows it.

    Attributes:
        event: what is told.
        index: its index among the article's events.
        state: what is known of its time.
        value: TIMEX3 value of its date, an open interval (``../2016-05-24``, EDTF) where it is
            only bounded, or None.
        earliest, latest: bounds as a half-open interval of local time; None where open.
        grain: grain of the value, or None.
        mod: TIMEX3 mod of its date, or None.
        basis: what the value rests on: a `TimeBasis`, ``reported``, ``announced``, ``order`` or
            ``none``.
        lasts: how long it lasts as TIMEX3 duration, or None.
        notices: what is doubtful about its date.
        under: index of the entry behind which it stands because it is only ordered by it, or None.
    """

    event: Event
    index: int
    state: EventState
    value: str | None
    earliest: datetime | None
    latest: datetime | None
    grain: str | None
    mod: str | None
    basis: str
    lasts: str | None = None
    notices: tuple[Notice, ...] = ()
    under: int | None = None

    @property
    def day(self) -> date | None:
        """The day under which it is shown: its first, or the last that it can lie on."""
        if self.earliest is not None:
            return self.earliest.date()
        if self.latest is None or self.latest == datetime.min:  # noqa: DTZ901 - local time
            return None
        return (self.latest - timedelta(microseconds=1)).date()

    @property
    def is_dated(self) -> bool:
        """Whether it has a first day of its own: what formats that need dates can take."""
        return self.earliest is not None and self.section is Section.DATED

    @property
    def section(self) -> Section:
        """Under what it stands: a day, or what is known instead of one."""
        if self.state is EventState.UNDATED:
            return Section.UNDATED
        if self.state is EventState.FUTURE:
            return Section.AHEAD
        loose = self.state in (EventState.RELATIVE, EventState.ORDERED) or self.day is None
        return Section.UNPLACED if loose else Section.DATED


def timeline(
    events: Sequence[Event], times: Sequence[TimeExpression], day: date | None
) -> tuple[TimelineEntry, ...]:
    """What each event comes to under the creation date `day`, or without one.

    Args:
        events: what `find_events` found.
        times: what `find_times` found; `events` refer to it by index.
        day: the creation date, or None where unknown: then nothing relative is resolved.

    Returns:
        One entry an event, ordered by day where there is one; ordered events stand behind what
        they refer to; relative, merely ordered, coming and undated ones at the end, each group in
        reading order.
    """
    entries = [_entry(event, index, times, day) for index, event in enumerate(events)]
    told = [entry for entry in entries if not _says_nothing(entry)]
    return tuple(_sorted(told))


def _says_nothing(entry: TimelineEntry) -> bool:
    """Whether the entry is a mere «said» that nobody dated: no event of the timeline."""
    return entry.event.reporting and entry.state is EventState.UNDATED


def _entry(
    event: Event, index: int, times: Sequence[TimeExpression], day: date | None
) -> TimelineEntry:
    """The entry of one event."""
    lasts = None
    if event.duration is not None:
        lasts = resolve(times[event.duration].meaning, day).value
    if event.time is not None:
        told = resolve(times[event.time].meaning, day)
        return _dated(event, index, told, day, lasts)
    if event.modality in _AHEAD:
        start = _midnight(day)
        value = f"{day.isoformat()}/.." if day else None
        return _open(event, index, EventState.FUTURE, value, start, None, "none", lasts)
    if event.not_after is not None:
        return _bounded(event, index, resolve(times[event.not_after].meaning, day), lasts)
    if event.relation is not None:
        return _ordered(event, index, day, lasts)
    return _open(event, index, EventState.UNDATED, None, None, None, "none", lasts)


def _state(value: TimeValue) -> EventState:
    """What a time of its own makes known of an event."""
    if value.basis is TimeBasis.EVENT:
        return EventState.BOUNDED
    if value.earliest is None and value.latest is None:
        relative = value.basis is TimeBasis.UNRESOLVED
        return EventState.RELATIVE if relative else EventState.UNDATED
    fuzzy = value.mod in _FUZZY or value.grain == "duration"
    return EventState.BOUNDED if fuzzy else EventState.ANCHORED


def _vague(
    event: Event, index: int, value: TimeValue, day: date | None, lasts: str | None
) -> TimelineEntry:
    """The entry of an event told by a vague word: before, about or after the creation date."""
    start = _midnight(day)
    after = start + timedelta(days=1) if start is not None else None
    if value.value == "FUTURE_REF":
        told = f"{day.isoformat()}/.." if day else None
        return _open(event, index, EventState.FUTURE, told, start, None, "deictic", lasts)
    if day is None:
        return _open(event, index, EventState.UNDATED, None, None, None, "none", lasts)
    told = f"../{day.isoformat()}"
    return _open(event, index, EventState.BOUNDED, told, None, after, "deictic", lasts)


def _dated(
    event: Event, index: int, value: TimeValue, day: date | None, lasts: str | None
) -> TimelineEntry:
    """The entry of an event with a time of its own."""
    if value.grain == "vague":
        return _vague(event, index, value, day, lasts)
    earliest, latest = value.earliest, value.latest
    state = _state(value)
    span = _length(lasts) if lasts is not None else None
    if earliest is not None and span is not None:
        latest = earliest + span
    return TimelineEntry(
        event=event,
        index=index,
        state=state,
        value=value.value,
        earliest=earliest,
        latest=latest,
        grain=value.grain,
        mod=value.mod,
        basis=value.basis.value,
        lasts=lasts,
        notices=value.notices,
    )


def _bounded(event: Event, index: int, bound: TimeValue, lasts: str | None) -> TimelineEntry:
    """The entry of an event that lies before the end of its report, or before what it announces."""
    announces = event.reporter is None
    latest = bound.earliest if announces else bound.latest
    basis = "announced" if announces else "reported"
    value = f"../{bound.value}"
    return _open(event, index, EventState.BOUNDED, value, None, latest, basis, lasts)


def _ordered(event: Event, index: int, day: date | None, lasts: str | None) -> TimelineEntry:
    """The entry of an event of which only its order to another is told.

    With a creation date, what is told in the past is bounded by it where the text also says how
    far the two are apart.
    """
    assert event.relation is not None
    latest = _midnight(day)
    if latest is not None:
        latest += timedelta(days=1)
    apart = event.relation.distance is not None
    own_distance = apart and event.relation.target is not None
    if own_distance or (apart and day is not None):
        value = f"../{day.isoformat()}" if day else None
        return _open(event, index, EventState.BOUNDED, value, None, latest, "order", lasts)
    return _open(event, index, EventState.ORDERED, None, None, latest, "order", lasts)


def _open(  # noqa: PLR0917 - one record, built in five places
    event: Event,
    index: int,
    state: EventState,
    value: str | None,
    earliest: datetime | None,
    latest: datetime | None,
    basis: str,
    lasts: str | None,
) -> TimelineEntry:
    """An entry without a date of its own."""
    return TimelineEntry(
        event=event,
        index=index,
        state=state,
        value=value,
        earliest=earliest,
        latest=latest,
        grain=None,
        mod=None,
        basis=basis,
        lasts=lasts,
    )


def _midnight(day: date | None) -> datetime | None:
    """The first moment of `day`."""
    return datetime(day.year, day.month, day.day) if day else None  # noqa: DTZ001 - local time


def _length(value: str) -> timedelta | None:
    """The length of a TIMEX3 duration that counts weeks, days, hours, minutes or seconds."""
    found = _DURATION.fullmatch(value)
    if found is None or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _sorted(entries: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """Dated and bounded entries by day, each followed by those that are ordered by it."""
    followers: dict[int, list[TimelineEntry]] = {}
    heads: list[TimelineEntry] = []
    loose = (EventState.UNDATED, EventState.FUTURE)
    placed = {entry.index for entry in entries if entry.state not in loose}
    for entry in entries:
        reference = entry.event.relation.event if entry.event.relation else None
        follows = reference in placed and reference is not None and reference < entry.index
        if entry.state is EventState.ORDERED and follows and reference is not None:
            followers.setdefault(reference, []).append(replace(entry, under=reference))
        else:
            heads.append(entry)
    heads.sort(key=_sort_key)
    result: list[TimelineEntry] = []
    stack = heads[::-1]
    while stack:
        entry = stack.pop()
        result.append(entry)
        stack.extend(reversed(followers.pop(entry.index, [])))
    return result


_SECTIONS = tuple(Section)


def day_key(entry: TimelineEntry) -> tuple[int, date]:
    """What puts entries, of one article or of several, under their sections and days."""
    day = entry.day if entry.section is Section.DATED else None
    return _SECTIONS.index(entry.section), day or date.max


def _sort_key(entry: TimelineEntry) -> tuple[int, date, bool, datetime, int]:
    """By the day under which it is shown: what lies before its end first, then by the hour."""
    moment = entry.earliest or datetime.min  # noqa: DTZ901 - local time
    return *day_key(entry), entry.earliest is not None, moment, entry.index
