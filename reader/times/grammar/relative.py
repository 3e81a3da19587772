"""Weeks, months and years counted from the creation date, and windows that end or begin there."""

from reader.times.grammar.parts import (
    BARE_YEARS,
    HALVES,
    Built,
    Items,
    Rules,
    counted_unit,
    is_plural,
    lasting,
    length,
    number,
    shift,
    unit,
    value,
)
from reader.times.lexicon import listed
from reader.times.meaning import Meaning, Relative, Vague, Within
from reader.times.model import TimeType

_FINER = {
    "TH": ("TM", 60),
    "TM": ("TS", 60),
    "Y": ("M", 12),
    "M": ("D", 30),
    "W": ("D", 7),
    "D": ("TH", 24),
}
_REFS = {-2: "PAST_REF", -1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF", 2: "FUTURE_REF"}


def unit_relative(items: Items) -> Built:
    """«الأسبوع الماضي», «هذا العام»; «الأيام الماضية» is a stretch of unknown length."""
    item, by, letter = items["u"], shift(items), unit(items)
    before = items.get("before")
    if letter == "Y" and before is not None and listed(before.text, "not_before_year"):
        return None
    if letter in ("TM", "TS") and items["rel"].text == "الاخيره":
        return None  # «الدقيقة الأخيرة» of a match
    if is_plural(item):
        if by:
            return lasting(items, length("X", letter), by)
        return TimeType.DATE, Vague("PRESENT_REF")
    if letter == "E" and not item.definite:
        return None
    return TimeType.DATE, Relative(counted_unit(items), by)


def unit_this(items: Items) -> Built:
    """«هذا الأسبوع»; «هذا العقد» is a contract as often as a decade."""
    return None if unit(items) in ("E", "Q") or not items["u"].definite else unit_relative(items)


def quarter_relative(items: Items) -> Built:
    """«الربع الماضي», «هذا الربع»."""
    return (TimeType.DATE, Relative("Q", shift(items))) if items["r"].definite else None


def period(items: Items) -> Built:
    """«المرحلة القادمة», «الفترة الماضية»; «هذه المرحلة» is one that the text tells of."""
    if items["rel"].text.startswith("ه"):
        return None
    return TimeType.DATE, Vague(_REFS[shift(items)])


def counted(items: Items) -> tuple[int, str] | None:
    """Number and unit of «ثلاثة أيام» or of a dual."""
    if "d" in items:
        return 2, items["d"].value["d"]
    found = number(items, "n")
    if found is None:
        return None
    if found == 1 and "1" in items["n"].letters and is_plural(items["u"]):
        return None  # «أحد أشهر الكتّاب»
    return found, unit(items)


def offset(items: Items) -> Built:
    """«قبل ثلاثة أيام», «بعد أسبوعين», «بعد ساعة ونصف»: counted from the creation date."""
    found = (1, unit(items)) if not items.keys() & {"n", "d"} else counted(items)
    if found is None:
        return None
    if not items.keys() & {"n", "d"} and _is_no_single(items):
        return None
    count, letter = found
    if letter == "S" and not items.keys() & {"n", "d"}:
        return None  # «بعد موسم شتاء طويل»
    if "half" in items:
        part = next(HALVES[c] for c in "jrR" if c in items["half"].value)
        if letter not in _FINER:
            return None
        letter, size = _FINER[letter]
        count = count * size + size * part // 60
    sign = -1 if "b" in items["b"].value else 1
    meaning: Meaning = Relative("Y" if letter == "S" else letter, sign * count)
    mod = value(items, "a", "a")
    kind = TimeType.TIME if letter[0] == "T" else TimeType.DATE
    return kind, Within(meaning, mod=mod) if mod else meaning


def _is_no_single(items: Items) -> bool:
    """Whether a unit without a number is not one of it: «قبل عام 2011», «بعد الشهر»."""
    after, one = items.get("after"), items.get("one")
    if one is not None and one.number != 1:
        return True
    before = items.get("before")
    if before is not None and before.value.get("u") == unit(items) and "half" not in items:
        return True  # «عاماً بعد عام»
    numbered = after is not None and after.number is not None and "half" not in items
    return is_plural(items["u"]) or items["u"].definite or numbered


def offset_vague(items: Items) -> Built:
    """«قبل بضعة أيام», «قبل أعوام قليلة», «قبل 66 مليون سنة»."""
    return TimeType.DATE, Vague("PAST_REF" if "b" in items["b"].value else "FUTURE_REF")


def offset_plural(items: Items) -> Built:
    """«قبل سنوات», «بعد أيام»."""
    if not is_plural(items["u"]) or items["u"].definite:
        return None
    return offset_vague(items)


def window(items: Items) -> Built:
    """«الأيام الثلاثة الماضية», «العامين الماضيين», «آخر 3 سنوات»."""
    found = counted(items)
    if found is None:
        return None
    return lasting(items, length(*found), shift(items) if "rel" in items else -1)


def window_vague(items: Items) -> Built:
    """«الأيام القليلة الماضية»."""
    return lasting(items, length("X", unit(items)), shift(items))


def edge(items: Items) -> Built:
    """«مطلع العام», «نهاية الشهر»: of the one that is running."""
    after = items.get("after")
    told = after is not None and (
        not set("ltn&^").isdisjoint(after.letters) or after.number in BARE_YEARS
    )
    small = unit(items) in ("E", "C", "TH", "TM", "TS")
    if told or small or not items["u"].definite or is_plural(items["u"]):
        return None
    return TimeType.DATE, Within(Relative(counted_unit(items), 0), mod=items["g"].value["g"])


_UNIT = "{u:uU}"
RULES: Rules = (
    (_UNIT + "{+}?{rel:ltn&^}", unit_relative),
    ("{b:bf}{u:uU}", offset_plural),
    ("{rel:t}" + _UNIT, unit_this),
    ("{u:Q}{rel:ltn}", unit_relative),
    ("{r:r}{rel:ltn&^}", quarter_relative),
    ("{rel:t}{r:r}", quarter_relative),
    ("{4}{P}?{rel:ltn}", period),
    ("{g:g}{u:uU}", edge),
    # counted offsets
    ("{b:bf}{a:a}?{n:#1}{u:uYU}", offset),
    ("{b:bf}{a:a}?{d:d}", offset),
    ("{b:bf}{a:a}?{u:uU}{one:1}?{3}?", offset),
    ("{b:bf}{a:a}?{n:#1}{u:uYU}{W}{half:jrR}", offset),
    ("{b:bf}{a:a}?{d:d}{W}{half:jrR}", offset),
    ("{b:bf}{a:a}?{u:uU}{W}{half:jrR}", offset),
    ("{b:bf}{P}{u:u}", offset_vague),
    ("{b:bf}{a:a}?{#12}?{*}{u:u}", offset_vague),
    ("{b:bf}{u:u}{P}", offset_vague),
    # windows
    ("{u:uU}{n:#1o}{rel:ltn}", window),
    ("{n:#1}{u:uU}{3}?{rel:ltn}", window),
    ("{!}{n:#1}{u:uU}", window),
    ("{d:d}{rel:ltn}", window),
    ("{u:u}{P}{rel:ltn}", window_vague),
    ("{P}{u:u}{rel:ltn}", window_vague),
)
