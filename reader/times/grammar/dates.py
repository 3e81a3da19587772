"""Gregorian dates, in words and in digits."""

from datetime import date

from reader.times.grammar.parts import (
    BARE_YEARS,
    MONTH,
    YEAR,
    YEARS,
    Built,
    Items,
    Rules,
    alone,
    behind_preposition,
    day,
    month,
    number,
    other_month,
    shift,
    value,
    year,
)
from reader.times.lexicon import lexicon, listed
from reader.times.meaning import (
    Absolute,
    Broken,
    Meaning,
    Nth,
    Pair,
    Range,
    Relative,
    RelativeMonth,
    SameMonth,
    Weekday,
    Within,
)
from reader.times.model import TimeType
from reader.times.scanning import numbers_of

_RUNNING = frozenset(("الجاري", "الحالي"))
_LIBYA = range(1970, 2012)
_NUMBERS_AFTER = frozenset("#12CD")


def _told(meaning: Meaning, items: Items) -> Built:
    """A date with the part of day and the weekday that stand beside it."""
    if isinstance(meaning, Absolute) and meaning.month and meaning.day:
        try:
            date(meaning.year or 2000, meaning.month, meaning.day)
        except ValueError:
            told = f"{meaning.year:04}" if meaning.year else "XXXX"
            written = f"{told}-{meaning.month:02}-{meaning.day:02}"
            return TimeType.DATE, Broken(written, "date-not-existing")
    other = other_month(items)
    if other is not None and isinstance(meaning, Absolute):
        meaning = Pair(meaning, Absolute(meaning.year, other, meaning.day))
    weekday = value(items, "w", "w")
    if weekday is not None:
        meaning = Pair(meaning, Weekday(int(weekday)))
    part = value(items, "p", "p") or value(items, "pp", "p")
    if part is not None:
        return TimeType.TIME, Within(meaning, part=part)
    return TimeType.DATE, meaning


def day_month_year(items: Items) -> Built:
    """«25 أيار 2016», «أيار 25، 2016»."""
    told, number_of_day, number_of_year = month(items), day(items), year(items)
    if told is None or number_of_day is None or number_of_year is None:
        return None
    return _told(Absolute(number_of_year, told, number_of_day), items)


def day_month_relative(items: Items) -> Built:
    """«5 أيار الماضي»."""
    told, number_of_day = month(items), day(items)
    if told is None or number_of_day is None:
        return None
    return _told(RelativeMonth(told, shift(items), number_of_day), items)


def day_month(items: Items) -> Built:
    """«25 أيار», «شباط 13»."""
    told, number_of_day = month(items), day(items)
    if told is None or number_of_day is None:
        return None
    kept = lexicon().years.get((told, number_of_day)) if "w" not in items else None
    return _told(Absolute(kept, told, number_of_day), items)


def libyan(items: Items) -> Built:
    """«1 الفاتح 1999»: words of every day, months of the Jamahiriya only with day and year."""
    told, number_of_day, number_of_year = value(items, "ly", "y"), day(items), year(items)
    if number_of_day is None or number_of_year not in _LIBYA or told is None:
        return None
    return _told(Absolute(number_of_year, int(told), number_of_day), items)


def month_year(items: Items) -> Built:
    """«أيار 2016», «شهر 9 2021», «يناير 2012 المقبل»."""
    told, number_of_year = month(items), year(items)
    if told is None or number_of_year is None:
        return None
    return TimeType.DATE, Absolute(number_of_year, told)


def month_relative(items: Items) -> Built:
    """«نيسان الماضي», «حزيران من العام الماضي», «شهر 11 القادم»."""
    told = month(items)
    if told is None:
        return None
    if "of" in items:
        return TimeType.DATE, RelativeMonth(told, 0, None, shift(items))
    return TimeType.DATE, RelativeMonth(told, shift(items))


def day_month_of_year(items: Items) -> Built:
    """«5 حزيران من العام الماضي»."""
    told, number_of_day = month(items), day(items)
    if told is None or number_of_day is None:
        return None
    return _told(RelativeMonth(told, 0, number_of_day, shift(items)), items)


def month_alone(items: Items) -> Built:
    """«شهر أيار», «في حزيران»; a bare name only where it means nothing else."""
    told = month(items)
    if told is None:
        return None
    doubtful = "U" not in items["head"].value and listed(items["head"].text, "not_alone")
    if doubtful and "m2" not in items and "m3" not in items:
        before = items.get("before")
        if not behind_preposition(items) and not alone(items):
            return None
        if before is not None and "F" in before.value and items["head"].text in ("اب", "مارس"):
            return None
    return TimeType.DATE, Absolute(None, told)


