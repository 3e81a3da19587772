"""A text input that draws right to left: its value stays logical, what is seen is visual.

Only drawing, the caret, the mouse and the left and right keys differ from Textual's `Input`.
"""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, clamp
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from reader.app.encoding import Encode
from reader.text.layout import Line, Paragraph
from reader.text.sanitize import sanitize


class _Cell(NamedTuple):
    """What is drawn in one place: glyph, code points of the value, first cell, width."""

    glyph: str
    start: int
    end: int
    x: int
    width: int


class BidiInput(Input):
    """An input whose value is logical and whose line is laid out by the layout core."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bidi-input--mistake"}

    def __init__(
        self,
        encode: Encode,
        direction: Callable[[], int],
        *,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        """An empty input.

        Args:
            encode: what makes a visual string fit the terminal.
            direction: direction of what has no strong character: that of the interface.
            placeholder: what is shown while it is empty.
            id: the widget's id.
        """
        super().__init__(placeholder="", id=id, select_on_focus=False)
        self.cursor_blink = False
        self._encode = encode
        self._direction = direction
        self._hint = placeholder
        self._scrolled = 0
        self._laid: tuple[str, Line] | None = None
        self._mistake: tuple[int, int] | None = None

    @property
    def mistake(self) -> tuple[int, int] | None:
        """The code points of the value that are wrong, first and end, or None."""
        return self._mistake

    @mistake.setter
    def mistake(self, place: tuple[int, int] | None) -> None:
        if place != self._mistake:
            self._mistake = place
            self.refresh()

    @property
    def _line(self) -> Line:
        """The value laid out; a value without strong characters runs as the interface does."""
        value = sanitize(self.value)
        if self._laid is None or self._laid[0] != value:
            paragraph = Paragraph(value, None)
            if not any(letter in b"LRA" for letter in paragraph.classes):
                paragraph = Paragraph(value, self._direction())
            self._laid = (value, paragraph.line(0, len(value), keep_spaces=True))
        return self._laid[1]

    @property
    def _base(self) -> int:
        """The direction of the value."""
        return self._line.paragraph.base

    def _cells(self) -> list[_Cell]:
        """What is drawn, left to right, with the free cell behind the value."""
        line, size = self._line, len(self.value)
        drawn = [(c.glyph, c.start, c.end, c.width) for c in line.clusters if c.width]
        free = (" ", size, size + 1, 1)
        drawn = [free, *drawn] if self._base else [*drawn, free]
        result, x = [], 0
        for glyph, start, end, width in drawn:
            result.append(_Cell(glyph, start, end, x, width))
            x += width
        return result

    def _caret(self) -> _Cell:
        """The cell in which the caret stands."""
        position = self.cursor_position
        cells = self._cells()
        free = cells[0] if self._base else cells[-1]
        return next((cell for cell in cells if cell.start <= position < cell.end), free)

    def _left_edge(self) -> int:
        """The cell of the line that is drawn first; kept so that the caret is in view."""
        room = self.scrollable_content_region.width
        total = self._line.width + 1
        if total <= room:
            self._scrolled = 0
            return -(room - total) if self._base else 0
        caret = self._caret().x
        self._scrolled = clamp(self._scrolled, caret - room + 1, caret)
        self._scrolled = clamp(self._scrolled, 0, total - room)
        return self._scrolled

    # What Input asks

    @property
    def _cursor_offset(self) -> int:
        return self._caret().x - self._left_edge()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is on the screen."""
        x, y, _width, _height = self.content_region
        return Offset(x + self._cursor_offset, y)

    def _watch_selection(self, _selection: Selection) -> None:
        self.app.clear_selection()
        self.app.cursor_position = self.cursor_screen_offset
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, its caret and its selection."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        if y:
            return Strip.blank(width, base)
        if not self.value and self._hint:
            return self._hint_strip(width, base)
        caret_style = self.get_component_rich_style("input--cursor")
        selected = self.get_component_rich_style("input--selection")
        wrong = self.get_component_rich_style("bidi-input--mistake", partial=True)
        left = self._left_edge()
        caret = self._caret()
        first, last = sorted(self.selection)
        segments = [Segment(" " * -left, base)] if left < 0 else []
        for cell in self._cells():
            if not left <= cell.x < left + width:
                continue
            style = base
            if self._mistake and cell.start < self._mistake[1] and cell.end > self._mistake[0]:
                style += wrong
            if first != last and cell.start < last and cell.end > first:
                style += selected
            if self.has_focus and cell == caret:
                style += caret_style
            segments.append(Segment(self._encode(cell.glyph), style))
        return Strip(segments).adjust_cell_length(width, base)

    def _hint_strip(self, width: int, base: Style) -> Strip:
        """The placeholder, with the caret at its start."""
        from reader.text.label import visual  # noqa: PLC0415 - drawn only while empty

        direction = self._direction()
        style = base + self.get_component_rich_style("input--placeholder")
        words = visual(self._hint, max(1, width - 1), base=direction)
        hint = Segment(self._encode(words), style)
        cursor = self.get_component_rich_style("input--cursor") if self.has_focus else Style.null()
        caret = Segment(" ", base + cursor)
        return Strip([hint, caret] if direction else [caret, hint], width)

    def _cell_offset_to_index(self, offset: int) -> int:
        x = offset + self._left_edge()
        for cell in self._cells():
            if cell.x <= x < cell.x + cell.width:
                return min(cell.start, len(self.value))
        at_start = x < 0 if not self._base else x > 0
        return 0 if at_start else len(self.value)

    def action_cursor_left(self, select: bool = False) -> None:
        """Move the caret to the left on the screen."""
        self._move(-1, select=select)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move the caret to the right on the screen."""
        self._move(1, select=select)

    def _move(self, step: int, *, select: bool) -> None:
        """Move the caret by a cell."""
        cells = self._cells()
        number = cells.index(self._caret()) + step
        if 0 <= number < len(cells):
            position = min(cells[number].start, len(self.value))
            start = self.selection.start if select else position
            self.selection = Selection(start, position)
