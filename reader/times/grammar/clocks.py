"""Times of a day."""

from reader.times.grammar.parts import (
    HALVES,
    Built,
    Items,
    Rules,
    behind_preposition,
    number,
    value,
)
from reader.times.meaning import Clock, Range
from reader.times.model import TimeType
from reader.times.scanning import Item, numbers_of

_FOUR = 4  # digits of an hour with its minutes
# part of day → hours of the half-day clock that lie after noon in it
_AFTER_NOON = {
    "AF": range(1, 12),
    "EV": range(1, 12),
    "MI": range(1, 4),
    "NI": range(6, 12),
    "MO": range(0),
    "DA": range(0),
}


def _clock(hour: int, minute: int, items: Items, second: int | None = None) -> Clock | None:
    """A time of day with its part of day and zone."""
    part = value(items, "p", "p0") or value(items, "p2", "p0")
    zone = value(items, "z", "z")
    if not 0 <= hour <= 24 or not 0 <= minute <= 59 or (second is not None and second > 59):
        return None
    certain = part is not None or hour > 12 or zone is not None
    if part is not None and hour in _AFTER_NOON[part]:
        hour += 12
    elif part in ("NI", "MO", "DA") and hour == 12:
        hour = 24 if part == "NI" else 0
    return Clock(hour, minute, certain, zone, second)


def _told(clock: Clock | None) -> Built:
    return (TimeType.TIME, clock) if clock is not None else None


def _hour(items: Items, name: str = "h") -> int | None:
    """An hour in digits or words; an ordinal of hours is feminine («الثالثة»)."""
    item = items.get(name)
    if item is None or item.number is None:
        return None
    if "o" in item.value and not _is_feminine(item):
        return None
    return item.number


def _is_feminine(item: Item) -> bool:
    """«الثالثة», «الثانية عشرة»."""
    return item.text.split()[0].endswith("ه") and item.definite


