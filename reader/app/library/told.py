"""The timelines of the articles of a list as one: what several tell of one event side by side."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.worker import get_current_worker

from reader.app.keys import LISTS, Key
from reader.app.library.base import LibraryBase
from reader.app.panes.calendar import calendar_label
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import AUTO, LTR, RTL, Cell, Item, RowList
from reader.app.words import Words
from reader.library.across.timelines import MergedTimeline, Told, merged_timeline
from reader.library.catalogue import Catalogue

_MOST = 1_000  # articles whose timelines are put together
_CONTRADICTS, _TOO = "!", "┊"
_WHEN = 14  # cells


class ToldScreen(LibraryBase):
    """One timeline of several articles; Enter reads the words in their article."""

    pane: ClassVar[str] = "told"
    keys: ClassVar[tuple[Key, ...]] = LISTS

    def __init__(self, ids: Sequence[int]) -> None:
        """The timeline of the articles of those ids, the first thousand of them."""
        super().__init__()
        self._more = len(ids) > _MOST
        self._ids = list(ids[:_MOST])
        self._notices: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """A headline, the entries, what is doubtful of the one under the cursor, the keys."""
        yield self.line("headline")
        yield RowList(self.reader.encode, self.words.direction, id="told")
        yield self.line("about")
        yield self.line("footer")

    @property
    def rows(self) -> RowList:
        """The entries."""
        return self.query_one("#told", RowList)

    def on_mount(self) -> None:
        """Look in a thread."""
        count = self.words("articles-count", n=len(self._ids))
        sampled = [Phrase(f" {self.words('sampled')} ", "dim")] if self._more else []
        self.headline(Phrase(f" {count} ", "strong"), *sampled)
        self.rows.set_items((), empty=self.words("looking"))
        self.rows.focus()
        self.show_footer()
        self._look()

    @work(thread=True, exclusive=True, group="told", exit_on_error=False)
    def _look(self) -> None:
        with Catalogue(self.reader.library_path) as catalogue:
            found = merged_timeline(catalogue.library, self._ids)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: MergedTimeline) -> None:
        tellers = [told for day in found.days for event in day.events for told in event]
        self._notices = {
            _key(told): " ".join(map(self.words.notice, told.notices)) for told in tellers
        }
        items = list(told_items(found, self.words))
        self.rows.set_items(items, empty=self.words("told-none"))
        self._show_about()

    @on(RowList.Moved)
    def _show_about(self) -> None:
        """What other sources say of the date of the entry under the cursor."""
        notice = self._notices.get(self.rows.key, "")
        self.say("about", *([Phrase(f" {_CONTRADICTS} {notice} ", "warning")] if notice else []))

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        """Read the article at the words of the entry."""
        article, _, rest = message.key.partition(":")
        self.reader.read_listed([int(article)], 0, at=int(rest.partition(":")[0]))


def told_items(found: MergedTimeline, words: Words) -> Iterator[Item]:
    """The rows: each day with its events, each event with all who tell it."""
    for day in found.days:
        label = calendar_label(day.day, "day", words) if day.day else words("no-date-short")
        yield Item((Cell(label),), style="heading")
        for event in day.events:
            for number, told in enumerate(event):
                yield _item(told, first=number == 0)


def _item(told: Told, *, first: bool) -> Item:
    """An entry: whether its date is contradicted, the clause, who tells it.

    What is not of that very day, but of its year, month or an interval, says so itself.
    """
    sign = _CONTRADICTS if told.notices else "" if first else _TOO
    when = told.when or ""
    exact = told.day is not None and when == told.day.isoformat()
    cells = (
        Cell(sign, "warning" if told.notices else "dim", width=2),
        Cell("" if exact else when.replace("/", " – "), "time", width=_WHEN, base=LTR),
        Cell(" ".join(told.text.split()), "" if first else "dim", base=RTL),
        Cell(told.source or told.title, "dim", width=18, base=AUTO),
    )
    return Item(cells, key=_key(told))


def _key(told: Told) -> str:
    return f"{told.article}:{told.span.start}:{told.id}"
