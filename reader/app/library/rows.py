"""Rows of the list of articles, made as they come into view: a window of ids is fetched at once."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import overload

from reader.app.widgets.row_list import AUTO, LTR, RTL, Cell, Item
from reader.app.words import Words
from reader.library.listing import Listed
from reader.text.label import Align

WINDOW = 64  # rows fetched at once
_KEPT = 16  # windows
_WITH_NAMES = 90  # cells of a list that has room for names
_WITH_SOURCE = 56
UNREAD, STAR, NOTE, ARCHIVED, SELECTED = "●", "★", "✎", "▣", "✓"

Fetch = Callable[[list[int]], list[Listed]]


class ArticleRows(Sequence[Item]):
    """The rows of a listing; those that are looked at are fetched, in windows, and kept a while."""

    def __init__(self, ids: Sequence[int], fetch: Fetch, words: Words) -> None:
        """Rows for `ids`; nothing is fetched yet.

        Args:
            ids: of the articles, in order.
            fetch: gets the rows of some ids.
            words: of the interface.
        """
        self.ids = ids
        self.selected: range = range(0)
        self.width = 80
        self._fetch = fetch
        self._words = words
        self._windows: OrderedDict[int, dict[int, Listed]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        """The row of a place; it is fetched with its neighbours."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        listed = self.listed(index)
        if listed is None:
            gone = Cell(self._words("article-gone-short"), "dim")
            return Item((gone,), key=str(self.ids[index]))
        return article_item(listed, self._words, self.width, selected=index in self.selected)

    def index_of(self, key: str) -> int:
        """The place of the article of the id `key`, or −1; nothing is fetched for it."""
        try:
            return self.ids.index(int(key))
        except ValueError:
            return -1

    def listed(self, index: int) -> Listed | None:
        """What is known of the article at a place; None where it is gone."""
        number, window = self.ids[index], index // WINDOW
        if window not in self._windows:
            ids = list(self.ids[window * WINDOW : (window + 1) * WINDOW])
            self._windows[window] = {listed.id: listed for listed in self._fetch(ids)}
            while len(self._windows) > _KEPT:
                self._windows.popitem(last=False)
        self._windows.move_to_end(window)
        return self._windows[window].get(number)

    def forget(self) -> None:
        """Fetch all anew that is looked at from now on."""
        self._windows.clear()


def article_item(listed: Listed, words: Words, width: int, *, selected: bool = False) -> Item:
    """A row: marks, day, source, title, the names it is about.

    Args:
        listed: the article.
        words: of the interface.
        width: cells of the list: what there is no room for is left out.
        selected: whether it is among those that the next key is for.
    """
    day = listed.day.isoformat() if listed.day else words("no-date-short")
    cells = [
        Cell(_signs(listed, selected=selected), "strong", width=6),
        Cell(day, "dim", width=11, base=LTR if listed.day else None),
    ]
    if width >= _WITH_SOURCE:
        cells.append(Cell(listed.source or "", "dim", width=14, base=AUTO))
    title = listed.title or words("untitled")
    cells.append(
        Cell(title, "" if listed.read else "strong", base=RTL if has_arabic(title) else AUTO)
    )
    if width >= _WITH_NAMES:
        names = "، ".join(name.name for name in listed.names[:3])
        tags = " ".join("#" + tag for tag in listed.tags)
        cells.append(Cell(" ".join(filter(None, (tags, names))), "dim", width=25, base=RTL))
    return Item(tuple(cells), key=str(listed.id))


def _signs(listed: Listed, *, selected: bool) -> str:
    """The signs of an article, each in its place: words for the eye, not colour."""
    signs = (
        (selected, SELECTED),
        (not listed.read, UNREAD),
        (listed.starred, STAR),
        (bool(listed.notes), NOTE),
        (listed.archived, ARCHIVED),
    )
    return "".join(sign if on else " " for on, sign in signs)


def has_arabic(text: str) -> bool:
    """Whether a line runs right to left, though a Latin name may begin it."""
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def align_of(words: Words) -> Align:
    """Where what is Latin ends a row of the interface."""
    return Align.LEFT if words.direction() else Align.RIGHT
