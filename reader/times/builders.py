"""What the rules build: meanings from the items that a pattern named. None refuses the match."""

from collections.abc import Mapping
from datetime import date
from re import split

from reader.times.meaning import (
    Absolute,
    Broken,
    Clock,
    Duration,
    Hijri,
    Meaning,
    Range,
    Relative,
    RelativeMonth,
    Repeated,
    Stretch,
    Vague,
    Weekday,
    Within,
)
from reader.times.model import TimeType
from reader.times.scanning import Item

Items = Mapping[str, Item]
Built = tuple[TimeType, Meaning] | None
_DIRECTIONS = {"last": -1, "this": 0, "next": 1}
_SHIFTS = {"l": -1, "t": 0, "n": 1, "&": -2, "^": 2}
_SEASONS = ["SP", "SU", "FA", "WI"]
_HALVES = {"j": 30, "r": 15, "R": 20}
_YEARS = range(1000, 2101)


def _number(items: Items, name: str) -> int | None:
    """The number of the item `name`."""
    item = items.get(name)
    return item.number if item is not None else None


def _value(items: Items, name: str, letters: str) -> str | None:
    """The value of the item `name` under one of its classes."""
    item = items.get(name)
    if item is None:
        return None
    return next((item.value[letter] for letter in letters if letter in item.value), None)


def _year(items: Items, name: str = "y") -> int | None:
    """A year that an article can name; two digits are of the century nearest to it."""
    number = _number(items, name)
    return number if number is not None and number in _YEARS else None


def _month(items: Items) -> int | None:
    """The month; None where two names of one month disagree."""
    found = {
        int(value) for name in ("m", "m2", "m3") if (value := _value(items, name, "mx")) is not None
    }
    return found.pop() if len(found) == 1 else None


def _shift(items: Items) -> int:
    """How far "last", "this" or "next" goes."""
    item = items["rel"]
    return next(_SHIFTS[letter] for letter in "&^ltn" if letter in item.value)


def _date(meaning: Absolute) -> Built:
    """A date, or what is kept of one that does not exist."""
    if meaning.month and meaning.day:
        try:
            date(meaning.year or 2000, meaning.month, meaning.day)
        except ValueError:
            year = f"{meaning.year:04}" if meaning.year else "XXXX"
            value = f"{year}-{meaning.month:02}-{meaning.day:02}"
            return TimeType.DATE, Broken(value, "date-not-existing")
    return TimeType.DATE, meaning


def day_month_year(items: Items) -> Built:
    """«25 أيار 2016»."""
    month, day, year = _month(items), _number(items, "d"), _year(items)
    if month is None or day is None or year is None or not 1 <= day <= 31:
        return None
    return _date(Absolute(year, month, day))


def day_month_relative(items: Items) -> Built:
    """«5 أيار الماضي»."""
    month, day = _month(items), _number(items, "d")
    if month is None or day is None or not 1 <= day <= 31:
        return None
    return TimeType.DATE, RelativeMonth(month, _shift(items), day)


def day_month(items: Items) -> Built:
    """«25 أيار»."""
    month, day = _month(items), _number(items, "d")
    if month is None or day is None or not 1 <= day <= 31:
        return None
    return _date(Absolute(None, month, day))


def month_year(items: Items) -> Built:
    """«أيار 2016»."""
    month, year = _month(items), _year(items)
    return None if month is None or year is None else (TimeType.DATE, Absolute(year, month))


def month_relative(items: Items) -> Built:
    """«نيسان الماضي», «حزيران من العام الماضي»."""
    month = _month(items)
    return None if month is None else (TimeType.DATE, RelativeMonth(month, _shift(items)))


# Names of months that mean other things too: alone they are none.
_DOUBTFUL_ALONE = frozenset(("اب", "مارس", "ايلول", "تموز", "شباط", "نيسان", "اوت", "اذار"))


