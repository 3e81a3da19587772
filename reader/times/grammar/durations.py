"""Lengths of time."""

from reader.times.grammar.parts import (
    Built,
    Items,
    Rules,
    alone,
    is_plural,
    lasting,
    length,
    number,
    unit,
)
from reader.times.grammar.relative import counted
from reader.times.lengths import total
from reader.times.lexicon import listed
from reader.times.meaning import Duration, Relative
from reader.times.model import TimeType

_MOST = 100_000  # what counts more is no length of time in the news
# (unit, part of it) → the part in smaller units
_PIECES = {
    ("TH", "j"): "PT30M",
    ("TH", "r"): "PT15M",
    ("TH", "R"): "PT20M",
    ("TM", "j"): "PT30S",
    ("TM", "r"): "PT15S",
    ("TS", "j"): "PT0.5S",
    ("TS", "r"): "PT0.25S",
    ("D", "j"): "PT12H",
    ("D", "r"): "PT6H",
    ("W", "j"): "P3.5D",
    ("M", "j"): "P15D",
    ("M", "r"): "P7.5D",
    ("Y", "j"): "P6M",
    ("Y", "r"): "P3M",
    ("Y", "R"): "P4M",
    ("E", "j"): "P5Y",
    ("C", "j"): "P50Y",
    ("C", "r"): "P25Y",
    ("C", "R"): "P33Y",
}
_CUES = frozenset("Zia")  # «لمدة», «منذ», «أكثر من»


def duration(items: Items) -> Built:
    """«72 ساعة», «يومين», «أربعة أيام متتالية»."""
    found = counted(items)
    after = items.get("after")
    if found is None or found[0] > _MOST or _is_two(items):
        return None
    numbered = after is not None and after.number is not None
    bare = "u" in items and not is_plural(items["u"]) and not items["u"].text.endswith("ا")
    if numbered and bare:
        return None  # «الرحلة 127 يوم 6 تموز», «القانون 34 لسنة 2016»
    counts = items.get("d") or items["u"]  # «الدقيقتين 20 و33», «15 الساعة»
    return None if counts.definite else lasting(items, length(*found))


def _is_two(items: Items) -> bool:
    """Whether the words belong to different things: «الدقيقة 95 يوم الجمعة», «10 أشهر دون راتب»."""
    after, behind = items.get("after"), items.get("a2")
    if behind is not None and not listed(behind.text, "approximate_behind"):
        return True
    return "u" in items and "I" in items["u"].value and after is not None and "w" in after.value


def duration_decimal(items: Items) -> Built:
    """«2,5 ساعة»."""
    figures = items["n"].text.replace(",", ".").replace("٫", ".")
    if figures.count(".") != 1 or "/" in figures or "-" in figures:
        return None
    return lasting(items, length(figures, unit(items)))


def duration_half(items: Items) -> Built:
    """«ساعتين ونصف الساعة», «سنة ونصف», «قرن ونصف», «شهران وربع شهر»."""
    alone = not items.keys() & {"n", "d"}
    found = (1, unit(items)) if alone else counted(items)
    if found is None or (alone and is_plural(items["u"])):
        return None
    part = next(c for c in "jrR" if c in items["half"].value)
    of_what = items["u2"].value.get("u") if "u2" in items else found[1]
    piece = _PIECES.get((of_what or found[1], part))
    if piece is None:
        return None
    whole = length(*found)
    if found[1] in ("E", "C"):
        whole = f"P{found[0] * (10 if found[1] == 'E' else 100)}Y"
    return lasting(items, total((whole, piece)))


def duration_part(items: Items) -> Built:
    """«نصف ساعة», «ربع قرن»."""
    part = next(c for c in "jrR" if c in items["half"].value)
    piece = _PIECES.get((unit(items), part))
    return lasting(items, piece) if piece is not None else None


def duration_vague(items: Items) -> Built:
    """«بضعة أيام», «ساعات قليلة», «سنوات طويلة»."""
    return lasting(items, length("X", unit(items)))


def duration_vague_behind(items: Items) -> Built:
    """«أيام قليلة»; no time: «عقد عدة اجتماعات»."""
    return duration_vague(items) if is_plural(items["u"]) else None


def duration_one(items: Items) -> Built:
    """«أسبوع واحد», «شهر كامل»."""
    if is_plural(items["u"]) or ("n" in items and number(items, "n") != 1):
        return None
    return lasting(items, length(1, unit(items)))


def duration_cued(items: Items) -> Built:
    """«لمدة ساعة», «طوال الأسبوع», «منذ أكثر من سنة», «لن تصمد أسبوعاً»."""
    item, before, after = items["u"], items.get("before"), items.get("after")
    if after is not None and after.number is not None:
        return None  # «نحو عام 3100 قبل الميلاد»
    cued = "a" in items or (before is not None and bool(_CUES.intersection(before.letters)))
    by_ending = listed(item.text, "adverbial") and not item.definite
    if is_plural(item):
        return lasting(items, length("X", unit(items))) if cued else None
    if alone(items) and item.definite and unit(items) in ("W", "M", "Y"):
        return TimeType.DATE, Relative(unit(items), 0)
    if unit(items) == "S" and ("a" in items or (before is not None and "a" in before.value)):
        return None  # «أكثر من موسم»
    clockwise = item.definite and unit(items)[0] == "T"  # «على مدار الساعة»
    if clockwise or not (cued or by_ending):
        return None
    return lasting(items, length(1, unit(items)))


def all_round(items: Items) -> Built:
    """«مدار السنة»; «مدار الساعة» is a figure of speech."""
    if unit(items)[0] == "T" or not items["u"].definite or is_plural(items["u"]):
        return None
    return TimeType.DURATION, Duration(length(1, unit(items)))


def winters(items: Items) -> Built:
    """«ثلاثة فصول شتاء متتالية»."""
    count = number(items, "n")
    return (TimeType.DURATION, Duration(f"P{count}{items['s'].value['s']}")) if count else None


_HALF = "{W}{half:jrR}{u2:u}?"
_ABOUT = "{a:a}?"
_END = "{3}?{a2:a}"
RULES: Rules = (
    (_ABOUT + "{n:#1}{u:uYU}{3}?", duration),
    (_ABOUT + "{n:#1}{u:uYU}" + _END, duration),
    (_ABOUT + "{d:d}{3}?", duration),
    (_ABOUT + "{d:d}" + _END, duration),
    (_ABOUT + "{n:2}{u:u}", duration_decimal),
    (_ABOUT + "{n:#1}{u:uYU}" + _HALF, duration_half),
    (_ABOUT + "{d:d}" + _HALF, duration_half),
    (_ABOUT + "{u:uYU}" + _HALF, duration_half),
    (_ABOUT + "{half:jrR}{u:uQ}", duration_part),
    ("{P}{u:u}", duration_vague),
    ("{u:u}{P}", duration_vague_behind),
    (_ABOUT + "{u:uYU}{n:1}", duration_one),
    (_ABOUT + "{u:uYU}{3}", duration_one),
    (_ABOUT + "{u:uYU}", duration_cued),
    ("{~}{u:uYU}", all_round),
    ("{n:#1}{9}{s:s}{3}?", winters),
)
