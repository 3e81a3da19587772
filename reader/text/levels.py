"""Bidi levels of a long paragraph, resolved where they are asked for.

Without explicit codes a strong right-to-left character that no bracket pair spans cuts the rules of
UAX #9: W1 to W7 look back to the last strong character at most, N1 and N2 to the next on both
sides, and N0 inside a pair and back to a strong character. So a stretch between two such
characters has the same levels alone as in its paragraph, and a screen of a megabyte costs a screen.
"""

import re
from bisect import bisect_left

from reader.text.bidi import bracket_pairs, classes, resolve, resolve_plain

_WHOLE = 8192  # what is not longer is resolved as a whole
_BEFORE, _AFTER = 1024, 8192  # resolved at least, before and from the start of what is asked for
_STEP = 128  # code points searched at a time, backwards
_ANCHOR = re.compile("[\u05d0-\u05ea\u0620-\u064a]")  # strong right-to-left letters
_EXPLICIT = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Levels:
    """The levels of one paragraph."""

    __slots__ = ("_base", "_closings", "_end", "_levels", "_openings", "_start", "_text")

    def __init__(self, text: str, base: int) -> None:
        """Prepare; resolve at once what is short, has explicit codes or too many open brackets."""
        self._text = text
        self._base = base
        self._start = self._end = 0
        self._levels = b""
        self._openings: list[int] = []
        self._closings: list[int] = []
        if len(text) <= _WHOLE or _EXPLICIT.search(text) or not self._find_pairs():
            self._levels, self._end = resolve(text, classes(text), base), len(text)

    def between(self, start: int, end: int) -> bytes:
        """The levels of the code points `start` to `end` of the paragraph."""
        if start < self._start or end > self._end:
            self._resolve_around(start, end)
        return self._levels[start - self._start : end - self._start]

    def _resolve_around(self, start: int, end: int) -> None:
        """Resolve a stretch that holds ``start:end`` and begins and ends at an anchor."""
        left = self._anchor_before(max(0, start - _BEFORE))
        right = self._anchor_after(min(len(self._text), max(end, start + _AFTER)))
        stretch = self._text[left:right]
        direction = b"R" if self._base else b"L"
        self._levels = resolve_plain(
            stretch,
            classes(stretch),
            self._base,
            direction if left == 0 else b"R",
            direction if right == len(self._text) else b"R",
        )
        self._start, self._end = left, right

    def _anchor_before(self, offset: int) -> int:
        """The last anchor at or before `offset` that no pair spans, else 0."""
        while offset > 0:
            left = max(0, offset - _STEP)
            anchors = [found.start() for found in _ANCHOR.finditer(self._text, left, offset + 1)]
            if not anchors:
                offset = left
                continue
            pair = self._spanning(anchors[-1])
            if pair is None:
                return anchors[-1]
            offset = pair[0]
        return 0

    def _anchor_after(self, offset: int) -> int:
        """The next anchor from `offset` on that no pair spans, else the end."""
        while found := _ANCHOR.search(self._text, offset):
            pair = self._spanning(found.start())
            if pair is None:
                return found.start()
            offset = pair[1]
        return len(self._text)

    def _find_pairs(self) -> bool:
        """Find the outermost bracket pairs; False where N0 gives up before the end (BD16)."""
        pairs, limit = bracket_pairs(self._text)
        self._openings, self._closings = _outermost(pairs)
        return limit == len(self._text)

    def _spanning(self, offset: int) -> tuple[int, int] | None:
        """The outermost bracket pair around `offset`, or None."""
        number = bisect_left(self._openings, offset) - 1
        if number >= 0 and self._closings[number] >= offset:
            return self._openings[number], self._closings[number]
        return None


def _outermost(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The pairs that lie in no other, as ascending openings and closings."""
    openings: list[int] = []
    closings: list[int] = []
    for opening, closing in pairs:
        if not closings or opening > closings[-1]:
            openings.append(opening)
            closings.append(closing)
    return openings, closings
