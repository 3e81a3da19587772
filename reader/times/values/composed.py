"""The values of meanings that hold other meanings: parts, ranges, pairs, nth days, shifts."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from reader.notice import Notice
from reader.times.calendar import add_months, half_of, later, midnight, nth_weekday, part_of
from reader.times.meaning import (
    Absolute,
    Clock,
    Nth,
    Pair,
    Range,
    Relative,
    Shifted,
    Weekday,
    Within,
)
from reader.times.model import TimeBasis, TimeValue
from reader.times.resolve import Policy, of_days, resolved, value_of
from reader.times.values.counted import MONTHS
from reader.times.values.days import at_clock, in_part, stamp_of

_PARTS_OF = frozenset({"START", "MID", "END"})
_WEEKDAYS = frozenset("1234567")


@resolved.register
def _within(meaning: Within, day: date | None, policy: Policy) -> TimeValue:
    if isinstance(meaning.whole, Weekday) and meaning.clock is not None and day is None:
        return _undated_clock(meaning.whole, meaning.clock)
    whole = resolved(meaning.whole, day, policy)
    if meaning.clock is not None:
        return _at(whole, meaning.clock)
    if meaning.part is not None:
        result = in_part(whole, meaning.part)
        return replace(result, mod=meaning.mod) if meaning.mod else result
    if meaning.mod == "REST":
        start = day if isinstance(day, datetime) else midnight(day)
        begins = start if start is not None and whole.latest and start < whole.latest else None
        return replace(whole, earliest=begins or whole.earliest)
    if meaning.mod in _PARTS_OF and whole.earliest is not None and whole.latest is not None:
        split = half_of if whole.grain == "part" else part_of
        earliest, latest = split(whole.earliest, whole.latest, meaning.mod)
        whole = replace(whole, earliest=earliest, latest=latest)
    return replace(whole, mod=meaning.mod or whole.mod)


def _undated_clock(weekday: Weekday, clock: Clock) -> TimeValue:
    """A clock time on a day of an unknown week; 24 is 0 of the day after."""
    number = (weekday.day - 1 + clock.hour // 24) % 7 + 1
    stamp = stamp_of(replace(clock, hour=clock.hour % 24))
    return value_of(f"XXXX-WXX-{number}{stamp}", "minute", TimeBasis.UNRESOLVED)


def _at(whole: TimeValue, clock: Clock) -> TimeValue:
    """A clock time on a day."""
    if whole.earliest is not None:
        return replace(at_clock(whole.earliest.date(), clock, whole.basis), notices=whole.notices)
    if "/" in whole.value or whole.grain not in ("day", "part"):
        return value_of(f"XXXX-XX-XX{stamp_of(clock)}", "minute", whole.basis)
    return value_of(whole.value + stamp_of(clock), "minute", whole.basis)


@resolved.register
def _range(meaning: Range, day: date | None, policy: Policy) -> TimeValue:
    start, end = resolved(meaning.start, day, policy), resolved(meaning.end, day, policy)
    if isinstance(meaning.start, Weekday) and isinstance(meaning.end, Weekday):
        end = _after(start, end)
    bases = (start.basis, end.basis)
    basis = TimeBasis.UNRESOLVED if TimeBasis.UNRESOLVED in bases else start.basis
    notices = start.notices + end.notices
    if start.earliest and end.latest and start.earliest > end.latest:
        values = {"first": start.value, "second": end.value}
        notices = (*notices, Notice("range-reversed", values))
    told = f"{start.value.split('/')[0]}/{end.value.split('/')[-1]}"  # Hijri ends are ranges too
    mod = "APPROX" if "APPROX" in (start.mod, end.mod) else None
    return TimeValue(told, mod, start.earliest, end.latest, end.grain, basis, notices)


def _after(start: TimeValue, end: TimeValue) -> TimeValue:
    """The end of a range of weekdays: the first such day after its start («السبت والأحد»)."""
    if start.earliest is None or end.earliest is None:
        return end
    days = (end.earliest - start.earliest).days % 7
    return of_days(later(start.earliest.date(), days), "day", end.basis)


@resolved.register
def _pair(meaning: Pair, day: date | None, policy: Policy) -> TimeValue:
    main, check = resolved(meaning.main, day, policy), resolved(meaning.check, day, policy)
    if main.earliest is None:
        if isinstance(meaning.check, Weekday) and isinstance(meaning.main, Relative):
            return check
        return main if check.earliest is None else replace(check, notices=main.notices)
    if isinstance(meaning.check, Weekday):
        agree = main.earliest.isoweekday() == meaning.check.day
    else:
        agree = check.earliest is None or abs(main.earliest - check.earliest) <= _tolerance(check)
    if agree:
        return main
    if isinstance(meaning.main, Absolute) and isinstance(meaning.check, Weekday):
        other = _other_year(meaning.main, meaning.check, main)
        if other is not None:
            return other
    told = _weekday_word(meaning.check) if isinstance(meaning.check, Weekday) else check.value
    notice = Notice("times-disagree", {"first": main.value, "second": told})
    return replace(main, notices=(*main.notices, notice))


def _tolerance(check: TimeValue) -> timedelta:
    """A Hijri day that the moon's sighting or the tabular calendar gives may be a day off."""
    return timedelta(days=1) if check.grain == "day" else timedelta(days=31)


