"""Paragraphs and lines: the one place where code points become cells of a terminal.

Levels are resolved on the whole paragraph (UAX #9), lines are broken in logical order on shaped
widths (UAX #14), then rules L1 to L4 are applied to each line. Every index is a code point of the
paragraph's text; every code point belongs to exactly one cluster of exactly one line.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from reader.text import bidi, breaking, shaping
from reader.text.levels import Levels
from reader.text.line import Line
from reader.text.span import Span
from reader.text.window import Window
from reader.text.wrapping import HANGING, Wrapper

__all__ = ["Line", "Paragraph", "document_base"]


def document_base(text: str) -> int:
    """The base level of a document by the majority of its strong characters (UAX #9, HL1).

    A paragraph that begins with a Latin name is laid out in this direction, not in its own.

    Args:
        text: the document, or a part of it that is long enough to tell.

    Returns:
        1 for right to left, also where nothing is strong; 0 for left to right.
    """
    classes = bidi.classes(text)
    left = classes.count(b"L")
    right = classes.count(b"R") + classes.count(b"A")
    return 0 if left > right else 1


class Paragraph:
    """One paragraph of text, laid out where it is asked for.

    Attributes:
        text: the source; controls in it are kept, and drawn as U+FFFD.
        base: paragraph level: 1 right to left, 0 left to right.
        marks: whether harakat are drawn.
    """

    def __init__(self, text: str, base: int | None = None, *, marks: bool = True) -> None:
        """Prepare `text` for layout.

        Args:
            text: one paragraph; no control of it is ever drawn.
            base: 1 or 0 to set the direction, None to take it from the first strong character.
            marks: whether harakat are drawn; the text and its indexes are the same without.
        """
        self.text = text
        self.marks = marks
        self.base = bidi.base_level(bidi.classes(self.text)) if base is None else base
        self._levels = Levels(text, self.base)
        self._glyphs: Window[str] = Window(len(text), self._shape)
        self._cells: Window[bytes] = Window(len(text), self._count)
        self._wrapped: dict[int, list[Span]] = {}

    @property
    def classes(self) -> bytes:
        """The bidi class of each code point (see `reader.text.bidi`)."""
        return bidi.classes(self.text)

    @property
    def levels(self) -> bytes:
        """The resolved bidi level of each code point."""
        return self._levels.between(0, len(self.text))

    @property
    def glyphs(self) -> str:
        """The shaped text, as long as `text`; NUL where nothing is drawn."""
        return self.glyphs_between(0, len(self.text))

    @property
    def widths(self) -> bytes:
        """The cells of each code point as shaped: 0, 1 or 2."""
        return self.cells_between(0, len(self.text)).translate(shaping.WIDTHS)

    def levels_between(self, start: int, end: int) -> bytes:
        """The levels of ``text[start:end]``."""
        return self._levels.between(start, end)

    def glyphs_between(self, start: int, end: int) -> str:
        """The glyphs of ``text[start:end]``, joined as in the whole paragraph."""
        return self._glyphs.between(start, end)

    def cells_between(self, start: int, end: int) -> bytes:
        """What the code points of ``text[start:end]`` take: letters as in `shaping.cells`."""
        return self._cells.between(start, end)

    def _shape(self, start: int, end: int) -> str:
        left, right = self._joined_stretch(start, end)
        glyphs = shaping.shape(self.text[left:right])[start - left : end - left]
        return glyphs if self.marks else shaping.hide_marks(glyphs)

    def _count(self, start: int, end: int) -> bytes:
        left, right = self._joined_stretch(start, end)
        cells = shaping.cells(self.text[left:right], marks=self.marks)
        return cells[start - left : end - left]

    def _joined_stretch(self, start: int, end: int) -> tuple[int, int]:
        """``start:end`` widened to blanks, over which no letter joins, or by 256 code points."""
        left = self.text.rfind(" ", max(0, start - 256), start)
        right = self.text.find(" ", end, end + 256)
        return (
            left if left >= 0 else max(0, start - 256),
            right if right >= 0 else min(len(self.text), end + 256),
        )

    def opportunities(self) -> list[int]:
        """The offsets at which a line may or must break (UAX #14); the end is the last."""
        return breaking.opportunities(breaking.kinds(self.text))

    @cached_property
    def _wrapper(self) -> Wrapper:
        return Wrapper(self)

    def wrap(self, width: int) -> list[Span]:
        """The lines of the paragraph as spans of code points; joined they are the paragraph.

        No line is wider than `width`; blanks at a line's end hang and are not drawn. A word wider
        than a line is cut between clusters.

        Args:
            width: cells, at least 2.
        """
        if width not in self._wrapped:
            self._wrapped[width] = list(self.lines_from(0, width))
        return self._wrapped[width]

    def lines_from(self, start: int, width: int) -> Iterator[Span]:
        """The lines from the code point `start` on, found as they are asked for."""
        width = max(2, width)
        wrapper = self._wrapper
        size = len(self.text)
        while True:
            end = wrapper.end_of_line(start, width)
            yield Span(start, end)
            start = end
            if start >= size:
                return

    def line(
        self, start: int, end: int, *, keep_spaces: bool = False, justify_to: int | None = None
    ) -> Line:
        """Lay out one line.

        Args:
            start: first code point.
            end: end of the line, exclusive.
            keep_spaces: whether blanks at the end are drawn (input fields) or hang (text).
            justify_to: cells to widen the line to by kashida and blanks, or None.
        """
        drawn = end
        if not keep_spaces:
            while drawn > start and self.text[drawn - 1] in HANGING:
                drawn -= 1
        return Line(self, start, end, drawn, justify_to)


def line_number(lines: list[Span], index: int) -> int:
    """The number of the line that holds the code point `index`; the last for the end of the text.

    Args:
        lines: what `Paragraph.wrap` gives.
        index: a code point of the paragraph.
    """
    return max(0, min(bisect_left(lines, (index + 1,)) - 1, len(lines) - 1))
