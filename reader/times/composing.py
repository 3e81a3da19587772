"""Times that stand together as one: a day and its hour, a day told twice, a sum, a range."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.times.lengths import pieces, total
from reader.times.lexicon import listed
from reader.times.matching import Match
from reader.times.meaning import (
    Absolute,
    Broken,
    Clock,
    Duration,
    Hijri,
    Meaning,
    Named,
    Nth,
    OfEvent,
    Pair,
    PartOfDay,
    Range,
    Relative,
    RelativeMonth,
    Repeated,
    SameMonth,
    Shifted,
    Vague,
    Weekday,
    Window,
    Within,
)
from reader.times.model import TimeType
from reader.times.scanning import WAW, Item

_LINKS = frozenset("،FAIM")  # what may stand between a day and its hour
_EVENING = frozenset(("AF", "EV"))


def composed(items: Sequence[Item], found: Sequence[Match]) -> list[Match]:
    """The matches, those that belong together as one."""
    joined: list[Match] = []
    for match in found:
        joined.append(_with_single_units(items, match, joined[-1].last if joined else 0))
        while len(joined) > 1:
            whole = _together(items, joined[-2], joined[-1])
            if whole is None:
                break
            joined[-2:] = [whole]
    told = _same_months(_ranges(items, joined))
    return [_about(items, match) for match in told]


def _same_months(found: Sequence[Match]) -> Iterator[Match]:
    """Days of «the same month» with the month told last; without one they are no times."""
    month: Absolute | RelativeMonth | Hijri | None = None
    for match in found:
        meaning = match.meaning
        if isinstance(meaning, SameMonth):
            if month is not None:
                yield replace(match, meaning=replace(month, day=meaning.day))
            continue
        told = meaning.main if isinstance(meaning, Pair) else meaning
        if isinstance(told, Absolute | RelativeMonth | Hijri) and told.month is not None:
            month = told
        yield match


def _about(items: Sequence[Item], match: Match) -> Match:
    """A time of day with what makes it approximate: «حوالي الساعة الثالثة»."""
    before = items[match.first - 1] if match.first else None
    if before is None or match.type is not TimeType.TIME or before.value.get("a") != "APPROX":
        return match
    meaning = Within(match.meaning, mod="APPROX")
    return replace(match, first=match.first - 1, start=before.start, meaning=meaning)


def _between(items: Sequence[Item], first: Match, second: Match) -> str:
    """The classes of what stands between two matches, one letter each."""
    return "".join(item.letters[0] for item in items[first.last : second.first])


def _together(items: Sequence[Item], first: Match, second: Match) -> Match | None:
    """Two neighbours as one, or None where they are two."""
    if second.first - first.last > 3:
        return None
    gap = _between(items, first, second)
    meaning = _combined(first.meaning, second.meaning, gap)
    if meaning is None:
        return None
    kind = _type_of(meaning, first, second)
    last, end = second.last, second.end
    if "(" in gap and last < len(items) and items[last].letters == ")":
        last, end = last + 1, items[last].end
    return Match(first.first, last, first.start, end, kind, meaning)


def _type_of(meaning: Meaning, first: Match, second: Match) -> TimeType:
    """TIME where an hour or a part of a day is told, else the type of the wider one."""
    if isinstance(meaning, Repeated):
        return TimeType.SET
    if TimeType.TIME in (first.type, second.type):
        return TimeType.TIME
    if isinstance(meaning, Duration | Window):
        return TimeType.DURATION
    return TimeType.DATE


def _combined(first: Meaning, second: Meaning, gap: str) -> Meaning | None:
    """What two neighbours mean together."""
    if set(gap) <= _LINKS and len(gap) <= 2:
        for one, other in ((first, second), (second, first)):
            whole = _hour_of_day(one, other)
            if whole is not None:
                return whole
        if isinstance(first, Repeated) and isinstance(second, Clock | PartOfDay):
            return first
        if isinstance(first, Vague) and gap in ("", "F") and _is_near(second, first):
            return second
    return _told_twice(first, second, gap) or _sum(first, second, gap) or _moved(first, second, gap)


def _is_day(meaning: Meaning) -> bool:
    """Whether it tells one day."""
    match meaning:
        case Relative(unit):
            return unit == "D"
        case Absolute() | RelativeMonth() | Hijri():
            return meaning.day is not None
        case Nth(unit=unit):
            return unit not in ("W", "ISO")
    return isinstance(meaning, Weekday | Pair | Named | OfEvent | Shifted)


def _is_near(meaning: Meaning, vague: Vague) -> bool:
    """Whether «في وقت لاحق من» can stand before it."""
    past = vague.value != "PRESENT_REF"
    return past and (isinstance(meaning, Relative) or _is_day(meaning))


def _hour_of_day(day: Meaning, hour: Meaning) -> Meaning | None:
    """A day, or a part of one, with a clock time, a part of day or hours."""
    part = day.part if isinstance(day, Within) and day.clock is None else None
    whole = day.whole if isinstance(day, Within) and part is not None else day
    if isinstance(day, PartOfDay) and isinstance(hour, Clock):
        return _in_part(hour, day.part)
    if not _is_day(whole):
        return None
    if isinstance(hour, Clock):
        return Within(whole, clock=_in_part(hour, part) if part is not None else hour)
    if isinstance(hour, PartOfDay) and part is None:
        return Within(whole, part=hour.part)
    if isinstance(hour, Range) and isinstance(hour.start, Clock) and isinstance(hour.end, Clock):
        return Range(Within(whole, clock=hour.start), Within(whole, clock=hour.end))
    return None


def _in_part(clock: Clock, part: str) -> Clock:
    """A clock time in a part of the day that other words tell."""
    after_noon = part in _EVENING or (part == "NI" and clock.hour >= 6)
    hour = clock.hour + 12 if not clock.certain and after_noon and clock.hour < 12 else clock.hour
    return replace(clock, hour=hour, certain=True)


def _told_twice(first: Meaning, second: Meaning, gap: str) -> Meaning | None:
    """«أمس الثلاثاء 24 أيار», «15 رمضان الموافق 20 حزيران»."""
    part = first.part if isinstance(first, Within) and first.clock is None else None
    named = first.whole if isinstance(first, Within) and part is not None else first
    dated = isinstance(second, Absolute | RelativeMonth | Hijri | Nth | Broken) and (
        isinstance(second, Broken) or _is_day(second)
    )
    if not dated or not set(gap) <= set("،MI(-/"):
        return None
    if isinstance(named, Weekday | Pair) or (isinstance(named, Relative) and named.unit == "D"):
        if "-" in gap or "/" in gap:
            return None
        check = (
            named.check if isinstance(named, Pair) and isinstance(named.main, Absolute) else named
        )
        pair = Pair(second, check)
        return Within(pair, part=part) if part is not None else pair
    if isinstance(named, Hijri) == isinstance(second, Hijri) or not _is_day(named) or gap == "":
        return None
    pair = Pair(second, named) if isinstance(named, Hijri) else Pair(named, second)
    return Within(pair, part=part) if part is not None else pair


def _sum(first: Meaning, second: Meaning, gap: str) -> Meaning | None:
    """«ثلاثة أيام وخمس ساعات»."""
    if gap not in ("", WAW, "،", "،W") or not isinstance(second, Duration):
        return None
    if not isinstance(first, Duration | Window):
        return None
    one, other = pieces(first.value), pieces(second.value)
    if one.keys() & other.keys() or "X" in (*one.values(), *other.values()):
        return None
    if gap in ("", "،") and list(one)[-1:] == list(other)[:1]:
        return None
    return replace(first, value=total((first.value, second.value)))


def _moved(first: Meaning, second: Meaning, gap: str) -> Meaning | None:
    """«بعد يومين من عيد الفطر», «3 أسابيع بعد عيد الفطر», «قبل شهر من الآن»."""
    if gap == "F" and isinstance(first, Relative) and first.count:
        if isinstance(second, Vague):
            return first if second.value == "PRESENT_REF" else None
        if _is_day(second) and first.unit[0] != "T" and not isinstance(second, Weekday):
            return Shifted(second, first.unit, first.count)
    if gap in ("b", "f") and isinstance(first, Duration) and _is_day(second):
        told = pieces(first.value)
        if len(told) == 1:
            unit, number = next(iter(told.items()))
            if number.isdigit() and unit in ("D", "W", "M", "Y"):
                return Shifted(second, unit, int(number) * (1 if gap == "f" else -1))
    return None


def _with_single_units(items: Sequence[Item], match: Match, free: int) -> Match:
    """A duration with units that stand without a number: «يومين وساعة», «شهر و20 يوماً».

    Args:
        items: of the text.
        match: a match.
        free: the first item that belongs to no match before.
    """
    meaning = match.meaning
    if not isinstance(meaning, Duration | Window) or "X" in meaning.value:
        return match
    if match.first >= free + 2 and items[match.first - 1].letters == WAW:
        unit = _single(items[match.first - 2])
        numbered = match.first >= 3 and items[match.first - 3].number is not None
        if unit is not None and not numbered and unit not in pieces(meaning.value):
            value = total((_one(unit), meaning.value))
            first = match.first - 2
            match = replace(
                match, first=first, start=items[first].start, meaning=replace(meaning, value=value)
            )
    while match.last + 1 < len(items) and items[match.last].letters == WAW:
        assert isinstance(match.meaning, Duration | Window)
        unit = _single(items[match.last + 1])
        if unit is None or unit in pieces(match.meaning.value):
            break
        value = total((match.meaning.value, _one(unit)))
        match = replace(
            match,
            last=match.last + 2,
            end=items[match.last + 1].end,
            meaning=replace(match.meaning, value=value),
        )
    return match


def _one(unit: str) -> str:
    return f"PT1{unit[1]}" if unit[0] == "T" else f"P1{unit}"


def _single(item: Item) -> str | None:
    """The unit of a word that means one of it."""
    unit = item.value.get("u")
    if unit is None or item.definite or listed(item.text, "plurals") or unit not in _SUMMED:
        return None
    return unit


_SUMMED = frozenset(("TS", "TM", "TH", "D", "W", "M", "Y"))


def _ranges(items: Sequence[Item], found: Sequence[Match]) -> list[Match]:
    """«من A إلى B», «بين A وB», «A-B» as one; what opens the range belongs to it."""
    result: list[Match] = []
    for match in found:
        last = result[-1] if result else None
        if last is not None and _is_range(items, last, match):
            first = last.first - (last.first > 0 and items[last.first - 1].letters[0] in "FBi")
            meaning = Range(_shared(last.meaning, match.meaning), match.meaning)
            result[-1] = replace(
                last,
                first=first,
                start=items[first].start if first < last.first else last.start,
                end=match.end,
                last=match.last,
                meaning=meaning,
            )
        else:
            result.append(match)
    return result


def _shared(first: Meaning, second: Meaning) -> Meaning:
    """The first end of a range with the year that only the second tells."""
    if not isinstance(first, Absolute) or not isinstance(second, Absolute):
        return first
    open_ = first.year is None and first.month is not None
    if not open_ or second.year is None or second.month is None:
        return first
    return replace(first, year=second.year - ((first.month or 1) > second.month))


def _is_range(items: Sequence[Item], first: Match, second: Match) -> bool:
    """Whether what stands between and before two times makes them the ends of one stretch."""
    if first.type is not second.type or first.type not in (TimeType.DATE, TimeType.TIME):
        return False
    if any(isinstance(each.meaning, Range | Vague) for each in (first, second)):
        return False
    gap = _between(items, first, second)
    before = items[first.first - 1].letters[0] if first.first else ""
    if gap in ("T", "WT"):
        return True
    return (gap == WAW and before == "B") or gap == "-"
