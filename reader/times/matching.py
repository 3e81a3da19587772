"""Matches of the rules in a text: the longest at each place, left to right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reader.times.grammar import rules_for
from reader.times.grammar.parts import length
from reader.times.meaning import Anchored, Meaning, Relative, Vague, Weekday, Within
from reader.times.model import TimeType
from reader.times.scanning import GAP, WAW, Item
from reader.times.suppressing import is_suppressed

_LONGEST_RUN = 24  # items looked at together
_SILENT = frozenset((GAP, WAW, "/", "-", "(", ")", "،", "؛", ":"))


@dataclass(frozen=True, slots=True)
class Match:
    """Words that mean a time.

    Attributes:
        first, last: the items, `last` exclusive.
        start, end: places in the search form of the text.
        type: of TIMEX3.
        meaning: what they mean.
    """

    first: int
    last: int
    start: int
    end: int
    type: TimeType
    meaning: Meaning


def matches(items: Sequence[Item]) -> list[Match]:
    """All matches, none of which overlap."""
    found: list[Match] = []
    index = 0
    while index < len(items):
        match = None if items[index].letters in _SILENT else longest(items, index)
        if match is None:
            index += 1
            continue
        if not is_suppressed(items, match.first, match.last, match.meaning):
            found.append(_widened(items, match))
        index = match.last
    return found


def longest(items: Sequence[Item], index: int) -> Match | None:
    """The longest match of a rule that begins at item `index`."""
    end = index
    while end < len(items) and end - index < _LONGEST_RUN and items[end].letters != GAP:
        end += 1
    run = items[index:end]
    pieces = [f"<{item.letters}>" for item in run]
    classes = "".join(pieces)
    places = {place: k for k, place in enumerate(accumulate(map(len, pieces), initial=0))}
    candidates = []
    for order, rule in enumerate(rules_for(run[0].letters)):
        found = rule.match(classes)
        if found is not None:
            candidates.append((-found.end(), order, found, rule))
    candidates.sort(key=lambda each: each[:2])
    for _, _, found, rule in candidates:
        size = places[found.end()]
        if _is_of_next(run, size):
            continue
        named = {name: run[places[start]] for name, start in rule.named(found).items()}
        if index:
            named["before"] = items[index - 1]
        if index + size < len(items):
            named["after"] = items[index + size]
        built = rule.build(named)
        if built is not None:
            last = items[index + size - 1]
            return Match(index, index + size, items[index].start, last.end, *built)
    return None


def _is_of_next(run: Sequence[Item], size: int) -> bool:
    """«رمضان هذا العام»: a "this" before a noun belongs to the noun."""
    if size == 1 or size == len(run):
        return False
    this, after = run[size - 1], run[size]
    return "t" in this.value and not this.definite and after.definite


def _widened(items: Sequence[Item], match: Match) -> Match:
    """The match with the edge before it («بداية», «منتصف») and, of an offset, its event."""
    before = items[match.first - 1] if match.first else None
    edge = before is not None and "g" in before.value and not before.definite
    if before is None or not edge or match.type is TimeType.DURATION:
        return _anchored(items, match) or match
    meaning = match.meaning
    if isinstance(meaning, Weekday) and match.first >= 2 and "V" in items[match.first - 2].value:
        meaning = replace(meaning, from_here=True)
    return replace(
        match,
        first=match.first - 1,
        start=before.start,
        meaning=Within(meaning, mod=before.value["g"]),
    )


def _anchored(items: Sequence[Item], match: Match) -> Match | None:
    """«قبل ساعات من إعلان»: the length alone is the time; it counts from the event."""
    place = match.last
    if place < len(items) and items[place].text == "فقط":
        place += 1
    if not {"b", "f"} & items[match.first].value.keys() or place + 1 >= len(items):
        return None
    link = items[place]  # «قبل ساعات من إعلان», «بعد أسبوع على اغتيال»
    if not ("F" in link.value or link.text == "علي") or items[place + 1].letters != GAP:
        return None
    mod = match.meaning.mod if isinstance(match.meaning, Within) else None
    meaning = match.meaning.whole if isinstance(match.meaning, Within) else match.meaning
    if isinstance(meaning, Relative):
        value = length(abs(meaning.count), meaning.unit)
    elif isinstance(meaning, Vague) and match.last - match.first <= 3:
        unit = next(i.value["u"] for i in items[match.first : match.last] if "u" in i.value)
        value = length("X", unit)
    else:
        return None
    first = match.first + 1
    return replace(
        match,
        first=first,
        start=items[first].start,
        type=TimeType.DURATION,
        meaning=Within(Anchored(value), mod=mod) if mod else Anchored(value),
    )
