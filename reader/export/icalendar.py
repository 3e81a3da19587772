"""Timelines as iCalendar (RFC 5545): an all-day or timed event for each dated entry."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from reader import __version__
from reader.export.merged import Merged, Told

if TYPE_CHECKING:
    from icalendar import Event

_TIMED = frozenset({"hour", "minute", "second"})
_STATUS = {"planned": "TENTATIVE", "proposed": "TENTATIVE", "denied": "CANCELLED"}


def to_icalendar(merged: Merged) -> str:
    """One calendar; entries without a first day are left out, for the format needs one."""
    from icalendar import Calendar  # noqa: PLC0415 - only this export needs it

    calendar = Calendar()
    calendar.add("prodid", f"-//Qari//{__version__}//AR")
    calendar.add("version", "2.0")
    for each in merged.told:
        if each.entry.is_dated:
            calendar.add_component(_event(each))
    text: bytes = calendar.to_ical()
    return text.decode("utf-8")


def _event(told: Told) -> "Event":
    """One VEVENT; its UID stays the same from export to export."""
    from icalendar import Event  # noqa: PLC0415 - see above

    entry = told.entry
    assert entry.earliest is not None
    start, end = _interval(entry.earliest, entry.latest, entry.grain in _TIMED)
    if (entry.value or "").endswith("Z") and isinstance(start, datetime):
        start, end = (moment.replace(tzinfo=UTC) for moment in (start, end))  # type: ignore[call-arg]
    event = Event()
    event.add("uid", f"{told.analysis.article.uid}-{entry.index}@qari")
    event.add("dtstamp", datetime(start.year, start.month, start.day, tzinfo=UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", entry.event.text)
    event.add("status", _STATUS.get(entry.event.modality.value, "CONFIRMED"))
    if told.source:
        event.add("comment", told.source)
    if told.analysis.article.url:
        event.add("url", told.analysis.article.url)
    return event


def _interval(
    earliest: datetime, latest: datetime | None, timed: bool
) -> tuple[date | datetime, date | datetime]:
    """First moment and exclusive end: whole days unless the value names an hour."""
    if timed:
        return earliest, latest or earliest + timedelta(hours=1)
    end = latest.date() if latest is not None else earliest.date()
    if latest is None or end <= earliest.date():
        end = earliest.date() + timedelta(days=1)
    return earliest.date(), end