def clock(items: Items) -> Built:
    """«الساعة الثالثة», «الثالثة والنصف عصراً», «الساعة 3», «9 صباحا»."""
    hour, after = _hour(items), items.get("after")
    if hour is None:
        return None
    paged = "p" in items and "0" in items["p"].value and after is not None
    if paged and after is not None and after.number is not None:
        return None  # «م 10 ص 731»: a page
    before = items.get("before")
    if "k" not in items and before is not None and "a" in before.value and "0" in items["p"].value:
        return None  # «على ارتفاع نحو 2م»
    if len(items["h"].text) == _FOUR and items["h"].text.isdigit() and "k" in items:
        return _told(_clock(hour // 100, hour % 100, items))  # «الساعة 1438 بتوقيت جرينتش»
    if hour > 24 and "#" not in items["h"].value and "k" in items:
        return _told(_clock(hour % 10, hour - hour % 10, items))  # «الساعة خمسة وخمسين دقيقة»
    return _told(_clock(hour, 0, items))


def clock_and(items: Items) -> Built:
    """«الساعة الثالثة والنصف», «الرابعة وعشرون دقيقة»."""
    hour = _hour(items)
    if hour is None:
        return None
    if "half" in items:
        minute = next(HALVES[c] for c in "jrR" if c in items["half"].value)
        return _told(_clock(hour, minute, items))
    minute, item = number(items, "n") or 0, items["n"]
    in_digits = "#" in item.value
    if "u" in items:
        return _told(_clock(hour, minute, items)) if items["u"].value.get("u") == "TM" else None
    return None if in_digits or minute < 5 else _told(_clock(hour, minute, items))


def late_hour(items: Items) -> Built:
    """«في الحادية عشرة»: only eleven and twelve, and no years of life («من عمره»)."""
    hour, after = _hour(items), items.get("after")
    if hour not in (11, 12) or not behind_preposition(items):
        return None
    return None if after is not None and "F" in after.value else _told(_clock(hour, 0, items))


def clock_less(items: Items) -> Built:
    """«الساعة الرابعة إلا ربعاً», «التاسعة إلا عشر دقائق»."""
    hour = _hour(items)
    if hour is None:
        return None
    if "less" in items:
        minutes = next(HALVES[c] for c in "jrR" if c in items["less"].value)
    else:
        minutes = number(items, "n") or 0
    if not 0 < minutes < 60:
        return None
    return _told(_clock((hour - 1) or 12, 60 - minutes, items))


def clock_digits(items: Items) -> Built:
    """«14:30», «الساعة 14.30», «15:23:24»."""
    text = items["C"].text
    parts = list(numbers_of(text))
    if not 2 <= len(parts) <= 3 or "/" in text or "-" in text:
        return None
    fraction = text.rpartition(".")[2] if "." in text else text.rpartition(",")[2]
    if ":" not in text and len(fraction) != 2:
        return None
    return _told(_clock(parts[0], parts[1], items, parts[2] if len(parts) == 3 else None))


def hours(items: Items) -> Built:
    """«بين الثامنة والعاشرة صباحاً», «من 5 إلى 6 مساءً», «4-5 مساءً»."""
    if "C" in items:
        parts = list(numbers_of(items["C"].text))
        if len(parts) != 2 or "-" not in items["C"].text:
            return None
        first, last = parts
    else:
        begin, end = _hour(items, "h1"), _hour(items, "h2")
        if begin is None or end is None:
            return None
        first, last = begin, end
    close = _clock(last, _minutes(items, "half2"), items)
    own = {"p": items["p1"]} if "p1" in items else {k: items[k] for k in ("p", "z") if k in items}
    start = _clock(first, _minutes(items, "half1"), own)
    if start is None or close is None:
        return None
    return TimeType.TIME, Range(start, close)


def _minutes(items: Items, name: str) -> int:
    """The part of an hour that is named."""
    item = items.get(name)
    return next(HALVES[c] for c in "jrR" if c in item.value) if item is not None else 0


_HOUR = "{h:#1o}"
_PART = "(?:{A}?{p:p0})?{z:z}?"
_SAID = "{A}?{p:p0}{z:z}?"
_FIRST = "{k}?{h1:#1o}(?:{W}{half1:jrR})?{p1:p0}?"
_OPENED = "{k}?{h1:#1o}(?:{W}{half1:jrR})?{p1:p0}"
_LAST = "{k}?{h2:#1o}(?:{W}{half2:jrR})?"
RULES: Rules = (
    ("{k:k}" + _HOUR + "{W}{half:jrR}" + _PART, clock_and),
    ("{k:k}" + _HOUR + "{E}{less:jrR}" + _PART, clock_less),
    ("{k:k}" + _HOUR + "{W}{n:#1}{u:u}?" + _PART, clock_and),
    ("{k:k}" + _HOUR + "{E}{n:#1}{u:u}?" + _PART, clock_less),
    ("{k:k}?{C:C}" + _PART, clock_digits),
    ("{k:k}{C:2}" + _PART, clock_digits),
    ("{C:2}{z:z}", clock_digits),
    ("{C:2}" + "{p:p0}{z:z}?", clock_digits),
    ("{k:k}" + _HOUR + "{u}?" + _PART, clock),
    (_HOUR + _SAID, clock),
    ("{h:o}{W}{half:jrR}" + _PART, clock_and),
    ("{h:#1}{W}{half:jrR}{p:p0}", clock_and),
    ("{h:o}{W}{n:#1}{u:u}?" + _SAID, clock_and),
    ("{h:o}{E}{less:jrR}" + _PART, clock_less),
    ("{h:o}{E}{n:#1}{u:u}?" + _PART, clock_less),
    ("{B}" + _FIRST + "{W}" + _LAST + _SAID, hours),
    ("{F}?" + _FIRST + "{T-}" + _LAST + _SAID, hours),
    ("{F}?{k}{h1:#1o}(?:{W}{half1:jrR})?{p1:p0}?{T-}" + _LAST + _PART, hours),
    ("{F}?" + _OPENED + "{T-}" + _LAST + _PART, hours),
    ("{k}?{C:2}{p:p0}", hours),
    ("{h:o}", late_hour),
)
