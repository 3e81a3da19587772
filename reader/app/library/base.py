"""What the screens of the library share: words, the catalogue, a headline, a footer, the ways."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType

from reader.app.keys import SHELVES, Key, bindings, shown
from reader.app.library.telling import progress, undone
from reader.app.qari_screen import QariScreen
from reader.app.widgets.label_line import LabelLine, Phrase
from reader.library.catalogue import Catalogue

if TYPE_CHECKING:
    from reader.app.library.work import Work


class LibraryBase(QariScreen):
    """A screen over the library.

    Attributes:
        pane: its name in the help.
        keys: of the list that has the focus, for the footer.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(SHELVES)
    pane: ClassVar[str]
    keys: ClassVar[tuple[Key, ...]]
    shelves: ClassVar[tuple[Key, ...]] = SHELVES
    _told = False

    @property
    def catalogue(self) -> Catalogue:
        """The library, on the thread of the screens."""
        return self.reader.catalogue

    @property
    def work(self) -> "Work":
        """What is done behind the screens."""
        return self.reader.work

    # Lines

    def line(self, name: str) -> LabelLine:
        """A new line of the id `name`."""
        return LabelLine(self.reader.encode, self.words.direction, id=name)

    def say(self, name: str, *phrases: Phrase) -> None:
        """Show `phrases` in the line of the id `name`."""
        self.query_one(f"#{name}", LabelLine).say(*phrases)

    def tell(self, message: str, *, warn: bool = False) -> None:
        """Say something in the footer's place, until the next key."""
        sign = "! " if warn else ""
        self.say("footer", Phrase(f" {sign}{message} ", "warning" if warn else "strong"))
        self._told = True

    def footer_keys(self) -> list[Key]:
        """The keys that the footer names."""
        return in_footer(self.keys, self.shelves)

    def show_footer(self) -> None:
        """What is being done, then the keys; what does not fit is left out whole."""
        self._told = False
        phrases = list(progress(self.work, self.words))
        for key in self.footer_keys():
            phrases.append(Phrase(f" {shown(key)}", "key"))
            phrases.append(Phrase(f" {self.words(key.message + '-short')} "))
        self.say("footer", *phrases)

    def headline(self, *more: Phrase) -> None:
        """The program, the screen, and `more`."""
        self.say(
            "headline",
            Phrase(f" {self.words('app-name')} ", "strong"),
            Phrase(f" {self.words(f'{self.pane}-title')} "),
            *more,
        )

    # What happens

    def on_key(self, _event: events.Key) -> None:
        """What was told stays until the next key."""
        if self._told:
            self.show_footer()

    def work_changed(self) -> None:
        """The work behind the screens has gone on."""
        if not self._told:
            self.show_footer()

    def library_changed(self) -> None:
        """The library has other articles or answers now."""
        self.refresh_rows()

    def on_screen_resume(self) -> None:
        """It is seen again."""
        if self.is_mounted:
            self.refresh_rows()
            if not self._told:
                self.show_footer()

    def refresh_rows(self) -> None:
        """Fetch anew what is in view."""

    def refresh_words(self) -> None:
        """Say everything again in the language that was chosen."""
        self.refresh_rows()
        self.show_footer()
        for widget in self.query("LabelLine, RowList"):
            widget.refresh()

    # Ways

    def action_back(self) -> None:
        """To what was there before; from the first screen nowhere."""
        if len(self.app.screen_stack) > _LOWEST:
            self.app.pop_screen()

    def action_library(self) -> None:
        """To the list."""
        self.reader.show_library()

    def action_across(self) -> None:
        """Ask for a name; its card across the library."""
        self.reader.ask_name()

    def action_add(self) -> None:
        """Ask for a path or an address, and add its articles."""
        self.reader.ask_source()

    def action_sync(self) -> None:
        """Visit the feeds."""
        self.reader.sync()

    def action_stop(self) -> None:
        """Stop what is being done; what is done is kept."""
        self.tell(self.words("work-stopped" if self.work.running else "work-none"))
        self.work.stop()

    def action_take_back(self) -> None:
        """Take the last mark, tag, note, search or feed back."""
        self.tell(undone(self.catalogue, self.words))
        self.refresh_rows()

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.reader.toggle_theme()

    def action_toggle_language(self) -> None:
        """Change the language of the interface."""
        self.reader.toggle_language()

    def action_help(self) -> None:
        """Show the keys; Enter on one does what it says."""
        from reader.app.dialogs.help import HelpDialog  # noqa: PLC0415 - opened on demand

        self.app.push_screen(HelpDialog(self.help_pane()), self._run)

    def help_pane(self) -> str:
        """Whose keys the help shows first."""
        return self.pane

    async def _run(self, action: str | None) -> None:
        """Do what was chosen: an action of what has the focus, else of the screen."""
        if action is None:
            return
        focused, name = self.focused, action.partition("(")[0]
        target = focused if focused and hasattr(focused, f"action_{name}") else self
        await target.run_action(action)

    def action_leave(self) -> None:
        """End the program."""
        self.app.exit()


_LOWEST = 2  # screens: Textual's own first one and ours
_FIRST = 4  # keys of a list before the ones of all screens: these are wanted on a narrow one too


def in_footer(own: Iterable[Key], general: Iterable[Key]) -> list[Key]:
    """The keys that a footer names, in the order in which they are left out from the end."""
    named = [key for key in own if key.footer]
    return [*named[:_FIRST], *(key for key in general if key.footer), *named[_FIRST:]]
