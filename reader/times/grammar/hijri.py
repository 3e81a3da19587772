"""Hijri dates, in words and in digits."""

from reader.times.grammar.parts import (
    BARE_YEARS,
    Built,
    Items,
    Rules,
    alone,
    behind_preposition,
    number,
    shift,
    value,
)
from reader.times.meaning import Hijri, Meaning, Pair, Weekday, Within
from reader.times.model import TimeType
from reader.times.scanning import numbers_of

_YEARS = range(1, 1601)
_SAFAR = 2  # also "zero": alone only behind «شهر»


def _told(meaning: Meaning, items: Items) -> Built:
    """A date with the weekday and the part of day that stand beside it."""
    weekday = value(items, "w", "w")
    if weekday is not None:
        meaning = Pair(meaning, Weekday(int(weekday)))
    part = value(items, "p", "p")
    if part is not None:
        return TimeType.TIME, Within(meaning, part=part)
    return TimeType.DATE, meaning


def hijri(items: Items) -> Built:
    """«15 رمضان 1437», «رمضان 1437», «1437 هـ»; «رمضان 2019» lies in a Gregorian year."""
    month, year, day = value(items, "h", "h"), number(items, "y"), number(items, "d")
    if day is not None and not 1 <= day <= 30:
        return None
    told = int(month) if month else None
    if year in BARE_YEARS and told is not None and "H" not in items:
        return _told(Hijri(None, told, day, gregorian=year), items)
    if year is not None and (year not in _YEARS or (year < 100 and "H" not in items)):
        return None  # «صفر 2» is a score
    return _told(Hijri(year, told, day), items)


def hijri_alone(items: Items) -> Built:
    """«شهر رمضان», «في رمضان»: alone its name may be a person's."""
    month = int(items["h"].value["h"])
    if items["h"].definite and not items["h"].text.startswith("ال"):  # «من الصفر»
        return None
    named = "U" in items["h"].value or "u" in items
    if not named and not behind_preposition(items) and not alone(items):
        return None
    if month == _SAFAR and not named and not behind_preposition(items):
        return None
    return TimeType.DATE, Hijri(None, month)


def hijri_day(items: Items) -> Built:
    """«10 محرم»; «2 صفر» is a score."""
    if value(items, "h", "h") == str(_SAFAR) and "u" not in items:
        return None
    return hijri(items)


def hijri_relative(items: Items) -> Built:
    """«رمضان الماضي», «السنة الهجرية القادمة»."""
    month, day = value(items, "h", "h"), number(items, "d")
    told = int(month) if month else None
    return _told(Hijri(None, told, day, direction=shift(items)), items)


def hijri_digits(items: Items) -> Built:
    """«17-01-1437 هـ»."""
    parts = list(numbers_of(items["D"].text))
    if len(parts) != 3:
        return None
    if parts[0] > 30:
        parts.reverse()
    day, month, year = parts
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    return TimeType.DATE, Hijri(year, month, day)


_BEFORE = "(?:{p:p}?{I}?{w:w}{،}?{M}?{I}?)?"
RULES: Rules = (
    (_BEFORE + "{d:#o}{F}?{u:U}?{h:h}{،}?{FA}?{Y}?{y:#1}{H:H}?", hijri),
    (_BEFORE + "{d:#o}{F}?{u:U}?{h:h}{rel:ltn}", hijri_relative),
    (_BEFORE + "{d:#o}{F}?{u:U}?{h:h}", hijri_day),
    ("{u:U}?{h:h}{FA}?{Y}?{y:#1}{H:H}?", hijri),
    ("{u:U}?{h:h}{rel:ltn}", hijri_relative),
    ("{u:U}?{h:h}", hijri_alone),
    ("{Y}?{y:#}{H:H}", hijri),
    ("{Y}{H}{rel:ltn&^}", hijri_relative),
    ("{rel:t}{Y}{H}", hijri_relative),
    ("{D:D}{H}", hijri_digits),
)
