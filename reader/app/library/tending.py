"""What the list of articles does to them: marks, tags, notes, searches, export, opening."""

from typing import TYPE_CHECKING

from textual import on

from reader.app.library.base import LibraryBase
from reader.app.library.lists import ArticleList, ListsPane
from reader.app.library.marking import (
    ask_note,
    ask_tags,
    toggle_archived,
    toggle_read,
    toggle_star,
)
from reader.app.library.telling import refusals
from reader.app.widgets.row_list import RowList
from reader.library.listing import Listed, Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.app.library.asking import Question
    from reader.library.catalogue import Catalogue

_MOST = 5_000  # articles that one key is for


class Tending(LibraryBase):
    """A screen with a list of articles."""

    question: "Question"
    found: Listing | None

    @property
    def articles(self) -> ArticleList:
        """The list of articles."""
        raise NotImplementedError

    def set_query(self, query: str, **changes: object) -> None:
        """Ask for `query`."""
        raise NotImplementedError

    def ask(self, **changes: object) -> None:
        """Ask again."""
        raise NotImplementedError

    def current(self) -> Listed | None:
        """The article under the cursor."""
        raise NotImplementedError

    def show_lists(self) -> None:
        """The pane of lists."""
        raise NotImplementedError

    def _chosen(self) -> list[Listed]:
        """The articles that a key is for: the selected ones, else the one under the cursor."""
        rows = self.articles.rows
        if rows is None:
            return []
        ids = [rows.ids[place] for place in self.articles.chosen() if place < len(rows)]
        return self.catalogue.rows(ids[:_MOST])

    def _mark(self, toggle: "Callable[[Catalogue, Sequence[str]], str]") -> None:
        """Do something to the chosen articles, and tell it."""
        chosen = self._chosen()
        if chosen:
            with refusals(self):
                code = toggle(self.catalogue, [listed.uid for listed in chosen])
                self._done(self.words(code, n=len(chosen)))

    def _done(self, message: str) -> None:
        """Show what was done, and tell it."""
        self.articles.drop_selection()
        self.refresh_rows()
        self.show_lists()
        self.tell(message)

    # Keys

    @on(RowList.Chosen, "#articles")
    def _open(self) -> None:
        """Read the article under the cursor; the others of the list stand around it."""
        if self.found is not None and self.articles.cursor >= 0:
            self.reader.read_listed(self.found.ids, self.articles.cursor, self.found)

    def action_star(self) -> None:
        """Star, or take the star away."""
        self._mark(toggle_star)

    def action_unread(self) -> None:
        """Mark as read, or as unread."""
        self._mark(toggle_read)

    def action_archive(self) -> None:
        """Archive, or fetch back; the list is asked for again."""
        self._mark(toggle_archived)
        self.ask()

    def action_tags(self) -> None:
        """Ask for tags."""
        chosen = self._chosen()
        if chosen:
            ask_tags(self.reader, [listed.uid for listed in chosen], self._done)

    def action_note(self) -> None:
        """Ask for a note on the article under the cursor."""
        listed = self.current()
        article = self.catalogue.article(listed.id) if listed else None
        if article is not None and listed is not None:
            ask_note(self.reader, listed.uid, article.text, self._done)

    def action_related(self) -> None:
        """The articles that are related to the one under the cursor."""
        listed = self.current()
        if listed is not None:
            self.reader.show_related(listed.id, listed.title)

    def action_export(self) -> None:
        """Write the selected articles, else all of the list, into a file."""
        from reader.app.library.exporting import export  # noqa: PLC0415 - on demand

        ids = self._selected_or_all()
        if ids:
            export(self.reader, ids, self.tell)

    def action_told(self) -> None:
        """The timelines of the selected articles, else of all of the list, as one."""
        ids = self._selected_or_all()
        if ids:
            self.reader.show_told(ids)

    def _selected_or_all(self) -> list[int]:
        """The ids of the selected articles, else of all of the list."""
        rows, chosen = self.articles.rows, self.articles.chosen()
        if rows is None:
            return []
        return [rows.ids[place] for place in chosen] if len(chosen) > 1 else list(rows.ids)

    def action_take_back(self) -> None:
        """Take the last action back, and ask again."""
        super().action_take_back()
        self.show_lists()
        self.ask()

    def action_next_unread(self) -> None:
        """To the next article that was not read, from the top again behind the last."""
        rows = self.articles.rows
        if rows is None or self.found is None:
            return
        place = self.catalogue.next_unread(self.found.ids, self.articles.cursor)
        if place is None:
            self.tell(self.words("no-unread"))
        else:
            self.articles.point_to(str(self.found.ids[place]))
            self.articles.post_message(RowList.Moved(self.articles, self.articles.key))

    # Searches

    def action_save_search(self) -> None:
        """Ask for a name, and keep what is asked for as a list."""
        from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand

        query = self.question.query.strip()
        if not query:
            self.tell(self.words("save-search-first"))
            return
        if self.found is not None and self.found.begun:
            query += "*"

        def named(name: str | None) -> None:
            if not name:
                return
            with refusals(self):
                self.catalogue.user.searches.save(name, query, exact=self.question.exact)
                self.show_lists()
                self.tell(self.words("search-saved", name=name))

        self.app.push_screen(AskDialog(self.words("save-search-what"), query, offered=True), named)

    @on(ListsPane.Forget)
    def _forget(self, message: ListsPane.Forget) -> None:
        """Forget a saved search."""
        with refusals(self):
            self.catalogue.user.searches.remove(message.name)
            self.show_lists()
            self.tell(self.words("list-forgotten", name=message.name))

    def action_history(self) -> None:
        """What was looked for before; Enter asks for it again."""
        from reader.app.dialogs.ask import ChoiceDialog  # noqa: PLC0415 - opened on demand

        asked = self.catalogue.user.searches.history()
        if not asked:
            self.tell(self.words("history-empty"))
            return
        choices = [
            (one.query, one.query if one.hits is None else f"{one.query} · {one.hits}")
            for one in asked
        ]

        def chosen(query: str | None) -> None:
            if query is not None:
                self.set_query(query)

        self.app.push_screen(ChoiceDialog(self.words("key-history"), choices), chosen)
