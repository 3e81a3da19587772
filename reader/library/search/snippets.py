"""Where the words of a query stand in a text, and a few words around them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.library.normal import keyed_words
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
    sought = _sought(
        frozenset(form.words for one in wanted for form in one.forms if not one.begins),
        frozenset(one.begins for one in wanted if one.begins),
    )
    if not sought.forms and not sought.begins:
        return
    keys, starts, ends = keyed_words(text)
    free = 0  # from here on no hit has taken the words
    for index in sought.places(keys):
        size = sought.size_at(keys, index) if index >= free else 0
        if size:
            free = index + size
            yield Span(starts[index], ends[free - 1])


@dataclass(frozen=True, slots=True)
class _Sought:
    """Forms by their first words, the longer first, and forms of which the last word goes on."""

    forms: Mapping[str, Sequence[tuple[str, ...]]]
    begins: Sequence[tuple[str, ...]]

    def places(self, keys: Sequence[str]) -> Iterable[int]:
        """Where in `keys` a form could begin."""
        if self.begins:
            return range(len(keys))
        firsts = self.forms
        return [index for index, key in enumerate(keys) if key in firsts]

    def size_at(self, keys: Sequence[str], index: int) -> int:
        """How many of `keys` the longest form takes from `index` on; 0 for none."""
        for form in self.forms.get(keys[index], ()):
            if len(form) == 1 or tuple(keys[index : index + len(form)]) == form:
                return len(form)
        for form in self.begins:
            *whole, last = form
            end = index + len(whole)
            if end < len(keys) and keys[end].startswith(last) and keys[index:end] == whole:
                return len(form)
        return 0


@lru_cache(maxsize=64)
def _sought(forms: frozenset[tuple[str, ...]], begins: frozenset[tuple[str, ...]]) -> _Sought:
    """What is looked for, sorted once for all texts."""
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        firsts.setdefault(form[0], []).append(form)
    return _Sought(firsts, sorted(begins, key=lambda form: (-len(form), form)))


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
