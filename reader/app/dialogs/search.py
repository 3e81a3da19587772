"""A list that narrows while it is typed: the look-up and the list of commands."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reader.app.dialogs.base import Dialog
from reader.app.qari_screen import Result
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import Item, RowList


class SearchDialog(Dialog[Result]):
    """An input over a list; the arrows move in the list while the input keeps the focus.

    Attributes:
        topic: codes of the messages are ``{topic}-title``, ``{topic}-hint``, ``{topic}-none``.
    """

    topic: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step('down')", show=False, priority=True),
        Binding("up", "step('up')", show=False, priority=True),
        Binding("pagedown", "leap(1)", show=False, priority=True),
        Binding("pageup", "leap(-1)", show=False, priority=True),
    ]

    def heading(self) -> str:
        """What is asked."""
        return self.words(f"{self.topic}-title")

    def items_for(self, query: str) -> Sequence[Item]:
        """The rows that `query` finds; all of them for nothing."""
        raise NotImplementedError

    def choose(self, key: str) -> None:
        """The row of `key` was chosen."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """An input over the list."""
        encode, direction = self.reader.encode, self.words.direction
        hint = self.words(f"{self.topic}-hint")
        with Vertical(classes="dialog"):
            yield self.title_line(id="search-title")
            yield BidiInput(encode, direction, placeholder=hint, id="search-input")
            yield RowList(encode, direction, id="search-list")

    def on_mount(self) -> None:
        """Show all rows."""
        self.say("search-title", Phrase(f" {self.heading()} ", "strong"))
        self.query_one(BidiInput).focus()
        self._narrow("")

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        """Narrow the list."""
        self._narrow(message.value)

    def _narrow(self, query: str) -> None:
        rows = self.query_one(RowList)
        query = query.strip()
        empty = self.words(f"{self.topic}-none") if query else ""
        rows.set_items(self.items_for(query), empty=empty, keep=False)

    def action_step(self, direction: str) -> None:
        """Move in the list."""
        self.query_one(RowList).action_move(direction)

    def action_leap(self, pages: int) -> None:
        """Move in the list by a screen."""
        self.query_one(RowList).action_page(pages)

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Choose the row under the cursor."""
        key = self.query_one(RowList).key
        if key:
            self.choose(key)

    @on(RowList.Chosen)
    def _clicked(self, message: RowList.Chosen) -> None:
        """Choose the row that was clicked."""
        self.choose(message.key)