def month_number(items: Items) -> Built:
    """«شهر 9», «شهر حدعشر»."""
    told, after = month(items), items.get("after")
    if told is None or (after is not None and _NUMBERS_AFTER.intersection(after.letters)):
        return None
    return TimeType.DATE, Absolute(None, told)


def numeric(items: Items) -> Built:
    """«25/5/2016», «2016-05-25»; the day first, unless the second number proves the month."""
    parts = list(numbers_of(items["D"].text))
    if len(parts) != 3:
        return None
    if parts[0] > 31:
        told_year, told_month, told_day = parts
    else:
        told_day, told_month, told_year = parts
    if told_month > 12 >= told_day:
        told_day, told_month = told_month, told_day
    if 10 <= told_year < 100 or items["D"].text.endswith(f"0{told_year}"):
        told_year += 2000 if told_year < 50 else 1900
    if told_year not in YEARS or not 1 <= told_month <= 12 or not 1 <= told_day <= 31:
        return None
    return _told(Absolute(told_year, told_month, told_day), items)


def numeric_short(items: Items) -> Built:
    """«الأحد 25/5», «في 22/04», «9/2021»; a bare pair may be a score, an idiom or a fraction."""
    text = items["D"].text
    parts = list(numbers_of(text))
    if len(parts) != 2 or "." in text or "," in text or "٫" in text or listed(text, "idioms"):
        return None
    first, second = parts
    for told_month, told_year in ((first, second), (second, first)):
        if told_year in BARE_YEARS and 1 <= told_month <= 12:
            return TimeType.DATE, Absolute(told_year, told_month)
    padded = text.startswith("0") or "/0" in text
    told = padded or "w" in items or "i" in items
    stands = told or behind_preposition(items) or alone(items)
    if "/" not in text or not stands:
        return None
    if second > 12 >= first:
        first, second = second, first
    if not 1 <= second <= 12 or not 1 <= first <= 31:
        return None
    return _told(Absolute(None, second, first), items)


def numeric_year(items: Items) -> Built:
    """«08/12, 2015»."""
    told_day, told_month = [*numbers_of(items["D"].text), 0][:2]
    told_year = number(items, "y")
    if told_year is None or "/" not in items["D"].text:
        return None
    if told_year < 100:
        told_year += 2000
    if told_year not in BARE_YEARS or not 1 <= told_month <= 12 or not 1 <= told_day <= 31:
        return None
    return _told(Absolute(told_year, told_month, told_day), items)


def days_of_month(items: Items) -> Built:
    """«بين 20 و25 أيار», «من 1 إلى 5 حزيران المقبل»: the month and year are common to both."""
    first = {**items, "d": items["a"]}
    build = day_month_relative if "rel" in items else day_month_year if "y" in items else day_month
    start, end = build(first), build(items)
    if start is None or end is None:
        return None
    return TimeType.DATE, Range(start[1], end[1])


def days_of_pair(items: Items) -> Built:
    """«13-15 تموز», «يوليو 13-15»."""
    parts = list(numbers_of(items["D"].text))
    told = month(items)
    if len(parts) != 2 or "-" not in items["D"].text or told is None:
        return None
    first, last = parts
    if not 1 <= first < last <= 31:
        return None
    told_year = year(items)
    return TimeType.DATE, Range(Absolute(told_year, told, first), Absolute(told_year, told, last))


def day_of_this_month(items: Items) -> Built:
    """«الخامس عشر من الشهر الجاري», «20 من الشهر المقبل», «5 الجاري»."""
    number_of_day = day(items)
    if number_of_day is None:
        return None
    if "u" in items and "U" not in items["u"].value:
        return None
    if "u" not in items and items["rel"].text not in _RUNNING:
        return None
    return _told(Nth(number_of_day, "D", Relative("M", shift(items))), items)


def days_of_this_month(items: Items) -> Built:
    """«من 4 إلى 22 من هذا الشهر»."""
    first, last = day(items, "a"), day(items)
    if first is None or last is None or first >= last:
        return None
    whole = Relative("M", shift(items))
    return TimeType.DATE, Range(Nth(first, "D", whole), Nth(last, "D", whole))


def day_alone(items: Items) -> Built:
    """«يوم 27», «يوم الخميس 14»."""
    number_of_day, after = day(items), items.get("after")
    if number_of_day is None:
        return None
    if after is not None and (
        after.letters[0] in "uUYmxhy#2D/F" or listed(after.text, "not_after")
    ):
        return None
    return _told(Absolute(None, None, number_of_day), items)