def month_alone(items: Items) -> Built:
    """«شهر أيار», «في حزيران»; a bare name only where it means nothing else."""
    month = _month(items)
    if month is None or (len(items) == 1 and items["m"].text in _DOUBTFUL_ALONE):
        return None
    return TimeType.DATE, Absolute(None, month)


def numeric(items: Items) -> Built:
    """«25/5/2016», «2016-05-25»; the day first, unless the second number proves the month."""
    parts = [int(part) for part in split(r"\D+", items["D"].text)]
    if len(parts) != 3:
        return None
    if parts[0] > 31:
        year, month, day = parts
    else:
        day, month, year = parts
    if month > 12 >= day:
        day, month = month, day
    if year < 100:
        year += 2000 if year < 50 else 1900
    return _date(Absolute(year, month, day)) if year in _YEARS and 1 <= month <= 12 else None


def numeric_short(items: Items) -> Built:
    """«الأحد 25/5»."""
    parts = [int(part) for part in split(r"\D+", items["D"].text)]
    if len(parts) != 2 or "/" not in items["D"].text or not 1 <= parts[1] <= 12:
        return None
    return _date(Absolute(None, parts[1], parts[0]))


def hijri(items: Items) -> Built:
    """«15 رمضان 1437», «شهر رمضان», «1437 هـ»."""
    month = _value(items, "h", "h")
    year, day = _number(items, "y"), _number(items, "d")
    if (year is not None and not 1 <= year <= 1600) or (day is not None and not 1 <= day <= 30):
        return None
    return TimeType.DATE, Hijri(year, int(month) if month else None, day)


def hijri_relative(items: Items) -> Built:
    """«رمضان الماضي»: the nearest one on that side."""
    month = _value(items, "h", "h")
    return (TimeType.DATE, Hijri(None, int(month), None)) if month else None


def deictic(items: Items) -> Built:
    """«أمس», «صباح اليوم الأربعاء», «غداً»."""
    days = _value(items, "e", "e")
    if days is None:
        return None
    meaning: Meaning = Relative("D", int(days))
    part = _value(items, "p", "p") or _value(items, "p2", "p")
    if items["e"].text in ("الليله", "هذه الليله"):
        part = "NI"
    if part is not None:
        return TimeType.TIME, Within(meaning, part=part)
    return TimeType.DATE, meaning


def last_night(items: Items) -> Built:
    """«الليلة الماضية»."""
    if items["e"].text != "الليله":
        return None
    return TimeType.TIME, Within(Relative("D", -1), part="NI")


def days_of_month(items: Items) -> Built:
    """«بين 20 و25 أيار», «من 1 إلى 5 حزيران المقبل»: the month and year are common to both."""
    first = {**items, "d": items["a"]}
    build = day_month_relative if "rel" in items else day_month_year if "y" in items else day_month
    start, end = build(first), build(items)
    if start is None or end is None:
        return None
    return TimeType.DATE, Range(start[1], end[1])


def weekday_date(items: Items) -> Built:
    """«مساء الأحد القادم 18 أبريل الجاري»: the date tells more than the day."""
    month, day = _month(items), _number(items, "d")
    if month is None or day is None or not 1 <= day <= 31:
        return None
    meaning: Meaning = Absolute(None, month, day)
    part = _value(items, "p", "p")
    if part is not None:
        return TimeType.TIME, Within(meaning, part=part)
    return TimeType.DATE, meaning


def night_between(items: Items) -> Built:
    """«ليل الثلاثاء الأربعاء»: the night of the first day."""
    part = _value(items, "p", "p")
    if part != "NI":
        return None
    return TimeType.TIME, Within(Weekday(int(items["w"].value["w"])), part=part)


