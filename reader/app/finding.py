"""Finding words in the article, with Arabic folding: marks, hamza, ى, ة and digits are alike."""

from reader.app.moving import Moving
from reader.app.view.marks import Kind, Mark
from reader.text.fold import SearchText, search_key
from reader.text.span import Span

_MOST_HITS = 10_000


def hits_in(text: SearchText, query: str) -> list[Span]:
    """The places of `query` in a text, as code points of the source; the first 10,000.

    Args:
        text: the search form of the article.
        query: as typed; blanks at its ends count not.
    """
    wanted = search_key(query.strip())
    found: list[Span] = []
    place = text.text.find(wanted) if wanted else -1
    while place >= 0 and len(found) < _MOST_HITS:
        found.append(text.span(place, place + len(wanted)))
        place = text.text.find(wanted, place + len(wanted))
    return found


class Finding(Moving):
    """A reading screen in which words can be found."""

    _hits: list[Span] = []  # noqa: RUF012 - replaced, never changed
    _hit = 0
    _query = ""
    _asked = False  # whether the hits are of words that were looked for here
    _search_text: SearchText | None = None

    def clear_hits(self) -> None:
        """Forget what was found: another article is shown."""
        self._hits, self._hit, self._search_text, self._asked = [], 0, None, False

    def action_find(self) -> None:
        """Ask what to find."""
        from reader.app.dialogs.find import FindDialog  # noqa: PLC0415 - opened on demand

        self.app.push_screen(FindDialog(self._query, self._preview), self._found)

    def _preview(self, query: str) -> str:
        """Show the hits of a query while it is typed; how many there are, in words."""
        self._search(query)
        if not query.strip():
            return ""
        return self.words("found-count", n=len(self._hits))

    def _search(self, query: str) -> None:
        """Find `query` and show the hit at or after the caret."""
        if self.article is None:
            return
        if self._search_text is None:
            self._search_text = SearchText(self.article.text)
        self._query = query
        self._hits = hits_in(self._search_text, query)
        caret = self.view.caret
        self._hit = next((n for n, hit in enumerate(self._hits) if hit.start >= caret), 0)
        self._show_hits()

    def _found(self, query: str | None) -> None:
        """Go to the hit that was shown, or drop the search."""
        self._asked = True
        if query is None:
            self.drop_hits()
            return
        self.action_hit(0)

    def drop_hits(self) -> bool:
        """Drop the hits of what was looked for here; whether there were any."""
        dropped = self._asked and bool(self._hits)
        if self._asked:
            self._hits, self._asked = [], False
            self.view.set_hits(())
        return dropped

    def find_again(self, hits: list[Span]) -> None:
        """Take over what was found elsewhere: the next key goes to it."""
        self._hits, self._hit, self._asked = hits, -1, False
        self.view.set_hits([Mark(*hit, Kind.HIT) for hit in hits])

    def action_hit(self, step: int) -> None:
        """Go to the next or previous hit, round the ends."""
        if not self._hits:
            self.tell(self.words("find-first"))
            return
        self._hit = (self._hit + step) % len(self._hits)
        self.view.go_to(self._hits[self._hit].start)
        self._show_hits()
        self.tell(self.words("hit-of", index=self._hit + 1, count=len(self._hits)))

    def _show_hits(self) -> None:
        """Mark the hits and the current one."""
        current = self._hits[self._hit] if self._hits else None
        self.view.set_hits([Mark(*hit, Kind.HIT) for hit in self._hits], current)
