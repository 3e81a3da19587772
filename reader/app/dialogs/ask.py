"""Asking for one line of text, or for one of a few choices."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input
from textual.widgets.input import Selection

from reader.app.dialogs.base import Dialog
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import AUTO, LTR, Cell, Item, RowList


class AskDialog(Dialog[str]):
    """Asks for a line; its result is the line, or None."""

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        hint: str = "",
        empty: bool = False,
        offered: bool = False,
    ) -> None:
        """Ask `title`, beginning with `value`.

        Args:
            title: what is asked for.
            value: what stands there, to be edited.
            hint: shown below the line.
            empty: whether an empty line is an answer too.
            offered: whether `value` is an offer, which what is typed takes the place of.
        """
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint
        self._empty = empty
        self._offered = offered

    def compose(self) -> ComposeResult:
        """A title and an input."""
        with Vertical(classes="dialog small"):
            yield self.title_line(id="ask-title")
            yield BidiInput(self.reader.encode, self.words.direction, id="ask-input")
            if self._hint:
                yield self.title_line(id="ask-hint")

    def on_mount(self) -> None:
        """Show the value, to be edited."""
        self.say("ask-title", Phrase(f" {self._title} ", "strong"))
        if self._hint:
            self.say("ask-hint", Phrase(f" {self._hint} ", "dim"))
        field = self.query_one(BidiInput)
        field.value = self._value
        size = len(self._value)
        field.selection = Selection(0 if self._offered else size, size)
        field.focus()

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        """That is it."""
        line = message.value.strip()
        self.dismiss(line if line or self._empty else None)


class ChoiceDialog(Dialog[str]):
    """Asks for one of some choices; its result is the key of the choice, or None."""

    few = 12  # choices that a small dialog has room for

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        at: str = "",
        values: Mapping[str, str] | None = None,
    ) -> None:
        """Ask for one of some choices.

        Args:
            title: what is asked.
            choices: a key and its words each.
            at: the key of the one on which the cursor stands at first.
            values: by key, what stands behind the words in its own order, such as coordinates.
        """
        super().__init__()
        self._values = values or {}
        self._at = at
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """A title and a list."""
        with Vertical(classes="dialog small" if len(self._choices) <= self.few else "dialog"):
            yield self.title_line(id="choice-title")
            yield RowList(self.reader.encode, self.words.direction, id="choice-list")

    def on_mount(self) -> None:
        """Show the choices."""
        self.say("choice-title", Phrase(f" {self._title} ", "strong"))
        rows = self.query_one(RowList)
        rows.set_items([self._item(key, words) for key, words in self._choices])
        rows.point_to(self._at)
        rows.focus()

    def _item(self, key: str, words: str) -> Item:
        """One choice."""
        value = self._values.get(key)
        cells = (Cell(words, base=AUTO),)
        return Item(cells if value is None else (*cells, Cell(value, "dim", 18, base=LTR)), key=key)

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        """That is it."""
        self.dismiss(message.key)