def _weekday_word(meaning: Weekday) -> str:
    return f"XXXX-WXX-{meaning.day}"


def _other_year(main: Absolute, check: Weekday, value: TimeValue) -> TimeValue | None:
    """«الأحد 18 أبريل» without a year: a year in which the two agree, one away at most."""
    if main.year is not None or main.month is None or main.day is None or value.earliest is None:
        return None
    for year in (value.earliest.year - 1, value.earliest.year + 1):
        try:
            found = date(year, main.month, main.day)
        except ValueError:
            continue
        if found.isoweekday() == check.day:
            return of_days(found, "day", TimeBasis.ASSUMED)
    return None


@resolved.register
def _nth(meaning: Nth, day: date | None, policy: Policy) -> TimeValue:
    whole = resolved(meaning.whole, day, policy)
    if whole.earliest is None or whole.latest is None:
        return value_of(f"{whole.value}-#{meaning.count}{meaning.unit}", "day", whole.basis)
    first, after = whole.earliest.date(), whole.latest.date()
    found = _place(meaning, first, after)
    if found is None:
        value = f"{whole.value}-{meaning.count:02}"
        notice = Notice("date-not-existing", {"date": value})
        return replace(value_of(value, "day", whole.basis), notices=(notice,))
    grain = "week" if meaning.unit in ("W", "ISO") else "day"
    return of_days(found, grain, whole.basis)


def _place(meaning: Nth, first: date, after: date) -> date | None:
    """The day, or a day of the week, that is meant; None where the stretch has none such."""
    if meaning.unit in _WEEKDAYS:
        return nth_weekday(first, after, int(meaning.unit), meaning.count)
    if meaning.unit == "ISO":
        try:
            return date.fromisocalendar(first.year, meaning.count, 1)
        except ValueError:
            return None
    if meaning.unit == "D":
        found = later(first, meaning.count - 1) if meaning.count > 0 else later(after, -1)
    else:  # the first week is the one that holds most of the first seven days
        monday = later(
            first, -((first.weekday()) % 7) if first.weekday() <= 3 else 7 - first.weekday()
        )
        found = later(monday, 7 * (meaning.count - 1)) if meaning.count > 0 else later(after, -7)
        return found if found < after else None
    return found if first <= found < after else None


@resolved.register
def _shifted(meaning: Shifted, day: date | None, policy: Policy) -> TimeValue:
    anchor = resolved(meaning.anchor, day, policy)
    if anchor.earliest is None:
        sign = f"{meaning.count:+d}{meaning.unit}"
        return value_of(f"{anchor.value}{sign}", "day", anchor.basis)
    moved = resolved(Relative(meaning.unit, meaning.count), anchor.earliest.date(), policy)
    if meaning.unit != "D" and moved.earliest is not None and meaning.unit[0] != "T":
        moved = _same_day(anchor.earliest.date(), meaning)
    return replace(moved, basis=anchor.basis, notices=anchor.notices)


def _same_day(anchor: date, meaning: Shifted) -> TimeValue:
    """Weeks, months and years from a day lead to a day."""
    if meaning.unit == "W":
        return of_days(later(anchor, 7 * meaning.count), "day", TimeBasis.EXPLICIT)
    return of_days(
        add_months(anchor, MONTHS[meaning.unit] * meaning.count), "day", TimeBasis.EXPLICIT
    )
