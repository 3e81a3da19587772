"""Timelines of several articles as one: same-day entries side by side, each with its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from reader.analysis import Analysis
from reader.times.timeline import TimelineEntry, timeline


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of a timeline and the article that tells it."""

    entry: TimelineEntry
    analysis: Analysis

    @property
    def source(self) -> str:
        """Who tells it: the source, else the file or address, else nothing."""
        article = self.analysis.article
        return article.source or article.path or article.url or ""

    @property
    def day(self) -> date | None:
        """The day under which it is shown: its first, or the last that it can lie on."""
        moment = self.entry.earliest or self.entry.latest
        return moment.date() if moment is not None else None


@dataclass(frozen=True, slots=True)
class Merged:
    """The timelines of some articles as one.

    Attributes:
        analyses: of all articles, those without entries too.
        told: the entries in order.
    """

    analyses: tuple[Analysis, ...]
    told: tuple[Told, ...]


def merged(analyses: Iterable[Analysis]) -> Merged:
    """The timelines of `analyses` as one.

    A single article keeps the order of `reader.times.timeline`. Several are ordered by day; within
    a day the articles stand in the order given.
    """
    kept = tuple(analyses)
    lists = [
        [Told(entry, analysis) for entry in timeline(analysis.events, analysis.times, day)]
        for analysis in kept
        for day in (analysis.creation_date.day,)
    ]
    if len(lists) == 1:
        return Merged(kept, tuple(lists[0]))
    told = [each for entries in lists for each in entries]
    return Merged(kept, tuple(sorted(told, key=_moment)))


def _moment(told: Told) -> tuple[bool, datetime]:
    """Undated entries last; a stable sort keeps the rest in the order of their articles."""
    moment = told.entry.earliest or told.entry.latest
    return moment is None, moment or datetime.max  # noqa: DTZ901 - local time, compared only
