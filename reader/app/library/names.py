"""Finding a name of the library by a few letters, Arabic or Latin."""

from collections.abc import Sequence
from typing import ClassVar

from reader.app.dialogs.search import SearchDialog
from reader.app.library.rows import align_of
from reader.app.widgets.row_list import LTR, RTL, Cell, Item
from reader.library.across.names import NameHit, find_names
from reader.text.label import Align

_SHOWN = 60


class NamesDialog(SearchDialog[str]):
    """Narrows the names of the library while it is typed; its result is the key of one."""

    topic: ClassVar[str] = "names"

    def items_for(self, query: str) -> Sequence[Item]:
        """The names that `query` finds, best first; none for nothing."""
        if not query:
            return []
        catalogue = self.reader.catalogue
        return [
            self._item(hit)
            for hit in find_names(catalogue.library, query, _SHOWN, user=catalogue.user)
        ]

    def _item(self, hit: NameHit) -> Item:
        """A name with its English one, type and articles; the form that matched, if another."""
        other = f" ({hit.form})" if hit.form not in (hit.name, hit.name_en) else ""
        kind = hit.type.lower()
        cells = (
            Cell(hit.name + other, kind, base=RTL),
            Cell(hit.name_en or "", "dim", base=LTR, align=align_of(self.words)),
            Cell(self.words(f"type-{kind}-one"), "dim", width=10),
            Cell(str(hit.n_articles), "strong", width=6, align=Align.CENTER),
        )
        return Item(cells, key=hit.key)

    def choose(self, key: str) -> None:
        """That is it."""
        self.dismiss(key)
