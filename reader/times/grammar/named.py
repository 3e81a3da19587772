"""Sets, days with a name, days that keep their year, and vague words."""

from reader.times.grammar.parts import (
    Built,
    Items,
    Rules,
    length,
    shift,
    unit,
    value,
    year,
)
from reader.times.grammar.relative import counted
from reader.times.meaning import Absolute, Hijri, Meaning, Named, Repeated, Vague, Weekend
from reader.times.model import TimeType


def repeated(items: Items) -> Built:
    """«يومياً», «أسبوعياً»."""
    return TimeType.SET, Repeated(items["S"].value["S"])


def every(items: Items) -> Built:
    """«كل ثلاث ساعات», «كل عامين», «كل يوم»."""
    found = counted(items) or (1, unit(items)) if items.keys() & {"n", "d", "u"} else None
    if found is None or ("u" in items and items["u"].definite):
        return None
    return TimeType.SET, Repeated(length(*found))


def every_weekday(items: Items) -> Built:
    """«كل يوم جمعة», «أيام الأحد»."""
    if "u" in items and items["u"].text != "ايام":
        return None
    if items["w"].text == "احد" and "day" not in items:  # «كل أحد»: everybody
        return None
    return TimeType.SET, Repeated(f"XXXX-WXX-{value(items, 'w', 'w%')}")


def every_part(items: Items) -> Built:
    """«كل صباح»."""
    part = value(items, "p", "p")
    if part is None or items["p"].text == "عصر":  # «كل عصر», every age
        return None
    return TimeType.SET, Repeated(f"XXXX-XX-XXT{'MO' if part == 'DA' else part}")


def times_a(items: Items) -> Built:
    """«مرتين في الأسبوع»."""
    return (TimeType.SET, Repeated(length(1, unit(items)))) if items["u"].definite else None


def named(items: Items) -> Built:
    """«عيد الفطر», «رأس السنة», «عيد الفصح 2013», «عيد الأضحى المقبل»."""
    code = items["N"].value["N"]
    told = year(items)
    if "y" in items and told is None:
        return None  # «عيد الفطر في اثنتي عشرة دولة»
    direction = shift(items) if "rel" in items else None
    if code.startswith("h"):
        month, day = (int(part) for part in code[1:].split("/"))
        if told is not None and told > 1600:
            return TimeType.DATE, Hijri(None, month, day, gregorian=told)
        return TimeType.DATE, Hijri(told, month, day, direction)
    if code[:1].isdigit() and direction is None:
        month, day = (int(part) for part in code.split("-"))
        return TimeType.DATE, Absolute(told, month, day)
    return TimeType.DATE, Named(code, told, direction)


def lexicalised(items: Items) -> Built:
    """«11 سبتمبر»: a day that keeps its year, unless the text tells one."""
    parts = [int(part) for part in items["L"].value["L"].split("-")]
    return TimeType.DATE, Absolute(*parts)


def weekend(items: Items) -> Built:
    """«عطلة نهاية الأسبوع», «نهاية الأسبوع القادم»."""
    return TimeType.DATE, Weekend(shift(items))


def vague(items: Items) -> Built:
    """«مؤخراً», «حالياً»."""
    meaning: Meaning = Vague(items["v"].value["v"])
    return TimeType.DATE, meaning


_YEAR = "{FA}?{Y}?{y:#1}"
RULES: Rules = (
    ("{L:L}", lexicalised),
    ("{S:S}", repeated),
    ("{K}{n:#1}{u:u}", every),
    ("{K}{d:d}", every),
    ("{K}{u:uU}", every),
    ("{K}{day:I}?{w:w%}", every_weekday),
    ("{u:u}{w:w}", every_weekday),
    ("{K}{p:p}", every_part),
    ("{7}{A}{u:uUY}", times_a),
    ("{N:N}{rel:ltn}?", named),
    ("{N:N}" + _YEAR, named),
    ("{w:=}{rel:ltn&^}?", weekend),
    ("{v:v}", vague),
)
