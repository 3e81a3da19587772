"""Finding time expressions: items, rules, what belongs together, then what stands around."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.text.fold import SearchText
from reader.text.span import Span
from reader.times.composing import composed
from reader.times.lexicon import lexicon
from reader.times.matching import matches
from reader.times.meaning import Hijri, Meaning, Weekday, Within
from reader.times.model import TimeExpression
from reader.times.scanning import GAP, Item, scan

_CLAUSE = 12  # items before a day in which a cue makes it a coming one
_ENDS = frozenset((".", "؛", "،", "!", "؟", "?", "«", "»", '"'))


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
    misspelled = lexicon().lists["spelled"]
    for match in composed(items, matches(items)):
        span = source.span(match.start, match.end)
        words = text[span.start : span.end]
        if hidden.meets(span) or words in misspelled:
            continue
        meaning = _looking_ahead(items, match.first, match.meaning)
        found.append(TimeExpression(span.start, span.end, words, match.type, meaning))
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


def _looking_ahead(items: Sequence[Item], first: int, meaning: Meaning) -> Meaning:
    """A bare day of the week or Hijri month comes where its clause says so («من المقرر», «سـ»)."""
    if isinstance(meaning, Within):
        inner = _looking_ahead(items, first, meaning.whole)
        return meaning if inner is meaning.whole else replace(meaning, whole=inner)
    if not isinstance(meaning, Weekday | Hijri) or meaning.direction is not None:
        return meaning
    if isinstance(meaning, Weekday) and meaning.week is not None:
        return meaning
    ahead = any(_is_cue(item) for item in _clause(items, first))
    return replace(meaning, ahead=True) if ahead else meaning


def _clause(items: Sequence[Item], first: int) -> Iterator[Item]:
    """The items before `first`, back to the mark that opens the clause."""
    for item in reversed(items[max(0, first - _CLAUSE) : first]):
        if item.text in _ENDS:
            return
        yield item


def _is_cue(item: Item) -> bool:
    """Whether the word looks ahead: one of a list, or a verb with the future's سـ."""
    word = item.text
    if item.letters != GAP:
        return False
    if word[:1] in "وف" and len(word) > 4:
        word = word[1:]
    future = len(word) > 4 and word[0] == "س" and word[1] in "يتن"
    return future or word in lexicon().lists["ahead"]
