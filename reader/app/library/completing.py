"""Completing what is typed into the line over the list: filters, their values, words, names."""

from textual import work
from textual.worker import get_current_worker

from reader.app.library.tending import Tending
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import Phrase
from reader.library.catalogue import Catalogue
from reader.library.search.suggesting import Suggestion, suggest


class Completing(Tending):
    """A screen whose line offers what its last word could become; Tab takes the first."""

    _offered: tuple[Suggestion, ...] = ()

    @property
    def field(self) -> BidiInput:
        """The line to type in."""
        raise NotImplementedError

    def drop_offers(self) -> None:
        """More is being typed: what was offered is for something else."""
        self._offered = ()

    def offer(self) -> None:
        """Look for what could be meant, unless nothing is typed."""
        if self.field.value.strip():
            self._look(self.field.value, self.field.cursor_position)

    @work(thread=True, exclusive=True, group="offers", exit_on_error=False)
    def _look(self, query: str, caret: int) -> None:
        """Look in a thread."""
        with Catalogue(self.reader.library_path) as catalogue:
            found = suggest(catalogue.library, query, caret, user=catalogue.user)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_offers, query, found)

    def _show_offers(self, query: str, found: tuple[Suggestion, ...]) -> None:
        """Show what was found, unless more was typed meanwhile."""
        if self.field.value != query or not self.field.has_focus:
            return
        self._offered = tuple(one for one in found if query[one.start : one.end] != one.text)
        if self._offered:
            phrases = [Phrase(" Tab", "key")]
            for one in self._offered:
                count = "" if one.count is None else f" ({one.count})"
                phrases.append(Phrase(f" {one.text}{count} ", "dim"))
            self.say("about", *phrases)

    def complete(self) -> bool:
        """Take the first offer; whether there was one."""
        if not self._offered:
            return False
        first, self._offered = self._offered[0], ()
        value = self.field.value
        after = "" if first.text.endswith(":") else " "
        self.field.value = value[: first.start] + first.text + after + value[first.end :].lstrip()
        self.field.cursor_position = first.start + len(first.text) + len(after)
        return True
