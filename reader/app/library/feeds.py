"""The feeds that are followed: how each is, and what to press."""

import time
from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.app.keys import FEED_SHELVES, FEEDS, LISTS, Key, bindings
from reader.app.library.base import LibraryBase
from reader.app.library.telling import refusals
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import AUTO, LTR, Cell, Item, RowList
from reader.app.words import Words
from reader.articles.urls import is_address
from reader.library.feeds import FeedState, feed_states
from reader.library.user import Feed
from reader.text.label import Align

_OK, _FAILED, _NEW = "✓", "!", "○"


class FeedsList(RowList):
    """The feeds."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FEEDS)


class FeedsScreen(LibraryBase):
    """The feeds with their states; Enter shows the articles of one."""

    pane: ClassVar[str] = "feeds"
    keys: ClassVar[tuple[Key, ...]] = (*FEEDS, *LISTS)
    shelves: ClassVar[tuple[Key, ...]] = (
        *(key._replace(footer=key.footer or key.action == "sync") for key in FEED_SHELVES),
    )

    def compose(self) -> ComposeResult:
        """A headline, the feeds, what is wrong with the one under the cursor, the keys."""
        yield self.line("headline")
        yield FeedsList(self.reader.encode, self.words.direction, id="feeds")
        yield self.line("about")
        yield self.line("footer")

    @property
    def rows(self) -> FeedsList:
        """The list."""
        return self.query_one(FeedsList)

    def on_mount(self) -> None:
        """Show them."""
        self.rows.focus()
        self.refresh_rows()
        self.show_footer()

    def refresh_rows(self) -> None:
        """The feeds, as they are now."""
        self._feeds = {feed.url: feed for feed in self.catalogue.user.feeds.all()}
        self._states = feed_states(self.catalogue.library)
        items = list(feed_items(self._feeds, self._states, self.words))
        self.rows.set_items(items, empty=self.words("feeds-none"))
        self.headline(Phrase(f" {self.words('feeds-count', n=len(self._feeds))} ", "dim"))
        self._show_about()

    def work_changed(self) -> None:
        """A feed was visited: its state is shown at once."""
        self.refresh_rows()
        super().work_changed()

    _feeds: dict[str, Feed] = {}  # noqa: RUF012 - replaced, never changed
    _states: dict[str, FeedState] = {}  # noqa: RUF012 - likewise

    @on(RowList.Moved)
    def _show_about(self) -> None:
        """The address, and the whole of what went wrong."""
        feed, state = self._feeds.get(self.rows.key), self._states.get(self.rows.key)
        if feed is None:
            self.say("about")
        elif state is not None and state.failed is not None:
            times = self.words("feed-failures", n=state.failures)
            words = self.words.notice(state.failed)
            self.say("about", Phrase(f" ! {words} ", "warning"), Phrase(f" {times} ", "dim"))
        else:
            self.say("about", Phrase(f" {feed.url} ", "dim", LTR))

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        """Show its articles: those of its site, for articles keep the name of their source only."""
        title = self._feeds[message.key].title
        if title:
            self.reader.show_query(f'source:"{title}"')
        else:
            self.tell(self.words("feed-without-name"))

    def action_follow(self) -> None:
        """Ask for an address or an OPML list, and follow it."""
        from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand

        self.app.push_screen(AskDialog(self.words("follow-what")), self._follow)

    def _follow(self, source: str | None) -> None:
        if not source:
            return
        with refusals(self):
            if is_address(source):
                self.catalogue.user.feeds.follow(source)
                self._followed(1)
            else:
                self._follow_list(source)

    def _follow_list(self, path: str) -> None:
        """Follow the feeds of an OPML list."""
        from reader.library.following import feeds_of_list  # noqa: PLC0415 - on demand

        found = feeds_of_list(path)
        for feed in found:
            self.catalogue.user.feeds.follow(feed.url, feed.title, typed=False)
        self._followed(len(found))

    def _followed(self, count: int) -> None:
        self.refresh_rows()
        self.tell(self.words("sync-followed", n=count))
        self.reader.sync()

    def action_unfollow(self) -> None:
        """Follow the feed under the cursor no more."""
        url = self.rows.key
        if url:
            with refusals(self):
                self.catalogue.user.feeds.unfollow(url)
                self.refresh_rows()
                self.tell(self.words("sync-unfollowed", url=url))

    def action_whole(self) -> None:
        """Fetch the whole articles of a feed that holds summaries, or its summaries again."""
        feed = self._feeds.get(self.rows.key)
        if feed is not None:
            with refusals(self):
                self.catalogue.user.feeds.follow(feed.url, whole=not feed.whole)
                self.refresh_rows()
                self.tell(self.words("feed-summaries" if feed.whole else "feed-whole"))


def feed_items(
    feeds: dict[str, Feed], states: dict[str, FeedState], words: Words
) -> Iterator[Item]:
    """The rows: a sign, the name, when it was visited or what went wrong."""
    for feed in feeds.values():
        state = states.get(feed.url)
        sign, told = _state(state, words)
        cells = (
            Cell(sign, told.style, width=2),
            Cell(feed.title or feed.url, base=AUTO if feed.title else LTR),
            told,
            Cell(words("feed-whole-short") if feed.whole else "", "dim", 8, Align.CENTER),
        )
        yield Item(cells, key=feed.url)


def _state(state: FeedState | None, words: Words) -> tuple[str, Cell]:
    """A sign, and what the last visit told: when it was, or what went wrong."""
    if state is None or state.checked_at is None:
        return _NEW, Cell(words("sync-never"), "dim")
    if state.failed is not None:
        return _FAILED, Cell(words.notice(state.failed), "warning")
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(state.checked_at))
    return _OK, Cell(when, "dim", base=LTR)  # apart: a date amid Arabic words would be turned