def day_of_same(items: Items) -> Built:
    """«18 منه»: of the month told before (`reader.times.composing`)."""
    found = day(items)
    return (TimeType.DATE, SameMonth(found)) if found is not None else None


def day_ordinal(items: Items) -> Built:
    """«في الثاني والعشرين»: a day of the running month."""
    found, text = day(items), items["d"].text
    compound = found is not None and found > 10 and " " in text
    if not compound or text.split()[0].endswith("ه") or not behind_preposition(items):
        return None
    after = items.get("after")
    if after is not None and after.letters[0] in "uQ":
        return None
    return TimeType.DATE, Absolute(None, None, found)


_BEFORE = "(?:{p:p}?{I}?{w:w}{nx:ltn}?{،}?{M}?{I}?|{pp:p}{I}?)?"
_WEEKDAY = "(?:{I}?{w:w}{،}?{M}?{I}?)?"
_DAY = "{d:#o}{-}?{F}?"
_NEXT = "{F}?{rel:ltn&^}"
RULES: Rules = (
    (_BEFORE + _DAY + MONTH + YEAR, day_month_year),
    (_BEFORE + _DAY + MONTH + _NEXT, day_month_relative),
    (_BEFORE + _DAY + MONTH + "{F}?{Y}{rel:ltn&^}", day_month_of_year),
    (_BEFORE + _DAY + MONTH + "{F}?{rel:t}{Y}", day_month_of_year),
    (_BEFORE + _DAY + MONTH, day_month),
    (_WEEKDAY + MONTH + "{d:#o}{،}{FA}?{Y}?{y:#1}{G}?", day_month_year),
    (_WEEKDAY + MONTH + "{d:#o}", day_month),
    ("{d:#o}{F}?{ly:y}{FA}?{Y}?{y:#1}{G}?", libyan),
    ("{d:#o}{F}?{U}{n:#1}", day_month),
    ("{d:#o}{F}?{U}{n:#1}{FA}?{Y}?{y:#}", day_month_year),
    # months
    (MONTH + YEAR + "{ln}?", month_year),
    ("{U}{n:#1}{FA}?{Y}?{y:#}", month_year),
    (MONTH + _NEXT, month_relative),
    (MONTH + "{F}?{of:Y}{rel:ltn&^}", month_relative),
    (MONTH + "{F}?{rel:t}{of:Y}", month_relative),
    ("{U}{n:#1}{rel:ltn&^}", month_relative),
    ("{rel:t}{U}?{m:m}", month_relative),
    ("{head:U}{m:mx}(?:{/-}?{m2:mx}|{(}{m3:mx}{)})?", month_alone),
    ("{head:m}(?:{/-}?{m2:m}|{(}{m3:m}{)})?", month_alone),
    ("{U}{n:#1}", month_number),
    # in digits
    (_WEEKDAY + "{D:D}{G}?", numeric),
    ("(?:{I}?{w:w}{،}?|{i:I})?{D:2}", numeric_short),
    ("{D:2}{،}{y:#}", numeric_year),
    # several days
    ("{B}{a:#o}{W}{d:#o}{F}?" + MONTH + "(?:" + YEAR + ")?", days_of_month),
    ("{F}?{a:#o}{T-}{d:#o}{F}?" + MONTH + "(?:" + YEAR + ")?", days_of_month),
    ("{F}?{a:#o}{T-}{d:#o}{F}?" + MONTH + _NEXT, days_of_month),
    ("{a:#}{W}{d:#}" + MONTH + "(?:" + YEAR + ")?", days_of_month),
    ("{a:#}{W}{d:#}" + MONTH + _NEXT, days_of_month),
    ("{F}?{B}?{D:2}{F}?" + MONTH + "(?:" + YEAR + ")?", days_of_pair),
    (MONTH + "{D:2}", days_of_pair),
    (MONTH + "{B}?{a:#}{TW}{d:#}", days_of_month),
    # days of a month that is counted from here
    (_WEEKDAY + "{d:#o}{F}?{u:U}{rel:ltn&^}", day_of_this_month),
    (_WEEKDAY + "{d:#o}{F}?{rel:t}{u:U}", day_of_this_month),
    (_WEEKDAY + "{d:#o}{rel:t}", day_of_this_month),
    ("{F}?{a:#}{T-}{d:#}{FA}?{u:U}{rel:ltn&^}", days_of_this_month),
    ("{F}?{a:#}{T-}{d:#}{FA}?{rel:t}{u:U}", days_of_this_month),
    ("{i:I}{d:#o}", day_alone),
    ("{d:#o}{8}", day_of_same),
    ("{d:o}", day_ordinal),
)
