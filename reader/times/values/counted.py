"""The values of what is counted from the creation date, and of lengths of time."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from reader.times.calendar import add_months, later, midnight
from reader.times.lengths import pieces
from reader.times.meaning import (
    Anchored,
    Duration,
    Relative,
    RelativeMonth,
    Repeated,
    Vague,
    Window,
)
from reader.times.model import TimeBasis, TimeValue
from reader.times.resolve import Policy, day_only, of_days, resolved, value_of

_GRAINS = {"D": "day", "W": "week", "M": "month", "Y": "year", "E": "decade", "C": "century"}
_GRAINS |= {"TH": "hour", "TM": "minute", "TS": "second", "Q": "quarter"}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}  # months in a unit
_DAYS = {"D": 1, "W": 7}
_LONG = {"DE": "E", "CE": "C"}  # decades and centuries, as durations write them
_CLOCKS = {"TH": timedelta(hours=1), "TM": timedelta(minutes=1), "TS": timedelta(seconds=1)}


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
            months = meaning.count * MONTHS[meaning.unit]
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
def _duration(meaning: Duration, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return value_of(meaning.value, "duration", TimeBasis.EXPLICIT)


@resolved.register
def _window(meaning: Window, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    value = value_of(meaning.value, "duration", TimeBasis.EXPLICIT)
    told = pieces(meaning.value)
    if day is None or not all(number.isdigit() for number in told.values()):
        return value
    now = day if isinstance(day, datetime) else datetime.combine(day, time())
    try:
        far = _moved(now, told, meaning.direction)
    except OverflowError:
        return value
    if not (isinstance(day, datetime) and told.keys() <= _CLOCKS.keys()):
        # whole days: today ends what is past, tomorrow begins what comes
        edge = midnight(later(now.date(), 1))
        days = (far.date() - now.date()).days or meaning.direction
        reach = later(now.date(), days + (meaning.direction > 0))
        ends = (midnight(reach), edge) if meaning.direction < 0 else (edge, midnight(reach))
        return replace(value, earliest=ends[0], latest=ends[1])
    return replace(value, earliest=min(now, far), latest=max(now, far))


def _moved(now: datetime, told: dict[str, str], sign: int) -> datetime:
    """A moment moved by all units of a duration, the longest first."""
    day, clock = now.date(), timedelta()
    for unit, number in told.items():
        count = sign * int(number)
        if unit in _CLOCKS:
            clock += _CLOCKS[unit] * count
        elif unit in _DAYS:
            day = later(day, count * _DAYS[unit])
        else:
            day = add_months(day, count * MONTHS[_LONG.get(unit, unit)])
    return datetime.combine(day, now.time()) + clock


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
