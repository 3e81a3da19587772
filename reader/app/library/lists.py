"""The lists: what the library widget of articles is, and the pane of states, searches and tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from reader.app.keys import LIBRARY, SEARCHES, bindings
from reader.app.library.rows import ArticleRows
from reader.app.widgets.row_list import AUTO, Cell, Item, RowList
from reader.app.words import Words
from reader.library.catalogue import Catalogue
from reader.library.listing import Counts, Shown
from reader.text.label import Align

_TAGS = 200  # shown
STATE, SEARCH, TAG = "state", "search", "tag"


class ArticleList(RowList):
    """The articles."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIBRARY)
    _anchor: int | None = None

    @property
    def rows(self) -> ArticleRows | None:
        """The rows, or None before the first answer."""
        items = self.items
        return items if isinstance(items, ArticleRows) else None

    def chosen(self) -> range:
        """The places of the selected articles, else of the one under the cursor."""
        if self.cursor < 0:
            return range(0)
        if self._anchor is None:
            return range(self.cursor, self.cursor + 1)
        first, last = sorted((self._anchor, self.cursor))
        return range(first, last + 1)

    def drop_selection(self) -> bool:
        """Select nothing; whether anything was selected."""
        had = self._anchor is not None
        self._anchor = None
        self._mark()
        return had

    def action_select(self) -> None:
        """Begin a selection at the cursor, or drop it."""
        if self._anchor is None and self.cursor >= 0:
            self._anchor = self.cursor
            self._mark()
        else:
            self.drop_selection()

    def _put(self, index: int) -> None:
        """Put the cursor on a row; the selection follows."""
        super()._put(index)
        self._mark()

    def _mark(self) -> None:
        """Show what is selected."""
        rows = self.rows
        if rows is not None:
            rows.selected = self.chosen() if self._anchor is not None else range(0)
            self.refresh()

    def refresh_rows(self) -> None:
        """Fetch anew what is in view."""
        rows = self.rows
        if rows is not None:
            rows.forget()
            self.refresh()

    def _measure(self) -> None:
        """The rows show what there is room for."""
        super()._measure()
        rows = self.rows
        if rows is not None:
            rows.width = self.scrollable_content_region.width or self.size.width


class ListsPane(RowList):
    """States, saved searches and tags: each is a list of articles."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SEARCHES)

    @dataclass
    class Forget(Message):
        """The reader wants the saved search of `name` no more."""

        name: str

    def action_forget(self) -> None:
        """Forget the saved search under the cursor."""
        kind, _, name = self.key.partition(":")
        if kind == SEARCH:
            self.post_message(self.Forget(name))


def list_items(catalogue: Catalogue, counted: Counts | None, words: Words) -> Iterator[Item]:
    """The rows of the pane.

    Args:
        catalogue: of the library.
        counted: articles of each state, or None where they are not counted yet.
        words: of the interface.
    """
    numbers: dict[Shown, int | None] = dict.fromkeys(Shown)
    if counted is not None:
        numbers |= {
            Shown.OPEN: counted.open,
            Shown.UNREAD: counted.unread,
            Shown.STARRED: counted.starred,
            Shown.ARCHIVED: counted.archived,
            Shown.ALL: counted.open + counted.archived,
        }
    yield _heading(words("lists-states"))
    for shown in Shown:
        number = numbers[shown]
        count = "" if number is None else str(number)
        yield _item(f"{STATE}:{shown.value}", words(f"shown-{shown.value}"), count)
    searches = catalogue.user.searches.saved()
    yield _heading(words("lists-searches"))
    for search in searches:
        new = words("new-count", n=search.new) if search.new else ""
        yield _item(f"{SEARCH}:{search.name}", search.name, new, "strong" if search.new else "")
    if not searches:
        yield Item((Cell(words("lists-no-searches"), "dim"),))
    tags = catalogue.user.tags.all()
    if tags:
        yield _heading(words("lists-tags"))
        for tag, count_ in list(tags.items())[:_TAGS]:
            yield _item(f"{TAG}:{tag}", "#" + tag, str(count_))


def _heading(text: str) -> Item:
    return Item((Cell(text),), style="heading")


def _item(key: str, name: str, count: str, style: str = "") -> Item:
    """A list and how many articles it has, or how many of them are new."""
    cells = (Cell(name, style, base=AUTO), Cell(count, style or "dim", 9, Align.CENTER))
    return Item(cells, key=key)
