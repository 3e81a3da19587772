"""The timeline of an article as rows: a date column, a sign and a word for what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reader.app.panes.calendar import calendar_label, hijri_label
from reader.app.widgets.row_list import RTL, Cell, Item
from reader.app.words import Words
from reader.times.model import EventState, Modality
from reader.times.timeline import TimelineEntry

SIGNS = {
    EventState.ANCHORED: "●",
    EventState.BOUNDED: "◐",
    EventState.RELATIVE: "○",
    EventState.ORDERED: "⟂",
    EventState.UNDATED: "?",
    EventState.FUTURE: "▷",
}
_AHEAD = frozenset({Modality.PLANNED, Modality.PROPOSED})
_DATE_WIDTH = 16
_BAR = 6  # cells of a duration's bar
GRAINS = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class TimelineLook:
    """How the timeline is shown.

    Attributes:
        grain: day, week or month: what entries are grouped by.
        hijri: whether the Hijri date stands beside the Gregorian one.
        entity: id of the entity whose entries alone are shown, or None.
    """

    grain: str = "day"
    hijri: bool = False
    entity: str | None = None


def timeline_items(
    entries: Sequence[TimelineEntry], words: Words, look: TimelineLook
) -> list[Item]:
    """The rows of the timeline pane; the undated stand in a section of their own.

    Args:
        entries: what `reader.times.timeline` gives.
        words: of the interface.
        look: how they are shown.
    """
    shown = [e for e in entries if look.entity is None or look.entity in e.event.names]
    items: list[Item] = []
    group = ""
    for entry in shown:
        heading = _heading(entry, words, look)
        if heading != group:
            items.append(Item((Cell(heading),), style="heading"))
            group = heading
        items.append(_item(entry, words))
    return items


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
    if entry.state is EventState.UNDATED:
        return words("timeline-undated")
    moment = entry.earliest or entry.latest
    if moment is None:
        return words("timeline-unplaced")
    day = _day_of(entry, moment)
    if look.grain == "month":
        label = calendar_label(day, "month", words)
    elif look.grain == "week":
        label = words("timeline-week", day=calendar_label(_monday(day), "day", words))
    else:
        label = calendar_label(day, "day", words)
    if entry.earliest is None:
        label = words("timeline-until", day=label)
    if look.hijri:
        label = f"{label} · {hijri_label(day, words)}"
    return label


def _day_of(entry: TimelineEntry, moment: datetime) -> date:
    """The day a moment falls on; an exclusive end at midnight belongs to the day before."""
    if entry.earliest is None and moment.time() == datetime.min.time():
        return (moment - timedelta(days=1)).date()
    return moment.date()


def _monday(day: date) -> date:
    """The first day of the ISO week of `day`."""
    return day - timedelta(days=day.weekday())


def _item(entry: TimelineEntry, words: Words) -> Item:
    """One entry: sign, when, what; the state in words too."""
    ahead = entry.event.modality in _AHEAD
    sign = SIGNS[_state(entry)]
    state = words(f"modality-{entry.event.modality.value}") if ahead else ""
    if entry.event.modality in (Modality.CLAIMED, Modality.DENIED):
        state = words(f"modality-{entry.event.modality.value}")
    told = " ".join(entry.event.text.split())
    text = f"{told} [{state}]" if state else told
    when = when_label(entry, words)
    style = "warning" if entry.notices else ("dim" if entry.state is EventState.UNDATED else "")
    cells = (
        Cell(sign, "strong", width=2),
        Cell(when, "time", width=_DATE_WIDTH),
        Cell(text, style, base=RTL),
    )
    return Item(cells, key=str(entry.index))


def when_label(entry: TimelineEntry, words: Words) -> str:
    """When an entry was, in words that fit the date column."""
    bar = duration_bar(entry.lasts, words) if entry.lasts else ""
    if bar:
        return bar
    state = words(f"state-{entry.state.value}")
    if entry.state is EventState.ANCHORED and entry.earliest is not None:
        grain = entry.grain or "day"
        if grain in ("hour", "minute", "second"):
            return entry.earliest.strftime("%H:%M")
        return calendar_label(entry.earliest.date(), grain, words)
    if entry.state is EventState.RELATIVE and entry.value is not None:
        return relative_label(entry.value, words)
    if entry.state is EventState.BOUNDED and entry.latest is not None and not entry.earliest:
        day = _day_of(entry, entry.latest)
        return "≤ " + calendar_label(day, "day", words)
    if entry.state is EventState.ORDERED and entry.event.relation is not None:
        return words(f"relation-{entry.event.relation.kind.value}")
    return state


def relative_label(value: str, words: Words) -> str:
    """A value that counts from an unknown creation date: ``D-1`` as ي−1."""
    unit, number = value[:1], value[1:]
    code = f"relative-{unit.lower()}"
    if unit in "DWMY" and number.lstrip("+-").isdigit():
        count = int(number)
        shown = f"+{count}" if count > 0 else f"−{-count}" if count else ""
        return words(code) + shown
    return value


def duration_bar(value: str, words: Words) -> str:
    """A duration as a bar with its length: ``├──72س──┤``."""
    units = {"H": "hours", "D": "days", "W": "weeks", "M": "months", "Y": "years"}
    number, unit = value.strip("PT")[:-1], value[-1:]
    if unit not in units or not number.isdigit():
        return ""
    return f"├──{number}{words('duration-' + units[unit])}──┤"
