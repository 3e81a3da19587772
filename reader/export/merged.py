"""Timelines of several articles as one: same-day entries side by side, each with its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reader.analysis import Analysis
from reader.times.timeline import TimelineEntry, day_key, timeline


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
        return self.entry.day


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
    blocks = [block for entries in lists for block in _blocks(entries)]
    blocks.sort(key=lambda block: day_key(block[0].entry))  # stable: the articles keep their order
    return Merged(kept, tuple(each for block in blocks for each in block))


def _blocks(entries: Iterable[Told]) -> list[list[Told]]:
    """Each entry with those that are only ordered by it."""
    blocks: list[list[Told]] = []
    for each in entries:
        if each.entry.under is None:
            blocks.append([])
        blocks[-1].append(each)
    return blocks
