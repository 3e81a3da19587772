"""Where the words of a query stand in a text, and a few words around them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from reader.library.normal import index_words
from reader.library.search.expansion import Expanded
from reader.text.fold import SearchText
from reader.text.span import Span

_SIZE = 180  # code points of a snippet
_LEAD = 60  # of them before its first hit
# Ligatures that stand for several letters, or several words, and fold in the index alone.
_LIGATURE = re.compile("[\ufbea-\ufbfb\ufc00-\ufdff\ufef5-\ufefc]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some words of a text with what was found in it.

    Attributes:
        span: code points of the text that the snippet shows.
        text: the words themselves, on one line; as many code points as `span`.
        hits: code points of the text, rising; all of them, in the snippet or not.
    """

    span: Span
    text: str
    hits: tuple[Span, ...]

    @property
    def shown(self) -> tuple[Span, ...]:
        """The hits that lie in the snippet, as code points of `text`."""
        start, end = self.span.start, self.span.end
        return tuple(
            Span(max(0, hit.start - start), min(end, hit.end) - start)
            for hit in self.hits
            if hit.start < end and hit.end > start
        )


def snippet_of(text: str, wanted: Sequence[Expanded]) -> Snippet:
    """The words around the densest hits, or the beginning where nothing is highlighted."""
    hits = tuple(hits_in(text, wanted))
    start = max(0, _densest(hits).start - _LEAD) if hits else 0
    span = _whole_words(text, start, min(len(text), start + _SIZE))
    shown = "".join(" " if letter.isspace() else letter for letter in text[span.start : span.end])
    return Snippet(span, shown, hits)


def hits_in(text: str, wanted: Sequence[Expanded]) -> Iterator[Span]:
    """The places of what is wanted in `text`, rising, none within another."""
    forms = frozenset(form.words for one in wanted for form in one.forms if not one.begins)
    begins = frozenset(one.begins for one in wanted if one.begins)
    if not forms and not begins:
        return
    pattern = _pattern(forms, begins)
    if not _LIGATURE.search(text):
        source = SearchText(text)
        for found in pattern.finditer(source.text):
            yield source.span(found.start(), found.end())
        return
    words = list(index_words(text))
    keys = " ".join(word.key for word in words)
    starts = list(accumulate((len(word.key) + 1 for word in words), initial=0))
    for found in pattern.finditer(keys):
        first, last = (bisect_right(starts, at) - 1 for at in (found.start(), found.end() - 1))
        yield Span(words[first].start, words[last].end)


@lru_cache(maxsize=64)
def _pattern(
    forms: frozenset[tuple[str, ...]], begins: frozenset[tuple[str, ...]]
) -> re.Pattern[str]:
    """A pattern for forms as whole words, and for words of which the last goes on; longest first.

    It is for a folded text.
    """
    ends = [(form, "") for form in forms] + [(form, r"[^\W_]*") for form in begins]
    ends.sort(key=lambda each: (-len(each[0]), each))
    either = "|".join(r"[\W_]+".join(map(re.escape, form)) + end for form, end in ends)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)


def _densest(hits: Sequence[Span]) -> Span:
    """The first of the hits with the most others behind it within a snippet."""
    best, most, right = hits[0], 0, 0
    for left, hit in enumerate(hits):
        while right < len(hits) and hits[right].end <= hit.start + _SIZE - _LEAD:
            right += 1
        if right - left > most:
            best, most = hit, right - left
    return best


def _whole_words(text: str, start: int, end: int) -> Span:
    """The span without halves of words at its ends."""
    while 0 < start < end and not text[start - 1].isspace():
        start += 1
    while start < end < len(text) and not text[end].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