def weekday(items: Items) -> Built:
    """«الثلاثاء», «يوم الجمعة المقبل», «مساء السبت»."""
    relative = _value(items, "rel", "ltn")
    direction = _DIRECTIONS[relative] if relative else None
    meaning: Meaning = Weekday(int(items["w"].value["w"]), direction)
    part = _value(items, "p", "p") or _value(items, "p2", "p")
    if part is not None:
        return TimeType.TIME, Within(meaning, part=part)
    return TimeType.DATE, meaning


def weekday_from(items: Items) -> Built:
    """«بدءاً من يوم الأربعاء»."""
    return TimeType.DATE, Weekday(int(items["w"].value["w"]), from_here=True)


def unit_relative(items: Items) -> Built:
    """«الأسبوع الماضي», «العام المقبل»; «الأيام الماضية» is a vague stretch."""
    item = next(items[name] for name in ("u", "Y", "U", "I") if name in items)
    unit = item.value.get("u") or next(
        u for c, u in (("Y", "Y"), ("U", "M"), ("I", "D")) if c in item.value
    )
    if _is_plural(item.text):
        return TimeType.DURATION, Duration(f"P{'T' if unit[0] == 'T' else ''}X{unit[-1]}")
    return TimeType.DATE, Relative(unit, _shift(items))


