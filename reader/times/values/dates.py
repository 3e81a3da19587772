"""The values of dates: Gregorian, Hijri, days with a name, parts of a year and longer."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from reader.notice import Notice
from reader.times.calendar import add_months, later, named_day
from reader.times.hijri import hijri_span
from reader.times.meaning import Absolute, Broken, Hijri, Named, SameMonth, Stretch
from reader.times.model import TimeBasis, TimeValue
from reader.times.resolve import Policy, day_only, not_existing, of_days, resolved, value_of

_SEASONS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 15)}


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
        return not_existing(value)
    return of_days(first, "day" if meaning.day else "month", basis)


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
    """The year that puts a day or a month's end nearest to the creation date, the past first."""
    month, number = meaning.month or 1, meaning.day or 31
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
def _same_month(meaning: SameMonth, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    return value_of(f"XXXX-XX-{meaning.day:02}", "day", TimeBasis.UNRESOLVED)


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
    if meaning.kind == "hijri-century":
        return _hijri_century(meaning.value)
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


def _hijri_century(number: int) -> TimeValue:
    """From the first day of its first year to the last of its last, to a few days."""
    first, last = Hijri(number * 100 - 99), Hijri(number * 100)
    begins, ends = hijri_span(first, None), hijri_span(last, None)
    assert begins is not None
    assert ends is not None
    told = f"{begins[0].isoformat()}/{ends[1].isoformat()}"
    value = value_of(told, "century", TimeBasis.EXPLICIT, begins[0], later(ends[1], 1))
    return replace(value, mod="APPROX")


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
