"""Setting the creation date: the timeline follows while it is typed."""

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from reader.app.dialogs.base import Dialog
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import Phrase


class DateDialog(Dialog[None]):
    """Asks for a day as YYYY-MM-DD; empty means unknown."""

    DEFAULT_CSS = "DateDialog { align: center bottom; background: transparent; }"

    def __init__(
        self,
        day: date | None,
        follow: Callable[[date | None], None],
        go_back: Callable[[], None],
    ) -> None:
        """Begin with `day`; `follow` is told every other day, `go_back` that none holds."""
        super().__init__()
        self._before = self._followed = day
        self._follow = follow
        self._go_back = go_back

    def compose(self) -> ComposeResult:
        """An input between two lines."""
        with Vertical(classes="dialog small"):
            yield self.title_line(id="day-title")
            yield BidiInput(
                self.reader.encode, self.words.direction, placeholder="2016-05-25", id="day-input"
            )
            yield self.title_line(id="day-note")

    def on_mount(self) -> None:
        """Show the day as it is."""
        self.say("day-title", Phrase(f" {self.words('date-title')} ", "strong"))
        field = self.query_one(BidiInput)
        field.value = self._before.isoformat() if self._before else ""
        field.cursor_position = len(field.value)
        field.focus()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        """Follow what is typed, where it is a day."""
        try:
            day = _day(message.value)
        except ValueError:
            self.say("day-note", Phrase(f" {self.words('date-form')} ", "warning"))
            return
        self.say("day-note", Phrase(f" {self.words('date-enter')} ", "dim"))
        if day != self._followed:
            self._followed = day
            self._follow(day)

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        """Keep what was followed last; what is no day can be mended."""
        try:
            _day(message.value)
        except ValueError:
            return
        self.dismiss(None)

    def action_cancel(self) -> None:
        """Go back to the day as it was."""
        self._go_back()
        self.dismiss(None)


def _day(text: str) -> date | None:
    """The day that is typed, in Arabic digits or ASCII ones; None for nothing.

    Raises:
        ValueError: it is no day.
    """
    value = "".join(str(int(c)) if c.isdecimal() else c for c in text.strip())
    return date.fromisoformat(value) if value else None
