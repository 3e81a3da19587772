"""The entities and timeline panes as widgets: lists with keys of their own."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from reader.app.keys import ENTITIES, TIMELINE, bindings
from reader.app.widgets.row_list import RowList


class EntitiesPane(RowList):
    """Who and where."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ENTITIES)

    @dataclass
    class Asked(Message):
        """The reader asks for something: filter, visit, hover, undo or a correction of `key`."""

        what: str
        key: str

    _under = ""  # the key of the row under the mouse

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What the mouse points at is told in short."""
        number = event.y + self.scroll_offset.y
        key = self.items[number].key if number < len(self.items) else ""
        if key and key != self._under:
            self.post_message(self.Asked("hover", key))
        self._under = key

    def action_filter(self) -> None:
        """Show one type, the next one, or all."""
        self.post_message(self.Asked("filter", self.key))

    def action_visit(self) -> None:
        """Show the entity in the text, again its next mention."""
        self.post_message(self.Asked("visit", self.key))

    def action_correct(self, what: str) -> None:
        """Correct the entity under the cursor."""
        if self.key:
            self.post_message(self.Asked(what, self.key))

    def action_undo(self) -> None:
        """Take the last correction back."""
        self.post_message(self.Asked("undo", self.key))


class TimelinePane(RowList):
    """When."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TIMELINE)

    @dataclass
    class Asked(Message):
        """The reader asks for another look at the timeline: filter, calendar or grain."""

        what: str

    def action_filter(self) -> None:
        """Show the entries of the entity chosen in the other pane, or all."""
        self.post_message(self.Asked("filter"))

    def action_calendar(self) -> None:
        """Show or hide the Hijri dates."""
        self.post_message(self.Asked("calendar"))

    def action_grain(self) -> None:
        """Group by day, week or month."""
        self.post_message(self.Asked("grain"))
