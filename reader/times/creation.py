"""The creation date of an article: stated, else from the dateline, else inferred, else unknown."""

from datetime import date, timedelta
from itertools import pairwise

from reader.articles import Article, DateBasis
from reader.text.fold import SearchText
from reader.times.meaning import Absolute, Relative
from reader.times.model import CreationDate, TimeExpression
from reader.times.scanning import scan

UNKNOWN = CreationDate(None, "unknown")


def creation_date(article: Article, times: tuple[TimeExpression, ...] = ()) -> CreationDate:
    """The day from which the relative times of `article` are counted.

    Args:
        article: whose metadata, address and dateline `Article.date` already judged.
        times: what `find_times` found: a full date beside a named day fixes the day.
    """
    if article.date is not None:
        return CreationDate(article.date.day, article.date.basis.value)
    inferred = _inferred(article, times)
    return CreationDate(inferred, DateBasis.INFERRED.value) if inferred else UNKNOWN


def _inferred(article: Article, times: tuple[TimeExpression, ...]) -> date | None:
    """«أمس الثلاثاء 24 أيار 2016»: a deictic right before a full date tells what today is."""
    del article
    for first, second in pairwise(times):
        meaning, told = first.meaning, second.meaning
        close = second.start - first.end <= 3
        if not close or not isinstance(meaning, Relative) or meaning.unit != "D":
            continue
        if isinstance(told, Absolute) and told.year and told.month and told.day:
            return date(told.year, told.month, told.day) - timedelta(days=meaning.count)
    return None


def weekday_of_today(text: str) -> int | None:
    """The day of the week that «أمس الثلاثاء» makes the creation date (Monday 1), or None."""
    items = scan(SearchText(text).text)
    for first, second in pairwise(items):
        if "e" in first.value and "w" in second.value:
            return (int(second.value["w"]) - 1 - int(first.value["e"])) % 7 + 1
    return None
