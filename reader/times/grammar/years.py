"""Years and what is longer or shorter by name: decades, centuries, quarters, halves, seasons."""

from reader.times.grammar.parts import (
    BARE_YEARS,
    RELATIVE,
    Built,
    Items,
    Rules,
    alone,
    behind_preposition,
    counted_unit,
    is_plural,
    number,
    shift,
    unit,
    value,
    year,
)
from reader.times.lexicon import listed
from reader.times.meaning import Absolute, Hijri, Meaning, Nth, Range, Relative, Repeated, Stretch
from reader.times.model import TimeType
from reader.times.scanning import numbers_of

_SEASONS = ("SP", "SU", "FA", "WI")
_LAST_CENTURY = 21
_SHORT = range(30, 100)  # «عام 67»


def year_named(items: Items) -> Built:
    """«عام 2011», «2003م», «عام 67», «عام ألف وتسعمئة وثمانية وأربعين»."""
    found = number(items, "y")
    if found is None:
        return None
    if found in _SHORT:
        found += 1900
    return (TimeType.DATE, Absolute(found)) if found in range(100, 2101) else None


def year_behind_comma(items: Items) -> Built:
    """«عام ،2006»: a full stop or comma of the line that typesetting put before the number."""
    comma, year_ = items["comma"], items["y"]
    joined = comma.end == year_.start
    return year_named(items) if joined and year_.number in BARE_YEARS else None


def year_bare(items: Items) -> Built:
    """«في 2014», «منذ 2010»; a number before what is counted is none."""
    found, after = number(items, "y"), items.get("after")
    before = items.get("before")
    if found not in BARE_YEARS or not (behind_preposition(items) or alone(items)):
        return None
    if before is not None and "F" in before.value:
        return None
    if after is not None and _is_counted(after.text):
        return None
    return TimeType.DATE, Absolute(found)


def _is_counted(word: str) -> bool:
    """Whether the word behind a number is what it counts."""
    return listed(word, "not_after") and word not in ("في", "فى")


def year_twice(items: Items) -> Built:
    """«العام الماضي 2013», «العام المقبل (2017)»."""
    found = number(items, "y")
    if unit(items) != "Y" or found not in BARE_YEARS or is_plural(items["u"]):
        return None
    return TimeType.DATE, Absolute(found)


def years(items: Items) -> Built:
    """«عامي 2011 و2015», «من 2014 إلى 2018»."""
    first, last = year(items), year(items, "y2")
    bare = "J" not in items and "Y" not in items
    if first is None or last is None or (bare and not {first, last} <= set(BARE_YEARS)):
        return None
    if bare and "W" in items and not behind_preposition(items) and "B" not in items:
        return None
    return TimeType.DATE, Range(Absolute(first), Absolute(last))


def years_joined(items: Items) -> Built:
    """«2011-2016», «2015/2016»."""
    text = items["y"].text
    parts = list(numbers_of(text))
    if len(parts) != 2 or "." in text or "," in text:
        return None
    first, last = parts
    if last < 100 and first >= 1000:  # «2015/16»
        last += first - first % 100
    if "/" in text and first == last + 1:  # «2017/2016», written from right to left
        first, last = last, first
    if first not in BARE_YEARS or not first < last <= BARE_YEARS[-1]:
        return None
    return TimeType.DATE, Range(Absolute(first), Absolute(last))


def before_christ(items: Items) -> Built:
    """«323 ق.م»."""
    found = number(items, "y")
    return (TimeType.DATE, Repeated(f"BC{found:04}")) if found else None


def decade(items: Items) -> Built:
    """«الثمانينيات», «ثمانينات القرن الماضي», «سبعينيات القرن التاسع عشر»."""
    place = int(items["c"].value["c"])
    ordinal = number(items, "n")
    if ordinal is not None:
        if not 1 <= ordinal <= _LAST_CENTURY:
            return None
        return TimeType.DATE, Stretch("decade", (ordinal - 1) * 10 + place)
    return TimeType.DATE, Stretch("decade", (200 if place < 2 else 190) + place)


def century(items: Items) -> Built:
    """«القرن التاسع عشر», «القرن الـ19», «القرن الرابع الهجري»."""
    found = number(items, "n")
    if found is None or not 1 <= found <= _LAST_CENTURY:
        return None
    return TimeType.DATE, Stretch("hijri-century" if "H" in items else "century", found)


