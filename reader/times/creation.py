"""The creation date of an article: stated, else from the dateline, else inferred, else unknown."""

from collections.abc import Iterator
from datetime import date, timedelta

from reader.articles import Article, DateBasis
from reader.times.meaning import Absolute, Meaning, Pair, Relative, RelativeMonth, Weekday, Within
from reader.times.model import CreationDate, TimeExpression

UNKNOWN = CreationDate(None, "unknown")


def creation_date(article: Article, times: tuple[TimeExpression, ...] = ()) -> CreationDate:
    """The day from which the relative times of `article` are counted.

    Args:
        article: whose metadata, address and dateline `Article.date` already judged.
        times: what `find_times` found: a full date beside a named day fixes the day.
    """
    if article.date is not None:
        return CreationDate(article.date.day, article.date.basis.value)
    inferred = next(_inferred(times), None)
    return CreationDate(inferred, DateBasis.INFERRED.value) if inferred else UNKNOWN


def _inferred(times: tuple[TimeExpression, ...]) -> Iterator[date]:
    """The days that «أمس الثلاثاء 24 أيار 2016» makes today.

    Where the date has no year, the weekday leaves few («أمس الثلاثاء 24 أيار»); the last year that
    the text names, or the one after it, decides.
    """
    last = max((year for time in times if (year := _year_of(time.meaning))), default=None)
    for time in times:
        for pair in _pairs(time.meaning):
            told, days = pair.main, _days_from_today(pair.check)
            if days is None or not isinstance(told, Absolute | RelativeMonth):
                continue
            found = _day(told, _weekday_of(pair.check), last)
            if found is not None:
                yield found - timedelta(days=days)


def _pairs(meaning: Meaning) -> Iterator[Pair]:
    """The pair that a time is, or of which it is a part of the day."""
    inner = meaning.whole if isinstance(meaning, Within) else meaning
    if isinstance(inner, Pair):
        yield inner


def _year_of(meaning: Meaning) -> int | None:
    """The year that a time names in full."""
    for pair in _pairs(meaning):
        return _year_of(pair.main)
    inner = meaning.whole if isinstance(meaning, Within) else meaning
    return inner.year if isinstance(inner, Absolute) else None


def _days_from_today(meaning: Meaning) -> int | None:
    """How many days «أمس» or «غداً» lies from today."""
    if isinstance(meaning, Pair):
        return _days_from_today(meaning.main)
    return meaning.count if isinstance(meaning, Relative) and meaning.unit == "D" else None


def _weekday_of(meaning: Meaning) -> int | None:
    """The day of the week that stands beside it."""
    if isinstance(meaning, Pair) and isinstance(meaning.check, Weekday):
        return meaning.check.day
    return None


def _day(told: Absolute | RelativeMonth, weekday: int | None, last: int | None) -> date | None:
    """The day that is told, its year chosen by its weekday near the last year of the text."""
    if told.month is None or told.day is None:
        return None
    year = told.year if isinstance(told, Absolute) else None
    near = [] if last is None or weekday is None else [last, last + 1]
    for candidate in [year] if year is not None else near:
        try:
            found = date(candidate, told.month, told.day)
        except ValueError:
            continue
        if year is not None or found.isoweekday() == weekday:
            return found
    return None
