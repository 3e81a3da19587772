"""The ways between the screens of the library, and the work behind them."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.app import AppOptions
from reader.app.typing_ahead import TypingAhead
from reader.app.words import Words
from reader.notice import Notice, QariError
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.app.library.work import Work
    from reader.library.catalogue import Catalogue
    from reader.library.listing import Listing


class LibraryWays(TypingAhead):
    """An application with a library.

    Attributes:
        background: whether waiting articles are analysed without being asked to.
        last_read: id of the article that was read last, until its list points to it.
    """

    options: AppOptions
    settings: Settings
    words: Words
    background = True
    last_read: int | None = None

    @cached_property
    def library_path(self) -> Path:
        """Where the library lies."""
        from reader.library.paths import library_path  # noqa: PLC0415 - asked for when needed

        return self.options.library or library_path()

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The library, for the thread of the screens; made where there is none.

        Raises:
            QariError: where it cannot be used.
        """
        from reader.library.catalogue import Catalogue  # noqa: PLC0415 - SQLite, on demand

        return Catalogue(self.library_path)

    @cached_property
    def work(self) -> "Work":
        """What is done behind the screens."""
        from reader.app.library.work import Work  # noqa: PLC0415 - with the first screen

        return Work(self.library_path, self._work_changed, self._work_told, self._library_changed)

    @property
    def has_library(self) -> bool:
        """Whether there is a library; asking makes none."""
        return self.library_path.exists()

    @property
    def working(self) -> bool:
        """Whether anything is being done behind the screens."""
        return "work" in self.__dict__ and self.work.running

    def close_library(self) -> None:
        """Stop the work and close the files; called at the end."""
        if "work" in self.__dict__:
            self.work.stop()
        if "catalogue" in self.__dict__:
            self.catalogue.close()

    # Screens

    def start_screen(self) -> bool:
        """Show the library as the first screen; whether there is one with anything in it."""
        if not self.has_library or not self._open_library() or not self.catalogue.library.count():
            return False
        self._push_library()
        return True

    def read_last(self, source: str) -> bool:
        """Show the article of the library that was read last; whether it is still there."""
        if not self.has_library or not self._open_library():
            return False
        from reader.app.library.shelf import last_id  # noqa: PLC0415 - on demand

        number = last_id(self.catalogue, source)
        if number is not None:
            self.read_listed([number], 0)
        return number is not None

    def show_query(self, query: str) -> None:
        """Show what a query finds, in the list."""
        from reader.app.library.screen import LibraryScreen  # noqa: PLC0415 - on demand
        from reader.library.listing import Shown  # noqa: PLC0415 - on demand

        there = next((s for s in self.screen_stack if isinstance(s, LibraryScreen)), None)
        if there is None:
            self.push_screen(LibraryScreen(query))
        else:
            self.show_library()
            there.set_query(query, shown=Shown.OPEN)

    def show_library(self) -> None:
        """Go to the list: back to it where one came from there, else over what is shown."""
        from reader.app.library.screen import LibraryScreen  # noqa: PLC0415 - on demand

        if not self._open_library():
            return
        if any(isinstance(screen, LibraryScreen) for screen in self.screen_stack):
            while not isinstance(self.screen, LibraryScreen):
                self.pop_screen()
        else:
            self._push_library()

    def _push_library(self) -> None:
        from reader.app.library.screen import LibraryScreen  # noqa: PLC0415 - on demand

        self.push_screen(LibraryScreen())

    def show_notes(self) -> None:
        """The notes and highlights of all articles."""
        from reader.app.library.notes import NotesScreen  # noqa: PLC0415 - on demand

        if self._open_library() and not isinstance(self.screen, NotesScreen):
            self.push_screen(NotesScreen())

    def show_feeds(self) -> None:
        """The feeds that are followed."""
        from reader.app.library.feeds import FeedsScreen  # noqa: PLC0415 - on demand

        if self._open_library() and not isinstance(self.screen, FeedsScreen):
            self.push_screen(FeedsScreen())

    def show_across(self, *names: str) -> None:
        """The card across the library of the first of `names` (keys or names) that it knows."""
        from reader.app.library.entity import EntityScreen, card_of  # noqa: PLC0415 - on demand

        if not self._open_library():
            return
        found = next(filter(None, (card_of(self.catalogue, name) for name in names)), None)
        if found is None:
            self.tell_here(self.words("name-not-in-library", name=names[-1]))
        else:
            self.push_screen(EntityScreen(found))

    def ask_name(self) -> None:
        """Ask for a name by a few letters; then its card."""
        from reader.app.library.names import NamesDialog  # noqa: PLC0415 - on demand

        if self._open_library():
            self.push_screen(NamesDialog(), lambda key: self.show_across(key) if key else None)

    def show_related(self, article_id: int, title: str) -> None:
        """The articles that are related to one; Enter reads one of them."""
        from reader.app.library.related import RelatedDialog  # noqa: PLC0415 - on demand

        self.push_screen(RelatedDialog(article_id, title), self._read_one)

    def show_told(self, ids: Sequence[int]) -> None:
        """The timelines of some articles as one."""
        from reader.app.library.told import ToldScreen  # noqa: PLC0415 - on demand

        self.push_screen(ToldScreen(ids))

    def read_listed(
        self, ids: Sequence[int], index: int, found: "Listing | None" = None, at: int | None = None
    ) -> None:
        """Read an article of a list.

        Args:
            ids: of the list.
            index: of the article in it.
            found: the list's question, whose words are marked in the text; or None.
            at: code point to go to, or None for where it was left.
        """
        from reader.app.library.shelf import LibraryShelf  # noqa: PLC0415 - on demand
        from reader.app.reading import ReadingScreen  # noqa: PLC0415

        shelf = LibraryShelf(self.catalogue, ids, found)
        self.push_screen(ReadingScreen(index, shelf, at=at))

    def _read_one(self, article_id: int | None) -> None:
        if article_id is not None:
            self.read_listed([article_id], 0)

    # Work

    def ask_source(self) -> None:
        """Ask for a path or an address, and add its articles to the library."""
        from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand

        self.push_screen(AskDialog(self.words("add-what")), self.add_source)

    def add_source(self, source: str | None) -> None:
        """Add a path or an address to the library, behind the screens."""
        if source and self._open_library():
            from reader.app.library.work import adding, keeping_up  # noqa: PLC0415

            self.work.do(adding(source), keeping_up)

    def sync(self) -> None:
        """Visit the feeds, then analyse what came in."""
        from reader.app.library.work import keeping_up, syncing  # noqa: PLC0415

        if not self.catalogue.user.feeds.all():
            self.tell_here(self.words("feeds-none"))
        elif self.work.running:
            self.tell_here(self.words("work-running"))
        else:
            self.work.do(syncing(whole=self.settings.full_articles), keeping_up)

    def keep_up(self) -> None:
        """Index and analyse what waits for it, unless something is being done."""
        from reader.app.library.work import keeping_up  # noqa: PLC0415

        if self.background and not self.work.running and self.catalogue.writable:
            self.work.do(keeping_up)

    def tell_here(self, message: str, *, warn: bool = False) -> None:
        """Say something on the screen that is shown, where that has room for it."""
        tell = getattr(self.screen, "tell", None)
        if tell is not None:
            tell(message, warn=warn)

    def _open_library(self) -> bool:
        """Whether the library can be used; else it is told why not."""
        try:
            return self.catalogue is not None
        except QariError as error:
            self.tell_here(self.words.notice(error.notice), warn=True)
            return False

    def _work_changed(self) -> None:
        changed = getattr(self.screen, "work_changed", None)
        if changed is not None:
            changed()

    def _work_told(self, notice: Notice) -> None:
        self.tell_here(self.words.notice(notice))

    def _library_changed(self) -> None:
        changed = getattr(self.screen, "library_changed", None)
        if changed is not None:
            changed()