def part_of_century(items: Items) -> Built:
    """«النصف الثاني من القرن العشرين», «العقد الأول من القرن الماضي»."""
    place = number(items, "o")
    which = number(items, "n") if "n" in items else _LAST_CENTURY + shift(items)
    if place is None or which is None or not 1 <= which <= _LAST_CENTURY:
        return None
    if "u" in items and unit(items) != "E":
        return None
    size = 10 if "u" in items else 25 if "r" in items["r"].value else 50
    if place > 100 // size:
        return None
    start = (which - 1) * 100 + (place - 1) * size
    if "H" in items:
        return TimeType.DATE, Range(Hijri(start + 1), Hijri(start + size))
    if "u" in items:
        return TimeType.DATE, Stretch("decade", start // 10)
    return TimeType.DATE, Range(Absolute(start), Absolute(start + size - 1))


def season(items: Items) -> Built:
    """«صيف 2014», «الشتاء الماضي», «صيفاً», «هذا الصيف»."""
    place = _SEASONS.index(items["s"].value["s"])
    if "y" in items:
        found = year(items)
        return (TimeType.DATE, Stretch("season", place, found)) if found else None
    if "rel" in items:
        if items["rel"].start < items["s"].start and not items["s"].definite:
            return None  # «هذا صيف آخر»
        return TimeType.DATE, Stretch("season", place, shift=shift(items))
    named = listed(items["s"].text, "seasons_alone")
    stands = items["s"].definite and (behind_preposition(items) or alone(items))
    followed = items.get("after")
    if not named and (not stands or (followed is not None and followed.text.startswith("ال"))):
        return None
    return TimeType.DATE, Stretch("season", place)


def part_of_year(items: Items) -> Built:
    """«الربع الأول من عام 2016», «النصف الثاني من العام الحالي», «الفصل الثالث من 2015»."""
    quarter = "r" in items["r"].value or items["r"].value.get("u") == "Q"
    if "end" in items:
        place = (4 if quarter else 2) if items["end"].text == "الاخير" else None
    else:
        place = number(items, "o")
    if place is None or not 1 <= place <= (4 if quarter else 2):
        return None
    if "u" in items["r"].value and not quarter:
        return None
    kind = "quarter" if quarter else "half"
    if "y" in items:
        found = year(items)
        return (TimeType.DATE, Stretch(kind, place, found)) if found else None
    if "rel" in items:
        return TimeType.DATE, Stretch(kind, place, shift=shift(items))
    if "year" in items:
        return (TimeType.DATE, Stretch(kind, place, shift=0)) if _is_running(items) else None
    if not quarter or "u" in items["r"].value:
        return None
    stands = behind_preposition(items) or alone(items)
    return (TimeType.DATE, Stretch(kind, place, shift=0)) if stands else None


def _is_running(items: Items) -> bool:
    """«من العام» without more words: the year that is running."""
    after = items.get("after")
    more = after is not None and (after.text.startswith("ال") or after.number is not None)
    return items["year"].definite and not more


def week_of_year(items: Items) -> Built:
    """«الأسبوع 32», «الأسبوع 10 من 1999»."""
    found = number(items, "n")
    if unit(items) != "W" or not items["u"].definite or found is None or not 1 <= found <= 53:
        return None
    told = year(items)
    whole: Meaning = Absolute(told) if told else Relative("Y", 0)
    return TimeType.DATE, Nth(found, "ISO", whole)


def nth(items: Items) -> Built:
    """«أول ثلاثاء من تشرين», «الأسبوع الأول من أكتوبر», «آخر يوم من الشهر الماضي»."""
    count = -1 if "last" in items else number(items, "o")
    weekday = value(items, "w", "w%")
    letter = weekday or ("D" if "e" in items["u"].value else unit(items))
    whole = _whole(items)
    if "o" in items and _is_plain_day(items):
        return None
    if count is None or whole is None or letter not in ("D", "W", *"1234567"):
        return None
    return TimeType.DATE, Nth(count, letter, whole)


def _is_plain_day(items: Items) -> bool:
    """«يوم السابع من أكتوبر المقبل»: a date behind the word."""
    item = items.get("u")
    plain = item is not None and "I" in item.value and not item.definite
    return plain and items["o"].definite


def _whole(items: Items) -> Meaning | None:
    """The month or year whose day or week is told."""
    told = year(items)
    hijri, named = value(items, "h", "h"), value(items, "m", "mx")
    if hijri is not None:
        return Hijri(told, int(hijri))
    ordinal = number(items, "n")
    if named is not None or (ordinal is not None and 1 <= ordinal <= 12):
        return Absolute(told, int(named) if named is not None else ordinal)
    if "all" in items:
        return Relative(counted_unit(items, "all"), shift(items))
    return Absolute(told) if told is not None else None


_OF_YEAR = "(?:{FA}?{Y:Y}?{y:#1})?"
_WHOLE = (
    "{FA}?(?:{U}?{m:m}" + _OF_YEAR + "|{U}{n:#1}(?:{FA}?{Y:Y}{y:#1})?"
    "|{U}?{h:h}(?:{FA}?{Y:Y}?{y:#1})?|{all:uU}{rel:ltn&^}|{rel:t}{all:uU}|{Y}{y:#1})"
)
RULES: Rules = (
    ("{Y:Y}{y:#1}{G}?", year_named),
    ("{Y:Y}{comma:،}{y:#}", year_behind_comma),
    ("{y:#}{G}", year_named),
    ("{y:#1}", year_bare),
    ("{u:u}{rel:ltn}{(}?{y:#}{)}?{G}?", year_twice),
    ("{B:B}?{J:J}{y:#1}{W}{y2:#1}", years),
    ("{B:B}{Y:Y}?{y:#1}{W:W}{Y}?{y2:#1}", years),
    ("{Fi}?{Y:Y}?{y:#1}{T-}{Y}?{y2:#1}", years),
    ("{y:#}{W:W}{y2:#}", years),
    ("{y:2}", years_joined),
    ("{y:#1}{u:u}?{O}", before_christ),
    ("{Y}{y:#1}{O}", before_christ),
    ("(?:{4}|{u:u})?{c:c}{F}?(?:{Q:Q}{rel:l})?", decade),
    ("(?:{4}|{u:u})?{c:c}{F}?{Q:Q}{n:#o}{G}?", decade),
    ("{Q:Q}{n:#o}(?:{G}|{H:H})?", century),
    ("{r:rj}{o:o}{F}?{Q:Q}{n:#o}{H:H}?", part_of_century),
    ("{r:rj}{o:o}{F}?{Q:Q}{rel:lt}", part_of_century),
    ("{u:u}{o:o}{F}?{Q:Q}{n:#o}{H:H}?", part_of_century),
    ("{u:u}{o:o}{F}?{Q:Q}{rel:lt}", part_of_century),
    ("{s:s}{F}?{Y}?{y:#1}", season),
    ("{s:s}{F}?{Y}?{rel:ltn}", season),
    ("{s:s}{F}?{rel:t}{Y}", season),
    ("{rel:t}{s:s}", season),
    ("{s:s}", season),
    ("{r:rju}{o:o#}{FA}?{Y}?{y:#1}", part_of_year),
    ("{r:rju}{o:o#}" + RELATIVE, part_of_year),
    ("{r:rju}{o:o#}{F}?{rel:t}{Y}", part_of_year),
    ("{r:rj}{o:o}{F}{year:Y}", part_of_year),
    ("{r:rj}{end:l}{F}{year:Y}", part_of_year),
    ("{r:rj}{end:l}{F}{Y}?{y:#1}", part_of_year),
    ("{r:rj}{end:l}{F}{Y}{rel:ltn&^}", part_of_year),
    ("{r:rj}{end:l}{F}{rel:t}{Y}", part_of_year),
    ("{r:r}{o:o#}", part_of_year),
    ("{u:u}{n:#}(?:{FA}?{Y}?{y:#})?", week_of_year),
    ("(?:{o:o}|{last:!}){w:w%}" + _WHOLE, nth),
    ("(?:{o:o}|{last:!}){u:u}" + _WHOLE, nth),
    ("{u:ue}(?:{o:o}|{last:l})" + _WHOLE, nth),
    ("{w:w}(?:{o:o}|{last:l})" + _WHOLE, nth),
)
