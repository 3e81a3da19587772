"""Quick look-up: a few letters, Arabic or Latin, and the name is found."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reader.app.dialogs.base import Dialog
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import Cell, Item, RowList
from reader.entities import Entity
from reader.entities.lookup import NameIndex, index_of
from reader.text.label import Align

_SHOWN = 200


class LookupDialog(Dialog[None]):
    """Narrows a list of names while it is typed; Enter goes to the next mention, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step('down')", show=False, priority=True),
        Binding("up", "step('up')", show=False, priority=True),
    ]

    def __init__(self, entities: Sequence[Entity], visit: Callable[[str], None]) -> None:
        """Look up in `entities`, which stand in order of weight; `visit` shows a mention of one."""
        super().__init__()
        self._entities = {entity.id: entity for entity in entities}
        self._visit = visit
        self._index: NameIndex = index_of(entities)

    def compose(self) -> ComposeResult:
        """An input over the list."""
        with Vertical(classes="dialog"):
            yield self.title_line(id="lookup-title")
            yield BidiInput(
                self.reader.encode,
                self.words.direction,
                placeholder=self.words("lookup-hint"),
                id="lookup-input",
            )
            yield RowList(self.reader.encode, self.words.direction, id="lookup-list")

    def on_mount(self) -> None:
        """Show all names."""
        self.say("lookup-title", Phrase(f" {self.words('lookup-title')} ", "strong"))
        self.query_one(BidiInput).focus()
        self._narrow("")

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        """Narrow the list."""
        self._narrow(message.value)

    def _narrow(self, query: str) -> None:
        """Show what `query` finds, best first; everything for nothing."""
        if query.strip():
            found = [(hit.id, hit.form) for hit in self._index.search(query, limit=_SHOWN)]
        else:
            found = [(key, "") for key in self._entities]
        items = [self._item(self._entities[key], form) for key, form in found]
        rows = self.query_one(RowList)
        rows.set_items(items, empty=self.words("lookup-none"), keep=False)

    def _item(self, entity: Entity, form: str) -> Item:
        """A name with its type, English name and count; the form that matched, if another."""
        other = f" ({form})" if form and form not in (entity.name, entity.name_en) else ""
        kind = entity.type.value.lower()
        cells = (
            Cell(entity.name + other, kind),
            Cell(entity.name_en or "", "dim", base=0, align=Align.LEFT),
            Cell(self.words(f"type-{kind}-one"), "dim", width=9),
            Cell(str(len(entity.mentions)), "strong", width=4, align=Align.CENTER),
        )
        return Item(cells, key=entity.id)

    def action_step(self, direction: str) -> None:
        """Move in the list while the input keeps the focus."""
        self.query_one(RowList).action_move(direction)

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Go to the name under the cursor; again to its next mention."""
        key = self.query_one(RowList).key
        if key:
            self._visit(key)
            self.dismiss(None)

    @on(RowList.Chosen)
    def _clicked(self, message: RowList.Chosen) -> None:
        """Go to the name that was clicked."""
        self._visit(message.key)
        self.dismiss(None)
