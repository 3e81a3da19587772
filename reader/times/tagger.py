"""Finding time expressions: items, rules, then what stands around a match."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.text.fold import SearchText
from reader.text.span import Span
from reader.times.lexicon import lexicon
from reader.times.meaning import Anchored, Duration, Meaning, Range, Weekday, Within
from reader.times.model import TimeExpression, TimeType
from reader.times.rules import rules
from reader.times.scanning import Item, scan

# Classes with which a time can begin; a run of other items holds none.
_TRIGGERS = frozenset("mxhwudepsvScNLkYQUDC#1o2gKVJ")
_LONGEST_RUN = 24  # items looked at together


@dataclass(frozen=True, slots=True)
class _Match:
    """A match of a rule: its items and what they mean."""

    first: int
    last: int
    start: int
    end: int
    type: TimeType
    meaning: Meaning


def find_times(text: str, *, suppress: Iterable[Span] = ()) -> tuple[TimeExpression, ...]:
    """The time expressions of `text`, in reading order, none inside another.

    Args:
        text: the article's text.
        suppress: spans in which no time is looked for: names («روسيا اليوم»).

    Returns:
        Expressions whose offsets are code points of `text`.
    """
    source = SearchText(text)
    items = scan(source.text)
    found: list[TimeExpression] = []
    hidden = _Hidden(suppress)
    for match in _matches(items):
        span = source.span(match.start, match.end)
        if not hidden.meets(span):
            words = text[span.start : span.end]
            found.append(TimeExpression(span.start, span.end, words, match.type, match.meaning))
    return tuple(found)


class _Hidden:
    """Spans in which nothing is looked for, asked in ascending order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._place = 0

    def meets(self, span: Span) -> bool:
        """Whether one of the spans shares a code point with `span` and goes beyond it."""
        while self._place < len(self._spans) and self._spans[self._place].end <= span.start:
            self._place += 1
        near = self._spans[self._place : self._place + 4]
        # a "name" that is nothing but the time is no name
        return any(other.overlaps(span) and not span.contains(other) for other in near)


def _matches(items: Sequence[Item]) -> list[_Match]:
    """All matches, left to right, the longest at each place."""
    found: list[_Match] = []
    index = 0
    while index < len(items):
        if (
            not _TRIGGERS.intersection(items[index].letters)
            and items[index].letters[0] not in "bfiqatIUPrjAFz"
        ):
            index += 1
            continue
        match = _longest(items, index)
        if match is None:
            index += 1
            continue
        if _is_suppressed(items, match):
            index = match.last
            continue
        found.append(_widened(items, match))
        index = match.last
    return list(_joined(items, found))


def _longest(items: Sequence[Item], index: int) -> _Match | None:
    """The longest match of a rule that begins at item `index`."""
    end = index
    while end < len(items) and end - index < _LONGEST_RUN and items[end].letters != ".":
        end += 1
    run = items[index:end]
    if not run:
        return None
    classes = "".join(f"<{item.letters}>" for item in run)
    best: _Match | None = None
    for rule in rules():
        found = rule.pattern.match(classes)
        if found is None:
            continue
        size = classes.count("<", 0, found.end())
        if best is not None and size <= best.last - index:
            continue
        named = {
            name: run[classes.count("<", 0, found.start(name))]
            for name, part in found.groupdict().items()
            if part is not None
        }
        built = rule.build(named)
        if built is not None:
            first = index
            while items[first].letters[0] in "AF،V" and first < index + size - 1:
                first += 1  # a preposition is no part of the time
            last = items[index + size - 1]
            best = _Match(first, index + size, items[first].start, last.end, *built)
    return best


def _is_suppressed(items: Sequence[Item], match: _Match) -> bool:
    """Whether the words around make the match a name or a count."""
    if match.type is not TimeType.DATE or items[match.first].letters[0] in "bfiqg":
        return False
    table = lexicon()
    before = items[match.first - 1].text if match.first else ""
    if before in table.not_before or before.removeprefix("ال") in table.not_before:
        return True
    after = items[match.last].text if match.last < len(items) else ""
    return items[match.last - 1].number is not None and after in table.not_after


def _widened(items: Sequence[Item], match: _Match) -> _Match:
    """The match with the edge before it («بداية», «منتصف») and, of an offset, its event."""
    before = items[match.first - 1] if match.first else None
    if before is not None and "g" in before.value and match.type is not TimeType.DURATION:
        meaning = match.meaning
        if (
            isinstance(meaning, Weekday)
            and match.first >= 2
            and "V" in items[match.first - 2].value
        ):
            meaning = replace(meaning, from_here=True)
        return replace(match, start=before.start, meaning=Within(meaning, mod=before.value["g"]))
    return _anchored(items, match) or match


def _anchored(items: Sequence[Item], match: _Match) -> _Match | None:
    """«قبل ساعات من إعلان»: the length alone is the time; it counts from the event."""
    if items[match.first].letters[0] not in "bf" or match.last + 1 >= len(items):
        return None
    if "F" not in items[match.last].value or items[match.last + 1].letters != ".":
        return None
    length = _longest(items[: match.last], match.first + 1)
    if length is None or not isinstance(length.meaning, Duration):
        return None
    return replace(length, meaning=Anchored(length.meaning.value))


def _joined(items: Sequence[Item], found: Sequence[_Match]) -> list[_Match]:
    """Ranges: «من A إلى B», «بين A وB», «A-B» as one expression."""
    result: list[_Match] = []
    for match in found:
        last = result[-1] if result else None
        if last is not None and _is_range(items, last, match):
            meaning = Range(last.meaning, match.meaning)
            result[-1] = replace(last, end=match.end, last=match.last, meaning=meaning)
        else:
            result.append(match)
    return result


def _is_range(items: Sequence[Item], first: _Match, second: _Match) -> bool:
    """Whether the items between and before two times make them the ends of one stretch."""
    between = items[first.last : second.first]
    if first.type is not second.type or isinstance(first.meaning, Duration | Range):
        return False
    letters = "".join(item.letters[0] for item in between)
    before = items[first.first - 1].letters[0] if first.first else ""
    if letters in ("T", "WT"):
        return True
    return (letters == "W" and before == "B") or letters == "-"
