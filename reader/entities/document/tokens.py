"""The words of an article as the entities engine sees them, with their proclitics."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.entities.document.edges import edges
from reader.text.fold import search_key
from reader.text.words import words

# Longest first; what is left must be a name of three letters or more.
PROCLITICS = (
    "وال",
    "فال",
    "بال",
    "كال",
    "ولل",
    "وب",
    "ول",
    "فب",
    "فل",
    "لل",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
)
_LEAST = 3
_TATWEEL = "ـ"
# After these the article ال was written or swallowed: للرقة is ل + الرقة.
_WITH_ARTICLE = frozenset(("وال", "فال", "بال", "كال", "ولل", "لل"))


class Token(NamedTuple):
    """A word of the article.

    Attributes:
        start, end: code points.
        key: the word, folded.
        gap: whether anything but blanks stands between it and the word before.
    """

    start: int
    end: int
    key: str
    gap: bool


def tokens_of(text: str) -> list[Token]:
    """The words of `text`; punctuation is told by the `gap` of the word behind it."""
    result: list[Token] = []
    gap = True
    last = 0
    for word in words(text):
        key = search_key(word.text)
        if not word.text[0].isalnum() or not key:  # punctuation, or a lone tatweel
            gap = True
            continue
        between = text[last : word.start]
        letters = edges().letters  # «سي. إن. إن.»
        spelled = key in letters and bool(result) and result[-1].key in letters
        dotted = (spelled and between.strip() in ("", ".")) or between == "-"  # «كي-مون»
        result.append(Token(word.start, word.end, key, (gap and not dotted) or "\n" in between))
        gap, last = False, word.end
    return result


def readings(key: str) -> Iterator[tuple[str, int]]:
    """The word itself and what it is without a proclitic.

    Yields:
        A form to look up, and how many letters of the word stand before it.
    """
    yield key, 0
    for proclitic in PROCLITICS:
        if key.startswith(proclitic) and len(key) - len(proclitic) >= _LEAST:
            cut = len(proclitic)
            if proclitic in _WITH_ARTICLE:
                # the letters of the article belong to the name where both stand in the text
                yield "ال" + key[cut:], cut - (2 if proclitic.endswith("ال") else 0)
            else:
                yield key[cut:], cut


def offset_behind(text: str, start: int, end: int, skipped: int) -> int:
    """The code point behind `skipped` letters of ``text[start:end]``, marks passed over."""
    offset = start
    while skipped and offset < end:
        offset += 1
        while offset < end and (text[offset] == _TATWEEL or not text[offset].isalpha()):
            offset += 1
        skipped -= 1
    return offset


def whole_form(text: str, start: int, end: int) -> str | None:
    """The name where its letters in the text are not all of it, or more; None elsewhere.

    لل swallowed the article (للرقة: الرقة); dots part spelled initials, hyphens
    given names.
    """
    if any(sign in text[start:end] for sign in ".-"):
        return " ".join(text[start:end].replace(".", " ").replace("-", " ").split())
    if text[max(0, start - 2) : start] == "لل":
        return "ال" + text[start:end]
    return None


def phrase(tokens: Sequence[Token], start: int, size: int) -> Sequence[Token] | None:
    """The `size` words from `start` on, if nothing but blanks stands between them."""
    piece = tokens[start : start + size]
    if len(piece) < size or any(token.gap for token in piece[1:]):
        return None
    return piece
