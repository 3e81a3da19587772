"""The values of the times engine: expressions, what they mean, what they resolve to, events."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reader.notice import Notice
from reader.text.span import Span
from reader.times.meaning import Meaning


class TimeType(StrEnum):
    """The four types of TIMEX3 (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeBasis(StrEnum):
    """What the value of an expression rests on."""

    EXPLICIT = "explicit"  # the words say it in full
    DEICTIC = "deictic"  # counted from the creation date
    ASSUMED = "assumed"  # a year, an hour or a century chosen by policy
    EVENT = "event"  # counted from an event of the text: not resolved
    UNRESOLVED = "unresolved"  # needs a creation date that nobody gave


@dataclass(frozen=True, slots=True)
class TimeValue:
    """What an expression comes to under a creation date (or without one).

    Attributes:
        value: TIMEX3 value (``2016-05-24``, ``PT72H``, ``XXXX-WXX-3``, ``D-1``).
        mod: TIMEX3 mod (START, MID, END, APPROX, MORE_THAN…), or None.
        earliest, latest: the bounds as half-open interval of local time, or None where unknown.
        grain: second, minute, hour, part, day, week, month, quarter, season, year, decade, century.
        basis: what the value rests on.
        notices: why a value is doubtful (a date that does not exist, a contradicting pair).
    """

    value: str
    mod: str | None
    earliest: datetime | None
    latest: datetime | None
    grain: str
    basis: TimeBasis
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class CreationDate:
    """The day from which relative times are counted.

    Attributes:
        day: the day, or None where unknown.
        basis: given, metadata, url, dateline, page, inferred or unknown
            (`reader.articles.DateBasis` values, and ``unknown``).
    """

    day: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time, and what they mean before a creation date is known.

    Attributes:
        start, end: code points of the article's text, proclitics left out.
        text: the words.
        type: of TIMEX3.
        meaning: what they mean; `reader.times.resolve` works its value out.
    """

    start: int
    end: int
    text: str
    type: TimeType
    meaning: Meaning


class EventState(StrEnum):
    """What the timeline knows of when an event happened."""

    ANCHORED = "anchored"  # ●
    BOUNDED = "bounded"  # ◐
    RELATIVE = "relative"  # ○
    ORDERED = "ordered"  # ⟂
    UNDATED = "undated"  # ?
    FUTURE = "future"  # ▷ planned or proposed


class Modality(StrEnum):
    """How the text vouches for an event."""

    HAPPENED = "happened"
    CLAIMED = "claimed"
    PLANNED = "planned"
    PROPOSED = "proposed"
    DENIED = "denied"


__all__ = [
    "CreationDate",
    "EventState",
    "Modality",
    "Span",
    "TimeBasis",
    "TimeExpression",
    "TimeType",
    "TimeValue",
]
