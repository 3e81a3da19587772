"""When an entry of the timeline was, in words that fit its column, and how long it lasted."""

import re

from reader.app.panes.calendar import calendar_label
from reader.app.words import Words
from reader.times.lengths import pieces
from reader.times.model import EventState
from reader.times.timeline import TimelineEntry

_COUNTED = re.compile(r"([DWMY])([+-]\d+|0)(?:T.*)?")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?")
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?(?:T.*)?")
_CLOCKS = frozenset(("hour", "minute", "second"))
_DAYS = frozenset(("day", "part", "duration"))
_UNITS = {
    "Y": "years",
    "M": "months",
    "W": "weeks",
    "D": "days",
    "TH": "hours",
    "TM": "minutes",
}


def when_label(entry: TimelineEntry, words: Words) -> str:
    """When an entry was: its date, a bound, what it is relative to, or the word of its state.

    The year of a day is left out: the heading tells it.
    """
    if entry.notices and entry.earliest is None and entry.value is not None:
        return entry.value  # a day that does not exist stands as it is written
    if entry.state is EventState.ANCHORED and entry.earliest is not None:
        if entry.grain in _CLOCKS:
            return entry.earliest.strftime("%H:%M")
        return calendar_label(entry.earliest.date(), _short(entry), words)
    if entry.state is EventState.RELATIVE and entry.value is not None:
        return relative_label(entry.value, words)
    if entry.state is EventState.BOUNDED:
        return _bound_label(entry, words)
    if entry.state is EventState.ORDERED and entry.event.relation is not None:
        return words(f"relation-{entry.event.relation.kind.value}")
    return words(f"state-{entry.state.value}")


def _bound_label(entry: TimelineEntry, words: Words) -> str:
    """«≤ 24 أيار» of what ends there at the latest, «≈» of what is near it."""
    if entry.earliest is not None:
        return "≈ " + calendar_label(entry.earliest.date(), _short(entry), words)
    if entry.day is not None:
        return "≤ " + calendar_label(entry.day, "short", words)
    if entry.value is not None and entry.value.startswith("../"):
        return "≤ " + relative_label(entry.value.removeprefix("../"), words)
    return words(f"state-{entry.state.value}")


def _short(entry: TimelineEntry) -> str:
    """The grain of a date column: the year of a day stands in the heading above."""
    return "short" if entry.grain in _DAYS else entry.grain or "short"


def relative_label(value: str, words: Words) -> str:
    """A value under an unknown creation date: ``D-1`` as ي−1, weekdays and months by name."""
    if (found := _COUNTED.fullmatch(value)) is not None:
        count = int(found[2])
        shown = f"+{count}" if count > 0 else f"−{-count}" if count else ""
        return words(f"relative-{found[1].lower()}") + shown
    if (found := _WEEKDAY.fullmatch(value)) is not None:
        return words(f"weekday-{found[1]}")
    if (found := _YEARLESS.fullmatch(value)) is not None:
        month = words(f"month-{words.calendar}-{int(found[1])}")
        return f"{int(found[2])} {month}" if found[2] else month
    return value


def bar(entry: TimelineEntry, words: Words) -> str:
    """How long an entry lasts as a bar with its length, ``├──72س──┤``; nothing where unknown."""
    if entry.lasts is not None:
        return duration_bar(entry.lasts, words)
    ranged = entry.value is not None and "/" in entry.value and ".." not in entry.value
    if ranged and entry.earliest is not None and entry.latest is not None:
        return duration_bar(f"P{(entry.latest - entry.earliest).days}D", words)
    return ""


def duration_bar(value: str, words: Words) -> str:
    """A TIMEX3 duration as a bar; nothing for one that is vague or counted in centuries."""
    told = pieces(value)
    if not told or any(unit not in _UNITS or "X" in number for unit, number in told.items()):
        return ""
    parts = (f"{number}{words('duration-' + _UNITS[unit])}" for unit, number in told.items())
    return f"├──{' '.join(parts)}──┤"
