"""The first page where there is no article: what to press and what to type."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen

from reader.app.keys import Key, bindings
from reader.app.widgets.label_line import LabelLine, Phrase
from reader.app.widgets.row_list import LTR, Cell, Item, RowList
from reader.notice import QariError
from reader.text.label import Align

if TYPE_CHECKING:
    from reader.app.application import QariApp

KEYS = (
    Key(("o", "enter"), "open", "welcome-open", footer=True),
    Key(("2",), "library", "key-library", footer=True),
    Key(("4",), "feeds", "key-feeds", footer=True),
    Key(("a",), "add", "key-add", footer=True),
    Key(("q",), "leave", "key-quit", footer=True),
    Key(("t",), "theme", "key-theme", footer=True),
    Key(("l",), "toggle_language", "key-language", footer=True),
)
_EXAMPLES = (
    "qari FILE", "qari https://…", "qari FOLDER", "qari show FILE", "qari doctor",
    "qari add FOLDER", "qari sync https://…",
)  # fmt: skip


class WelcomeScreen(Screen[None]):
    """Says what to press."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    @property
    def reader(self) -> "QariApp":
        """The application."""
        return cast("QariApp", self.app)

    def compose(self) -> ComposeResult:
        """A title, what to do, and the keys."""
        app = self.reader
        yield LabelLine(app.encode, app.words.direction, id="headline")
        with Vertical():
            yield RowList(app.encode, app.words.direction, id="welcome")
        yield LabelLine(app.encode, app.words.direction, id="footer")

    def on_mount(self) -> None:
        """Say it."""
        self.refresh_words()
        self.query_one(RowList).focus()

    def refresh_words(self) -> None:
        """Say everything in the interface's language."""
        words = self.reader.words
        self.query_one("#headline", LabelLine).say(Phrase(f" {words('app-name')} ", "strong"))
        items = [Item((Cell(words("welcome-title")),), style="heading")]
        items += [
            Item((Cell(words(f"welcome-{action}")),), key=action)
            for action in ("open", "add", "feeds")
        ]
        items += [
            Item(
                (
                    Cell(example, "strong", width=24, base=LTR, align=Align.RIGHT),
                    Cell(words(f"welcome-example-{number}")),
                )
            )
            for number, example in enumerate(_EXAMPLES, start=1)
        ]
        self.query_one(RowList).set_items(items)
        phrases = []
        for key in KEYS:
            phrases.append(Phrase(f" {key.keys[0]}", "key"))
            phrases.append(Phrase(f" {words.maybe(key.message + '-short') or words(key.message)} "))
        self.query_one("#footer", LabelLine).say(*phrases)

    @on(RowList.Chosen)
    async def _chosen(self, message: RowList.Chosen) -> None:
        """Do what the line says."""
        await self.run_action(message.key)

    def tell(self, message: str, *, warn: bool = False) -> None:
        """Say something in the footer's place."""
        sign = "! " if warn else ""
        phrase = Phrase(f" {sign}{message} ", "warning" if warn else "strong")
        self.query_one("#footer", LabelLine).say(phrase)

    def action_library(self) -> None:
        """To the list of the library, empty as it may be."""
        self.reader.show_library()

    def action_feeds(self) -> None:
        """To the feeds."""
        self.reader.show_feeds()

    def action_add(self) -> None:
        """Ask for a path or an address to add, over the library."""
        self.reader.show_library()
        self.reader.ask_source()

    def action_open(self) -> None:
        """Ask for a path or an address, and open it."""
        from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand

        self.app.push_screen(AskDialog(self.reader.words("open-what")), self._open)

    def _open(self, source: str | None) -> None:
        """Open what was named; what is wrong with it is told here."""
        from reader.app.reading import ReadingScreen  # noqa: PLC0415 - once there is an article
        from reader.app.shelf import Shelf  # noqa: PLC0415

        if not source:
            return
        try:
            shelf = Shelf.open([source], self.reader.options.encoding)
        except QariError as error:
            self.tell(self.reader.words.notice(error.notice), warn=True)
            return
        self.reader.shelf = shelf
        self.app.switch_screen(ReadingScreen())

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.reader.toggle_theme()

    def action_toggle_language(self) -> None:
        """Change the language of the interface."""
        self.reader.toggle_language()

    def action_leave(self) -> None:
        """End the program."""
        self.app.exit()
