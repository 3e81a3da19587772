"""The card of an entity: all that is known of it in this article."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from reader.analysis import Analysis
from reader.app.dialogs.base import Dialog
from reader.app.panes.card import card_items
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import RowList
from reader.entities import Entity


class CardDialog(Dialog[int]):
    """Names, place, reasons, every mention in its sentence; Enter on a mention goes to it.

    The result is the offset of the mention that was chosen, in code points, or None.
    """

    def __init__(self, entity: Entity, analysis: Analysis) -> None:
        """The card of `entity`, which belongs to `analysis`."""
        super().__init__()
        self._entity = entity
        self._analysis = analysis

    def compose(self) -> ComposeResult:
        """A title over the rows."""
        with Vertical(classes="dialog"):
            yield self.title_line(id="card-title")
            yield RowList(self.reader.encode, self.words.direction, id="card-list")

    def on_mount(self) -> None:
        """Show what is known."""
        kind = self.words(f"type-{self._entity.type.value.lower()}-one")
        self.say(
            "card-title", Phrase(f" {self._entity.name} ", "strong"), Phrase(f" {kind} ", "dim")
        )
        self.query_one(RowList).focus()
        self.call_after_refresh(self.show_rows)

    def show_rows(self) -> None:
        """Show the rows, now that their width is known."""
        rows = self.query_one(RowList)
        width = max(20, rows.size.width - 2)
        rows.set_items(card_items(self._entity, self._analysis, self.words, width))

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        """Go to the mention; from a row that is none, to the first."""
        first = self._entity.mentions[0].start
        self.dismiss(int(message.key) if message.key.isdigit() else first)
