"""Where the words of a query stand in a text, and a few words around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.library.normal import IndexWord, index_words
from reader.library.search.expansion import Expanded
from reader.text.span import Span

_SIZE = 180  # code points of a snippet
_LEAD = 60  # of them before its first hit


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


def snippet_of(text: str, wanted: Sequence[Expanded]) -> Snippet:
    """The words around the densest hits, or the beginning where nothing is highlighted."""
    hits = tuple(hits_in(text, wanted))
    start = max(0, _densest(hits).start - _LEAD) if hits else 0
    span = _whole_words(text, start, min(len(text), start + _SIZE))
    shown = "".join(" " if letter.isspace() else letter for letter in text[span.start : span.end])
    return Snippet(span, shown, hits)


def hits_in(text: str, wanted: Iterable[Expanded]) -> Iterator[Span]:
    """The places of the forms in `text`, rising, none within another."""
    forms = {form.words for one in wanted for form in one.forms}
    if not forms:
        return
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        firsts.setdefault(form[0], []).append(form)
    words = list(index_words(text))
    index = 0
    while index < len(words):
        size = _match(words, index, firsts.get(words[index].key, ()))
        if size:
            yield Span(words[index].start, words[index + size - 1].end)
        index += size or 1


def _match(words: list[IndexWord], index: int, forms: Sequence[tuple[str, ...]]) -> int:
    """How many words the longest of `forms` takes at `index`; 0 for none."""
    for form in forms:
        if tuple(word.key for word in words[index : index + len(form)]) == form:
            return len(form)
    return 0


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
