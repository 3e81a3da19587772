"""Hijri dates: Umm al-Qura inside its range, the tabular calendar outside it."""

from datetime import date

from reader.times.calendar import later
from reader.times.meaning import Hijri

_EPOCH = 227_015  # proleptic Gregorian ordinal of 1 Muharram 1 AH (tabular, civil epoch)
# Days that a month or feast without a year may lie ahead before the past one is meant.
_COMING = 90


def hijri_span(meaning: Hijri, day: date | None) -> tuple[date, date, bool] | None:
    """First and last Gregorian day of a Hijri day, month or year, and whether they are exact.

    Without a year it is the one under way or coming soon, else the last; None where neither the
    year nor `day` is known. Umm al-Qura covers 1343 to 1500 AH (package hijridate); outside, the
    tabular calendar is right to a day.
    """
    if meaning.year is not None:
        return _span(meaning.year, meaning.month, meaning.day)
    if meaning.gregorian is not None:
        return _in_gregorian(meaning)
    if day is None:
        return None
    near = _hijri_year(day)
    spans = [_span(year, meaning.month, meaning.day) for year in range(near - 3, near + 4)]
    current = max(index for index, span in enumerate(spans) if span[0] <= day)
    if meaning.direction is None:
        if spans[current][1] >= day:
            return spans[current]
        coming = meaning.ahead or (spans[current + 1][0] - day).days <= _COMING
        return spans[current + coming]
    if meaning.direction == 0:
        if meaning.day is None:
            return spans[current]
        return min(spans, key=lambda span: abs((span[0] - day).days))  # «24 شوال الحالي»
    over = spans[current][1] < day  # «رمضان الماضي» inside Ramadan is the one before
    steps = meaning.direction + (over if meaning.direction < 0 else 0)
    return spans[min(max(current + steps, 0), len(spans) - 1)]


def _in_gregorian(meaning: Hijri) -> tuple[date, date, bool]:
    """The Hijri day or month that begins in a Gregorian year."""
    assert meaning.gregorian is not None
    near = _hijri_year(date(meaning.gregorian, 7, 1))
    spans = [_span(year, meaning.month, meaning.day) for year in (near - 1, near, near + 1)]
    return min(spans, key=lambda span: abs(span[0].year - meaning.gregorian))  # type: ignore[operator]


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date, bool]:
    """The Gregorian days of a Hijri day, month or year."""
    first, exact = _gregorian(year, month or 1, day or 1)
    if day is not None:
        return first, first, exact
    if month is not None:
        after, _ = _gregorian(year + month // 12, month % 12 + 1, 1)
    else:
        after, _ = _gregorian(year + 1, 1, 1)
    return first, later(after, -1), exact


def _gregorian(year: int, month: int, day: int) -> tuple[date, bool]:
    """The Gregorian day of a Hijri one."""
    from hijridate import Hijri as UmmAlQura  # noqa: PLC0415 - a table that few texts need

    try:
        return date.fromisoformat(UmmAlQura(year, month, day).to_gregorian().isoformat()), True
    except (ValueError, OverflowError):
        return _tabular(year, month, day), False


def _tabular(year: int, month: int, day: int) -> date:
    """The tabular Islamic calendar (Reingold and Dershowitz, Calendrical Calculations)."""
    days = day + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(min(max(1, _EPOCH + days - 1), date.max.toordinal()))


def _hijri_year(day: date) -> int:
    """The Hijri year of a Gregorian day, to a few days."""
    return (day.toordinal() - _EPOCH) * 30 // 10_631 + 1
