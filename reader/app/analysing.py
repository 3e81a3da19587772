"""The analysis on the screen: found in a worker, shown in the panes, followed from pane to pane."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import Worker, WorkerState, get_current_worker

from reader.app.naming import Naming
from reader.app.panes import entities as names
from reader.app.panes.entities import entity_items
from reader.app.panes.lists import TimelinePane
from reader.app.panes.timeline_look import GRAINS, TimelineLook
from reader.app.view.article_view import ArticleView
from reader.app.view.marks import Kind, Mark
from reader.app.widgets.label_line import LabelLine, Phrase
from reader.app.widgets.row_list import RowList
from reader.articles import Article
from reader.notice import QariError

if TYPE_CHECKING:
    from datetime import date

    from reader.analysis import Analysis
    from reader.entities.corrections import Correction
    from reader.times.model import CreationDate
    from reader.times.timeline import TimelineEntry


class Analysing(Naming):
    """A reading screen with entities and a timeline."""

    _entries: "tuple[TimelineEntry, ...]" = ()
    _timeline_look = TimelineLook()

    def clear_analysis(self) -> None:
        """Forget the analysis: another article is shown."""
        self.analysis, self._entries, self._only = None, (), None
        self._timeline_look = replace(self._timeline_look, entity=None)
        self._visited = ("", -1)
        self.entities.set_items((), empty=self.words("analysing"), keep=False)
        self.timeline.set_items((), empty=self.words("analysing"), keep=False)
        self.title_panes()

    @work(thread=True, exclusive=True, group="analysis", exit_on_error=False)
    def start_analysis(self) -> None:
        """Look for who and when in a worker; the article can be read meanwhile."""
        article = self.article
        if article is None:
            return
        from reader.analysis import analyse  # noqa: PLC0415 - loads a model and lists

        corrections = self._corrections(article.uid)
        analysis = analyse(
            article, day=self.reader.day, corrections=corrections, tagger=self.reader.tagger
        )
        from reader.entities.names.user import untold_problems  # noqa: PLC0415 - see above

        for problem in untold_problems():
            self.app.call_from_thread(self.tell, self.words.notice(problem), warn=True)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._analysed, article, analysis)

    def analyse_again(self) -> None:
        """Look for who and when again, under other corrections."""
        self.start_analysis()

    def _corrections(self, uid: str) -> "tuple[Correction, ...]":
        """What the reader corrected here or everywhere; a file that cannot be used is told."""
        from reader.library.paths import user_path  # noqa: PLC0415 - after the first paint
        from reader.library.user.data import corrections_of  # noqa: PLC0415

        try:
            return corrections_of(user_path(self.reader.library_path), uid)
        except QariError as error:
            warning = self.words.notice(error.notice)
            self.app.call_from_thread(self.tell, warning, warn=True)
            return ()

    @on(Worker.StateChanged)
    def _worker_changed(self, message: Worker.StateChanged) -> None:
        """A failed analysis is told, and the text goes on being read."""
        if message.state is WorkerState.ERROR:
            self.entities.set_items((), empty=self.words("analysis-failed"))
            self.timeline.set_items((), empty=self.words("analysis-failed"))
            self.tell(str(message.worker.error), warn=True)

    def _analysed(self, article: Article, analysis: "Analysis") -> None:
        """Show the analysis, unless another article is shown by now."""
        if article is not self.article:
            return
        self.analysis = analysis
        self._resolve(analysis.creation_date.day)
        self.view.set_marks(self._name_marks(), self._time_marks())
        self.show_panes()
        self.show_headline()

    def show_headline(self) -> None:
        """Say what is shown; the screen knows."""

    def _resolve(self, day: "date | None") -> None:
        """Work the timeline out under the creation date `day`."""
        from reader.times.timeline import timeline  # noqa: PLC0415 - after the first paint

        if self.analysis is not None:
            self._entries = timeline(self.analysis.events, self.analysis.times, day)

    def _name_marks(self) -> list[Mark]:
        """The mentions as marks."""
        assert self.analysis is not None
        return [
            Mark(mention.start, mention.end, Kind(mention.type.value.lower()), entity.id)
            for entity in self.analysis.entities
            for mention in entity.mentions
        ]

    def _time_marks(self) -> list[Mark]:
        """The times as marks."""
        assert self.analysis is not None
        times = enumerate(self.analysis.times)
        return [Mark(time.start, time.end, Kind.TIME, str(index)) for index, time in times]

    # Panes

    def show_panes(self) -> None:
        """Fill the panes from the analysis."""
        analysis = self.analysis
        if analysis is None:
            return
        size = len(analysis.article.text)
        found, only = analysis.entities, self._only
        self.entities.lay_out(
            lambda room: entity_items(found, size, self.words, room, only),
            empty=self.words("no-entities"),
        )
        from reader.app.panes.timeline import timeline_items  # noqa: PLC0415 - loads the time engine

        rows = timeline_items(self._entries, self.words, self._timeline_look)
        self.timeline.set_items(rows, empty=self.words("no-times"))
        self.title_panes()

    def title_panes(self) -> None:
        """Name the panes, with counts and what they are narrowed to."""
        analysis = self.analysis
        found = analysis.entities if analysis else ()
        shown = [entity for entity in found if self._only in (None, entity.type)]
        count = f"{len(shown)}/{len(found)}" if self._only else str(len(found))
        kind = f" · {self.words('type-' + self._only.value.lower())}" if self._only else ""
        title = f"{self.words('pane-entities')} ({count}){kind}"
        self._title("entities", title, *names.legend(shown, self.words))
        narrowed = self.entity(self._timeline_look.entity or "")
        what = f" · {narrowed.name}" if narrowed else ""
        title = f"{self.words('pane-timeline')} ({len(self._entries)}){what}"
        self._title("timeline", title, *self._signs())

    def _signs(self) -> list[str]:
        """The signs of the timeline that occur, each with its word."""
        if not self._entries:
            return []
        from reader.app.panes.timeline import legend  # noqa: PLC0415 - loads the time engine

        return legend(self._entries, self.words)

    def _title(self, pane: str, words: str, *more: str) -> None:
        """Name one pane; a sign tells whether it has the focus."""
        focused = self.query_one(f"#{pane}").has_focus
        sign = "▶" if focused and not self.words.direction() else "◀" if focused else " "
        self.query_one(f"#{pane}-title", LabelLine).say(
            Phrase(f"{sign} {words} ", "strong" if focused else ""),
            *(Phrase(f" {one} ", "dim") for one in more),
        )

    def date_words(self) -> str:
        """The creation date and where it comes from."""
        from reader.app.panes.calendar import calendar_label  # noqa: PLC0415 - small, on demand

        analysis, article = self.analysis, self.article
        if analysis is not None and analysis.creation_date.day is not None:
            day, basis = analysis.creation_date.day, analysis.creation_date.basis
        elif analysis is None and article is not None and article.date is not None:
            day, basis = article.date.day, article.date.basis.value
        else:
            return self.words("date-unknown")
        label = calendar_label(day, "day", self.words)
        return self.words("date-is", day=label, basis=self.words(f"basis-{basis}"))

    # From the text to the panes and back

    @on(ArticleView.Chosen)
    def _text_chosen(self, message: ArticleView.Chosen) -> None:
        """Show a name, a time or an event of the text in its pane."""
        mark = message.mark
        if self.analysis is None:
            return
        if mark is None:
            self._show_entry(self._entry_at(self.view.caret))
            return
        if mark.kind is not Kind.TIME:
            if self._only is not None and not self.entities.point_to(mark.key):
                self._only = None
                self.show_panes()
            self.entities.point_to(mark.key)
            self.focus_pane("entities")
            return
        index = int(mark.key)
        dated = next((e for e in self._entries if e.event.time == index), None)
        self._show_entry(dated or self._entry_at(mark.start))
        self.tell(*self._time_words(index))

    def _entry_at(self, offset: int) -> "TimelineEntry | None":
        """The entry that is told at the code point `offset`: of the shortest clause there."""
        told = [e for e in self._entries if e.event.start <= offset < e.event.end]
        return min(told, key=lambda e: (e.event.end - e.event.start, e.index), default=None)

    def _show_entry(self, entry: "TimelineEntry | None") -> None:
        """Point to an entry in its pane."""
        if entry is not None and self.timeline.point_to(str(entry.index)):
            self.focus_pane("timeline")

    @on(ArticleView.Moved)
    def _caret_moved(self, message: ArticleView.Moved) -> None:
        """The caret on a time shows its value, on a name in short what is known of it.

        Where a key brought it there that told something itself («hit 3 of 8»), that stays.
        """
        if not self._told:
            self._tell_mark(message.mark)

    @on(ArticleView.Hovered)
    def _hovered(self, message: ArticleView.Hovered) -> None:
        """What the mouse points at is told in short."""
        self._tell_mark(message.mark)

    def _tell_mark(self, mark: Mark | None) -> None:
        """Say in short what a name or time is."""
        if mark is None or self.analysis is None:
            return
        if mark.kind is Kind.TIME:
            self.tell(*self._time_words(int(mark.key)))
        else:
            self._tell_entity(mark.key)

    def _time_words(self, index: int) -> tuple[str, str]:
        """A time expression with what its value rests on, and the value."""
        from reader.times import resolve  # noqa: PLC0415 - after the first paint

        assert self.analysis is not None
        time = self.analysis.times[index]
        value = resolve(time.meaning, self.analysis.creation_date.day)
        doubts = [self.words.notice(notice) for notice in value.notices]
        basis = self.words("time-basis-" + value.basis.value)
        return " · ".join([time.text, basis, *doubts]), value.value

    @on(ArticleView.Copied)
    def _copied(self, message: ArticleView.Copied) -> None:
        """Copy logical text."""
        if self.article is not None:
            self.tell(self.reader.copy(self.article.slice(message.span)))

    @on(RowList.Chosen, "#timeline")
    def _entry_chosen(self, message: RowList.Chosen) -> None:
        """Go to the words of the entry."""
        index = int(message.key)
        entry = next((e for e in self._entries if e.index == index), None)
        if entry is not None:
            if self.size.width < 100:
                self.focus_pane("text")
            self.view.go_to(entry.event.trigger.start)
            self._tell_entry(entry)

    @on(RowList.Moved, "#timeline")
    def _entry_pointed(self, message: RowList.Moved) -> None:
        """The entry under the cursor tells its state in words."""
        entry = next((e for e in self._entries if str(e.index) == message.key), None)
        if entry is not None and self.timeline.has_focus:
            self._tell_entry(entry)

    def _tell_entry(self, entry: "TimelineEntry") -> None:
        """Tell the state of an entry in words."""
        from reader.app.panes.timeline import entry_words  # noqa: PLC0415 - loads the time engine

        self.tell(*entry_words(entry, self.words))

    @on(TimelinePane.Asked)
    def _timeline_asked(self, message: TimelinePane.Asked) -> None:
        """Another look at the timeline."""
        look = self._timeline_look
        if message.what == "calendar":
            look = replace(look, hijri=not look.hijri)
        elif message.what == "grain":
            look = replace(look, grain=GRAINS[(GRAINS.index(look.grain) + 1) % len(GRAINS)])
        elif look.entity is not None:
            look = replace(look, entity=None)
        else:
            look = replace(look, entity=self.entities.key or None)
        self._timeline_look = look
        self.show_panes()

    def action_date(self) -> None:
        """Set the creation date; the timeline follows while it is typed."""
        from reader.app.dialogs.date import DateDialog  # noqa: PLC0415 - opened on demand

        if self.analysis is not None:
            before = self.analysis.creation_date
            self.app.push_screen(
                DateDialog(before.day, self.set_day, lambda: self._count_from(before))
            )

    def set_day(self, day: "date | None") -> None:
        """Count from `day`: nothing is parsed again."""
        from reader.articles import DateBasis  # noqa: PLC0415 - with the next
        from reader.times.model import CreationDate  # noqa: PLC0415 - after the first paint

        basis = DateBasis.GIVEN.value if day else "unknown"
        self._count_from(CreationDate(day, basis))

    def _count_from(self, creation: "CreationDate") -> None:
        """Count from the day of `creation`, and say where that comes from."""
        if self.analysis is None:
            return
        self.analysis = replace(self.analysis, creation_date=creation)
        self._resolve(creation.day)
        self.show_panes()
        self.show_headline()
