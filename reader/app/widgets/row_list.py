"""A list of laid-out rows with a cursor: the one widget behind all panes, lookups and menus.

Textual's own lists draw logical order from left to right; here each row is laid out for the width
that it has, when it comes into view.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol, runtime_checkable

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.app.encoding import Encode
from reader.app.keys import LISTS, bindings
from reader.text.label import Align, visual

RTL, LTR, AUTO = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a row.

    Attributes:
        text: its words, in logical order.
        style: name of its component class without ``rows--``, or "".
        width: cells it takes; 0 for what the others leave.
        align: where the words stand, None where the interface begins a line.
        base: direction of the words: `RTL` for those of an article, `LTR` for Latin ones, `AUTO`
            by the first strong character, None for that of the interface.
    """

    text: str
    style: str = ""
    width: int = 0
    align: Align | None = None
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One row.

    Attributes:
        cells: its columns, in reading order of the interface.
        key: what it stands for; "" for a heading, which the cursor passes over.
        style: name of the component class of the whole row without ``rows--``, or "".
        copied: what is copied of it; "" for its words.
    """

    cells: tuple[Cell, ...]
    key: str = ""
    style: str = ""
    copied: str = ""


@runtime_checkable
class Indexed(Protocol):
    """Rows that need not be looked through for a key."""

    def index_of(self, key: str) -> int:
        """The place of the row of `key`, or −1."""


@dataclass(slots=True)
class _State:
    """What the list shows, and for which width it was made by what, where that matters."""

    items: Sequence[Item] = field(default_factory=tuple)
    empty: str = ""
    make: Callable[[int], Sequence[Item]] | None = None
    room: int = 0


class RowList(ScrollView, can_focus=True):
    """Rows with a cursor, laid out right to left where the interface is."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(LISTS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"rows--{name}"
        for name in (
            "heading", "cursor", "current", "dim", "strong", "warning", "per", "org", "loc", "fac",
            "misc", "time", "match",
        )
    }  # fmt: skip

    @dataclass
    class Chosen(Message):
        """The reader chose the row of `key`."""

        rows: "RowList"
        key: str

        @property
        def control(self) -> "RowList":
            """The list that sent it."""
            return self.rows

    @dataclass
    class Moved(Message):
        """The cursor stands on the row of `key` now; "" where there is none."""

        rows: "RowList"
        key: str

        @property
        def control(self) -> "RowList":
            """The list that sent it."""
            return self.rows

    def __init__(
        self, encode: Encode, direction: Callable[[], int], *, id: str | None = None
    ) -> None:
        """An empty list.

        Args:
            encode: what makes a visual string fit the terminal.
            direction: the direction of the interface: 1 right to left, 0 left to right.
            id: the widget's id.
        """
        super().__init__(id=id)
        self._encode = encode
        self._direction = direction
        self._state = _State()
        self.cursor = -1

    def set_items(self, items: Sequence[Item], *, empty: str = "", keep: bool = True) -> None:
        """Show `items`.

        Args:
            items: the rows.
            empty: what to say where there are none.
            keep: whether the cursor stays on the row of the same key; where that is gone, on
                the row that took its place.
        """
        self._show(_State(items, empty), keep=keep)

    def lay_out(
        self, make: Callable[[int], Sequence[Item]], *, empty: str = "", keep: bool = True
    ) -> None:
        """Show rows that depend on the width: made anew when it changes.

        Args:
            make: the rows for a width in cells.
            empty: what to say where there are none.
            keep: as of `set_items`.
        """
        room = self.scrollable_content_region.width
        self._show(_State(make(room), empty, make, room), keep=keep)

    def _show(self, state: _State, *, keep: bool) -> None:
        """Show the rows of `state`."""
        before, place = (self.key, self.cursor) if keep else ("", -1)
        self._state = state
        self.cursor = self._index_of(before)
        if self.cursor < 0 and place >= 0:
            behind = self._next(min(place, len(state.items)) - 1, 1)
            self.cursor = behind if behind >= 0 else self._next(len(state.items), -1)
        if self.cursor < 0:
            self.cursor = self._next(-1, 1)
        self._measure()
        self._reveal()
        self.refresh()

    @property
    def items(self) -> Sequence[Item]:
        """The rows shown."""
        return self._state.items

    @property
    def key(self) -> str:
        """The key of the row under the cursor, or ""."""
        if 0 <= self.cursor < len(self._state.items):
            return self._state.items[self.cursor].key
        return ""

    def point_to(self, key: str) -> bool:
        """Put the cursor on the row of `key`; whether there is one."""
        index = self._index_of(key)
        if index < 0:
            return False
        self.cursor = index
        self._reveal()
        self.refresh()
        return True

    # Drawing

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the rows out for the new width."""
        state, room = self._state, self.scrollable_content_region.width
        if state.make is not None and room != state.room:
            self._show(_State(state.make(room), state.empty, state.make, room), keep=True)
        else:
            self._measure()
            self._reveal()

    def _measure(self) -> None:
        """Tell Textual the height."""
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, max(1, len(self._state.items)))

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self.size.width
        room = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        base = self.rich_style
        if not self._state.items:
            if y or not self._state.empty:
                return Strip.blank(width, base)
            style = base + self.get_component_rich_style("rows--dim", partial=True)
            words = visual(self._state.empty, room, base=self._direction())
            return Strip([Segment(self._encode(words), style)], room).extend_cell_length(
                width, base
            )
        if number >= len(self._state.items):
            return Strip.blank(width, base)
        item = self._state.items[number]
        style = base
        if item.style:
            style += self.get_component_rich_style(f"rows--{item.style}", partial=True)
        if number == self.cursor:
            state = "cursor" if self.has_focus else "current"
            style += self.get_component_rich_style(f"rows--{state}", partial=True)
        segments = []
        for cell, cells in self._columns(item, room):  # a blank cell between columns
            drawn = style
            # The cursor is one bar: colours turned round would make a patchwork of it.
            if cell.style and not (number == self.cursor and self.has_focus):
                drawn += self.get_component_rich_style(f"rows--{cell.style}", partial=True)
            gap = min(cells, cell is not item.cells[-1])
            base_level = self._direction() if cell.base is None else cell.base
            direction = None if base_level == AUTO else base_level
            align = cell.align
            if align is None and base_level in (LTR, AUTO):
                align = Align.RIGHT if self._direction() else Align.LEFT
            words = visual(cell.text, cells - gap, base=direction, align=align)
            pair = [Segment(self._encode(words), drawn), Segment(" " * gap, style)]
            segments += pair[::-1] if self._direction() else pair
        return Strip(segments, room).extend_cell_length(width, style)

    def _columns(self, item: Item, room: int) -> list[tuple[Cell, int]]:
        """The columns with their widths, from left to right on the screen."""
        fixed = sum(cell.width for cell in item.cells)
        open_ones = sum(not cell.width for cell in item.cells)
        rest = max(0, room - fixed)
        share = rest // open_ones if open_ones else 0
        left = room
        columns = []
        for cell in item.cells:
            cells = min(left, cell.width or share)
            columns.append((cell, cells))
            left -= cells
        if left and columns:
            cell, cells = columns[-1]
            columns[-1] = (cell, cells + left)
        return columns[::-1] if self._direction() else columns

    def watch_has_focus(self, _focused: bool) -> None:
        """The cursor looks different where keys go."""
        self.refresh()

    # Moving

    def action_move(self, direction: str) -> None:
        """Move the cursor by a row."""
        self._put(self._next(self.cursor, 1 if direction == "down" else -1))

    def action_page(self, pages: int) -> None:
        """Move the cursor by a screen."""
        step = pages * max(1, self.size.height - 1)
        target = max(0, min(self.cursor + step, len(self._state.items) - 1))
        self._put(self._next(target - (1 if pages > 0 else -1), 1 if pages > 0 else -1))

    def action_edge(self, edge: str) -> None:
        """Move the cursor to the first or last row."""
        size = len(self._state.items)
        self._put(self._next(-1, 1) if edge == "home" else self._next(size, -1))

    def action_choose(self) -> None:
        """Tell that the row under the cursor was chosen."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def action_copy(self) -> None:
        """Copy the words of the row under the cursor."""
        if self.key:
            item = self._state.items[self.cursor]
            words = " ".join(cell.text for cell in item.cells if cell.text)
            self.app.copy_to_clipboard(item.copied or words)

    def _put(self, index: int) -> None:
        """Put the cursor on the row `index`, if it is one."""
        if index < 0 or index == self.cursor:
            return
        self.cursor = index
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self, self.key))

    def _next(self, index: int, step: int) -> int:
        """The next row that can be chosen from `index`, or −1."""
        index += step
        while 0 <= index < len(self._state.items):
            if self._state.items[index].key:
                return index
            index += step
        return -1

    def _index_of(self, key: str) -> int:
        """The row of `key`, or −1; rows that are fetched as they are seen know it themselves."""
        if not key:
            return -1
        items = self._state.items
        if isinstance(items, Indexed):
            return items.index_of(key)
        return next((n for n, item in enumerate(self._state.items) if item.key == key), -1)

    def _reveal(self) -> None:
        """Scroll so that the cursor is in view; a heading above the first row too."""
        top, height = self.scroll_offset.y, max(1, self.size.height)
        row = self.cursor
        if row < 0 or not self.size.height:
            return
        first = row - 1 if row and not self._state.items[row - 1].key else row  # its heading
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        number = event.y + self.scroll_offset.y
        if number < len(self._state.items) and self._state.items[number].key:
            self.focus()
            self.cursor = number
            self.refresh()
            self.action_choose()
