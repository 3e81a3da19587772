"""Words, proclitics and sentences of Arabic text, as code-point offsets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.text.fold import IGNORED, MARKS
from reader.text.span import Span

_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
_ARABIC += "\u0870-\u0887\u0889-\u088f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc"
_INSIDE = IGNORED.replace("\u0640", "")  # tatweel is a letter here

# A word is a run of one script; numbers keep their inner separators; the rest is one by one.
# Joiners and controls belong to a word only where it goes on behind them.
WORD = re.compile(
    f"[{_ARABIC}](?:[{_INSIDE}]*[{_ARABIC}])*[{MARKS}]*"
    r"|[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,\u066b\u066c:/\-][0-9\u0660-\u0669\u06f0-\u06f9]+)*"
    r"|[^\W\d_\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]+(?:['’\-][^\W\d_\u0600-\u08ff]+)*"
    r"|[^\s]"
)


class Word(NamedTuple):
    """A word, number or punctuation mark.

    Attributes:
        start, end: code points of the text, end exclusive.
        text: the words themselves.
    """

    start: int
    end: int
    text: str


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words, numbers and punctuation marks of ``text[start:end]`` in order.

    Arabic letters, digits and Latin letters never share a word («لـ72» is two), marks and
    tatweel belong to the word they stand in.
    """
    stop = len(text) if end is None else end
    for found in WORD.finditer(text, start, stop):
        yield Word(found.start(), found.end(), found[0])


# A full stop ends a sentence unless a digit or a Latin letter stands on both sides; glued
# sentences («…الجنوبية.وقال») are cut as well. Closing quotes and brackets stay with it.
_SENTENCE_END = re.compile(r"(?:[!?؟۔]|(?<![0-9A-Za-z])\.|\.(?![0-9A-Za-z.]))+[»”\")\]]*\s*|\n+")
_INITIAL = re.compile(r"(?:^|[\s(«\"])[^\W\d_]\.\s?$")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of ``text[start:end]``, trailing blanks left out; together they hold all words.

    A lone letter before the stop («أ. ف. ب.») ends none.
    """
    stop = len(text) if end is None else end
    left = start
    for found in _SENTENCE_END.finditer(text, start, stop):
        if "\n" not in found[0] and _INITIAL.search(
            text[max(left, found.start() - 3) : found.end()]
        ):
            continue
        span = _trimmed(text, left, found.end())
        if span:
            yield span
        left = found.end()
    span = _trimmed(text, left, stop)
    if span:
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks at its ends, or None if nothing is left."""
    piece = text[start:end]
    body = piece.strip()
    if not body:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(body))
