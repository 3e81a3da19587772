"""Arithmetic of the Gregorian calendar: stretches, months, thirds, days that rules tell."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

_STRETCHES = {"year": 1, "decade": 10, "century": 100}
_NTH = re.compile(r"nth:(\d\d)-(\d)-(-?\d)")
_EASTER = re.compile(r"(easter|orthodox)([+-]\d+)")
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
_JULIAN = 13  # days by which the Julian calendar lies behind, 1900 to 2099


def midnight(day: date | None) -> datetime | None:
    """The first moment of a day, in local time."""
    return datetime.combine(day, time()) if day is not None else None


def stretch_of(day: date, grain: str) -> tuple[date, date, str]:
    """First day, day after the last and TIMEX3 value of what holds `day` at the given grain."""
    if grain == "week":
        first = day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
        year, week, _ = day.isocalendar()
        return first, later(first, 7), f"{year:04}-W{week:02}"
    if grain == "month":
        first = day.replace(day=1)
        return first, add_months(first, 1), f"{day.year:04}-{day.month:02}"
    if grain == "quarter":
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return first, add_months(first, 3), f"{day.year:04}-Q{first.month // 3 + 1}"
    years = _STRETCHES.get(grain)
    if years is not None:
        start = day.year - day.year % years
        last = min(start + years, date.max.year)
        value = f"{start:04}"[: 4 - len(str(years)) + 1]
        return date(max(start, 1), 1, 1), date(last, 1, 1), value
    return day, later(day, 1), day.isoformat()


def later(day: date, days: int) -> date:
    """`day` moved by whole days, kept inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months, to the last day of a shorter one; kept inside the calendar."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    year = min(max(year, 1), date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def part_of(first: datetime, after: datetime, mod: str | None) -> tuple[datetime, datetime]:
    """The bounds of the beginning, the middle or the end of a stretch: its thirds, in whole days.

    Of what is shorter than three days the bounds stay: «بداية اليوم» is no date of its own.
    """
    days = (after - first).days
    place = {"START": 0, "MID": 1, "END": 2}.get(mod or "")
    if place is None or days < 3:
        return first, after
    third = min(days // 3, 10) if days <= 31 else days // 3
    begin = first + timedelta(days=third * place)
    return begin, (after if place == 2 else begin + timedelta(days=third))


def half_of(first: datetime, after: datetime, mod: str | None) -> tuple[datetime, datetime]:
    """The early or the late half of a part of a day («وقت متأخر من مساء الثلاثاء»)."""
    middle = first + (after - first) / 2
    if mod == "START":
        return first, middle
    return (middle, after) if mod == "END" else (first, after)


def nth_weekday(first: date, after: date, weekday: int, count: int) -> date | None:
    """The nth weekday (Monday 1) from `first` to before `after`, -1 the last; None without one."""
    if count > 0:
        found = later(first, (weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    else:
        last = later(after, -1)
        found = later(last, -((last.isoweekday() - weekday) % 7))
    return found if first <= found < after else None


def named_day(code: str, year: int) -> date | None:
    """The day of a table's code in a year; None where no rule tells it.

    ``MM-DD``; ``easter-2`` and ``orthodox+1`` count from Easter Sunday; ``nth:11-4-4`` is the
    fourth Thursday of November.
    """
    if (found := _MONTH_DAY.fullmatch(code)) is not None:
        return date(year, int(found[1]), int(found[2]))
    if (found := _EASTER.fullmatch(code)) is not None:
        start = easter(year) if found[1] == "easter" else orthodox_easter(year)
        return later(start, int(found[2]))
    if (found := _NTH.fullmatch(code)) is not None:
        first = date(year, int(found[1]), 1)
        return nth_weekday(first, add_months(first, 1), int(found[2]), int(found[3]))
    return None


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian computus, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def orthodox_easter(year: int) -> date:
    """Eastern Easter Sunday, Gregorian (Meeus, Astronomical Algorithms; 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    f = d + e + 114
    return later(date(year, f // 31, f % 31 + 1), _JULIAN)
