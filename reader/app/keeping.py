"""The article as one of the library: marks, tags, notes and highlights, what is related to it."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on

from reader.app.analysing import Analysing
from reader.app.library.marking import (
    ask_tags,
    toggle_archived,
    toggle_read,
    toggle_star,
)
from reader.app.library.telling import progress, refusals, undone
from reader.app.shelf import Shelf
from reader.app.view.article_view import ArticleView
from reader.app.view.marks import Kind, Mark
from reader.app.widgets.label_line import Phrase
from reader.articles import Article
from reader.notice import QariError
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.app.library.shelf import LibraryShelf
    from reader.library.catalogue import Catalogue
    from reader.library.user import Note


class Keeping(Analysing):
    """A reading screen over an article that may be kept."""

    index: int
    _notes: "tuple[Note, ...]" = ()
    _replaced: str | None = None  # the day on which the version that is shown was replaced

    @property
    def shelf(self) -> "Shelf | LibraryShelf":
        """The articles to move in."""
        raise NotImplementedError

    @property
    def article_id(self) -> int | None:
        """The id of the article in the library, or None where it is not in it."""
        if self.article is None or not self.reader.has_library:
            return None
        try:
            return self.reader.catalogue.library.id_of(self.article.uid)
        except QariError:
            return None

    def opened_article(self) -> None:
        """Note that it was opened, and show what was written on it."""
        self._notes = ()
        if self.article is None or self.article_id is None or self._replaced is not None:
            self.view.set_notes(())
            return
        with refusals(self):
            self.reader.catalogue.user.marks.opened(self.article.uid)
        self._show_notes()

    def left_article(self) -> None:
        """Note where it was left."""
        number = self.article_id
        if self.article is not None and number is not None and self._replaced is None:
            with refusals(self):
                self.reader.catalogue.user.marks.opened(self.article.uid, self.view.caret)
            self.reader.last_read = number

    def kept_position(self) -> int | None:
        """Where it was left the last time; None where it is not in the library."""
        if self.article is None or self.article_id is None:
            return None
        return self.reader.catalogue.user.marks.of(self.article.uid).position or None

    def _kept(self) -> "Catalogue | None":
        """The library with the article in it; it is added where it is not."""
        from reader.library.adding import add_articles  # noqa: PLC0415 - SQLite

        article = self.article
        if article is None:
            return None
        if self._replaced is not None:
            self.tell(self.words("version-old"))
            return None
        try:
            if self.article_id is None:
                list(add_articles(self.reader.catalogue.library, [article]))
                self.reader.keep_up()
        except QariError as error:
            self.tell(self.words.notice(error.notice), warn=True)
            return None
        return self.reader.catalogue

    def _mark(self, toggle: "Callable[[Catalogue, Sequence[str]], str]") -> None:
        """Do something to the article, and tell it."""
        catalogue = self._kept()
        if catalogue is not None and self.article is not None:
            with refusals(self):
                code = toggle(catalogue, [self.article.uid])
                self.show_headline()
                self.tell(self.words(code, n=1))

    # Keys

    def action_keep(self) -> None:
        """Add the article to the library."""
        if self.article_id is not None:
            self.tell(self.words("kept-already"))
        elif self._kept() is not None:
            self.opened_article()
            self.show_headline()
            self.tell(self.words("kept"))

    def action_star(self) -> None:
        """Star it, or take the star away."""
        self._mark(toggle_star)

    def action_unread(self) -> None:
        """Mark it as read, or as unread."""
        self._mark(toggle_read)

    def action_archive(self) -> None:
        """Archive it, or fetch it back."""
        self._mark(toggle_archived)

    def action_tags(self) -> None:
        """Ask for its tags."""
        if self._kept() is not None and self.article is not None:
            ask_tags(self.reader, [self.article.uid], self._noted)

    def action_related(self) -> None:
        """What is related to it."""
        number = self.article_id
        if number is None or self.article is None:
            self.tell(self.words("not-kept"))
            return
        title = self.article.slice(self.article.title) if self.article.title else ""
        self.reader.show_related(number, title)

    def action_export(self) -> None:
        """Write it into a file."""
        from reader.app.library.exporting import export  # noqa: PLC0415 - on demand

        if self._kept() is not None:
            number = self.article_id
            export(self.reader, [number] if number is not None else [], self.tell)

    def action_take_back(self) -> None:
        """Take the last mark, tag or note back."""
        if self.reader.has_library:
            self.tell(undone(self.reader.catalogue, self.words))
            self._show_notes()
            self.show_headline()
        else:
            self.tell(self.words("nothing-to-undo"))

    # Versions

    def action_version(self) -> None:
        """Choose an earlier version of the article, or the present one."""
        from reader.app.dialogs.ask import ChoiceDialog  # noqa: PLC0415 - on demand
        from reader.library.versions import old_versions  # noqa: PLC0415 - SQLite

        number, article = self.article_id, self.article
        if number is None or article is None:
            self.tell(self.words("not-kept"))
            return
        found = old_versions(self.reader.catalogue.library, article.uid)
        versions = {str(one.number): one for one in found}
        if not versions:
            self.tell(self.words("versions-none"))
            return

        def chosen(key: str | None) -> None:
            if key == _PRESENT:
                present = self.reader.catalogue.article(number)
                if present is not None:
                    self.show_version(present, None)
            elif key is not None:
                one = versions[key]
                self.show_version(one.article, _day(one.replaced_at))

        choices = [
            (key, self.words("version-until", day=_day(one.replaced_at)))
            for key, one in versions.items()
        ]
        choices.append((_PRESENT, self.words("version-now")))
        self.app.push_screen(ChoiceDialog(self.words("key-version"), choices), chosen)

    def show_version(self, article: Article, replaced: str | None) -> None:
        """Show a version of the article; the screen knows."""
        raise NotImplementedError

    # Notes

    def action_highlight(self) -> None:
        """Highlight the selection, else the sentence at the caret; again, remove the highlight."""
        catalogue, article = self._kept(), self.article
        if catalogue is None or article is None:
            return
        note = self.note_at(self.view.caret) if self.view.selection is None else None
        if note is not None and note.text:
            self.tell(self.words("highlight-has-note"))
            return
        with refusals(self):
            if note is not None:
                catalogue.user.notes.remove(note.id)
                self._noted(self.words("highlight-removed"))
                return
            span = self.view.selection or self._sentence()
            catalogue.user.notes.add(article.uid, article.text, span)
            self.view.drop_selection()
            self._noted(self.words("highlighted"))

    def action_note(self) -> None:
        """Write a note: on what is at the caret, the selection, else its sentence."""
        from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand

        catalogue, article = self._kept(), self.article
        if catalogue is None or article is None:
            return
        selected = self.view.selection
        note = self.note_at(self.view.caret) if selected is None else None
        span = selected or self._sentence()
        quote = note.quote if note is not None else article.slice(span)

        def entered(text: str | None) -> None:
            if text is None or (note is None and not text):
                return
            with refusals(self):
                if note is not None:
                    catalogue.user.notes.write(note.id, text)
                else:
                    catalogue.user.notes.add(article.uid, article.text, span, text=text)
                self.view.drop_selection()
                self._noted(self.words("noted"))

        hint = " ".join((quote or "").split())
        value = note.text if note is not None else ""
        dialog = AskDialog(self.words("note-what"), value, hint=hint, empty=note is not None)
        self.app.push_screen(dialog, entered)

    def note_at(self, offset: int) -> "Note | None":
        """The note or highlight on the code point `offset`, the shortest of several."""
        found = [n for n in self._notes if n.span and n.span.start <= offset < n.span.end]
        return min(found, key=lambda n: n.span.end - n.span.start if n.span else 0, default=None)

    def _sentence(self) -> Span:
        """The sentence at the caret."""
        from reader.text.words import sentences  # noqa: PLC0415 - on demand

        assert self.article is not None
        text, caret = self.article.text, self.view.caret
        for span in sentences(text):
            if span.start <= caret < span.end:
                start, end = span
                while start < end and text[start].isspace():
                    start += 1
                while end > start and text[end - 1].isspace():
                    end -= 1
                return Span(start, end)
        return Span(caret, min(len(text), caret + 1))

    def _noted(self, message: str) -> None:
        """Show the notes as they are now, and tell what was done."""
        self._show_notes()
        self.show_headline()
        self.tell(message)

    def _show_notes(self) -> None:
        """Mark the notes in the text."""
        if self.article is None or self.article_id is None:
            return
        notes = self.reader.catalogue.user.notes
        self._notes = notes.of(self.article.uid)
        with refusals(self):  # a place that was found anew is kept
            self._notes = notes.placed(self.article.uid, self.article.text)
        spans = [(note.span, note) for note in self._notes if note.span]
        self.view.set_notes(
            [Mark(*span, Kind.NOTE if note.text else Kind.HIGHLIGHT) for span, note in spans]
        )

    @on(ArticleView.Moved)
    def _at_note(self, message: ArticleView.Moved) -> None:
        """The caret on a note shows what was written."""
        note = self.note_at(message.offset)
        if note is not None and note.text and message.mark is None:
            self.tell(f"✎ {' '.join(note.text.split())}")

    # Around

    def kept_phrases(self) -> list[Phrase]:
        """Star, archive and tags of the article, for the headline."""
        if self.article is None or self.article_id is None:
            return []
        user, uid = self.reader.catalogue.user, self.article.uid
        mark = user.marks.of(uid)
        signs = ("★" if mark.starred else "") + ("▣" if mark.archived else "")
        tags = " ".join("#" + tag for tag in user.tags.of(uid))
        phrases = [Phrase(f" {one} ", "strong") for one in (signs, tags) if one]
        if self._replaced is not None:
            old = self.words("version-until", day=self._replaced)
            phrases.append(Phrase(f" ! {old} ", "warning"))
        return phrases

    def work_phrases(self) -> list[Phrase]:
        """What is being done behind the screen."""
        return list(progress(self.reader.work, self.words)) if self.reader.working else []

    def work_changed(self) -> None:
        """The work behind the screens has gone on."""
        if not self._told:
            self.show_footer()

    def show_footer(self) -> None:
        """The keys; the screen knows."""

    # Ways

    def action_back(self) -> None:
        """Drop the selection or the hits, else from a pane to the text, else to the list."""
        if self.view.drop_selection() or self.drop_hits():
            return
        if not self.view.has_focus:
            self.focus_pane("text")
            return
        if len(self.app.screen_stack) > _LOWEST:
            self.leave_article()
            self.app.pop_screen()
        elif self.reader.has_library:
            self.action_library()
        else:
            self.tell(self.words("back-nowhere"))

    def leave_article(self) -> None:
        """Remember the place; the screen knows."""

    def action_library(self) -> None:
        """To the list of the library."""
        self.leave_article()
        self.reader.show_library()

    def action_across(self) -> None:
        """The card across the library of the name at the caret or in the pane, else ask for one."""
        key = self.entities.key if self.focused_pane == "entities" else ""
        mark = self.view.mark_at(self.view.caret)
        if self.focused_pane == "text" and mark is not None and mark.kind is not Kind.TIME:
            key = mark.key
        entity = self.entity(key) if key else None
        if entity is None:
            self.reader.ask_name()
        else:
            self.reader.show_across(entity.id, entity.name)


def _day(seconds: int) -> str:
    """The day of a moment, in the reader's zone."""
    return time.strftime("%Y/%m/%d", time.localtime(seconds))


_PRESENT = "now"  # key of the present version among those of before
_LOWEST = 2  # screens: Textual's own first one and ours
