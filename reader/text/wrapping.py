"""Finding the ends of lines on shaped widths, in batches, so that a screen costs a screen."""

from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.text import breaking
from reader.text.shaping import WIDTHS

if TYPE_CHECKING:
    from reader.text.layout import Paragraph

HANGING = " \t\n\r\x85\u2028\u2029"  # not drawn at the end of a line
_BATCH = 1 << 14  # code points looked at together; a "word" of so many is cut there
_CROWDED = 64  # code points a cell: a line of more is no text, and ends there


class Wrapper:
    """The break opportunities of a paragraph with the cells before them, found as needed."""

    __slots__ = ("_cells", "_ends", "_forced", "_paragraph", "_read", "_trimmed")

    def __init__(self, paragraph: "Paragraph") -> None:
        self._paragraph = paragraph
        self._read = 0  # code points looked at so far
        self._cells = array("l", [0])  # cells before each of them
        self._ends: list[int] = []  # the opportunities among them
        self._trimmed: list[int] = []  # cells before each, hanging blanks left out
        self._forced: list[int] = []  # those at which a line must end

    def end_of_line(self, start: int, width: int) -> int:
        """The end of the line of at most `width` cells that begins at the code point `start`."""
        size = len(self._paragraph.text)
        if start >= size:
            return size
        while self._read <= start:
            self._read_batch()
        limit = self._cells[start] + width
        while self._read < size and self._trimmed[-1] <= limit:
            self._read_batch()
        first = bisect_right(self._ends, start)
        number = bisect_right(self._trimmed, limit, lo=first) - 1
        end = self._ends[number] if number >= first else self._cut(start, limit)
        if self._forced:
            place = bisect_right(self._forced, start)
            if place < len(self._forced):
                end = min(end, self._forced[place])
        crowded = start + width * _CROWDED
        return end if end <= crowded or self._paragraph.text[crowded] in HANGING else crowded

    def _read_batch(self) -> None:
        """Look at the next batch of code points, up to the last place where a break is certain."""
        text, start = self._paragraph.text, self._read
        kinds = breaking.kinds(text[start : start + _BATCH])
        if start + len(kinds) < len(text):
            kinds = kinds[: breaking.last_certain(kinds) or _BATCH]
        self._read = start + len(kinds)
        taken = self._paragraph.cells_between(start, self._read).translate(WIDTHS)
        self._cells.extend(accumulate(taken, initial=self._cells.pop()))
        self._add(text, start, kinds)

    def _add(self, text: str, start: int, kinds: bytes) -> None:
        """Add the opportunities of a batch."""
        cells = self._cells
        last = start
        for offset in breaking.opportunities(kinds):
            end = drawn = start + offset
            if text[end - 1] == " ":
                drawn -= 1  # the common case: one blank
            if drawn > last and text[drawn - 1] in HANGING:
                drawn = last + len(text[last:drawn].rstrip(HANGING))
            blank = drawn == last and self._trimmed
            self._trimmed.append(self._trimmed[-1] if blank else cells[drawn])
            self._ends.append(end)
            last = end
        self._forced += [start + offset for offset in breaking.forced(kinds)]

    def _cut(self, start: int, limit: int) -> int:
        """The end of a piece of a word wider than a line: at least one cluster, marks kept."""
        cells, size = self._cells, self._read
        end = min(max(bisect_right(cells, limit) - 1, start + 1), size)
        while end < size and cells[end + 1] == cells[end]:
            end += 1  # what takes no cell stays with what stands before it
        return end
