"""All keys by their words, searchable in both languages; Enter does what one says."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from reader.app.dialogs.search import SearchDialog
from reader.app.keys import (
    ACROSS,
    ENTITIES,
    FEED_SHELVES,
    FEEDS,
    GENERAL,
    LIBRARY,
    LISTS,
    NOTES,
    READING,
    SEARCHES,
    SHELVES,
    TEXT,
    TIMELINE,
    TWINS,
    Key,
    shown,
)
from reader.app.widgets.row_list import LTR, Cell, Item
from reader.messages import LANGUAGES, tr
from reader.text.fold import search_key
from reader.text.label import Align

_LANGUAGE = Key((), "toggle_language", "key-language")
_SECTIONS = {
    "text": (("pane-text", (*READING, *TEXT)),),
    "entities": (("pane-entities", ENTITIES), ("help-lists", LISTS)),
    "timeline": (("pane-timeline", TIMELINE), ("help-lists", LISTS)),
    "library": (("library-title", LIBRARY), ("help-lists", LISTS)),
    "lists": (("lists-title", SEARCHES), ("help-lists", LISTS)),
    "notes": (("notes-title", NOTES), ("help-lists", LISTS)),
    "feeds": (("feeds-title", FEEDS), ("help-lists", LISTS)),
    "across": (("across-title", ACROSS), ("help-lists", LISTS)),
    "told": (("help-lists", LISTS),),
}
_GENERAL = {
    **dict.fromkeys(("text", "entities", "timeline"), GENERAL),
    **dict.fromkeys(("library", "lists", "notes", "across", "told"), SHELVES),
    "feeds": FEED_SHELVES,
}
_TWIN_SHOWN = {"arabic_question_mark": "؟"}


class HelpDialog(SearchDialog[str]):
    """The keys, those of the focused pane first; its result is the action that was chosen."""

    topic: ClassVar[str] = "help"

    def __init__(self, pane: str) -> None:
        """Show the keys of the pane `pane` first."""
        super().__init__()
        general = ("help-general", (*_GENERAL[pane], _LANGUAGE))
        self._sections = (*_SECTIONS[pane], general)

    def items_for(self, query: str) -> Sequence[Item]:
        """The keys whose words, in Arabic or English, hold `query`."""
        wanted = search_key(query)
        return list(self._found(wanted))

    def _found(self, wanted: str) -> Iterator[Item]:
        for title, keys in self._sections:
            found = [key for key in keys if _says(key, wanted)]
            if found:
                yield Item((Cell(self.words(title)),), style="heading")
                yield from (self._item(key) for key in found)

    def _item(self, key: Key) -> Item:
        """A key, its twin of the Arabic layout, and what it does."""
        first = key.keys[0] if key.keys else ""
        twin = TWINS.get(first, "")
        cells = (
            Cell(shown(key) if first else "", "strong", width=11, base=LTR, align=Align.CENTER),
            Cell(_TWIN_SHOWN.get(twin, twin), "dim", width=4, align=Align.CENTER),
            Cell(self.words(key.message)),
        )
        return Item(cells, key=key.action)

    def choose(self, key: str) -> None:
        """Do what the key does."""
        self.dismiss(key)


def _says(key: Key, wanted: str) -> bool:
    """Whether the words of a key hold what is wanted, in either language."""
    return any(wanted in search_key(tr(key.message, language)) for language in LANGUAGES)
