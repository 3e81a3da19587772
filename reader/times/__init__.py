"""Floor 2: when. Time expressions, their values, events and the timeline."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.times import values as values  # the rules register themselves
from reader.times.model import CreationDate, TimeExpression
from reader.times.resolve import NEWS, Policy, resolve

if TYPE_CHECKING:
    from reader.articles import Article
    from reader.text.span import Span

__all__ = ["NEWS", "Policy", "creation_date", "find_times", "resolve"]


def find_times(text: str, *, suppress: "Iterable[Span]" = ()) -> tuple[TimeExpression, ...]:
    """The time expressions of `text`, in reading order, none inside another.

    Args:
        text: the article's text.
        suppress: spans in which no time is looked for: names («روسيا اليوم»).

    Returns:
        Expressions whose offsets are code points of `text`.
    """
    # Lexicons and rules are loaded by who looks for times, not by who names a type.
    from reader.times.tagger import find_times as find  # noqa: PLC0415

    return find(text, suppress=suppress)


def creation_date(article: "Article", times: tuple[TimeExpression, ...] = ()) -> CreationDate:
    """The day from which the relative times of `article` are counted.

    Args:
        article: whose metadata, address and dateline `Article.date` already judged.
        times: what `find_times` found: a full date beside a named day fixes the day.
    """
    from reader.times.creation import creation_date as judge  # noqa: PLC0415 - see above

    return judge(article, times)
