"""Quick look-up: a few letters, Arabic or Latin, and the name is found."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from reader.app.dialogs.search import SearchDialog
from reader.app.widgets.row_list import LTR, RTL, Cell, Item
from reader.entities import Entity
from reader.entities.lookup import NameIndex, index_of
from reader.text.label import Align
from reader.text.latin import is_arabic

_SHOWN = 200


class LookupDialog(SearchDialog[str]):
    """Narrows a list of names while it is typed; Enter goes to the next mention, Esc leaves."""

    topic: ClassVar[str] = "lookup"

    def __init__(
        self, entities: Sequence[Entity], visit: Callable[[str], None] | None = None
    ) -> None:
        """Look up in `entities`, which stand in order of weight; `visit` shows a mention of one."""
        super().__init__()
        self._entities = {entity.id: entity for entity in entities}
        self._visit = visit
        self._index: NameIndex = index_of(entities)

    def items_for(self, query: str) -> Sequence[Item]:
        """The names that `query` finds, best first."""
        if query:
            found = [(hit.id, hit.form) for hit in self._index.search(query, limit=_SHOWN)]
        else:
            found = [(key, "") for key in self._entities]
        return [self._item(self._entities[key], form) for key, form in found]

    def _item(self, entity: Entity, form: str) -> Item:
        """A name with its type, English name and count; the form that matched, if another.

        A Latin one («SDF») stands before the English name, so that it is not what is cut.
        """
        other = form if form not in (entity.name, entity.name_en) else ""
        arabic = f" ({other})" if is_arabic(other) else ""
        latin = "" if is_arabic(other) else other
        kind = entity.type.value.lower()
        cells = (
            Cell(entity.name + arabic, kind, base=RTL),
            Cell(
                " · ".join(filter(None, (latin, entity.name_en))), "dim", base=LTR, align=Align.LEFT
            ),
            Cell(self.words(f"type-{kind}-one"), "dim", width=13),
            Cell(str(len(entity.mentions)), "strong", width=4, align=Align.CENTER),
        )
        return Item(cells, key=entity.id)

    def choose(self, key: str) -> None:
        """Go to the name; again to its next mention."""
        if self._visit is not None:
            self._visit(key)
        self.dismiss(None)


class MergeDialog(LookupDialog):
    """The same, to choose what a name is merged with; its result is the id of the entity."""

    topic: ClassVar[str] = "merge"

    def __init__(self, name: str, entities: Sequence[Entity]) -> None:
        """Choose among `entities`, the likeliest first, what `name` is merged with."""
        super().__init__(entities)
        self._name = name

    def heading(self) -> str:
        """What is asked."""
        return f"{super().heading()}: {self._name}"

    def choose(self, key: str) -> None:
        """That is the other name."""
        self.dismiss(key)
