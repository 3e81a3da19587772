"""What a meaning comes to under a creation date: a pure function, no parsing.

Without a creation date nothing is invented: what is counted from it stays in the form ``D-1``, a
weekday ``XXXX-WXX-3``, a day without a year ``XXXX-05-25``. Each meaning has its rule in
`reader.times.values`, where the rules register themselves.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import singledispatch

from reader.notice import Notice
from reader.times.calendar import midnight, stretch_of
from reader.times.meaning import Meaning
from reader.times.model import TimeBasis, TimeValue

_NEAREST_PAST_MONTHS = 6
_FIRST_YEAR, _LAST_YEAR = 100, 9900


@dataclass(frozen=True, slots=True)
class Policy:
    """How what the words leave open is read.

    Attributes:
        weekday_past: whether a bare weekday is the last one (today counts) rather than the next.
        past_months: how far back a day without a year may lie before the coming one is meant.
    """

    weekday_past: bool = True
    past_months: int = _NEAREST_PAST_MONTHS


NEWS = Policy()


def resolve(meaning: Meaning, day: date | None, policy: Policy = NEWS) -> TimeValue:
    """The value of `meaning`.

    Args:
        meaning: of a time expression.
        day: the creation date, or None where unknown; a `datetime` where the hour is known too:
            hours and minutes are counted from it. Days before the year 100 and behind 9900 stand
            for those years: the calendar has room on both sides of them then.
        policy: how what is left open is read; `NEWS` for newspapers.
    """
    if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        day = day.replace(year=_FIRST_YEAR if day.year < _FIRST_YEAR else _LAST_YEAR, day=1)
    return resolved(meaning, day, policy)


@singledispatch
def resolved(meaning: object, day: date | None, policy: Policy) -> TimeValue:  # noqa: ARG001
    """As `resolve`; each meaning registers its own rule."""
    raise TypeError(f"no meaning of time: {meaning!r}")  # a new meaning without a rule


def value_of(
    value: str,
    grain: str,
    basis: TimeBasis,
    first: date | None = None,
    after: date | None = None,
    *,
    notices: tuple[Notice, ...] = (),
) -> TimeValue:
    """A value that covers the days from `first` to before `after`."""
    return TimeValue(value, None, midnight(first), midnight(after), grain, basis, notices)


def of_days(day: date, grain: str, basis: TimeBasis) -> TimeValue:
    """The value of the day, month, year… that holds `day`."""
    first, after, value = stretch_of(day, grain)
    return value_of(value, grain, basis, first, after)


def day_only(day: date | None) -> date | None:
    """The day of a creation date, without the hour."""
    return day.date() if isinstance(day, datetime) else day


def not_existing(value: str) -> TimeValue:
    """A day that no calendar has, as it is written, with the reason."""
    notice = Notice("date-not-existing", {"date": value})
    return value_of(value, "day", TimeBasis.EXPLICIT, notices=(notice,))
