"""Find in the article: hits are marked while the words are typed."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from reader.app.dialogs.base import Dialog
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import Phrase


class FindDialog(Dialog[str]):
    """Asks what to find; its result is the query, or None."""

    DEFAULT_CSS = "FindDialog { align: center bottom; background: transparent; }"

    def __init__(self, query: str, preview: Callable[[str], str]) -> None:
        """Begin with `query`; `preview` shows the hits of a query and counts them in words."""
        super().__init__()
        self._query = query
        self._preview = preview

    def compose(self) -> ComposeResult:
        """An input between two lines."""
        with Vertical(classes="dialog small"):
            yield self.title_line(id="find-title")
            yield BidiInput(
                self.reader.encode,
                self.words.direction,
                placeholder=self.words("find-hint"),
                id="find-input",
            )
            yield self.title_line(id="find-count")

    def on_mount(self) -> None:
        """Show the last query, to be replaced or edited."""
        self.say("find-title", Phrase(f" {self.words('find-title')} ", "strong"))
        field = self.query_one(BidiInput)
        field.value = self._query
        field.cursor_position = len(self._query)
        field.focus()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        """Show the hits of what is typed."""
        self.say("find-count", Phrase(f" {self._preview(message.value)} ", "dim"))

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        """Go to the hit that is shown."""
        self.dismiss(message.value)
