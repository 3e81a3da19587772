"""The reading screen: the article at the right, who and when at the left."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from reader.app.keeping import Keeping
from reader.app.keys import GENERAL, bindings
from reader.app.panes.lists import EntitiesPane, TimelinePane
from reader.app.view.article_view import ArticleView
from reader.app.view.rows import Look
from reader.app.widgets.label_line import LabelLine, Phrase
from reader.articles import Article
from reader.notice import QariError

if TYPE_CHECKING:
    from reader.app.library.shelf import LibraryShelf
    from reader.app.shelf import Shelf


class ReadingScreen(Keeping):
    """One article with its entities and its timeline."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(GENERAL)

    def __init__(
        self, index: int = 0, shelf: "LibraryShelf | None" = None, *, at: int | None = None
    ) -> None:
        """Show an article of a shelf first.

        Args:
            index: of the article.
            shelf: a list of the library, or None for what was opened.
            at: code point to begin at, or None for where it was left.
        """
        super().__init__()
        self.article: Article | None = None
        self.index = index
        self._shelf = shelf
        self._at = at

    @property
    def shelf(self) -> "Shelf | LibraryShelf":
        """The articles to move in."""
        return self._shelf or self.reader.shelf

    def compose(self) -> ComposeResult:
        """The panes between a title line and the footer."""
        app, settings = self.reader, self.reader.settings
        direction = self.words.direction
        look = Look(settings.width, settings.marks, settings.justify, settings.sentences)
        yield LabelLine(app.encode, direction, id="headline")
        with Horizontal(id="panes"):
            with Vertical(id="side"):
                with Vertical(id="entities-pane", classes="pane"):
                    yield LabelLine(app.encode, direction, id="entities-title")
                    yield EntitiesPane(app.encode, direction, id="entities")
                with Vertical(id="timeline-pane", classes="pane"):
                    yield LabelLine(app.encode, direction, id="timeline-title")
                    yield TimelinePane(app.encode, direction, id="timeline")
            with Vertical(id="text-pane", classes="pane"):
                yield ArticleView(app.encode, look, id="text")
        yield LabelLine(app.encode, direction, id="footer")

    def on_mount(self) -> None:
        """Open the first article."""
        self.view.signs = self.reader.settings.signs
        self.restore_panes()
        self.view.focus()
        self.open_article(self.index)

    def open_article(self, index: int) -> None:
        """Show the article `index` of the shelf; what cannot be read is told and passed over."""
        try:
            article = self.shelf.article(index)
        except QariError as error:
            self.call_after_refresh(self.tell, self.words.notice(error.notice), warn=True)
            return
        self.leave_article()
        self.index, self._replaced = index, None
        self._take(article)
        self.call_after_refresh(self._show, article, self._position(article))

    def _take(self, article: Article) -> None:
        """Another article is shown from now on."""
        self.article = article
        self.clear_analysis()
        self.clear_hits()

    def show_version(self, article: Article, replaced: str | None) -> None:
        """Show a version of the article; `replaced` is the day of its end, None for the present."""
        self.leave_article()
        self._replaced = replaced
        self._take(article)
        self.call_after_refresh(self._show, article, 0)

    def _position(self, article: Article) -> int:
        """Where to begin: as asked for, once; else where it was left."""
        at, self._at = self._at, None
        if at is None and self._shelf is not None:
            at = self.kept_position()
        return self.reader.remembered.positions.get(article.uid, 0) if at is None else at

    def _show(self, article: Article, position: int) -> None:
        """Draw the article, then look for who and when: the reader waits for neither."""
        self.view.show(article, position)
        if self._shelf is not None:
            self.find_again(self._shelf.hits(article))
        if article.title is not None:
            self.reader.set_window_title(article.slice(article.title))
        self.show_headline()
        self.show_footer()
        for notice in (*self.shelf.notices, *article.warnings):
            self.tell(self.words.notice(notice), warn=True)
        self.shelf.notices.clear()
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """The analysis in its thread, and what the library knows of the article."""
        self.start_analysis()
        self.opened_article()
        self.show_headline()

    def leave_article(self) -> None:
        """Remember the place in the article that is left; not in a version of before."""
        if self.article is not None and self._replaced is None:
            source = self.shelf.source(self.index)
            self.reader.remember(self.article.uid, self.view.caret, source, self.pane_sizes())
            self.left_article()

    def action_article(self, step: int) -> None:
        """Show the next or previous article of the shelf."""
        index = self.index + step
        if 0 <= index < len(self.shelf):
            self.open_article(index)
        else:
            self.tell(self.words("no-more-articles"))

    def action_articles(self) -> None:
        """Choose an article of the shelf; of a list of the library there."""
        if self._shelf is not None:
            self.action_library()
            return
        from reader.app.dialogs.ask import ChoiceDialog  # noqa: PLC0415 - opened on demand

        choices = [(str(k), self.reader.shelf.title(k)) for k in range(len(self.reader.shelf))]
        title = self.words("key-articles")
        self.app.push_screen(ChoiceDialog(title, choices, str(self.index)), self._open_chosen)

    def _open_chosen(self, key: str | None) -> None:
        """Show the article that was chosen."""
        if key is not None and int(key) != self.index:
            self.open_article(int(key))

    def action_leave(self) -> None:
        """End the program; the place is remembered."""
        self.leave_article()
        self.app.exit()

    def action_help(self) -> None:
        """Show the keys of what has the focus; Enter on one does what it says."""
        from reader.app.dialogs.help import HelpDialog  # noqa: PLC0415 - opened on demand

        self.app.push_screen(HelpDialog(self.focused_pane), self._run)

    async def _run(self, action: str | None) -> None:
        """Do what was chosen: an action of the focused pane, else of the screen."""
        if action is None:
            return
        pane = self.query_one(f"#{self.focused_pane}")
        name = action.partition("(")[0]
        target = pane if hasattr(pane, f"action_{name}") else self
        await target.run_action(action)

    # Words around the panes

    def show_headline(self) -> None:
        """Source, date and its basis, place on the shelf."""
        article = self.article
        if article is None:
            return
        parts = [Phrase(f" {self.words('app-name')} ", "strong")]
        if article.source:
            parts.append(Phrase(f" {article.source} ", ""))
        parts.append(Phrase(f" {self.date_words()} ", "dim"))
        parts += self.kept_phrases()
        if len(self.shelf) > 1:
            place = self.words("article-of", index=self.index + 1, count=len(self.shelf))
            parts.append(Phrase(f" {place} ", "dim"))
        self.query_one("#headline", LabelLine).say(*parts)

    def show_footer(self) -> None:
        """The keys of what has the focus; what does not fit is left out whole."""
        self._told = False
        self.query_one("#footer", LabelLine).say(*self.work_phrases(), *self.footer_phrases())

    def refresh_words(self) -> None:
        """Say everything again in the language that was chosen."""
        self.show_headline()
        self.show_footer()
        self.show_panes()
        for widget in self.query("LabelLine, RowList"):
            widget.refresh()

    def on_key(self, _event: events.Key) -> None:
        """What was told stays until the next key, whatever that key tells."""
        if self._told:
            self.show_footer()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Other keys for another pane."""
        self.mark_focus()
        self.show_footer()

    def on_resize(self, event: events.Resize) -> None:
        """One pane at a time where there is no room for three."""
        self.arrange_panes(event.size.width)
