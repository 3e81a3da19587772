"""What all dialogs share: the application's words, a title, Esc to leave."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from reader.app.qari_screen import Result, WithReader
from reader.app.widgets.label_line import LabelLine, Phrase


class Dialog(ModalScreen[Result], WithReader[Result]):
    """A dialog over the reading screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def title_line(self, *, id: str) -> LabelLine:
        """An empty line for a title."""
        return LabelLine(self.reader.encode, self.words.direction, id=id)

    def say(self, where: str, *phrases: Phrase) -> None:
        """Show `phrases` in the line of the id `where`."""
        self.query_one(f"#{where}", LabelLine).say(*phrases)

    def action_cancel(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)
