"""What a meaning comes to under a creation date: a pure function, no parsing.

Without a creation date nothing is invented: what is counted from it stays in the form ``D-1``, a
weekday ``XXXX-WXX-3``, a day without a year ``XXXX-05-25``. The meanings that hold other meanings
are resolved in `reader.times.composed`.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import singledispatch

from reader.notice import Notice
from reader.times.calendar import add_months, later, midnight, named_day, stretch_of
from reader.times.hijri import hijri_span
from reader.times.lengths import pieces
from reader.times.meaning import (
    Absolute,
    Anchored,
    Broken,
    Clock,
    Duration,
    Hijri,
    Meaning,
    Named,
    OfEvent,
    PartOfDay,
    Relative,
    RelativeMonth,
    Repeated,
    SameMonth,
    Stretch,
    Vague,
    Weekday,
    Weekend,
    Window,
)
from reader.times.model import TimeBasis, TimeValue

_GRAINS = {"D": "day", "W": "week", "M": "month", "Y": "year", "E": "decade", "C": "century"}
_GRAINS |= {"TH": "hour", "TM": "minute", "TS": "second", "Q": "quarter"}
# hours at which the parts of a day begin and end; a night reaches into the next morning
PARTS = {"MO": (5, 12), "MI": (12, 14), "AF": (12, 16), "EV": (16, 20), "NI": (20, 28)}
PARTS |= {"DA": (4, 6)}
_SEASONS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 15)}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_CLOCKS = {"TH": timedelta(hours=1), "TM": timedelta(minutes=1), "TS": timedelta(seconds=1)}
_NEAREST_PAST_MONTHS = 6
_FIRST_YEAR, _LAST_YEAR = 100, 9900


@dataclass(frozen=True, slots=True)
class Policy:
    """How what the words leave open is read.

    Attributes:
        weekday_past: whether a bare weekday is the last one (today counts) rather than the next.
        past_months: how far back a day without a year may lie before the coming one is meant.
    """

    weekday_past: bool = True
    past_months: int = _NEAREST_PAST_MONTHS


NEWS = Policy()


def resolve(meaning: Meaning, day: date | None, policy: Policy = NEWS) -> TimeValue:
    """The value of `meaning`.

    Args:
        meaning: of a time expression.
        day: the creation date, or None where unknown; a `datetime` where the hour is known too:
            hours and minutes are counted from it. Days before the year 100 and behind 9900 stand
            for those years: the calendar has room on both sides of them then.
        policy: how what is left open is read; `NEWS` for newspapers.
    """
    if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        day = day.replace(year=_FIRST_YEAR if day.year < _FIRST_YEAR else _LAST_YEAR, day=1)
    return resolved(meaning, day, policy)


@singledispatch
def resolved(meaning: object, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    """As `resolve`; each meaning registers its own rule."""
    raise TypeError(f"no meaning of time: {meaning!r}")  # a new meaning without a rule


def value_of(
    value: str,
    grain: str,
    basis: TimeBasis,
    first: date | None = None,
    after: date | None = None,
    *,
    notices: tuple[Notice, ...] = (),
) -> TimeValue:
    """A value that covers the days from `first` to before `after`."""
    return TimeValue(value, None, midnight(first), midnight(after), grain, basis, notices)


def of_days(day: date, grain: str, basis: TimeBasis) -> TimeValue:
    """The value of the day, month, year… that holds `day`."""
    first, after, value = stretch_of(day, grain)
    return value_of(value, grain, basis, first, after)


def day_only(day: date | None) -> date | None:
    """The day of a creation date, without the hour."""
    return day.date() if isinstance(day, datetime) else day


@resolved.register
def _absolute(meaning: Absolute, day: date | None, policy: Policy) -> TimeValue:
    year, basis, day = meaning.year, TimeBasis.EXPLICIT, day_only(day)
    if year is None:
        if day is None:
            month = f"{meaning.month:02}" if meaning.month else "XX"
            value = f"XXXX-{month}" + (f"-{meaning.day:02}" if meaning.day else "")
            return value_of(value, "day" if meaning.day else "month", TimeBasis.UNRESOLVED)
        if meaning.month is None:
            return _nearest_month(meaning.day or 1, day)
        year, basis = _nearest_year(meaning, day, policy), TimeBasis.ASSUMED
    if meaning.month is None:
        if not 1 <= year < date.max.year:
            return value_of(f"{year:04}", "year", basis)
        return of_days(date(year, 1, 1), "year", basis)
    try:
        first = date(year, meaning.month, meaning.day or 1)
    except ValueError:
        value = f"{year:04}-{meaning.month:02}-{meaning.day or 0:02}"
        return _not_existing(value)
    return of_days(first, "day" if meaning.day else "month", basis)


def _not_existing(value: str) -> TimeValue:
    notice = Notice("date-not-existing", {"date": value})
    return value_of(value, "day", TimeBasis.EXPLICIT, notices=(notice,))


def _nearest_month(number: int, day: date) -> TimeValue:
    """«يوم 27»: the day of this month, or of the last one where it would lie far ahead."""
    found = min(
        (
            first.replace(day=number)
            for months in (-1, 0, 1)
            for first in (add_months(day.replace(day=1), months),)
            if number <= monthrange(first.year, first.month)[1]
        ),
        key=lambda each: abs((each - day).days),
    )
    return of_days(found, "day", TimeBasis.ASSUMED)


def _nearest_year(meaning: Absolute, day: date, policy: Policy) -> int:
    """The year that puts a day or month nearest to the creation date, the past preferred."""
    month, number = meaning.month or 1, meaning.day or 1
    earliest = add_months(day, policy.past_months - 12)
    for year in (day.year, day.year - 1, day.year + 1):
        if not date.min.year <= year <= date.max.year:
            continue
        found = date(year, month, min(number, monthrange(year, month)[1]))
        if earliest <= found <= add_months(day, policy.past_months):
            return year
    return day.year


@resolved.register
def _hijri(meaning: Hijri, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    found = hijri_span(meaning, day_only(day))
    grain = "day" if meaning.day else "month" if meaning.month else "year"
    if found is None:
        told = f"{meaning.month:02}" if meaning.month else "XX"
        return value_of(
            f"hijri {told}" + (f"-{meaning.day:02}" if meaning.day else ""),
            grain,
            TimeBasis.UNRESOLVED,
        )
    first, last, exact = found
    value = first.isoformat() if grain == "day" else f"{first.isoformat()}/{last.isoformat()}"
    told_year = meaning.year or meaning.gregorian
    basis = TimeBasis.EXPLICIT if told_year else TimeBasis.ASSUMED
    result = value_of(value, grain, basis, first, later(last, 1))
    return result if exact else replace(result, mod="APPROX")


@resolved.register
def _named(meaning: Named, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    day = day_only(day)
    year, basis = meaning.year, TimeBasis.EXPLICIT
    if year is None and day is not None and meaning.code != "?":
        basis = TimeBasis.ASSUMED
        near = (day.year - 1, day.year, day.year + 1)
        days = [found for year in near if (found := named_day(meaning.code, year)) is not None]
        if meaning.direction == -1:
            return of_days(max(d for d in days if d < day), "day", basis)
        if meaning.direction == 1:
            return of_days(min(d for d in days if d > day), "day", basis)
        return of_days(min(days, key=lambda each: abs((each - day).days)), "day", basis)
    found_day = named_day(meaning.code, year) if year is not None else None
    if found_day is None:
        return value_of(f"{year or 'XXXX'}-XX-XX", "day", TimeBasis.UNRESOLVED)
    return of_days(found_day, "day", basis)


@resolved.register
def _relative(meaning: Relative, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    grain = _GRAINS[meaning.unit]
    if day is None:
        unit = meaning.unit.removeprefix("T").lower() if meaning.unit[0] == "T" else meaning.unit
        sign = f"{meaning.count:+d}" if meaning.count else "0"
        return value_of(f"{unit}{sign}", grain, TimeBasis.UNRESOLVED)
    far = value_of("PAST_REF" if meaning.count < 0 else "FUTURE_REF", "vague", TimeBasis.DEICTIC)
    try:
        if meaning.unit in _CLOCKS:
            return _counted_clock(meaning, day)
        day = day_only(day)
        assert day is not None
        if meaning.unit in "DW":
            moved = day + timedelta(days=meaning.count * (7 if meaning.unit == "W" else 1))
        else:
            months = meaning.count * _MONTHS[meaning.unit]
            moved = add_months(day, months)
            if abs((moved.year - day.year) * 12 + moved.month - day.month) != abs(months):
                return far
    except OverflowError:
        return far
    return of_days(moved, grain, TimeBasis.DEICTIC)


def _counted_clock(meaning: Relative, day: date) -> TimeValue:
    """Hours, minutes and seconds: to the minute where the hour of the creation date is known."""
    if not isinstance(day, datetime):
        return of_days(day, "day", TimeBasis.DEICTIC)
    start = day + _CLOCKS[meaning.unit] * meaning.count
    grain = _GRAINS[meaning.unit]
    value = start.isoformat(timespec="minutes" if meaning.unit != "TS" else "seconds")
    after = start + _CLOCKS[meaning.unit]
    return TimeValue(value, None, start, after, grain, TimeBasis.DEICTIC)


@resolved.register
def _relative_month(meaning: RelativeMonth, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    day = day_only(day)
    if day is None:
        number = f"-{meaning.day:02}" if meaning.day else ""
        return value_of(f"XXXX-{meaning.month:02}{number}", "month", TimeBasis.UNRESOLVED)
    if meaning.year_shift is not None:
        year = day.year + meaning.year_shift
    elif meaning.direction < 0:
        year = day.year - (meaning.month >= day.month) - (meaning.direction < -1)
    elif meaning.direction > 0:
        year = day.year + (meaning.month <= day.month) + (meaning.direction > 1)
    else:
        year = day.year
    if meaning.day is not None and meaning.year_shift is None:
        year = _year_of_day(meaning, day, year)
    year = min(max(year, date.min.year), date.max.year)
    first = date(year, meaning.month, min(meaning.day or 1, monthrange(year, meaning.month)[1]))
    return of_days(first, "day" if meaning.day else "month", TimeBasis.DEICTIC)


def _year_of_day(meaning: RelativeMonth, day: date, year: int) -> int:
    """«5 أيار الماضي» in May is of the running year, where the day itself is past."""
    assert meaning.day is not None
    if meaning.month == day.month and meaning.direction == -1 and meaning.day < day.day:
        return day.year
    if meaning.month == day.month and meaning.direction == 1 and meaning.day > day.day:
        return day.year
    return year


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
def _duration(meaning: Duration, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return value_of(meaning.value, "duration", TimeBasis.EXPLICIT)


@resolved.register
def _window(meaning: Window, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    value = value_of(meaning.value, "duration", TimeBasis.EXPLICIT)
    told = pieces(meaning.value)
    if day is None or len(told) != 1 or "X" in told.values():
        return value
    (unit, number) = next(iter(told.items()))
    unit = {"DE": "E", "CE": "C"}.get(unit, unit)
    if not number.isdigit():
        return value
    moved = resolved(Relative(unit, meaning.direction * int(number)), day, NEWS)
    if moved.earliest is None or moved.latest is None:
        return value
    ends: tuple[datetime | None, datetime | None]
    if isinstance(day, datetime) and unit in _CLOCKS:
        ends = (moved.earliest, day) if meaning.direction < 0 else (day, moved.latest)
    else:
        ends = _window_days(unit, int(number) * meaning.direction, day_only(day) or date.min)
    return replace(value, earliest=ends[0], latest=ends[1])


def _window_days(unit: str, count: int, day: date) -> tuple[datetime | None, datetime | None]:
    """First moment and end of the days that a window reaches back or ahead."""
    if unit in _CLOCKS:
        seconds = _CLOCKS[unit].total_seconds() * abs(count)
        moved = later(day, (-1 if count < 0 else 1) * -int(-seconds // 86_400))
    elif unit in "DW":
        moved = later(day, count * (7 if unit == "W" else 1))
    else:
        moved = add_months(day, count * _MONTHS[unit])
    if count < 0:
        return midnight(moved), midnight(later(day, 1))
    return midnight(later(day, 1)), midnight(later(moved, 1))


@resolved.register
def _repeated(meaning: Repeated, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return value_of(meaning.value, "set", TimeBasis.EXPLICIT)


@resolved.register
def _vague(meaning: Vague, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    value = value_of(meaning.value, "vague", TimeBasis.DEICTIC)
    if meaning.value == "PRESENT_REF" and isinstance(day, datetime):
        return replace(value, earliest=day, latest=day + timedelta(seconds=1))
    return value


@resolved.register
def _anchored(meaning: Anchored, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return value_of(meaning.value, "duration", TimeBasis.EVENT)


@resolved.register
def _same_month(meaning: SameMonth, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return value_of(f"XXXX-XX-{meaning.day:02}", "day", TimeBasis.UNRESOLVED)


@resolved.register
def _of_event(meaning: OfEvent, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return value_of("XXXX-XX-XX", "day", TimeBasis.EVENT)


@resolved.register
def _broken(meaning: Broken, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    notice = Notice(meaning.reason, {"date": meaning.value})
    return value_of(meaning.value, "day", TimeBasis.EXPLICIT, notices=(notice,))


@resolved.register
def _stretch(meaning: Stretch, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    if meaning.kind == "decade":
        return of_days(date(max(meaning.value * 10, 1), 1, 1), "decade", TimeBasis.EXPLICIT)
    if meaning.kind == "century":
        return of_days(date(max((meaning.value - 1) * 100, 1), 1, 1), "century", TimeBasis.EXPLICIT)
    year, day = meaning.year, day_only(day)
    part = _part_name(meaning)
    basis = TimeBasis.EXPLICIT if year is not None else TimeBasis.DEICTIC
    if year is None:
        if day is None:
            return value_of(_undated_part(meaning, part), meaning.kind, TimeBasis.UNRESOLVED)
        year = _year_of_part(meaning, day)
    first, last = _part_months(meaning)
    start = add_months(date(year, 1, 1), first - 1)
    after = add_months(date(year, 1, 1), last - 1)
    return value_of(f"{year:04}-{part}", meaning.kind, basis, start, after)


def _undated_part(meaning: Stretch, part: str) -> str:
    """A part of an unknown year; a season's year is not that of its words («الشتاء الماضي»)."""
    if meaning.kind == "season" or meaning.shift is None:
        return f"XXXX-{part}"
    return f"Y{f'{meaning.shift:+d}' if meaning.shift else '0'}-{part}"


