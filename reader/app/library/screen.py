"""The library: its articles in a list, narrowed while one types; the lists beside it."""

from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input
from textual.worker import get_current_worker

from reader.app.keys import LIBRARY, LISTS, SEARCHES, Key, bindings
from reader.app.library.asking import Asker, Question
from reader.app.library.base import LibraryBase, in_footer
from reader.app.library.completing import Completing
from reader.app.library.lists import SEARCH, STATE, ArticleList, ListsPane, list_items
from reader.app.library.rows import ArticleRows, has_arabic
from reader.app.library.telling import refusals
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import LabelLine, Phrase, wrapped
from reader.app.widgets.row_list import LTR, RTL, RowList
from reader.library.listing import Counts, Listed, Listing, Shown, Sorted
from reader.library.search.snippets import Snippet
from reader.notice import QariError

_PAUSE = 0.12  # seconds without a key before the library is asked
_WIDE = 100  # columns with room for both panes
_PANES = Key(("tab",), "next_pane", "key-next-pane", footer=True)


class LibraryScreen(Completing):
    """The list of articles."""

    pane: ClassVar[str] = "library"
    keys: ClassVar[tuple[Key, ...]] = (*LIBRARY, *LISTS)
    BINDINGS: ClassVar[list[BindingType]] = [*LibraryBase.BINDINGS, *bindings((_PANES,))]

    def __init__(self, query: str = "") -> None:
        """A list of what `query` finds and is not archived, newest first; not asked for yet."""
        super().__init__()
        self.question = Question(query)
        self.found: Listing | None = None
        self._counts: Counts | None = None
        self._asker: Asker | None = None
        self._about_base = RTL

    def compose(self) -> ComposeResult:
        """A line to type in over the list; the lists beside it; what is under the cursor below."""
        encode, direction = self.reader.encode, self.words.direction
        yield self.line("headline")
        with Horizontal(id="query-line"):
            yield BidiInput(encode, direction, placeholder=self.words("query-hint"), id="query")
            yield self.line("query-state")
        with Horizontal(id="shelves"):
            with Vertical(id="lists-pane", classes="pane"):
                yield self.line("lists-title")
                yield ListsPane(encode, direction, id="lists")
            with Vertical(id="articles-pane", classes="pane"):
                yield ArticleList(encode, direction, id="articles")
                yield self.line("about-title")
                yield LabelLine(encode, lambda: self._about_base, id="about")
        yield self.line("footer")

    def on_mount(self) -> None:
        """Ask for the list, count what there is."""
        self._asker = Asker(self.reader.library_path)
        self.articles.focus()
        self.show_lists()
        self.show_footer()
        self.field.value = self.question.query
        self.ask()
        self.reader.keep_up()

    @property
    def articles(self) -> ArticleList:
        """The list of articles."""
        return self.query_one("#articles", ArticleList)

    @property
    def lists(self) -> ListsPane:
        """The pane of lists."""
        return self.query_one("#lists", ListsPane)

    @property
    def field(self) -> BidiInput:
        """The line to type in."""
        return self.query_one("#query", BidiInput)

    # Asking

    def ask(self, **changes: object) -> None:
        """Ask the library with what has changed of the question."""
        assert self._asker is not None
        self.question = replace(self.question, **changes)  # type: ignore[arg-type]
        self._answer(self._asker.new_number(), self.question)

    @work(thread=True, group="list")
    def _answer(self, number: int, question: Question) -> None:
        """Answer in a thread; the screen shows the latest answer only."""
        assert self._asker is not None
        found = self._asker.answer(number, question)
        if found is not None and not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._answered, found)

    def _answered(self, found: Listing | QariError) -> None:
        """Show what was found, or where the mistake is."""
        if isinstance(found, QariError):
            self._show_mistake(found)
            return
        self.field.mistake = None
        before, self.found = self.found, found
        if before is not None and len(found.ids) and before.ids == found.ids:
            self.articles.refresh_rows()  # a selection stays
        else:
            rows = ArticleRows(found.ids, self.catalogue.rows, self.words)
            self.articles.drop_selection()
            keep = before is not None and before.query == found.query
            self.articles.set_items(rows, empty=self._empty(), keep=keep)
        self.show_headline()
        self._show_about()
        self._count()

    def _show_mistake(self, error: QariError) -> None:
        """Mark the mistake where it stands; the list stays as it was."""
        at = int(error.notice.values.get("at", 0))
        end = int(error.notice.values.get("end", at))
        self.field.mistake = (at, max(at + 1, end))
        told = f"! {self.words.notice(error.notice)}"
        first, *more = wrapped(told, self.articles.size.width - 2)
        self.say("about-title", Phrase(f" {first} ", "warning"))
        self._about_base = self.words.direction()
        self.say("about", *(Phrase(f" {line} ", "warning") for line in more[:1]))

    def _empty(self) -> str:
        """What an empty list says: the next key."""
        if self.question.query.strip():
            return self.words("list-nothing-found")
        if self.question.shown is not Shown.OPEN:
            return self.words("list-nothing-of-state")
        return self.words("list-empty")

    @work(thread=True, exclusive=True, group="counts", exit_on_error=False)
    def _count(self) -> None:
        """Count the states, behind the list."""
        assert self._asker is not None
        counted = self._asker.counts()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._counted, counted)

    def _counted(self, counted: Counts | None) -> None:
        self._counts = counted
        self.show_lists()

    # Typing

    @on(Input.Changed, "#query")
    def _typed(self, message: Input.Changed) -> None:
        """Ask when the fingers rest."""
        self.drop_offers()
        if message.value == self.question.query:
            return
        self.field.mistake = None
        value = message.value
        self.set_timer(_PAUSE, lambda: self._rested(value))

    def _rested(self, value: str) -> None:
        """Ask, unless more was typed meanwhile."""
        if self.field.value == value != self.question.query:
            self.ask(query=value)
            self.offer()

    @on(Input.Submitted, "#query")
    def _entered(self, message: Input.Submitted) -> None:
        """To the list; what was asked for is remembered."""
        if message.value != self.question.query:
            self.ask(query=message.value)
        if message.value.strip() and self.field.mistake is None:
            hits = len(self.found.ids) if self.found else None
            with refusals(self):
                self.catalogue.user.searches.remember(message.value, hits)
        self.articles.focus()

    def set_query(self, query: str, **changes: object) -> None:
        """Ask for `query` as if it had been typed."""
        self.question = replace(self.question, query=query)
        self.field.value = query
        self.field.cursor_position = len(query)
        self.ask(query=query, **changes)
        self.articles.focus()

    def on_key(self, event: events.Key) -> None:
        """From the line to the list by the arrow; what was told stays until the next key."""
        super().on_key(event)
        if self.field.has_focus and event.key == "down":
            event.stop()
            self.articles.focus()

    def action_query(self) -> None:
        """To the line in which the list is narrowed."""
        self.field.focus()

    def action_back(self) -> None:
        """Drop the selection, else what narrows the list, else go back to what was before."""
        if self.field.has_focus or self.lists.has_focus:
            self.articles.focus()
        elif self.articles.drop_selection():
            return
        elif self.question.query:
            self.set_query("")
        elif self.question.shown is not Shown.OPEN:
            self.ask(shown=Shown.OPEN)
        else:
            super().action_back()

    def action_shown(self) -> None:
        """Show those of the next state."""
        states = list(Shown)
        self.ask(shown=states[(states.index(self.question.shown) + 1) % len(states)])

    def action_order(self) -> None:
        """Order by the next thing; by rank only what words were looked for."""
        orders = [o for o in Sorted if o is not Sorted.RANK or (self.found and self.found.wanted)]
        here = orders.index(self.question.order) if self.question.order in orders else 0
        self.ask(order=orders[(here + 1) % len(orders)])

    def action_exact(self) -> None:
        """Words stand for themselves alone, or for all their forms again."""
        self.ask(exact=not self.question.exact)
        self.tell(self.words("exact-on" if self.question.exact else "exact-off"))

    # Lists

    @on(RowList.Chosen, "#lists")
    def _list_chosen(self, message: RowList.Chosen) -> None:
        """Show a list."""
        kind, _, name = message.key.partition(":")
        if kind == STATE:
            self.set_query("", shown=Shown(name))
        elif kind == SEARCH:
            search = next((s for s in self.catalogue.user.searches.saved() if s.name == name), None)
            if search is not None:
                with refusals(self):
                    self.catalogue.user.searches.looked_at(name)
                self.set_query(search.query, shown=Shown.OPEN, exact=search.exact)
        else:
            self.set_query(f'tag:"{name}"', shown=Shown.OPEN)

    def show_lists(self) -> None:
        """The pane of lists, with what is known of their sizes."""
        items = list(list_items(self.catalogue, self._counts, self.words))
        self.lists.set_items(items)
        self.show_headline()

    # What is shown around the list

    def refresh_rows(self) -> None:
        """Fetch anew what is in view, and count."""
        self.articles.refresh_rows()
        self._show_about()
        self._count()

    def library_changed(self) -> None:
        """Ask again: other articles may be found now."""
        if self.app.screen is self:
            self.ask()

    def on_screen_resume(self) -> None:
        """The article that was read last is under the cursor."""
        last = self.reader.last_read
        if last is not None:
            self.articles.point_to(str(last))
            self.reader.last_read = None
        super().on_screen_resume()

    def show_headline(self) -> None:
        """How many are shown, of which state, in which order."""
        found, words = self.found, self.words
        more = []
        if found is not None:
            more.append(Phrase(f" {words('articles-count', n=len(found.ids))} ", "strong"))
            more.append(Phrase(f" {words(f'shown-{found.shown.value}')} ", "dim"))
            more.append(Phrase(f" ↓ {words(f'order-{found.order.value}')} ", "dim"))
        self.headline(*more)
        state = [Phrase(f" {words('exact-sign')} ", "strong")] if self.question.exact else []
        if found is not None and found.begun:
            state.append(Phrase(f" {words('as-beginning')} ", "dim"))
        if found is not None and found.sampled:
            state.append(Phrase(f" {words('sampled')} ", "dim"))
        self.say("query-state", *state)
        self.query_one("#query-state").display = bool(state)
        focused = self.lists.has_focus
        sign = ("◀" if words.direction() else "▶") if focused else " "
        self.say("lists-title", Phrase(f"{sign} {words('lists-title')} "))
        self.query_one("#lists-title", LabelLine).set_class(focused, "focused")

    @on(RowList.Moved, "#articles")
    def _moved(self) -> None:
        self._show_about()

    def current(self) -> Listed | None:
        """The article under the cursor."""
        rows, cursor = self.articles.rows, self.articles.cursor
        return rows.listed(cursor) if rows is not None and 0 <= cursor < len(rows) else None

    def _show_about(self) -> None:
        """The whole title under the cursor; what it is about, or the words that were found."""
        listed = self.current()
        if self.field.mistake is not None or (self._offered and self.field.has_focus):
            return
        if listed is None:
            self.say("about-title")
            self.say("about")
            return
        title = listed.title or self.words("untitled")
        self.say("about-title", Phrase(f" {title} ", "strong", RTL if has_arabic(title) else None))
        snippet = self.catalogue.snippet(listed.id, self.found) if self.found else None
        if snippet is not None:
            self._about_base = RTL if has_arabic(snippet.text) else LTR
            self.say("about", *_words(snippet))
            return
        self._about_base = self.words.direction()
        parts = ["#" + tag for tag in listed.tags]
        parts += [name.name for name in listed.names]
        if not listed.analysed:
            parts.append(self.words("not-analysed"))
        self.say("about", Phrase(f" {' · '.join(filter(None, (listed.source, *parts)))} ", "dim"))

    # Panes

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Other keys for another pane; where there is room for one only, the other one."""
        self.show_panes(self.size.width)
        self.show_headline()
        self.show_footer()

    def on_resize(self, event: events.Resize) -> None:
        """Both panes where there is room."""
        self.show_panes(event.size.width)

    def show_panes(self, width: int) -> None:
        """Show the panes that there is room for."""
        alone = width < _WIDE
        at_lists = self.lists.has_focus
        self.query_one("#lists-pane").set_class(alone and not at_lists, "hidden")
        self.query_one("#lists-pane").set_class(alone, "alone")
        self.query_one("#articles-pane").set_class(alone and at_lists, "hidden")

    def action_next_pane(self) -> None:
        """Complete what is typed; else from the articles to the lists, and back."""
        if self.field.has_focus and self.complete():
            return
        if self.articles.has_focus:
            self.query_one("#lists-pane").remove_class("hidden")
            self.lists.focus()
        else:
            self.query_one("#articles-pane").remove_class("hidden")
            self.articles.focus()

    def footer_keys(self) -> list[Key]:
        """The keys of the pane that has the focus."""
        keys = (*SEARCHES, *LISTS) if self.lists.has_focus else self.keys
        return in_footer(keys, (_PANES, *self.shelves))

    def help_pane(self) -> str:
        """Whose keys the help shows first."""
        return "lists" if self.lists.has_focus else "library"


def _words(snippet: Snippet) -> list[Phrase]:
    """A snippet word by word, so that as much is shown as there is room for; hits stand out."""
    phrases, at = [], 0
    for word in snippet.text.split(" "):
        end = at + len(word)
        hit = any(span.start < end and at < span.end for span in snippet.shown)
        phrases.append(Phrase(f"{word} ", "key" if hit else "dim"))
        at = end + 1
    return phrases
