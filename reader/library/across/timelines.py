"""Timelines across articles: of an entity, and of a selection with its sources side by side.

Two articles tell the same event where they name a common entity and most words of the shorter
clause stand in the other. Where both give it a date and the dates exclude each other, both entries
carry a notice: which is right is for the reader to judge.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reader.library.across.told import EVENT_BITS, NO_DAY, events_of, interval
from reader.library.normal import normal, unpack_text
from reader.library.records import day_of
from reader.library.store import Library
from reader.notice import Notice
from reader.text.span import Span

_MOST = 2_000  # entries of a merged timeline that are compared
_COMMON = 40  # entries that a word or name stands in, above which it tells no events apart
_SAME_WORDS = 0.6  # of the shorter clause's words, that tell the same event
_LEAST_WORDS = 3
_CLOSE = 62  # days that two datings of one event are apart at most
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIXED = frozenset({"anchored", "bounded"})  # states whose dates can contradict


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one article tells it.

    Attributes:
        id: of the event in the library.
        article, uid, title, source: of the article.
        first, last: days on which it lies, None where open.
        value: TIMEX3 or EDTF, or None.
        state: an `EventState`.
        modality: a `Modality`.
        span: code points of the article's text.
        text: the clause.
        entities: ids of the entities named in it.
        notices: what is doubtful: other dates that other sources give.
    """

    id: int
    article: int
    uid: str
    title: str
    source: str | None
    first: date | None
    last: date | None
    value: str | None
    state: str
    modality: str
    span: Span
    text: str
    entities: tuple[int, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def day(self) -> date | None:
        """The day under which it is shown: its first, else its last."""
        return self.first or self.last

    @property
    def when(self) -> str | None:
        """When it happened as a year, a month, a day or an interval (EDTF), None for undated."""
        return interval(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Day:
    """What is told of one day.

    Attributes:
        day: the day, or None for what nobody dated.
        events: each by all who tell it, side by side; sources in the order of their articles.
    """

    day: date | None
    events: tuple[tuple[Told, ...], ...]


@dataclass(frozen=True, slots=True)
class MergedTimeline:
    """Timelines of several articles as one.

    Attributes:
        days: in order, the undated at the end.
        sampled: whether there were more entries than are compared: these are the earliest.
    """

    days: tuple[Day, ...]
    sampled: bool


def timeline_of(
    library: Library,
    ids: Sequence[int],
    *,
    first: date | None = None,
    limit: int = 100,
    undated: bool = False,
) -> tuple[Told, ...]:
    """The events that name an entity, in the order of their days.

    Args:
        library: where.
        ids: of the entities that are one, as `LibraryCard.ids`.
        first: the day to begin with, or None for the earliest.
        limit: how many at most.
        undated: whether those that nobody dated follow at the end.
    """
    low = (first - date(1970, 1, 1)).days if first else -NO_DAY
    found: dict[int, int] = {}
    for number in ids:
        rows = library.db.execute(
            "SELECT event, day FROM entity_event WHERE entity = ? AND day BETWEEN ? AND ?"
            " ORDER BY day, event LIMIT ?",
            (number, low, NO_DAY - (not undated), limit),
        )
        found.update(rows.fetchall())
    ordered = sorted(found, key=lambda event: (found[event], event))[:limit]
    return events(library, ordered)


def events(library: Library, numbers: Sequence[int]) -> tuple[Told, ...]:
    """Events by their ids, in that order."""
    articles = dict.fromkeys(number >> EVENT_BITS for number in numbers)
    told = {each.id: each for each in _told(library.db, articles, frozenset(numbers))}
    return tuple(told[number] for number in numbers if number in told)


def merged_timeline(
    library: Library, articles: Iterable[int], *, undated: bool = False
) -> MergedTimeline:
    """The timelines of some articles as one.

    Args:
        library: where.
        articles: ids, in the order in which their sources stand side by side.
        undated: whether what nobody dated is told too.
    """
    wanted = list(dict.fromkeys(articles))
    order = {article: place for place, article in enumerate(wanted)}
    told = [each for each in _told(library.db, wanted) if undated or each.day is not None]
    told.sort(key=lambda each: (each.day or date.max, order[each.article], each.id))
    sampled = len(told) > _MOST
    told = told[:_MOST]
    same = _same_events(told)
    told = [_with_contradictions(index, told, same) for index in range(len(told))]
    days: dict[date | None, list[int]] = {}
    for index, each in enumerate(told):
        days.setdefault(each.day, []).append(index)
    return MergedTimeline(
        tuple(Day(day, _side_by_side(indices, told, same)) for day, indices in days.items()),
        sampled,
    )


def _told(
    db: sqlite3.Connection, articles: Iterable[int], wanted: Container[int] | None = None
) -> Iterator[Told]:
    """What some articles tell: all of it, or the events `wanted` by their ids."""
    for article in articles:
        row = db.execute(
            "SELECT a.uid, a.title, s.name, b.z FROM article a JOIN body b ON b.id = a.id"
            " LEFT JOIN source s ON s.id = a.source WHERE a.id = ?",
            (article,),
        ).fetchone()
        found = events_of(db, article)
        if row is None or not found:
            continue
        uid, title, source, packed = row
        text = unpack_text(packed)
        for number, event in enumerate(found):
            if wanted is not None and article << EVENT_BITS | number not in wanted:
                continue
            span = Span(event.start, event.start + event.size)
            yield Told(
                id=article << EVENT_BITS | number,
                article=article,
                uid=uid,
                title=title,
                source=source,
                first=None if event.day0 is None else day_of(event.day0),
                last=None if event.day1 is None else day_of(event.day1),
                value=event.value,
                state=event.state,
                modality=event.modality,
                span=span,
                text=text[span.start : span.end],
                entities=event.names,
            )


def _same_events(told: Sequence[Told]) -> dict[int, set[int]]:
    """Which entries tell the same event, by index; entries of one article never do."""
    words = [frozenset(_WORD.findall(normal(each.text))) for each in told]
    holders: dict[object, list[int]] = {}
    for index, each in enumerate(told):
        for feature in (*words[index], *each.entities):
            holders.setdefault(feature, []).append(index)
    rare = [found for found in holders.values() if 1 < len(found) <= _COMMON]
    pairs = Counter(
        (one, other) for found in rare for at, one in enumerate(found) for other in found[at + 1 :]
    )
    same: dict[int, set[int]] = {}
    for (one, other), shared in pairs.items():
        if shared >= _LEAST_WORDS and _tell_the_same(told[one], told[other], words, one, other):
            same.setdefault(one, set()).add(other)
            same.setdefault(other, set()).add(one)
    return same


def _tell_the_same(
    one: Told, other: Told, words: Sequence[frozenset[str]], at: int, beside: int
) -> bool:
    """Whether two entries tell the same event."""
    if one.article == other.article or not set(one.entities) & set(other.entities):
        return False
    shorter = min(len(words[at]), len(words[beside]))
    shared = len(words[at] & words[beside])
    if shared < max(_LEAST_WORDS, _SAME_WORDS * shorter):
        return False
    return one.day is None or other.day is None or abs((one.day - other.day).days) <= _CLOSE


def _with_contradictions(index: int, told: Sequence[Told], same: dict[int, set[int]]) -> Told:
    """An entry with the dates of the same event that exclude its own."""
    each = told[index]
    notices = [
        Notice(
            "dates-contradict", {"source": _teller(told[other]), "value": told[other].when or ""}
        )
        for other in sorted(same.get(index, ()))
        if _exclude(each, told[other])
    ]
    once = [notice for place, notice in enumerate(notices) if notice not in notices[:place]]
    return replace(each, notices=tuple(once)) if once else each


def _exclude(one: Told, other: Told) -> bool:
    """Whether no day can be that of both."""
    if one.state not in _FIXED or other.state not in _FIXED:
        return False
    return _before(one, other) or _before(other, one)


def _before(one: Told, other: Told) -> bool:
    """Whether all days of the one lie before all of the other."""
    return one.last is not None and other.first is not None and one.last < other.first


def _teller(told: Told) -> str:
    return told.source or told.title


def _side_by_side(
    indices: Sequence[int], told: Sequence[Told], same: dict[int, set[int]]
) -> tuple[tuple[Told, ...], ...]:
    """The entries of a day, those of one event together."""
    left, groups = list(indices), []
    while left:
        group = [left.pop(0)]
        group += [other for other in left if other in same.get(group[0], ())]
        left = [other for other in left if other not in group]
        groups.append(tuple(told[index] for index in group))
    return tuple(groups)
