"""Finding the words of a note again when the article has changed.

After the fuzzy anchoring of the Hypothesis annotator: first where it was, then the same words, the
copy of them whose surroundings and place agree best; then the same letters, marks and spelling of
hamza aside; then words that are nearly the same. What is not found keeps its quote and no place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.fold import SearchText, search_key
from reader.text.span import Span

AROUND = 32  # code points kept before and behind
_LEAST_ALIKE = 80.0  # of 100, by the letters that must change (Indel distance)
_LEAST_FUZZY = 8  # letters: less is found anywhere
_PLACE_WEIGHT = 20.0  # against 100 for the surroundings


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note stands, and what it needs to be found again.

    Attributes:
        start: code point where it began when it was written.
        quote: the words of its span.
        before, behind: up to `AROUND` code points around it.
    """

    start: int
    quote: str
    before: str
    behind: str


def anchor(text: str, span: Span) -> Anchor:
    """The anchor of `span` in `text`."""
    return Anchor(
        span.start,
        text[span.start : span.end],
        text[max(0, span.start - AROUND) : span.start],
        text[span.end : span.end + AROUND],
    )


def find_again(text: str, kept: Anchor) -> Span | None:
    """Where the words of `kept` stand in `text`, or None where they are gone."""
    if not kept.quote.strip():
        return None
    whole = kept.before + kept.quote + kept.behind
    if text.startswith(whole, kept.start - len(kept.before)):
        return Span(kept.start, kept.start + len(kept.quote))
    for candidates in (_same(text, kept.quote), _same_letters(text, kept.quote)):
        found = max(candidates, key=lambda span: _agreement(text, span, kept), default=None)
        if found is not None:
            return found
    return _nearly(text, kept.quote)


def _same(text: str, quote: str) -> Iterator[Span]:
    """Every place of `quote`."""
    at = text.find(quote)
    while at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def _same_letters(text: str, quote: str) -> Iterator[Span]:
    """Every place where the folded letters of `quote` stand."""
    source, wanted = SearchText(text), search_key(quote)
    at = source.text.find(wanted) if wanted.strip() else -1
    while at >= 0:
        yield source.span(at, at + len(wanted))
        at = source.text.find(wanted, at + 1)


def _nearly(text: str, quote: str) -> Span | None:
    """The place whose words are nearest to `quote`, if near enough."""
    source, wanted = SearchText(text), search_key(quote)
    if not _LEAST_FUZZY <= len(wanted) <= len(source.text):
        return None
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where a text has really changed

    found = fuzz.partial_ratio_alignment(wanted, source.text, score_cutoff=_LEAST_ALIKE)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = _whole_words(source.text, found.dest_start, found.dest_end)
    return source.span(start, end) if start < end else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The range grown to whole words, blanks at its ends left out."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _agreement(text: str, span: Span, kept: Anchor) -> float:
    """How well the surroundings and the place of a candidate agree with what was kept."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - see above

    before = fuzz.ratio(text[max(0, span.start - AROUND) : span.start], kept.before)
    behind = fuzz.ratio(text[span.end : span.end + AROUND], kept.behind)
    away = abs(span.start - kept.start) / max(1, len(text))
    return (before + behind) / 2 - _PLACE_WEIGHT * away
