"""Hijri dates: Umm al-Qura inside its range, the tabular calendar outside it."""

from datetime import date, timedelta

from reader.times.meaning import Hijri

_EPOCH = 227_014  # proleptic Gregorian ordinal of 1 Muharram 1 AH (tabular, civil epoch)


def hijri_span(meaning: Hijri, day: date | None) -> tuple[date, date, bool] | None:
    """First and last Gregorian day of a Hijri day, month or year, and whether they are exact.

    Without a year it is the occurrence nearest to `day`; None where neither is known. Umm al-Qura
    covers 1343 to 1500 AH (package hijridate); outside, the tabular calendar is right to a day.
    """
    if meaning.year is not None:
        return _span(meaning.year, meaning.month, meaning.day)
    if day is None or meaning.month is None:
        return None
    year = _hijri_year(day)
    spans = [_span(number, meaning.month, meaning.day) for number in (year - 1, year, year + 1)]
    return min(spans, key=lambda span: abs((span[0] - day).days))


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date, bool]:
    """The Gregorian days of a Hijri day, month or year."""
    first, exact = _gregorian(year, month or 1, day or 1)
    if day is not None:
        return first, first, exact
    if month is not None:
        after, _ = _gregorian(year + month // 12, month % 12 + 1, 1)
    else:
        after, _ = _gregorian(year + 1, 1, 1)
    return first, after - timedelta(days=1), exact


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
