"""The articles that are related to one, and why; nearly the same ones first."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.worker import get_current_worker

from reader.app.dialogs.base import Dialog
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import AUTO, LTR, RTL, Cell, Item, RowList
from reader.library.across.related import Related, related
from reader.library.catalogue import Catalogue

_SHOWN = 20


class RelatedDialog(Dialog[int]):
    """Lists what is related to an article; its result is the id of the one to read, or None."""

    def __init__(self, article_id: int, title: str) -> None:
        """What is related to the article of that id."""
        super().__init__()
        self._article = article_id
        self._title = title

    def compose(self) -> ComposeResult:
        """A title over the rows."""
        with Vertical(classes="dialog wide"):
            yield self.title_line(id="related-title")
            yield RowList(self.reader.encode, self.words.direction, id="related-list")

    def on_mount(self) -> None:
        """Look in a thread: it takes a moment in a large library."""
        heading = f" {self.words('related-title')} "
        self.say("related-title", Phrase(heading, "strong"), Phrase(f" {self._title} ", "dim", RTL))
        rows = self.query_one(RowList)
        rows.set_items((), empty=self.words("looking"))
        rows.focus()
        self._look()

    @work(thread=True, exit_on_error=False)
    def _look(self) -> None:
        with Catalogue(self.reader.library_path) as catalogue:
            found = related(catalogue.library, self._article, limit=_SHOWN)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: tuple[Related, ...]) -> None:
        """Each with its day and source; below it what both share."""
        items = []
        for one in found:
            day = one.day.isoformat() if one.day else ""
            twin = f" ({self.words('near-duplicate')})" if one.near_duplicate else ""
            items.append(
                Item(
                    (
                        Cell("≈" if one.near_duplicate else "", "strong", width=2),
                        Cell(one.title + twin, base=RTL),
                        Cell(one.source or "", "dim", width=16, base=AUTO),
                        Cell(day, "dim", width=11, base=LTR),
                    ),
                    key=str(one.id),
                )
            )
            shared = "، ".join((*one.names, *one.words))
            if shared:
                why = self.words("related-shares", what=shared)
                items.append(Item((Cell("", width=2), Cell(why, "dim"))))
        self.query_one(RowList).set_items(items, empty=self.words("related-none"))

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        """Read it."""
        self.dismiss(int(message.key))
