"""What all screens have: the application, its words, the ways to the other screens."""

from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

from reader.app.words import Words

if TYPE_CHECKING:
    from reader.app.application import QariApp


Result = TypeVar("Result")


class WithReader(Screen[Result]):
    """A screen, or a dialog over one, that knows the application and its words."""

    @property
    def reader(self) -> "QariApp":
        """The application."""
        return cast("QariApp", self.app)

    @property
    def words(self) -> Words:
        """The interface's words."""
        return self.reader.words


class QariScreen(WithReader[None]):
    """A screen of the application, and the ways from each to the others."""

    def action_notes(self) -> None:
        """To the notes."""
        self.reader.show_notes()

    def action_feeds(self) -> None:
        """To the feeds."""
        self.reader.show_feeds()
