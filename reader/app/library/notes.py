"""The notes and highlights of all articles: what was marked, what was written on it, and where."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.app.keys import LISTS, NOTES, Key, bindings
from reader.app.library.base import LibraryBase
from reader.app.library.rows import NOTE
from reader.app.library.telling import refusals
from reader.app.widgets.label_line import Phrase
from reader.app.widgets.row_list import AUTO, LTR, RTL, Cell, Item, RowList
from reader.app.words import Words
from reader.library.catalogue import Catalogue
from reader.library.user import Note

_MOST = 2_000  # shown


class NotesList(RowList):
    """The notes."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(NOTES)


class NotesScreen(LibraryBase):
    """Notes in order of their articles, the ones written last first; Enter goes to the words."""

    pane: ClassVar[str] = "notes"
    keys: ClassVar[tuple[Key, ...]] = (*NOTES, *LISTS)

    def compose(self) -> ComposeResult:
        """A headline, the notes, the keys."""
        yield self.line("headline")
        yield NotesList(self.reader.encode, self.words.direction, id="notes")
        yield self.line("footer")

    @property
    def rows(self) -> NotesList:
        """The list."""
        return self.query_one(NotesList)

    def on_mount(self) -> None:
        """Show them."""
        self.rows.focus()
        self.refresh_rows()
        self.show_footer()

    def refresh_rows(self) -> None:
        """All notes, as they are now."""
        self._notes = {str(note.id): note for note in self.catalogue.user.notes.all()[:_MOST]}
        items = list(note_items(list(self._notes.values()), self.catalogue, self.words))
        self.rows.set_items(items, empty=self.words("notes-none"))
        self.headline(Phrase(f" {self.words('notes-count', n=len(self._notes))} ", "dim"))

    _notes: dict[str, Note] = {}  # noqa: RUF012 - replaced, never changed

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        """Read the article, at the words of the note."""
        note = self._notes[message.key]
        number = self.catalogue.library.id_of(note.uid)
        article = self.catalogue.article(number) if number is not None else None
        if article is None or number is None:
            self.tell(self.words("note-without-article"), warn=True)
            return
        span = note.span
        with refusals(self):  # a place that was found anew is kept
            placed = self.catalogue.user.notes.placed(note.uid, article.text)
            span = next((one.span for one in placed if one.id == note.id), None)
        self.reader.read_listed([number], 0, at=span.start if span else None)

    def action_edit(self) -> None:
        """Write the note under the cursor anew; a highlight gets one."""
        from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand

        note = self._notes.get(self.rows.key)
        if note is None:
            return

        def entered(text: str | None) -> None:
            if text is not None and (text or note.quote):
                with refusals(self):
                    self.catalogue.user.notes.write(note.id, text)
                self.refresh_rows()

        hint = " ".join((note.quote or "").split())
        dialog = AskDialog(self.words("note-what"), note.text, hint=hint, empty=True)
        self.app.push_screen(dialog, entered)

    def action_remove(self) -> None:
        """Remove the note under the cursor."""
        note = self._notes.get(self.rows.key)
        if note is not None:
            with refusals(self):
                self.catalogue.user.notes.remove(note.id)
                self.refresh_rows()
                self.tell(self.words("note-removed"))

    def action_export(self) -> None:
        """Write all notes into a file."""
        from reader.app.library.exporting import export  # noqa: PLC0415 - on demand

        uids = dict.fromkeys(note.uid for note in self._notes.values())
        ids = [i for uid in uids if (i := self.catalogue.library.id_of(uid)) is not None]
        if ids:
            export(self.reader, ids, self.tell, ("notes", "markdown", "jsonl"))


def note_items(notes: Sequence[Note], catalogue: Catalogue, words: Words) -> Iterator[Item]:
    """The rows: each article with its notes."""
    of_article: dict[str, list[Note]] = {}
    for note in notes:
        of_article.setdefault(note.uid, []).append(note)
    for uid, some in of_article.items():
        number = catalogue.library.id_of(uid)
        row = catalogue.library.row(number) if number is not None else None
        title = row["title"] if row else f"{uid} ({words('article-gone-short')})"
        yield Item((Cell(title, base=RTL if row else LTR),), style="heading")
        for note in sorted(some, key=lambda one: (one.span is None, one.span or (0, 0))):
            yield _item(note, words)


def _item(note: Note, words: Words) -> Item:
    """The words that were marked, and what was written on them."""
    quote = " ".join((note.quote or words("note-of-article")).split())
    lost = f" ({words('note-lost')})" if note.lost else ""
    sign = Cell(NOTE if note.text else "▒", "strong", width=2)
    marked = Cell(quote + lost, "dim" if note.text else "", base=RTL if note.quote else None)
    written = Cell(" ".join(note.text.split()), "strong", base=AUTO)
    cells = (sign, marked, written) if note.text else (sign, marked)
    return Item(cells, key=str(note.id))