_PLURALS = frozenset(
    article + word
    for article in ("", "ال")
    for word in ("ايام", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام", "سنين", "ساعات", "دقائق")
) | frozenset(("عقود", "العقود", "قرون", "القرون", "ليالي", "الليالي", "ثوان", "الثواني"))


def _is_plural(word: str) -> bool:
    return word in _PLURALS


def unit_this(items: Items) -> Built:
    """«هذا الأسبوع»."""
    if "t" not in items["t"].value or items["t"].text not in ("هذا", "هذه"):
        return None
    item = items["u"]
    if _is_plural(item.text):
        return TimeType.DATE, Vague("PRESENT_REF")
    return TimeType.DATE, Relative(item.value["u"], 0)


def century_relative(items: Items) -> Built:
    """«القرن الماضي»."""
    return TimeType.DATE, Relative("C", _shift(items))


def _unit(item: Item) -> str:
    """The unit letter of an item of class u, Y or U."""
    return item.value.get("u") or ("Y" if "Y" in item.value else "M")


_IN_YEARS = {"E": 10, "C": 100}


def _length(number: int | str, unit: str) -> str:
    """A TIMEX3 duration; decades and centuries in years, where their number is known."""
    if unit in _IN_YEARS:
        return f"P{number * _IN_YEARS[unit]}Y" if isinstance(number, int) else f"PX{unit}"
    return f"P{'T' if unit[0] == 'T' else ''}{number}{unit[-1]}"


def _mod(items: Items, value: str) -> Meaning:
    """The duration with its approximator."""
    mod = _value(items, "a", "a")
    return Within(Duration(value), mod=mod) if mod else Duration(value)


def _counted(items: Items) -> tuple[int, str] | None:
    """Number and unit of «ثلاثة أيام» or of a dual."""
    if "d" in items:
        return 2, items["d"].value["d"]
    number = _number(items, "n")
    return None if number is None else (number, _unit(items["u"]))


def offset(items: Items) -> Built:
    """«قبل ثلاثة أيام», «بعد أسبوعين»: counted from the creation date."""
    counted = _counted(items)
    if counted is None:
        return None
    number, unit = counted
    sign = -1 if "b" in items["b"].value else 1
    return TimeType.DATE, Relative(unit, sign * number)


def offset_one(items: Items) -> Built:
    """«قبل عام», «بعد شهر»."""
    sign = -1 if "b" in items["b"].value else 1
    item = items["u"]
    if _is_plural(item.text) or item.text.startswith("ال"):
        return None
    return TimeType.DATE, Relative(_unit(item), sign)


def offset_vague(items: Items) -> Built:
    """«قبل بضعة أيام»."""
    return TimeType.DATE, Vague("PAST_REF" if "b" in items["b"].value else "FUTURE_REF")


def window(items: Items) -> Built:
    """«الأيام الثلاثة الماضية», «العامين الماضيين»: a length that ends or begins now."""
    counted = _counted(items)
    if counted is None:
        return None
    return TimeType.DURATION, Duration(_length(*counted))


def window_vague(items: Items) -> Built:
    """«الأيام القليلة الماضية»."""
    return TimeType.DURATION, Duration(_length("X", _unit(items["u"])))


def duration(items: Items) -> Built:
    """«72 ساعة», «يومين»."""
    counted = _counted(items)
    if counted is None or counted[0] > 10_000:
        return None
    return TimeType.DURATION, _mod(items, _length(*counted))


def duration_decimal(items: Items) -> Built:
    """«2,5 ساعة»."""
    number = items["n"].text.replace(",", ".")
    if number.count(".") != 1 or "/" in number or "-" in number:
        return None
    return TimeType.DURATION, _mod(items, _length(number, _unit(items["u"])))


_PIECES = {("TH", "j"): "30M", ("TH", "r"): "15M", ("TH", "R"): "20M", ("Y", "j"): "6M"}
_PIECES |= {("Y", "r"): "3M", ("D", "j"): "T12H", ("M", "j"): "15D", ("C", "j"): "50Y"}
_PIECES |= {("TM", "j"): "30S", ("E", "j"): "5Y", ("C", "r"): "25Y", ("W", "j"): "3D"}


def duration_half(items: Items) -> Built:
    """«ساعتين ونصف الساعة», «سنة ونصف»."""
    alone = "n" not in items and "d" not in items
    counted = (1, _unit(items["u"])) if alone else _counted(items)
    if counted is None:
        return None
    letter = next(c for c in "jrR" if c in items["half"].value)
    piece = _PIECES.get((counted[1], letter))
    if piece is None:
        return None
    return TimeType.DURATION, _mod(items, _length(*counted) + piece)


def duration_part(items: Items) -> Built:
    """«نصف ساعة», «ربع قرن»."""
    letter = next(c for c in "jr" if c in items["half"].value)
    unit = items["u"].value.get("u") or "C"
    piece = _PIECES.get((unit, letter))
    if piece is None:
        return None
    return TimeType.DURATION, _mod(items, f"P{'T' if unit[0] == 'T' else ''}{piece}")


def duration_vague(items: Items) -> Built:
    """«بضعة أيام», «ساعات قليلة»."""
    return TimeType.DURATION, Duration(_length("X", _unit(items["u"])))


def clock(items: Items) -> Built:
    """«الساعة الثالثة والنصف عصراً»."""
    hour = _number(items, "h")
    if hour is None or not 0 <= hour <= 24:
        return None
    minute = 0
    if "half" in items:
        minute = next(_HALVES[c] for c in "jrR" if c in items["half"].value)
    elif "less" in items:
        minute = 60 - next(_HALVES[c] for c in "jrR" if c in items["less"].value)
        hour -= 1
    elif "n" in items:
        minute = _number(items, "n") or 0
    return _clock(hour, minute, items)


def clock_digits(items: Items) -> Built:
    """«14:30», «الساعة 14.30»."""
    parts = [int(part) for part in split(r"\D+", items["C"].text)]
    if len(parts) < 2 or parts[0] > 24 or parts[1] > 59:
        return None
    return _clock(parts[0], parts[1], items)


def _clock(hour: int, minute: int, items: Items) -> Built:
    """A time of day with its part of day and zone."""
    part = _value(items, "p", "p")
    zone = _value(items, "z", "z")
    if minute > 59:
        return None
    certain = part is not None or hour > 12 or zone is not None
    if (
        (part in ("AF", "EV") and hour < 12)
        or (part == "NI" and 6 <= hour < 12)
        or (part == "MI" and hour < 4)
    ):
        hour += 12
    elif part == "NI" and hour == 12:
        hour = 24
    return TimeType.TIME, Clock(hour, minute, certain, zone)


def two_years(items: Items) -> Built:
    """«عامي 2011 و2015»."""
    first, second = _year(items), _year(items, "y2")
    if first is None or second is None:
        return None
    return TimeType.DATE, Range(Absolute(first), Absolute(second))


def year(items: Items) -> Built:
    """«عام 2011», «2003م», «عام 67»."""
    number = _number(items, "y")
    if number is None:
        return None
    if 30 <= number < 100:
        number += 1900
    return (TimeType.DATE, Absolute(number)) if number in _YEARS else None


def year_bare(items: Items) -> Built:
    """«في 2014»."""
    number = _number(items, "y")
    return (
        (TimeType.DATE, Absolute(number)) if number is not None and 1900 <= number <= 2100 else None
    )


def years_joined(items: Items) -> Built:
    """«2011-2016», «2015/2016»."""
    parts = [int(part) for part in split(r"\D+", items["y"].text) if part]
    if len(parts) != 2 or "." in items["y"].text or "," in items["y"].text:
        return None
    first, last = parts
    if not (1900 <= first <= 2100 and first < last <= 2100):
        return None
    return TimeType.DATE, Range(Absolute(first), Absolute(last))


def decade(items: Items) -> Built:
    """«الثمانينيات», «ثمانينات القرن الماضي»."""
    return TimeType.DATE, Stretch("decade", 190 + int(items["c"].value["c"]))


def century(items: Items) -> Built:
    """«القرن التاسع عشر»."""
    number = _number(items, "n")
    return (TimeType.DATE, Stretch("century", number)) if number and number <= 21 else None


def before_christ(items: Items) -> Built:
    """«323 ق.م»."""
    number = _number(items, "y")
    return (TimeType.DATE, Repeated(f"BC{number:04}")) if number else None


def season(items: Items) -> Built:
    """«صيف 2014», «الشتاء الماضي»."""
    place = _SEASONS.index(items["s"].value["s"])
    if "y" in items:
        number = _year(items)
        return (TimeType.DATE, Stretch("season", place, number)) if number else None
    return TimeType.DATE, Stretch("season", place, shift=_shift(items))


def part_of_year(items: Items) -> Built:
    """«الربع الأول من عام 2016», «النصف الثاني من العام الحالي»."""
    number = _number(items, "o")
    kind = "quarter" if "r" in items["r"].value else "half"
    if number is None or number > (4 if kind == "quarter" else 2):
        return None
    if "y" in items:
        found = _year(items)
        return (TimeType.DATE, Stretch(kind, number, found)) if found else None
    return TimeType.DATE, Stretch(kind, number, shift=_shift(items))


def repeated(items: Items) -> Built:
    """«يومياً», «كل عام»."""
    return TimeType.SET, Repeated(items["S"].value["S"])


def every(items: Items) -> Built:
    """«كل ثلاث ساعات»."""
    counted = _counted(items)
    return (TimeType.SET, Repeated(_length(*counted))) if counted else None


def every_weekday(items: Items) -> Built:
    """«كل يوم جمعة»."""
    return TimeType.SET, Repeated(f"XXXX-WXX-{items['w'].value['w']}")


def named(items: Items) -> Built:
    """«عيد الفطر», «رأس السنة»."""
    value = items["N"].value["N"]
    if value.startswith("h"):
        month, day = value[1:].split("/")
        return TimeType.DATE, Hijri(None, int(month), int(day))
    month, day = value.split("-")
    return TimeType.DATE, Absolute(None, int(month), int(day))


def lexicalised(items: Items) -> Built:
    """«11 سبتمبر»: a day that keeps its year."""
    parts = [int(part) for part in items["L"].value["L"].split("-")]
    return TimeType.DATE, Absolute(*parts)


def vague(items: Items) -> Built:
    """«مؤخراً», «حالياً»."""
    return TimeType.DATE, Vague(items["v"].value["v"])
