"""The widget that shows an article: rows on demand, caret, selection, marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.app.keys import READING, TEXT, bindings
from reader.app.view.drawing import pieces
from reader.app.view.marks import Kind, Layer, Mark
from reader.app.view.rows import Look, Part, Row, Rows, with_width
from reader.articles import Article
from reader.text.layout import Line
from reader.text.span import Span
from reader.text.words import words

_MARGIN = 1  # cells on both sides of the column
_SLICE = 4000  # rows wrapped in one idle moment


class ArticleView(ScrollView, can_focus=True):
    """Shows one article; every index is a code point of its text."""

    ALLOW_SELECT = False  # Textual counts characters of what is drawn; we copy logical text
    BINDINGS: ClassVar[list[BindingType]] = bindings((*READING, *TEXT))
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--title",
        "article--byline",
        *(f"article--{kind.value}" for kind in Kind),
    }

    @dataclass
    class Chosen(Message):
        """The reader chose what stands at `offset`; `mark` is the name or time there, or None."""

        offset: int
        mark: Mark | None

    @dataclass
    class Hovered(Message):
        """The mouse points at `mark` now, or at none."""

        mark: Mark | None

    @dataclass
    class Moved(Message):
        """The caret stands at `offset` now."""

        offset: int
        mark: Mark | None

        def can_replace(self, message: Message) -> bool:
            """Only where the caret is now matters."""
            return isinstance(message, ArticleView.Moved)

    @dataclass
    class Copied(Message):
        """The reader asks to copy the code points of `span`."""

        span: Span

    def __init__(self, encode: Callable[[str], str], look: Look, *, id: str | None = None) -> None:
        """Show nothing yet.

        Args:
            encode: what makes a visual string fit the terminal.
            look: how text is shown; its width is the widest column.
            id: the widget's id.
        """
        super().__init__(id=id)
        self._encode = encode
        self.look = look
        self.signs = False
        self.rows: Rows | None = None
        self.caret = 0
        self._pointed: Mark | None = None  # what the mouse points at
        self._goal: int | None = None  # cell that up and down aim at
        self._anchor: int | None = None  # where a selection began
        self._names = Layer()
        self._times = Layer()
        self._notes: list[Layer] = []
        self._hits = Layer()
        self._current: Span | None = None

    # What is shown

    def show(self, article: Article, caret: int = 0) -> None:
        """Show `article` with the caret at the code point `caret`."""
        self._names = self._times = self._hits = Layer()
        self._notes = []
        self._anchor = self._current = None
        self.rows = Rows(article, with_width(self.look, self._column))
        self.caret = self._clamped(caret)
        self._measure()
        self.scroll_to(y=0, animate=False, force=True)
        self._reveal(center=True)
        self.refresh()

    def set_marks(self, names: Sequence[Mark], times: Sequence[Mark]) -> None:
        """Mark names and times; in place of the ones before."""
        self._names, self._times = Layer(names), Layer(times)
        self.refresh()

    def set_notes(self, notes: Sequence[Mark]) -> None:
        """Mark notes and highlights; they may overlap, so each that does has a layer of its own."""
        layers: list[list[Mark]] = []
        for note in sorted(notes):
            free = next((layer for layer in layers if layer[-1].end <= note.start), None)
            if free is None:
                layers.append([note])
            else:
                free.append(note)
        self._notes = [Layer(layer) for layer in layers]
        self.refresh()

    def set_hits(self, hits: Sequence[Mark], current: Span | None = None) -> None:
        """Mark what a search found."""
        self._hits, self._current = Layer(hits), current
        self.refresh()

    def set_look(self, look: Look) -> None:
        """Show the text in another look; the caret stays on its word."""
        self.look = look
        if self.rows is None:
            return
        self.rows = Rows(self.rows.article, with_width(look, self._column))
        self._measure()
        self._reveal(center=True)
        self.refresh()

    def go_to(self, offset: int, *, center: bool = True) -> None:
        """Put the caret at the code point `offset` and bring it into view."""
        self.caret = self._clamped(offset)
        self._goal = None
        self._reveal(center=center)
        self.refresh()
        self.post_message(self.Moved(self.caret, self.mark_at(self.caret)))

    def mark_at(self, offset: int) -> Mark | None:
        """The name or time at the code point `offset`, or None."""
        return self._names.at(offset) or self._times.at(offset)

    @property
    def selection(self) -> Span | None:
        """What is selected: from where the selection began to the caret's word; None for none."""
        if self._anchor is None or self.rows is None:
            return None
        start, end = sorted((self._anchor, self.caret))
        return Span(start, self._word_at(end).end)

    # Measures

    @property
    def _column(self) -> int:
        """The width of the text column in cells."""
        room = self.scrollable_content_region.width or self.size.width
        return max(2, min(self.look.width, room - 2 * _MARGIN))

    def _measure(self) -> None:
        """Wrap what is in view, tell Textual the height, and go on when idle."""
        if self.rows is None:
            return
        self.rows.extend_to(self.scroll_offset.y + 3 * max(1, self.size.height))
        self._resize_virtual()
        if not self.rows.complete:
            self.set_timer(0.05, self._wrap_on)

    def _wrap_on(self) -> None:
        """Wrap another slice; called until the article is done."""
        rows = self.rows
        if rows is None or rows.complete:
            return
        rows.extend_to(len(rows) + _SLICE)
        self._resize_virtual()
        self.set_timer(0.02, self._wrap_on)

    def _resize_virtual(self) -> None:
        """Tell Textual how many rows there are."""
        assert self.rows is not None
        size = Size(self.scrollable_content_region.width, self.rows.estimate)
        if size != self.virtual_size:
            self.virtual_size = size

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap again where the column changes."""
        if self.rows is not None and self.rows.look.width != self._column:
            self.set_look(self.look)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self.size.width
        base = self.rich_style
        number = y + self.scroll_offset.y
        rows = self.rows
        line = rows.line(number) if rows is not None else None
        if rows is None or line is None:
            return Strip.blank(width, base)
        row = rows.row(number)
        assert row is not None
        left = self._left_of(line)
        style = base + self._part_style(row)
        segments = [Segment(" " * left, base)]
        origin = rows.origin(row)
        for piece in pieces(line, row, origin, self._layers(), signs=self.signs):
            drawn = style
            for kind in piece.kinds:
                drawn += self.get_component_rich_style(f"article--{kind.value}", partial=True)
            segments.append(Segment(self._encode(piece.text), drawn))
        rest = width - left - line.width
        if rest > 0:
            segments.append(Segment(" " * rest, base))
        return Strip(segments, width)

    def _layers(self) -> list[Layer]:
        """The marks to draw, lowest first."""
        layers = [*self._notes, self._names, self._times, self._hits]
        if self._current is not None:
            layers.append(Layer([Mark(*self._current, Kind.CURRENT)]))
        selection = self.selection
        if selection is not None:
            layers.append(Layer([Mark(*selection, Kind.SELECTED)]))
        if self.has_focus and self.rows is not None:
            layers.append(Layer([Mark(*self._word_at(self.caret), Kind.CARET)]))
        return layers

    def _part_style(self, row: Row) -> Style:
        """The style of the row's part of the article."""
        assert self.rows is not None
        part = self.rows.blocks[row.block].part
        if part is Part.BODY:
            return Style.null()
        return self.get_component_rich_style(f"article--{part.value}", partial=True)

    def _left_of(self, line: Line) -> int:
        """The cells left of the row: the column stands at the right for right to left."""
        room = self.scrollable_content_region.width
        if not line.paragraph.base:
            return max(0, room - _MARGIN - self._column)
        return max(0, room - _MARGIN - line.width)

    def watch_has_focus(self, _focused: bool) -> None:
        """The caret shows only where keys go."""
        self.refresh()

    # Caret

    def action_move(self, direction: str) -> None:
        """Move the caret by a row, or by a word in the direction on the screen."""
        if self.rows is None:
            return
        if direction in ("up", "down"):
            self._move_row(1 if direction == "down" else -1)
        else:
            forward = (direction == "left") == bool(self.rows.base)
            self._move_word(forward=forward)
        self._after_move()

    def action_page(self, pages: int) -> None:
        """Move by a screen, one row kept."""
        self._move_row(pages * max(1, self.size.height - 1), scroll=True)
        self._after_move()

    def action_edge(self, edge: str) -> None:
        """Move to the beginning or the end of the article."""
        if self.rows is not None:
            self.caret = 0 if edge == "home" else self._clamped(len(self.rows.article.text))
            self._goal = None
            self._after_move()

    def action_mention(self, step: int) -> None:
        """Move to the next or previous name or time."""
        found = [
            layer.after(self.caret) if step > 0 else layer.before(self._word_at(self.caret).start)
            for layer in (self._names, self._times)
        ]
        marks = [mark for mark in found if mark is not None]
        if marks:
            nearest = min(marks) if step > 0 else max(marks)
            self.go_to(nearest.start, center=False)

    def action_choose(self) -> None:
        """Tell what stands at the caret."""
        word = self._word_at(self.caret)
        mark = next((m for k in range(word.start, word.end) if (m := self.mark_at(k))), None)
        self.post_message(self.Chosen(self.caret, mark))

    def action_select(self) -> None:
        """Begin a selection at the caret, or drop it."""
        self._anchor = self.caret if self._anchor is None else None
        self.refresh()

    def drop_selection(self) -> bool:
        """Select nothing; whether anything was selected."""
        had = self._anchor is not None
        self._anchor = None
        self.refresh()
        return had

    def action_copy(self) -> None:
        """Ask to copy the selection, else the name at the caret, else its paragraph."""
        if self.rows is None:
            return
        mark = self.mark_at(self.caret)
        span = self.selection or (mark.span if mark else None)
        if span is None:
            row = self.rows.row(self.rows.row_of(self.caret))
            span = self.rows.blocks[row.block].span if row and row.block >= 0 else None
        if span is not None:
            self._anchor = None
            self.refresh()
            self.post_message(self.Copied(span))

    def _move_row(self, rows_down: int, *, scroll: bool = False) -> None:
        """Move the caret by rows, empty ones passed over, at the same cell."""
        rows = self.rows
        if rows is None:
            return
        number = rows.row_of(self.caret)
        goal = self._goal if self._goal is not None else self._cell_of(self.caret)
        step = 1 if rows_down > 0 else -1
        rows.extend_to(number + rows_down + 2)
        target = max(0, min(number + rows_down, len(rows) - 1))
        while 0 <= target < len(rows) and rows.line(target) is None:
            target += step
        row = rows.row(target)
        if row is not None and row.block >= 0:
            self.caret = self._offset_at(target, goal)
        self._goal = goal
        if scroll:
            self.scroll_to(y=self.scroll_offset.y + rows_down, animate=False, force=True)

    def _move_word(self, *, forward: bool) -> None:
        """Move the caret to the next or previous word of the article."""
        assert self.rows is not None
        text = self.rows.article.text
        word = self._word_at(self.caret)
        if forward:
            found = next((w for w in words(text, word.end) if _is_word(w.text)), None)
        else:
            start = max(0, word.start - 400)
            before = [w for w in words(text, start, word.start) if _is_word(w.text)]
            found = before[-1] if before else None
        if found is not None:
            self.caret = found.start
        self._goal = None

    def _word_at(self, offset: int) -> Span:
        """The word at or after the code point `offset`."""
        assert self.rows is not None
        text = self.rows.article.text
        start = max(0, min(offset, len(text)))
        while start and text[start - 1].isalnum() and text[start - 1 : start + 1].strip() != "":
            if start < len(text) and not text[start].isalnum():
                break
            start -= 1
        for word in words(text, start):
            if word.end > offset:
                return Span(word.start, word.end)
        return Span(start, len(text))

    def _after_move(self) -> None:
        """Bring the caret into view and tell where it stands."""
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self.caret, self.mark_at(self.caret)))

    def _clamped(self, offset: int) -> int:
        """`offset` inside what is shown."""
        assert self.rows is not None
        blocks = self.rows.blocks
        if not blocks:
            return 0
        return max(blocks[0].span.start, min(offset, blocks[-1].span.end - 1))

    def _reveal(self, *, center: bool = False) -> None:
        """Scroll so that the caret's row is in view."""
        if self.rows is None:
            return
        number = self.rows.row_of(self.caret)
        self._resize_virtual()
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if top <= number < top + height:
            return
        if center:
            target = max(0, number - height // 3)
        else:
            target = number if number < top else number - height + 1
        self.scroll_to(y=target, animate=False, force=True)

    # Cells and code points

    def _cell_of(self, offset: int) -> int:
        """The cell, from the left of the widget, in which the code point is drawn."""
        assert self.rows is not None
        number = self.rows.row_of(offset)
        line, row = self.rows.line(number), self.rows.row(number)
        if line is None or row is None:
            return 0
        return self._left_of(line) + max(0, line.caret_x(offset - self.rows.origin(row)))

    def _offset_at(self, number: int, cell: int) -> int:
        """The code point drawn in a cell of the row `number`, or the nearest one."""
        assert self.rows is not None
        line, row = self.rows.line(number), self.rows.row(number)
        if line is None or row is None:
            return self.caret
        inside = max(0, min(cell - self._left_of(line), line.width - 1))
        index = line.logical_at(inside)
        return row.start if index is None else self.rows.origin(row) + index

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell what name or time the mouse points at, once for each."""
        mark = None
        number = event.y + self.scroll_offset.y
        if self.rows is not None and self.rows.line(number) is not None:
            mark = self.mark_at(self._offset_at(number, event.x))
        if mark != self._pointed:
            self._pointed = mark
            self.post_message(self.Hovered(mark))

    def on_click(self, event: events.Click) -> None:
        """Put the caret where the mouse clicked, and choose what is there."""
        if self.rows is None:
            return
        number = event.y + self.scroll_offset.y
        if self.rows.line(number) is None:
            return
        self.focus()
        self.go_to(self._offset_at(number, event.x), center=False)
        self.action_choose()

    @property
    def visible_span(self) -> Span:
        """The code points in view."""
        if self.rows is None or not len(self.rows):
            return Span(0, 0)
        first = self.rows.row(self.scroll_offset.y)
        last_number = min(self.scroll_offset.y + self.size.height, len(self.rows)) - 1
        last = self.rows.row(last_number)
        return Span(first.start if first else 0, last.end if last else 0)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Wrap what comes into view."""
        super().watch_scroll_y(old, new)
        if self.rows is not None and not self.rows.complete:
            self.rows.extend_to(int(new) + 3 * max(1, self.size.height))
            self._resize_virtual()

    def refresh_rows(self, span: Span) -> None:
        """Draw only the rows that hold `span` again."""
        if self.rows is None:
            return
        first, last = self.rows.row_of(span.start), self.rows.row_of(max(span.start, span.end - 1))
        top = first - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, last - first + 1))


def _is_word(text: str) -> bool:
    """Whether a token is a word or number rather than punctuation."""
    return text[0].isalnum()
