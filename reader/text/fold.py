"""Folding for search and matching.

Two forms. `fold` is one to one: every code point of the result stands where its source stood, so
offsets survive. `search_key` also drops what a reader would not type (marks, tatweel, controls)
and is for dictionary look-ups; `SearchText` is that form of a whole text with the way back.

What is folded is the list of Lucene's ArabicNormalizer and of the usual requests of readers:
hamza carriers, ى/ي, ة/ه, Persian ک ی and digits of all three shapes.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from functools import cache

from reader.text.span import Span

_HAMZA = dict(zip("أإآٱٲٳٵ", "ا" * 7, strict=True)) | {"ؤ": "و", "ئ": "ي", "ٶ": "و", "ٸ": "ي"}
_LETTERS = {"ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه"} | {
    "ھ": "ه",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ك",
}
_DIGITS = {chr(base + n): str(n) for base in (0x660, 0x6F0) for n in range(10)}

# Harakat and other Arabic marks, as the inside of a character class.
MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
# Joiners, bidi controls, soft hyphen, variation selectors: what is never drawn.
_CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
# Drawn or not, never typed in a search.
IGNORED = MARKS + "\u0640" + _CONTROLS
_IGNORED_RUN = re.compile(f"[{IGNORED}]+")
_MARKS_AT = re.compile(f"[{MARKS}\u0640]*")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


@cache
def _table() -> dict[int, str]:
    """The one-to-one table: letters, digits, lower case of the Latin, Greek and Cyrillic blocks."""
    table = {ord(key): value for key, value in (_HAMZA | _LETTERS | _DIGITS).items()}
    for point in range(0x41, 0x530):
        lower = chr(point).lower()
        if lower != chr(point) and len(lower) == 1:
            table[point] = lower
    for point in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        letter = unicodedata.normalize("NFKC", chr(point))
        if len(letter) == 1:
            table[point] = table.get(ord(letter), letter)
    table[0xA0] = table[0x202F] = " "
    return table


def fold(text: str) -> str:
    """Fold `text` one to one: ``len(fold(text)) == len(text)``.

    Marks and tatweel stay where they are; ligatures of several letters stay as they are.
    """
    return text.translate(_table())


def search_key(text: str) -> str:
    """The form in which names and queries are compared: folded, marks and controls dropped.

    Presentation-form ligatures come apart into their letters. Blanks are kept as they are.
    """
    if _PRESENTATION.search(text):
        text = _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _IGNORED_RUN.sub("", text).translate(_table())


class SearchText:
    """The search form of a text, with the way back to its code points.

    Attributes:
        text: what to search in: as `search_key`, but length-true for ligatures.
    """

    __slots__ = ("_origin", "_source", "text")

    def __init__(self, source: str) -> None:
        """Prepare `source` for searching."""
        self._source = source
        folded = fold(source)
        dropped = [found.span() for found in _IGNORED_RUN.finditer(folded)]
        self._origin: array[int] | None = None
        self.text = folded
        if dropped:
            self._origin = array("L")
            start = 0
            for left, right in [*dropped, (len(folded), len(folded))]:
                self._origin.extend(range(start, left))
                start = right
            self._origin.append(len(folded))
            self.text = _IGNORED_RUN.sub("", folded)

    def span(self, start: int, end: int) -> Span:
        """The code points of the source behind ``self.text[start:end]``; marks at the end join."""
        if self._origin is None or start >= end:
            return Span(self.origin(start), self.origin(end))
        marks = _MARKS_AT.match(self._source, self._origin[end - 1] + 1)
        assert marks is not None  # no mark is a match too
        return Span(self._origin[start], marks.end())

    def origin(self, index: int) -> int:
        """The code point of the source that became ``self.text[index]``."""
        return index if self._origin is None else self._origin[index]

    def index(self, offset: int) -> int:
        """The first place of `text` at or after the code point `offset` of the source."""
        return offset if self._origin is None else bisect_left(self._origin, offset)
