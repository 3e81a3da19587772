"""What the builders of meanings share: reading the items that a pattern named.

Besides the items a builder may ask for ``before`` and ``after``: what stands around the match. They
are absent at the edges of the text.
"""

from collections.abc import Callable, Mapping

from reader.times.lexicon import listed
from reader.times.meaning import Duration, Meaning, Window, Within
from reader.times.model import TimeType
from reader.times.scanning import Item

Items = Mapping[str, Item]
Built = tuple[TimeType, Meaning] | None
Builder = Callable[[Items], Built]
Rules = tuple[tuple[str, Builder], ...]

# pieces of patterns (see `reader.times.grammar`)
YEAR = "{،}?{FA}?{Y}?{y:#1}{G}?"
RELATIVE = "{F}?{Y}?{rel:ltn&^}"
MONTH = "{U}?{m:mx}(?:{/-}?{U}?{m2:mx}|{(}{m3:mx}{)})?"

YEARS = range(1000, 2101)
BARE_YEARS = range(1900, 2101)
_SHIFTS = {"l": -1, "t": 0, "n": 1, "&": -2, "^": 2}
_FEMININE = frozenset(
    (
        "الاولي",
        "الثانيه",
        "الثالثه",
        "الرابعه",
        "الخامسه",
        "السادسه",
        "السابعه",
        "الثامنه",
        "التاسعه",
        "العاشره",
        "الحاديه",
    )
)
_PREPOSITIONS = frozenset("AqibfTZgBF")
HALVES = {"j": 30, "r": 15, "R": 20}


def number(items: Items, name: str) -> int | None:
    """The number of the item `name`."""
    item = items.get(name)
    return item.number if item is not None else None


def value(items: Items, name: str, letters: str) -> str | None:
    """The value of the item `name` under one of its classes."""
    item = items.get(name)
    if item is None:
        return None
    return next((item.value[letter] for letter in letters if letter in item.value), None)


def year(items: Items, name: str = "y") -> int | None:
    """A year that an article can name."""
    found = number(items, name)
    return found if found is not None and found in YEARS else None


def month(items: Items) -> int | None:
    """The month; None where a number is none, or two names disagree and no day stands with them.

    «أيار/حزيران» are two months; of «25 أيار/حزيران» see `other_month`.
    """
    if "n" in items:
        found = number(items, "n")
        return found if found is not None and 1 <= found <= 12 else None
    names = [value(items, name, "mx") for name in ("head", "m", "m2", "m3")]
    months = [int(name) for name in names if name is not None]
    same = len(set(months)) == 1 or (months and "d" in items and "a" not in items)
    return months[0] if same else None


def other_month(items: Items) -> int | None:
    """The second name of a month, where it is another month's."""
    first, second = month(items), value(items, "m2", "mx") or value(items, "m3", "mx")
    return int(second) if second is not None and int(second) != first else None


def day(items: Items, name: str = "d") -> int | None:
    """A day of a month; an ordinal of days is masculine («الأول», never «الأولى»)."""
    found, item = number(items, name), items.get(name)
    if item is not None and "o" in item.value and item.text.split()[0] in _FEMININE:
        return None
    return found if found is not None and 1 <= found <= 31 else None


def shift(items: Items, name: str = "rel") -> int:
    """How far "last", "this" or "next" goes; 0 where none stands."""
    item = items.get(name)
    if item is None:
        return 0
    return next(_SHIFTS[letter] for letter in "&^ltn" if letter in item.value)


def unit(items: Items, name: str = "u") -> str:
    """The unit letter of an item of class u, Y, U, Q or d."""
    item = items[name]
    named = item.value.get("u") or item.value.get("d")
    return named or ("Y" if "Y" in item.value else "C" if "Q" in item.value else "M")


def counted_unit(items: Items, name: str = "u") -> str:
    """The unit that is counted in: a season («الموسم الماضي») passes as a year."""
    letter = unit(items, name)
    return "Y" if letter == "S" else letter


def is_plural(item: Item) -> bool:
    """Whether a unit stands in the plural."""
    return listed(item.text, "plurals")


def behind_preposition(items: Items) -> bool:
    """Whether a preposition stands right before."""
    before = items.get("before")
    return before is not None and bool(_PREPOSITIONS.intersection(before.letters))


def alone(items: Items) -> bool:
    """Whether the match is the whole text."""
    return "before" not in items and "after" not in items


_IN_YEARS = {"E": 10, "C": 100}


def length(count: int | str, letter: str) -> str:
    """A TIMEX3 duration: P3D, PT2H, P2DE (decades), P2CE (centuries), PXD (of unknown number)."""
    if letter in ("Q", "S"):
        count, letter = (
            (count * 3, "M") if isinstance(count, int) and letter == "Q" else (count, "Y")
        )
    if letter in _IN_YEARS:
        return f"P{count}{'D' if letter == 'E' else letter}E"
    return f"P{'T' if letter[0] == 'T' else ''}{count}{letter[-1]}"


def lasting(items: Items, told: str, direction: int | None = None) -> Built:
    """A duration with its approximator; behind «منذ» or before "last" it is a window."""
    before = items.get("before")
    if direction is None and before is not None and "i" in before.letters:
        direction = -1
    meaning: Meaning = Window(told, direction) if direction else Duration(told)
    mod = value(items, "a", "a") or value(items, "a2", "a")
    if mod is not None:
        meaning = Within(meaning, mod=mod)
    return TimeType.DURATION, meaning