def _year_of_part(meaning: Stretch, day: date) -> int:
    """The year of a season («الشتاء الماضي» began last year), else the one that is counted to."""
    if meaning.kind != "season":
        return day.year + (meaning.shift or 0)
    first, last = _part_months(meaning)
    begins = [
        (year, add_months(date(year, 1, 1), first - 1))
        for year in range(day.year - 3, day.year + 4)
    ]
    size = last - first
    shift = meaning.shift or 0
    if shift < 0:
        past = [year for year, begin in begins if add_months(begin, size) <= day]
        return past[shift]
    if shift > 0:
        return [year for year, begin in begins if begin > day][shift - 1]
    running = [year for year, begin in begins if begin <= day < add_months(begin, size)]
    return running[0] if running else day.year


def _part_name(meaning: Stretch) -> str:
    if meaning.kind == "season":
        return list(_SEASONS)[meaning.value]
    return f"{'Q' if meaning.kind == 'quarter' else 'H'}{meaning.value}"


def _part_months(meaning: Stretch) -> tuple[int, int]:
    """First month of a part of a year and the month after it."""
    if meaning.kind == "season":
        return list(_SEASONS.values())[meaning.value]
    size = 3 if meaning.kind == "quarter" else 6
    return (meaning.value - 1) * size + 1, meaning.value * size + 1
