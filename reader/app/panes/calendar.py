"""Dates in the words of the interface, Gregorian and Hijri."""

from datetime import date

from reader.app.words import Words


def calendar_label(day: date, grain: str, words: Words) -> str:
    """A date to its grain: «25 أيار 2016», «أسبوع 23 أيار», «أيار 2016», «2016».

    Args:
        day: the date.
        grain: day, week, month or year; finer grains as day, coarser ones as year.
        words: of the interface.
    """
    month = words(f"month-{words.calendar}-{day.month}")
    if grain in ("year", "decade", "century"):
        return str(day.year)
    if grain == "week":
        return words("timeline-week", day=f"{day.day} {month}")
    if grain in ("month", "quarter", "season"):
        return f"{month} {day.year}"
    return f"{day.day} {month} {day.year}"


def hijri_label(day: date, words: Words) -> str:
    """The Hijri date of `day` by Umm al-Qura, or nothing outside its range."""
    from hijridate import Gregorian  # noqa: PLC0415 - shown on demand

    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return words("hijri-outside")
    return f"{hijri.day} {words(f'hijri-month-{hijri.month}')} {hijri.year}"
