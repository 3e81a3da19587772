"""The names on the screen: their rows, the text, the card and the look-up lead to one another."""

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from reader.app.finding import Finding
from reader.app.panes.entities import types_in, weight
from reader.app.panes.lists import EntitiesPane
from reader.app.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.analysis import Analysis
    from reader.app.dialogs.card import Answer
    from reader.entities import Entity, EntityType


class Naming(Finding):
    """A reading screen on which names can be followed and corrected."""

    analysis: "Analysis | None" = None
    _only: "EntityType | None" = None  # the type to which the pane is narrowed
    _visited: tuple[str, int] = ("", -1)  # entity and the mention of it that was shown last

    def show_panes(self) -> None:
        """Fill the panes; the screen knows with what."""

    def analyse_again(self) -> None:
        """Look for who and when again; the screen knows how."""

    def entity(self, key: str) -> "Entity | None":
        """The entity of the id `key`, or None."""
        found = self.analysis.entities if self.analysis else ()
        return next((entity for entity in found if entity.id == key), None)

    @on(RowList.Chosen, "#entities")
    def _entity_chosen(self, message: RowList.Chosen) -> None:
        """Show the card of the entity; Enter on a mention there goes to it."""
        self._show_card(message.key)

    @on(RowList.Moved, "#entities")
    def _entity_pointed(self, message: RowList.Moved) -> None:
        """The entity under the cursor tells in words what is known of it."""
        if self.entities.has_focus:
            self._tell_entity(message.key)

    def _tell_entity(self, key: str) -> None:
        """Say in short what is known of an entity."""
        from reader.app.panes.card import brief  # noqa: PLC0415 - after the first paint

        entity = self.entity(key)
        if entity is not None:
            self.tell(*brief(entity, self.words))

    @on(EntitiesPane.Asked)
    def _entities_asked(self, message: EntitiesPane.Asked) -> None:
        """Narrow the pane, show a card, or correct."""
        if message.what == "filter":
            kinds = [None, *types_in(self.analysis.entities if self.analysis else ())]
            here = kinds.index(self._only) if self._only in kinds else 0
            self._only = kinds[(here + 1) % len(kinds)]
            self.show_panes()
        elif message.what == "visit":
            self.visit_entity(message.key)
        elif message.what == "hover":
            self._tell_entity(message.key)
        else:
            self._correct(message.what, message.key)

    def visit_entity(self, key: str) -> None:
        """Show the next mention of an entity in the text, from the first on."""
        entity = self.entity(key)
        if entity is None:
            return
        visited, number = self._visited
        number = (number + 1) % len(entity.mentions) if visited == key else 0
        self._visited = (key, number)
        if self.size.width < 100:
            self.focus_pane("text")
        self.view.go_to(entity.mentions[number].start)
        self.tell(self.words("mention-of", index=number + 1, count=len(entity.mentions)))

    def _show_card(self, key: str) -> None:
        """All that is known of an entity."""
        from reader.app.dialogs.card import CardDialog  # noqa: PLC0415 - opened on demand

        entity = self.entity(key)
        if entity is not None and self.analysis is not None:
            card = CardDialog(entity, self.analysis)
            self.app.push_screen(card, partial(self._card_closed, key))

    def _card_closed(self, key: str, answer: "Answer | None") -> None:
        """Do what was chosen on the card of the entity `key`."""
        what, value = answer or ("", "")
        if what == "go":
            self.focus_pane("text")
            self.view.go_to(int(value))
        elif what == "card":
            self._show_card(value)
        elif what == "correct":
            self._correct(value, key)
        elif what == "place":
            self._correct(f"place:{value}", key)

    def _correct(self, what: str, key: str) -> None:
        """Correct an entity, or take the last correction back."""
        from reader.app.corrections import correct  # noqa: PLC0415 - opened on demand

        correct(self, what, self.entity(key))

    def action_lookup(self) -> None:
        """Find a name by typing a few letters, Arabic or Latin."""
        from reader.app.dialogs.lookup import LookupDialog  # noqa: PLC0415 - opened on demand

        if self.analysis is None:
            self.tell(self.words("analysing"))
            return
        size = len(self.analysis.article.text)
        ordered = sorted(self.analysis.entities, key=lambda entity: -weight(entity, size))
        self.app.push_screen(LookupDialog(ordered, self.visit_entity))
