"""The timeline of an article as rows: a date column, a sign and a word for what is known."""

from collections.abc import Sequence

from reader.app.panes.calendar import calendar_label, hijri_label
from reader.app.panes.timeline_dates import bar, when_label
from reader.app.panes.timeline_look import TimelineLook
from reader.app.widgets.row_list import RTL, Cell, Item
from reader.app.words import Words
from reader.times.calendar import stretch_of
from reader.times.model import EventState, Modality
from reader.times.timeline import Section, TimelineEntry

SIGNS = {
    EventState.ANCHORED: "●",
    EventState.BOUNDED: "◐",
    EventState.RELATIVE: "○",
    EventState.ORDERED: "⟂",
    EventState.UNDATED: "?",
    EventState.FUTURE: "▷",
}
_AHEAD = frozenset({Modality.PLANNED, Modality.PROPOSED})
_SIGN_WIDTH, _DATE_WIDTHS = 2, range(8, 19)
_COARSER = ("day", "week", "month", "quarter", "season", "half", "year", "decade", "century")


def timeline_items(
    entries: Sequence[TimelineEntry], words: Words, look: TimelineLook
) -> list[Item]:
    """The rows of the timeline pane; the undated stand in a section of their own.

    What is only ordered by an entry stands under it, a step further in.

    Args:
        entries: what `reader.times.timeline` gives.
        words: of the interface.
        look: how they are shown.
    """
    first = _first_of_clauses(entries)
    items: list[Item] = []
    group, shown = "", {entry.index for entry in entries if _is_shown(entry, look)}
    labels = {entry.index: when_label(entry, words) for entry in entries if entry.index in shown}
    widest = max(map(len, labels.values()), default=0) + 1
    for entry in entries:
        if entry.index not in shown:
            continue
        under = entry.under in shown
        heading = group if under else _heading(entry, words, look)
        if heading != group:
            items.append(Item((Cell(heading),), style="heading"))
            group = heading
        main = first[entry.event.start, entry.event.end] == entry.index
        when, width = labels[entry.index], min(max(widest, _DATE_WIDTHS[0]), _DATE_WIDTHS[-1])
        items.append(_item(entry, (when, width), words, main=main, under=under))
    return items


def _is_shown(entry: TimelineEntry, look: TimelineLook) -> bool:
    return look.entity is None or look.entity in entry.event.names


def _first_of_clauses(entries: Sequence[TimelineEntry]) -> dict[tuple[int, int], int]:
    """By clause, the event that its verb tells: the first of those in it."""
    first: dict[tuple[int, int], int] = {}
    for entry in entries:
        clause = entry.event.start, entry.event.end
        first[clause] = min(first.get(clause, entry.index), entry.index)
    return first


def legend(entries: Sequence[TimelineEntry], words: Words) -> list[str]:
    """The signs that stand in the timeline, each with its word, in the order of `SIGNS`."""
    present = {_state(entry) for entry in entries}
    return [
        f"{sign} {words(f'state-{state.value}')}"
        for state, sign in SIGNS.items()
        if state in present
    ]


def _state(entry: TimelineEntry) -> EventState:
    """The state whose sign an entry bears: what is planned lies ahead, dated or not."""
    return EventState.FUTURE if entry.event.modality in _AHEAD else entry.state


def entry_words(entry: TimelineEntry, words: Words) -> tuple[str, str]:
    """What is known of an entry's time in one line: state, modality, basis; and its value."""
    parts = [f"{SIGNS[_state(entry)]} {words(f'state-{_state(entry).value}')}"]
    if entry.event.modality is not Modality.HAPPENED:
        parts.append(words(f"modality-{entry.event.modality.value}"))
    parts.append(words.maybe(f"time-basis-{entry.basis}"))
    parts += [words.notice(notice) for notice in entry.notices]
    return " · ".join(part for part in parts if part), entry.value or ""


def _heading(entry: TimelineEntry, words: Words, look: TimelineLook) -> str:
    """The day, week or month under which the entry stands, or the name of its section."""
    if entry.section is not Section.DATED or entry.day is None:
        return words(f"timeline-{entry.section.value}")
    grain = max(look.grain, entry.grain or "day", key=_rank)
    day = stretch_of(entry.day, "week")[0] if grain == "week" else entry.day
    label = calendar_label(day, grain, words)
    return f"{label} · {hijri_label(day, words)}" if look.hijri else label


def _rank(grain: str) -> int:
    """How coarse a grain is; what is told to the hour stands under its day."""
    return _COARSER.index(grain) if grain in _COARSER else 0


def _item(
    entry: TimelineEntry, when: tuple[str, int], words: Words, *, main: bool, under: bool
) -> Item:
    """One entry: sign, when, how the text vouches for it, what.

    Args:
        entry: of the timeline.
        when: the words of the date column, and its width in cells.
        words: of the interface.
        main: whether it is its clause's own event; another one is told from its noun on.
        under: whether it stands under the entry by which it is ordered.
    """
    event = entry.event
    told = event.text if main else event.text[event.trigger.start - event.start :]
    parts = [bar(entry, words), " ".join(told.split())]
    if event.modality is not Modality.HAPPENED:
        parts.insert(0, f"[{words(f'modality-{event.modality.value}')}]")
    style = "warning" if entry.notices else ("dim" if entry.state is EventState.UNDATED else "")
    step = (Cell("", width=_SIGN_WIDTH),) if under else ()
    cells = (
        *step,
        Cell(SIGNS[_state(entry)], "strong", width=_SIGN_WIDTH),
        Cell(when[0], "time", width=when[1] - _SIGN_WIDTH * len(step)),
        Cell(" ".join(part for part in parts if part), style, base=RTL),
    )
    return Item(cells, key=str(entry.index))
