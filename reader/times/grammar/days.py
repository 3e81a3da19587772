"""Days counted from the creation date, days of the week, and parts of a day."""

from reader.times.grammar.parts import (
    Built,
    Items,
    Rules,
    alone,
    behind_preposition,
    length,
    number,
    shift,
    unit,
    value,
)
from reader.times.lexicon import listed
from reader.times.meaning import (
    Clock,
    Duration,
    Meaning,
    OfEvent,
    Pair,
    PartOfDay,
    Range,
    Relative,
    Vague,
    Weekday,
    Within,
)
from reader.times.model import TimeType

_TODAY, _TONIGHT = "اليوم", frozenset(("الليله", "هذه الليله"))
_NAMED_DAYS = frozenset(("اليوم", "هذا اليوم"))
_FIGURES = {"الغد": "FUTURE_REF", "الامس": "PAST_REF"}
_BALL = "بكره"
_FOLLOWING = frozenset(("التالي", "اللاحق", "الاخير"))
_AT = "(?:{A}?{p2:p})?"


def _in_part(meaning: Meaning, items: Items) -> Built:
    """A day, or the part of it that is named."""
    behind = items.get("p2")
    if behind is not None and not behind.definite and not listed(behind.text, "dayparts_alone"):
        return None  # «اليوم عصر التكنولوجيا»
    part = value(items, "p", "p") or value(items, "p2", "p")
    if part is not None:
        return TimeType.TIME, Within(meaning, part=part)
    return TimeType.DATE, meaning


def deictic(items: Items) -> Built:
    """«أمس», «صباح اليوم الأربعاء», «غداً»."""
    days, text = value(items, "e", "e"), items["e"].text
    if days is None or _is_other(items):
        return None
    plain = not items.keys() & {"p", "p2", "w"}
    after = items.get("after")
    if plain and text in _NAMED_DAYS and after is not None and listed(after.text, "day_of"):
        return None  # «اليوم العالمي للمسرح»
    figure = _figure(items) if plain else None
    if figure is not None:
        return TimeType.DATE, Vague(figure)
    meaning: Meaning = Relative("D", int(days))
    weekday = value(items, "w", "w")
    if weekday is not None:
        meaning = Pair(meaning, Weekday(int(weekday)))
    if text in _TONIGHT:
        return TimeType.TIME, Within(meaning, part="NI")
    return _in_part(meaning, items)


def _is_other(items: Items) -> bool:
    """A surname before the day («الشيخ سالم الصباح أمس»); a ball («بكرة رأسية»)."""
    after = items.get("after")
    named = "p" in items and items["p"].definite and "of" not in items
    ball = items["e"].text == _BALL and after is not None and listed(after.text, "of_balls")
    return named or ball


def _figure(items: Items) -> str | None:
    """«تحديات الغد», «عالم اليوم»: no day but an age."""
    before, text = items.get("before"), items["e"].text
    if before is None or not before.text.isalpha():
        return None
    word = before.text.lstrip("وف")
    if text in _FIGURES and before.letters == "." and items["e"].definite:
        return None if listed(word, "happenings") else _FIGURES[text]
    if text == _TODAY and listed(word, "figurative"):
        return "PRESENT_REF"
    return None


def deictic_relative(items: Items) -> Built:
    """«الليلة الماضية», «اليوم الحالي», «اليوم التالي» (counted from an event)."""
    text, by = items["e"].text, shift(items)
    if text in _TONIGHT:
        return TimeType.TIME, Within(Relative("D", by), part="NI")
    if text != _TODAY:
        return None
    if items["rel"].text in _FOLLOWING:
        return TimeType.DATE, OfEvent()
    if items["rel"].text.startswith("ه"):  # «نعرف اليوم هذه الحقائق»
        return None
    return TimeType.DATE, Relative("D", by)


def deictic_ordinal(items: Items) -> Built:
    """«اليوم الأول», «اليوم نفسه»: a day of what the text tells; «اليوم أول» are two things."""
    ordinal = items["of"]
    told = ordinal.definite or "o" not in ordinal.value
    return (TimeType.DATE, OfEvent()) if items["e"].text == _TODAY and told else None


def in_a_row(items: Items) -> Built:
    """«لليوم الثالث على التوالي»."""
    count = number(items, "o")
    if count is None or ("e" in items and items["e"].text != _TODAY):
        return None
    return TimeType.DURATION, Duration(length(count, unit(items) if "u" in items else "D"))


def night_between(items: Items) -> Built:
    """«ليل الثلاثاء الأربعاء»: the night of the first day; its middle begins the second."""
    first, second = int(items["w"].value["w"]), int(items["w2"].value["w"])
    if second != first % 7 + 1:
        return None
    if "at" in items:
        return TimeType.TIME, Within(Weekday(second), clock=Clock(0))
    if value(items, "p", "p") not in ("NI", "EV"):
        return None
    return TimeType.TIME, Within(Weekday(first), part="NI")


