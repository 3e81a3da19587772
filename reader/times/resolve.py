"""What a meaning comes to under a creation date: a pure function, no parsing.

Without a creation date nothing is invented: what is counted from it stays in the form ``D-1``, a
weekday ``XXXX-WXX-3``, a day without a year ``XXXX-05-25``.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import singledispatch

from reader.notice import Notice
from reader.times.hijri import hijri_span
from reader.times.meaning import (
    Absolute,
    Anchored,
    Broken,
    Clock,
    Duration,
    Hijri,
    Meaning,
    Range,
    Relative,
    RelativeMonth,
    Repeated,
    Stretch,
    Vague,
    Weekday,
    Within,
)
from reader.times.model import TimeBasis, TimeValue

_GRAINS = {"D": "day", "W": "week", "M": "month", "Y": "year", "E": "decade", "C": "century"}
_GRAINS |= {"TH": "hour", "TM": "minute", "TS": "second"}
# hours at which the parts of a day begin and end; a night reaches into the next morning
_PARTS = {"MO": (5, 12), "MI": (12, 14), "AF": (14, 18), "EV": (18, 22), "NI": (20, 28)}
_PARTS |= {"DA": (4, 6)}
_SEASONS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 15)}
_NEAREST_PAST_MONTHS = 6


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
        day: the creation date, or None where unknown.
        policy: how what is left open is read; `NEWS` for newspapers.
    """
    return _resolve(meaning, day, policy)


