"""The values of days of the week, times of a day and parts of one."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from reader.times.calendar import later, stretch_of
from reader.times.meaning import Clock, OfEvent, PartOfDay, Weekday, Weekend
from reader.times.model import TimeBasis, TimeValue
from reader.times.resolve import Policy, day_only, of_days, resolved, value_of

# hours at which the parts of a day begin and end; a night reaches into the next morning
PARTS = {"MO": (5, 12), "MI": (12, 14), "AF": (12, 16), "EV": (16, 20), "NI": (20, 28)}
PARTS |= {"DA": (4, 6)}


@resolved.register
def _weekday(meaning: Weekday, day: date | None, policy: Policy) -> TimeValue:
    day = day_only(day)
    if day is None:
        return value_of(f"XXXX-WXX-{meaning.day}", "day", TimeBasis.UNRESOLVED)
    behind = (day.isoweekday() - meaning.day) % 7
    ahead = (meaning.day - day.isoweekday()) % 7
    if meaning.week is not None:
        moved = later(day, 7 * meaning.week - day.weekday() + meaning.day - 1)
    elif meaning.direction is not None and meaning.direction < 0:
        moved = later(day, -(behind or 7) + 7 * (meaning.direction + 1))
    elif meaning.direction is not None and meaning.direction > 0:
        moved = later(day, (ahead or 7) + 7 * (meaning.direction - 1))
    elif meaning.direction == 0:
        moved = later(day, meaning.day - 1 - day.weekday())
    elif meaning.from_here or meaning.ahead or not policy.weekday_past:
        moved = later(day, ahead)
    else:
        moved = later(day, -behind)
    told = meaning.direction is not None or meaning.week is not None
    return of_days(moved, "day", TimeBasis.DEICTIC if told else TimeBasis.ASSUMED)


@resolved.register
def _weekend(meaning: Weekend, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    day = day_only(day)
    if day is None:
        sign = f"{meaning.shift:+d}" if meaning.shift else "0"
        return value_of(f"W{sign}-WE", "week", TimeBasis.UNRESOLVED)
    first, after, value = stretch_of(later(day, 7 * meaning.shift), "week")
    return value_of(f"{value}-WE", "week", TimeBasis.DEICTIC, later(first, 5), after)


@resolved.register
def _clock(meaning: Clock, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    day = day_only(day)
    if day is None:
        return value_of(f"XXXX-XX-XX{stamp_of(meaning)}", "minute", TimeBasis.UNRESOLVED)
    return at_clock(day, meaning, TimeBasis.ASSUMED)


def stamp_of(clock: Clock) -> str:
    """A time of day as ISO 8601, with Z where it is of Greenwich."""
    seconds = f":{clock.second:02}" if clock.second is not None else ""
    zone = "Z" if clock.zone == "Z" else ""
    return f"T{clock.hour:02}:{clock.minute:02}{seconds}{zone}"


def at_clock(day: date, clock: Clock, basis: TimeBasis) -> TimeValue:
    """A time of day on a day; 24 is the midnight that ends it."""
    start = datetime.combine(later(day, clock.hour // 24), time(clock.hour % 24, clock.minute))
    size = timedelta(minutes=1)
    if clock.second is not None:
        start, size = start.replace(second=clock.second), timedelta(seconds=1)
    value = f"{start.date().isoformat()}{stamp_of(replace(clock, hour=clock.hour % 24))}"
    latest = start + size
    if not clock.certain:  # it may be the hour after noon as well
        basis = TimeBasis.ASSUMED
        latest += timedelta(hours=12 if 1 <= clock.hour < 12 else 0)
    grain = "minute" if clock.second is None else "second"
    return TimeValue(value, None, start, latest, grain, basis)


@resolved.register
def _part_of_day(meaning: PartOfDay, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return in_part(_whole_day(day_only(day)), meaning.part)


def _whole_day(day: date | None) -> TimeValue:
    """The creation date as a value, or any day."""
    if day is None:
        return value_of("XXXX-XX-XX", "day", TimeBasis.UNRESOLVED)
    return of_days(day, "day", TimeBasis.ASSUMED)


def in_part(whole: TimeValue, part: str) -> TimeValue:
    """A part of the day `whole`; the dawn is the start of the morning."""
    earliest = latest = None
    if whole.earliest is not None and whole.earliest.date() < date.max:
        first, last = PARTS[part]
        earliest = whole.earliest + timedelta(hours=first)
        latest = whole.earliest + timedelta(hours=last)
    value = f"{whole.value}T{'MO' if part == 'DA' else part}"
    mod = "START" if part == "DA" else None
    return TimeValue(value, mod, earliest, latest, "part", whole.basis, whole.notices)


@resolved.register
def _of_event(meaning: OfEvent, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return value_of("XXXX-XX-XX", "day", TimeBasis.EVENT)
