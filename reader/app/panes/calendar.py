"""Dates in the words of the interface, Gregorian and Hijri."""

from datetime import date

from reader.app.words import Words

_YEARS = {"year": 1, "decade": 10, "century": 100}
_MONTHS = {"quarter": 3, "season": 3, "half": 6}


def calendar_label(day: date, grain: str, words: Words) -> str:
    """A date to its grain: «25 أيار 2016», «أسبوع 23 أيار», «أيار 2016», «2016».

    Args:
        day: the date.
        grain: day, week, month, quarter, season, half, year, decade or century; ``short``
            is a day without its year; others as day.
        words: of the interface.
    """
    month = words(f"month-{words.calendar}-{day.month}")
    if grain in _YEARS:
        first = day.year - day.year % _YEARS[grain]
        return str(day.year) if grain == "year" else f"{first}–{first + _YEARS[grain] - 1}"
    if grain == "week":
        return words("timeline-week", day=f"{day.day} {month}")
    if grain in _MONTHS:
        from reader.times.calendar import add_months  # noqa: PLC0415 - the headline needs none

        last = add_months(day.replace(day=1), _MONTHS[grain] - 1)
        year = f" {day.year}" if last.year != day.year else ""
        return f"{month}{year}–{words(f'month-{words.calendar}-{last.month}')} {last.year}"
    if grain == "month":
        return f"{month} {day.year}"
    return f"{day.day} {month}" if grain == "short" else f"{day.day} {month} {day.year}"


def hijri_label(day: date, words: Words) -> str:
    """The Hijri date of `day` by Umm al-Qura, or nothing outside its range."""
    from hijridate import Gregorian  # noqa: PLC0415 - shown on demand

    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return words("hijri-outside")
    return f"{hijri.day} {words(f'hijri-month-{hijri.month}')} {hijri.year}"
