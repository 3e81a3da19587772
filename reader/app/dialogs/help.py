"""The keys of what has the focus, and of the program; searchable."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from reader.app.dialogs.base import Dialog
from reader.app.keys import ENTITIES, GENERAL, LISTS, READING, TIMELINE, TWINS, Key, shown
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import Cell, Item, RowList
from reader.text.fold import search_key
from reader.text.label import Align

_SECTIONS = {
    "text": (("pane-text", READING),),
    "entities": (("pane-entities", ENTITIES), ("help-lists", LISTS)),
    "timeline": (("pane-timeline", TIMELINE), ("help-lists", LISTS)),
}
_TWIN_SHOWN = {"arabic_question_mark": "؟"}


class HelpDialog(Dialog[None]):
    """All keys, those of the focused pane first."""

    def __init__(self, pane: str) -> None:
        """Show the keys of the pane `pane` first."""
        super().__init__()
        self._sections = (*_SECTIONS[pane], ("help-general", GENERAL))

    def compose(self) -> ComposeResult:
        """An input over the list of keys."""
        with Vertical(classes="dialog"):
            yield self.title_line(id="help-title")
            yield BidiInput(
                self.reader.encode,
                self.words.direction,
                placeholder=self.words("help-hint"),
                id="help-input",
            )
            yield RowList(self.reader.encode, self.words.direction, id="help-list")

    def on_mount(self) -> None:
        """Show all keys; the list has the focus, / searches."""
        self.say("help-title", Phrase(f" {self.words('help-title')} ", "strong"))
        self._show("")
        self.query_one(BidiInput).focus()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        """Show the keys whose words hold what is typed."""
        self._show(message.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Leave."""
        self.dismiss(None)

    def _show(self, query: str) -> None:
        """List the keys that `query` finds."""
        wanted = search_key(query.strip())
        items: list[Item] = []
        for title, keys in self._sections:
            found = [key for key in keys if wanted in search_key(self.words(key.message))]
            if found:
                items.append(Item((Cell(self.words(title)),), style="heading"))
                items += [self._item(key, f"{title}-{n}") for n, key in enumerate(found)]
        self.query_one(RowList).set_items(items, empty=self.words("help-none"), keep=False)

    def _item(self, key: Key, name: str) -> Item:
        """A key, its twin of the Arabic layout, and what it does."""
        twin = TWINS.get(key.keys[0], "")
        cells = (
            Cell(shown(key), "strong", width=11, base=0, align=Align.CENTER),
            Cell(_TWIN_SHOWN.get(twin, twin), "dim", width=4, align=Align.CENTER),
            Cell(self.words(key.message)),
        )
        return Item(cells, key=name)