@singledispatch
def _resolve(meaning: object, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    raise TypeError(f"no meaning of time: {meaning!r}")  # a new meaning without a rule


def _value(
    value: str,
    grain: str,
    basis: TimeBasis,
    first: date | None = None,
    after: date | None = None,
    *,
    notices: tuple[Notice, ...] = (),
) -> TimeValue:
    """A value that covers the days from `first` to before `after`."""
    return TimeValue(value, None, _midnight(first), _midnight(after), grain, basis, notices)


def _midnight(day: date | None) -> datetime | None:
    """The first moment of a day, in local time."""
    return datetime.combine(day, time()) if day is not None else None


def _of_days(day: date, grain: str, basis: TimeBasis) -> TimeValue:
    """The value of the day, month, year… that holds `day`."""
    first, after, value = stretch_of(day, grain)
    return _value(value, grain, basis, first, after)


def stretch_of(day: date, grain: str) -> tuple[date, date, str]:
    """First day, day after the last and TIMEX3 value of what holds `day` at the given grain."""
    if grain == "week":
        first = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return first, first + timedelta(days=7), f"{year}-W{week:02}"
    if grain == "month":
        first = day.replace(day=1)
        return first, add_months(first, 1), f"{day:%Y-%m}"
    years = {"year": 1, "decade": 10, "century": 100}.get(grain)
    if years is not None:
        start = day.year - day.year % years
        last = min(start + years, date.max.year)
        value = str(start)[: 4 - len(str(years)) + 1]
        return date(max(start, 1), 1, 1), date(last, 1, 1), value
    return day, day + timedelta(days=1), day.isoformat()


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months, to the last day of a shorter one; kept inside the calendar."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    year = min(max(year, 1), date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@_resolve.register
def _absolute(meaning: Absolute, day: date | None, policy: Policy) -> TimeValue:
    year, basis = meaning.year, TimeBasis.EXPLICIT
    if year is None:
        if day is None:
            month, number = meaning.month or 0, meaning.day
            value = f"XXXX-{month:02}" + (f"-{number:02}" if number else "")
            return _value(value, "day" if number else "month", TimeBasis.UNRESOLVED)
        year, basis = _nearest_year(meaning, day, policy), TimeBasis.ASSUMED
    if meaning.month is None:
        if not 1 <= year < date.max.year:
            return _value(f"{year:04}", "year", basis)
        return _of_days(date(year, 1, 1), "year", basis)
    try:
        first = date(year, meaning.month, meaning.day or 1)
    except ValueError:
        value = f"{year:04}-{meaning.month:02}-{meaning.day or 0:02}"
        return _value(value, "day", basis, notices=(Notice("date-not-existing", {"date": value}),))
    return _of_days(first, "day" if meaning.day else "month", basis)


def _nearest_year(meaning: Absolute, day: date, policy: Policy) -> int:
    """The year that puts a day or month nearest to the creation date, the past preferred."""
    month, number = meaning.month or 1, meaning.day or 1
    earliest = add_months(day, policy.past_months - 12)
    for year in (day.year, day.year - 1, day.year + 1):
        try:
            found = date(year, month, min(number, monthrange(year, month)[1]))
        except ValueError:
            continue
        if earliest <= found <= add_months(day, policy.past_months):
            return year
    return day.year


@_resolve.register
def _hijri(meaning: Hijri, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    found = hijri_span(meaning, day)
    if found is None:
        value = f"H{meaning.year or 'XXXX'}-{meaning.month or 0:02}"
        return _value(value, "month", TimeBasis.UNRESOLVED)
    first, last, exact = found
    grain = "day" if meaning.day else "month" if meaning.month else "year"
    value = first.isoformat() if grain == "day" else f"{first.isoformat()}/{last.isoformat()}"
    basis = TimeBasis.EXPLICIT if meaning.year else TimeBasis.ASSUMED
    result = _value(value, grain, basis, first, last + timedelta(days=1))
    return result if exact else _with_mod(result, "APPROX")


def _with_mod(value: TimeValue, mod: str | None) -> TimeValue:
    """`value` with a TIMEX3 mod; START, MID and END narrow nothing, for they are no dates."""
    return TimeValue(
        value.value,
        mod or value.mod,
        value.earliest,
        value.latest,
        value.grain,
        value.basis,
        value.notices,
    )


@_resolve.register
def _relative(meaning: Relative, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    grain = _GRAINS[meaning.unit]
    if day is None:
        unit = meaning.unit.removeprefix("T").lower() if meaning.unit[0] == "T" else meaning.unit
        sign = f"{meaning.count:+d}" if meaning.count else "0"
        return _value(f"{unit}{sign}", grain, TimeBasis.UNRESOLVED)
    if meaning.unit.startswith("T"):
        return _value(f"{day.isoformat()}", "day", TimeBasis.DEICTIC, day, day + timedelta(days=1))
    try:
        if meaning.unit in "DW":
            moved = day + timedelta(days=meaning.count * (7 if meaning.unit == "W" else 1))
        else:
            months = {"M": 1, "Y": 12, "E": 120, "C": 1200}[meaning.unit]
            moved = add_months(day, meaning.count * months)
    except OverflowError:
        return _value("PAST_REF" if meaning.count < 0 else "FUTURE_REF", grain, TimeBasis.DEICTIC)
    return _of_days(moved, grain, TimeBasis.DEICTIC)


@_resolve.register
def _relative_month(meaning: RelativeMonth, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    if day is None:
        number = f"-{meaning.day:02}" if meaning.day else ""
        return _value(f"XXXX-{meaning.month:02}{number}", "month", TimeBasis.UNRESOLVED)
    if meaning.year_shift is not None:
        year = day.year + meaning.year_shift
    elif meaning.direction < 0:
        year = day.year - (meaning.month >= day.month)
    elif meaning.direction > 0:
        year = day.year + (meaning.month <= day.month)
    else:
        year = day.year
    first = date(year, meaning.month, min(meaning.day or 1, monthrange(year, meaning.month)[1]))
    return _of_days(first, "day" if meaning.day else "month", TimeBasis.DEICTIC)


@_resolve.register
def _weekday(meaning: Weekday, day: date | None, policy: Policy) -> TimeValue:
    if day is None:
        return _value(f"XXXX-WXX-{meaning.day}", "day", TimeBasis.UNRESOLVED)
    behind = (day.isoweekday() - meaning.day) % 7
    ahead = (meaning.day - day.isoweekday()) % 7
    if meaning.direction == -1:
        moved = day - timedelta(days=behind or 7)
    elif meaning.direction == 1:
        moved = day + timedelta(days=ahead or 7)
    elif meaning.direction == 0:
        moved = day - timedelta(days=day.weekday()) + timedelta(days=meaning.day - 1)
    elif meaning.from_here or meaning.ahead or not policy.weekday_past:
        moved = day + timedelta(days=ahead)
    else:
        moved = day - timedelta(days=behind)
    basis = TimeBasis.ASSUMED if meaning.direction is None else TimeBasis.DEICTIC
    return _of_days(moved, "day", basis)


@_resolve.register
def _clock(meaning: Clock, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    stamp = f"T{meaning.hour:02}:{meaning.minute:02}" + ("Z" if meaning.zone == "Z" else "")
    if day is None:
        return _value(f"XXXX-XX-XX{stamp}", "minute", TimeBasis.UNRESOLVED)
    return _at(day, meaning, TimeBasis.ASSUMED)


def _at(day: date, clock: Clock, basis: TimeBasis) -> TimeValue:
    """A time of day on a day; 24 is the midnight that ends it."""
    start = datetime.combine(day, time()) + timedelta(hours=clock.hour, minutes=clock.minute)
    value = f"{start:%Y-%m-%dT%H:%M}" + ("Z" if clock.zone == "Z" else "")
    if not clock.certain:
        basis = TimeBasis.ASSUMED
    return TimeValue(value, None, start, start + timedelta(minutes=1), "minute", basis)


@_resolve.register
def _duration(meaning: Duration, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return _value(meaning.value, "duration", TimeBasis.EXPLICIT)


@_resolve.register
def _repeated(meaning: Repeated, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return _value(meaning.value, "set", TimeBasis.EXPLICIT)


@_resolve.register
def _vague(meaning: Vague, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return _value(meaning.value, "vague", TimeBasis.DEICTIC)


@_resolve.register
def _anchored(meaning: Anchored, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return _value(meaning.value, "duration", TimeBasis.EVENT)


@_resolve.register
def _broken(meaning: Broken, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    notice = Notice(meaning.reason, {"date": meaning.value})
    return _value(meaning.value, "day", TimeBasis.EXPLICIT, notices=(notice,))


@_resolve.register
def _stretch(meaning: Stretch, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    if meaning.kind == "century":
        start = (meaning.value - 1) * 100
        return _value(
            f"{start // 100:02}",
            "century",
            TimeBasis.EXPLICIT,
            date(max(1, start), 1, 1),
            date(start + 100, 1, 1),
        )
    if meaning.kind == "decade":
        start = meaning.value * 10
        last = min(start + 10, date.max.year)
        return _value(
            f"{meaning.value:03}",
            "decade",
            TimeBasis.EXPLICIT,
            date(max(1, start), 1, 1),
            date(last, 1, 1),
        )
    year = meaning.year
    basis = TimeBasis.EXPLICIT
    if year is None:
        if day is None:
            shift = (
                f"Y{meaning.shift:+d}-"
                if meaning.shift
                else "XXXX-"
                if meaning.shift is None
                else "Y0-"
            )
            return _value(shift + _stretch_code(meaning), meaning.kind, TimeBasis.UNRESOLVED)
        year, basis = day.year + (meaning.shift or 0), TimeBasis.DEICTIC
    first_month, after_month = _stretch_months(meaning)
    first = add_months(date(year, 1, 1), first_month - 1)
    after = add_months(date(year, 1, 1), after_month - 1)
    return _value(f"{year:04}-{_stretch_code(meaning)}", meaning.kind, basis, first, after)


def _stretch_code(meaning: Stretch) -> str:
    """Q1, H2, SU: the part of a year in TIMEX3."""
    if meaning.kind == "season":
        return list(_SEASONS)[meaning.value]
    return f"{'Q' if meaning.kind == 'quarter' else 'H'}{meaning.value}"


def _stretch_months(meaning: Stretch) -> tuple[int, int]:
    """First month of a part of a year and the month after it."""
    if meaning.kind == "season":
        return list(_SEASONS.values())[meaning.value]
    size = 3 if meaning.kind == "quarter" else 6
    return (meaning.value - 1) * size + 1, meaning.value * size + 1


@_resolve.register
def _range(meaning: Range, day: date | None, policy: Policy) -> TimeValue:
    start, end = resolve(meaning.start, day, policy), resolve(meaning.end, day, policy)
    bases = (start.basis, end.basis)
    basis = TimeBasis.UNRESOLVED if TimeBasis.UNRESOLVED in bases else start.basis
    return TimeValue(
        f"{start.value}/{end.value}",
        None,
        start.earliest,
        end.latest,
        end.grain,
        basis,
        start.notices + end.notices,
    )


@_resolve.register
def _within(meaning: Within, day: date | None, policy: Policy) -> TimeValue:
    whole = resolve(meaning.whole, day, policy)
    if meaning.clock is not None and whole.earliest is not None:
        return _at(whole.earliest.date(), meaning.clock, whole.basis)
    if meaning.clock is not None:
        stamp = f"T{meaning.clock.hour:02}:{meaning.clock.minute:02}"
        return _value(whole.value + stamp, "minute", whole.basis)
    if meaning.part is None:
        return _with_mod(whole, meaning.mod)
    part = "MO" if meaning.part == "DA" else meaning.part
    mod = meaning.mod or ("START" if meaning.part == "DA" else None)
    earliest = latest = None
    if whole.earliest is not None:
        first, last = _PARTS[meaning.part]
        earliest = whole.earliest + timedelta(hours=first)
        latest = whole.earliest + timedelta(hours=last)
    value = f"{whole.value}T{part}"
    return TimeValue(value, mod, earliest, latest, "part", whole.basis, whole.notices)
