"""What every part of the reading screen asks for: the application, its words, its panes."""

from reader.app.qari_screen import QariScreen
from reader.app.view.article_view import ArticleView
from reader.app.widgets.label_line import LabelLine, Phrase
from reader.app.widgets.row_list import RowList
from reader.articles import Article


class ReaderAccess(QariScreen):
    """A screen over one article."""

    article: Article | None

    @property
    def view(self) -> ArticleView:
        """The article on the screen."""
        return self.query_one("#text", ArticleView)

    @property
    def entities(self) -> RowList:
        """The list of the entities pane."""
        return self.query_one("#entities", RowList)

    @property
    def timeline(self) -> RowList:
        """The list of the timeline pane."""
        return self.query_one("#timeline", RowList)

    def tell(self, message: str, value: str = "", *, warn: bool = False) -> None:
        """Say something in the footer's place, until the next key.

        Args:
            message: the words.
            value: a value behind them that keeps its own order (``2016-W20``).
            warn: whether it is a warning: a sign says so too.
        """
        style = "warning" if warn else "strong"
        sign = "! " if warn else ""
        phrases = [Phrase(f" {sign}{message} ", style)]
        if value:
            phrases.append(Phrase(f" {value} ", style, base=0))
        self.query_one("#footer", LabelLine).say(*phrases)
        self._told = True

    _told = False
