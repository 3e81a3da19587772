"""The card of an entity: all that is known of it in this article."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from reader.analysis import Analysis
from reader.app.dialogs.base import Dialog
from reader.app.keys import CORRECTING, bindings, shown
from reader.app.panes.card import card_items
from reader.app.widgets.label_line import LabelLine, Phrase
from reader.app.widgets.row_list import RowList
from reader.entities import Entity

Answer = tuple[str, str]


class CardDialog(Dialog[Answer]):
    """Names, place, reasons, company, times, every mention in its sentence.

    The result is what is wanted and of what: ``go`` and an offset in code points, ``card`` and the
    id of another entity, ``place`` and the key of a place, ``correct`` and the correction; or None.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(CORRECTING)

    def __init__(self, entity: Entity, analysis: Analysis) -> None:
        """The card of `entity`, which belongs to `analysis`."""
        super().__init__()
        self._entity = entity
        self._analysis = analysis

    def compose(self) -> ComposeResult:
        """A title over the rows, the keys under them."""
        with Vertical(classes="dialog card"):
            yield self.title_line(id="card-title")
            yield RowList(self.reader.encode, self.words.direction, id="card-list")
            yield LabelLine(self.reader.encode, self.words.direction, id="card-keys")

    def on_mount(self) -> None:
        """Show what is known."""
        words, entity = self.words, self._entity
        kind = words(f"type-{entity.type.value.lower()}-one")
        self.say("card-title", Phrase(f" {entity.name} ", "strong"), Phrase(f" {kind} ", "dim"))
        keys = [("Enter", words("key-choose-short")), ("c", words("key-copy-short"))]
        keys += [(shown(key), words(f"{key.message}-short")) for key in CORRECTING]
        keys.append(("Esc", words("key-close-short")))
        self.say(
            "card-keys",
            *(
                part
                for key, does in keys
                for part in (Phrase(f" {key}", "key"), Phrase(f" {does} ", ""))
            ),
        )
        rows = self.query_one(RowList)
        rows.focus()
        rows.lay_out(lambda room: card_items(entity, self._analysis, words, max(20, room)))

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        """Do what the row is for; a fact is only read."""
        what, _, value = message.key.partition(":")
        if what != "fact":
            self.dismiss((what, value))

    def action_correct(self, what: str) -> None:
        """Correct the entity of the card."""
        self.dismiss(("correct", what))
