"""The application: the shelf of articles, the terminal, settings, and the screens over them."""

import asyncio
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from reader.app import AppOptions
from reader.app.encoding import encoder
from reader.app.library.ways import LibraryWays
from reader.app.shelf import IN_LIBRARY, Shelf
from reader.app.themes import THEMES
from reader.app.words import Words
from reader.notice import Notice
from reader.settings import Settings, State, update_state
from reader.terminal.session import Session
from reader.text.sanitize import label

if TYPE_CHECKING:
    from reader.entities.backends.chosen import ChosenTagger
    from reader.entities.tagger.small import SmallTagger


class QariApp(LibraryWays):
    """Qari in a terminal."""

    CSS_PATH = "style.tcss"
    TITLE = "Qari"
    ENABLE_COMMAND_PALETTE = False  # ours is laid out right to left: `reader.app.dialogs.help`
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, shelf: Shelf, options: AppOptions, settings: Settings, state: State, session: Session
    ) -> None:
        """Prepare; nothing is drawn yet.

        Args:
            shelf: the articles that were opened.
            options: of the command line.
            settings: of the user.
            state: what is remembered.
            session: the terminal, already entered.
        """
        super().__init__()
        self.shelf = shelf
        self.options = options
        self.settings = settings
        self.remembered = state
        self.session = session
        self.encode = encoder(session)
        self.words = Words(options.language, settings.calendar)
        self.day: date | None = options.day
        self.failure: str | None = None
        for theme in THEMES.values():
            self.register_theme(theme)
        chosen = options.theme or settings.theme
        self.theme = THEMES["dark" if chosen == "auto" else chosen].name

    def on_mount(self) -> None:
        """Show the first article, the library, or the page that says what to press."""
        last = self.remembered.last or ""
        if len(self.shelf):
            from reader.app.reading import ReadingScreen  # noqa: PLC0415 - one of the first pages

            self.push_screen(ReadingScreen())
        elif not (last.startswith(IN_LIBRARY) and self.read_last(last)) and not self.start_screen():
            from reader.app.welcome import WelcomeScreen  # noqa: PLC0415 - the other

            self.push_screen(WelcomeScreen())

    @cached_property
    def tagger(self) -> "ChosenTagger | SmallTagger | None":
        """The tagger that the reader chose, or None; asked for in workers only."""
        from reader.analysis import chosen_tagger  # noqa: PLC0415 - after the first paint

        return chosen_tagger(self.settings, self.options.tagger, self._tell)

    def _tell(self, notice: Notice) -> None:
        """Tell the reader, from a worker, what happened."""
        self.call_from_thread(self._warn, notice)

    def _warn(self, notice: Notice) -> None:
        """Say it on the screen that is shown, where that has room for it."""
        tell = getattr(self.screen, "tell", None)
        if tell is not None:
            tell(self.words.notice(notice), warn=True)

    def action_help_quit(self) -> None:
        """Ctrl+C is no way out, as it copies in a line of input: say what is."""
        self._warn(Notice("quit-by"))

    def on_unmount(self) -> None:
        """Close the library; end the process of a tagger: a worker may wait for its answer."""
        self.close_library()
        if self.__dict__.get("tagger") is not None:
            self.tagger.close()  # type: ignore[union-attr]

    def remember(self, uid: str, offset: int, source: str, panes: dict[str, int]) -> None:
        """Keep the place in an article, what was read last, and the panes."""

        def changed(state: State) -> State:
            state = state.with_position(uid, offset).with_last(source)
            for name, value in panes.items():
                state = state.with_pane(name, value)
            return state

        self.remembered = update_state(changed)

    def copy(self, text: str) -> str:
        """Copy logical text to the clipboard (OSC 52) and to a file; what to tell of it."""
        from reader.settings import state_folder  # noqa: PLC0415 - only on copying
        from reader.settings.folders import write_atomically  # noqa: PLC0415

        self.copy_to_clipboard(text)
        path: Path = state_folder() / "copied.txt"
        try:
            write_atomically(path, text + "\n")
        except OSError:
            return self.words("copied")
        return self.words("copied-to", path=path)

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        dark = self.theme == THEMES["dark"].name
        self.theme = THEMES["light" if dark else "dark"].name

    def toggle_language(self) -> None:
        """Change between the Arabic and the English interface."""
        self.words.language = "en" if self.words.language == "ar" else "ar"
        for screen in self.screen_stack:
            refresh = getattr(screen, "refresh_words", None)
            if refresh is not None:
                refresh()

    def set_window_title(self, title: str) -> None:
        """Name the window; no control of the title reaches the terminal."""
        self.title = label(title)

    def suspend_terminal(self) -> None:
        """Give the order of letters back while the program is stopped."""
        self.session.leave()

    def resume_terminal(self) -> None:
        """Take it over again."""
        self.session.enter()

    def end_by_signal(self, number: int) -> None:
        """Leave as a program ended by the signal `number`; called in the thread of the loop."""
        loop = asyncio.get_running_loop()
        # The loop may be asleep: asked so, it wakes up.
        loop.call_soon_threadsafe(self.exit, None, 128 + number)
