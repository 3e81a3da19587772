"""What all dialogs share: the application's words, a title, Esc to leave."""

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from reader.app.widgets.label_line import LabelLine, Phrase
from reader.app.words import Words

if TYPE_CHECKING:
    from reader.app.application import QariApp

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A dialog over the reading screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    @property
    def reader(self) -> "QariApp":
        """The application."""
        return cast("QariApp", self.app)

    @property
    def words(self) -> Words:
        """The interface's words."""
        return self.reader.words

    def title_line(self, *, id: str) -> LabelLine:
        """An empty line for a title."""
        return LabelLine(self.reader.encode, self.words.direction, id=id)

    def say(self, where: str, *phrases: Phrase) -> None:
        """Show `phrases` in the line of the id `where`."""
        self.query_one(f"#{where}", LabelLine).say(*phrases)

    def action_cancel(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)