def weekday(items: Items) -> Built:
    """«الثلاثاء», «يوم الجمعة المقبل», «مساء السبت», «هذا الأحد»."""
    before = items.get("before")
    from_here = before is not None and "V" in before.value
    direction = shift(items) if "rel" in items else None
    return _in_part(Weekday(int(items["w"].value["w"]), direction, from_here=from_here), items)


def weekday_last(items: Items) -> Built:
    """«آخر جمعة»; «ثلاثاء» where it is the whole text."""
    told = value(items, "w", "w%")
    numeral = items["w"].number is not None  # «اثنين», «أحد»
    if "last" in items and items["w"].definite:
        return None  # «مقتل جندي آخر الجمعة»
    if told is None or ("last" not in items and (numeral or not alone(items))):
        return None
    return TimeType.DATE, Weekday(int(told), -1 if "last" in items else None)


def weekday_of_week(items: Items) -> Built:
    """«الأحد من الأسبوع المقبل», «الأسبوع الماضي يوم الثلاثاء»."""
    if unit(items) != "W":
        return None
    return _in_part(Weekday(int(value(items, "w", "w%") or 1), week=shift(items)), items)


def two_weekdays(items: Items) -> Built:
    """«يومي السبت والأحد», «يومي الخميس والجمعة الماضيين»."""
    first, second = int(items["w"].value["w"]), int(items["w2"].value["w"])
    direction = shift(items) if "rel" in items else None
    return TimeType.DATE, Range(Weekday(first, direction), Weekday(second, direction))


def named_hour(items: Items) -> Built:
    """«منتصف الليل», «منتصف ليل الجمعة», «منتصف ليل أمس»."""
    clock = Clock(int(items["at"].value["@"]))
    if "w" in items:
        return TimeType.TIME, Within(Weekday(int(items["w"].value["w"])), clock=clock)
    if "e" in items:
        return TimeType.TIME, Within(Relative("D", int(items["e"].value["e"])), clock=clock)
    return TimeType.TIME, clock


def part_alone(items: Items) -> Built:
    """«صباحاً», «في المساء»."""
    item, before = items["p"], items.get("before")
    stands = listed(item.text, "dayparts_alone") and not item.definite
    named = listed(item.text, "dayparts_named") and behind_preposition(items)
    prayer = listed(item.text, "dayparts_prayer")
    prayer = prayer and before is not None and not {"b", "f"}.isdisjoint(before.letters)
    if not (stands or named or prayer or alone(items)):
        return None
    return TimeType.TIME, PartOfDay(items["p"].value["p"])


def part_of_today(items: Items) -> Built:
    """«هذا الصباح»."""
    era = listed(items["p"].text, "dayparts_prayer")  # «هذا العصر»
    return _in_part(Relative("D", 0), items) if items["p"].definite and not era else None


def stretch_of_day(items: Items) -> Built:
    """«الفترة المسائية»."""
    return TimeType.TIME, PartOfDay(items["part"].value[";"])


_WEEK = "{u:u}{rel:ltn&^}"
RULES: Rules = (
    ("(?:{p:p}{of:F}?)?{e:e}(?:{،}?{I}?{w:w})?" + _AT, deictic),
    ("(?:{p:p}{of:F}?)?{e:e}(?:{،}?{I}?{w:w})?", deictic),
    ("(?:{p:p}{of:F}?)?{e:e}{(}{I}?{w:w}{)}", deictic),
    ("{e:e}{rel:ltn&^}", deictic_relative),
    ("{e:e}{of:o$}", deictic_ordinal),
    ("{e:e}{o:o}{6}", in_a_row),
    ("{u:u}{o:o}{6}", in_a_row),
    ("{p:p}{I}?{w:w}{-/}?{w2:w}", night_between),
    ("{at:@}{I}?{w:w}{-/}?{w2:w}", night_between),
    ("{at:@}{I}?{w:w}?", named_hour),
    ("{at:@}{e:e}?", named_hour),
    ("{p:p}?{I}?{w:w}{rel:ltn&^}?" + _AT, weekday),
    ("{p:p}?{I}?{w:w}{rel:ltn&^}?", weekday),
    ("{p:p}?{rel:t}{I}?{w:w}" + _AT, weekday),
    ("{I}?{w:w%}{FA}?" + _WEEK, weekday_of_week),
    ("{I}?{w:w%}{FA}?{rel:t}{u:u}", weekday_of_week),
    (_WEEK + "{،}?{I}?{w:w}" + _AT, weekday_of_week),
    ("{rel:t}{u:u}{،}?{I}?{w:w}" + _AT, weekday_of_week),
    ("{last:!}{w:w%}", weekday_last),
    ("{w:%}", weekday_last),
    ("{5}{w:w}{W}{w2:w}{rel:ltn}?", two_weekdays),
    ("{p:p}", part_alone),
    ("{rel:t}{p:p}", part_of_today),
    ("{4}{part:;}", stretch_of_day),
)
