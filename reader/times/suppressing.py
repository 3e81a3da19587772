"""What makes words of time something else: names that hold dates, counts, ordinals."""

from collections.abc import Sequence

from reader.times.lexicon import lexicon
from reader.times.meaning import Absolute, Clock, Hijri, Meaning, OfEvent, Range, Relative, Weekday
from reader.times.scanning import GAP, Item

_PROCLITICS = "ولبفك"
_OFFSETS = frozenset("bfiqg")
_QUOTES = frozenset('"«“”')


def is_suppressed(items: Sequence[Item], first: int, last: int, meaning: Meaning) -> bool:
    """Whether the words around make items `first` to `last` no time.

    Args:
        items: of the text.
        first: where the match begins.
        last: where it ends, exclusive.
        meaning: what it would mean.
    """
    before = items[first - 1] if first else None
    after = items[last] if last < len(items) else None
    if _OFFSETS.intersection(items[first].letters[:1]):
        return False
    if before is not None and before.letters == GAP and _is_name(before.text, meaning):
        return True
    if (
        first > 1
        and isinstance(meaning, Relative)
        and _is_paper(items[first - 2], items[first - 1])
    ):
        return True
    if isinstance(meaning, Clock) and before is not None:
        return _is_ordinal(items[first], before)
    counted = after is not None and items[last - 1].number is not None and after.letters == GAP
    if counted and after is not None and isinstance(meaning, Absolute | Hijri | Range):
        return after.text in lexicon().lists["not_after"]
    return False


def _is_name(before: str, meaning: Meaning) -> bool:
    """Whether the word before makes the time part of a name («جسر 6 أكتوبر», «روسيا اليوم»)."""
    lists = lexicon().lists
    names = lists["not_before_day"]
    if isinstance(meaning, Absolute) and meaning.year is None:
        names |= lists["not_before"]
    elif isinstance(meaning, Relative):
        names |= lists["not_before_today"]
    elif not isinstance(meaning, Weekday | OfEvent):
        return False
    return before in names or (before[:1] in _PROCLITICS and before[1:] in names)


def _is_paper(opens: Item, before: Item) -> bool:
    """Whether the two items before «اليوم» make it the name of a paper («صحيفة "المصري اليوم»)."""
    lists = lexicon().lists
    opened = opens.text in _QUOTES or opens.text in lists["not_before_day"]
    return opened and before.text in lists["not_before_paper"]


def _is_ordinal(first: Item, before: Item) -> bool:
    """«للمرة الثانية صباح اليوم», «المحطة الثالثة»: an ordinal behind its noun."""
    word = before.text.removeprefix("لل").removeprefix("ال")
    return "o" in first.value and word != before.text and word.endswith("ه")
