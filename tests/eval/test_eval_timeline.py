"""The seed article's events and timeline against its gold, with pinned floors.

An entry of the gold is right where the timeline has one of its events in the state that the gold
gives; nothing may be dated that the text does not date.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reader.analysis import Analysis, analyse
from reader.articles import open_article
from reader.times.model import EventState, Modality
from reader.times.timeline import TimelineEntry, timeline
from tests.support import SHARED, needs_shared

FLOORS = json.loads(
    (Path(__file__).parent / "floors" / "timeline.json").read_text(encoding="utf-8")
)
DAYS = {"with_dct": date(2016, 5, 25), "without_dct": None}
STATES = {
    "fuzzy": {EventState.BOUNDED},
    "bounded": {EventState.BOUNDED},
    "relative-bound": {EventState.BOUNDED},
    "ordered": {EventState.ORDERED},
    "order-only": {EventState.ORDERED},
    "anchored": {EventState.ANCHORED},
    "relative": {EventState.RELATIVE},
    "future": {EventState.FUTURE},
    "undated": {EventState.UNDATED},
}
MODALITIES = {
    "asserted": Modality.HAPPENED,
    "claimed": Modality.CLAIMED,
    "proposed": Modality.PROPOSED,
    "planned": Modality.PLANNED,
    "unscheduled": Modality.PLANNED,
}

pytestmark = needs_shared


@cache
def seed() -> tuple[Analysis, Mapping[str, Any]]:
    """The seed article, analysed without a creation date, and its gold."""
    gold = json.loads((SHARED / "seeds" / "times.json").read_text(encoding="utf-8"))
    return analyse(open_article(str(SHARED / "seeds" / gold["doc"]))), gold


def entries(day: date | None) -> tuple[TimelineEntry, ...]:
    """The seed's timeline."""
    analysis, _ = seed()
    return timeline(analysis.events, analysis.times, day)


def tells(entry: TimelineEntry, event: Mapping[str, Any]) -> bool:
    """Whether an entry tells a gold event: its trigger, or its clause where a noun names it."""
    trigger = entry.event.trigger
    start, end = int(event["trigger"]["start"]), int(event["trigger"]["end"])
    verb = trigger.start < end and start < trigger.end
    return verb or (entry.event.start <= start and end <= entry.event.end)


@pytest.mark.parametrize("key", DAYS)
def test_entries_stand_in_the_right_state(key: str) -> None:
    _, gold = seed()
    events = {event["eid"]: event for event in gold["events"]}
    missed = []
    for row in gold["timeline"][key]:
        told = [e for e in entries(DAYS[key]) for eid in row["events"] if tells(e, events[eid])]
        if not any(entry.state in STATES[row["state"]] for entry in told):
            missed.append(row["label"])
    total = len(gold["timeline"][key])
    print(f"{key}: {total - len(missed)} of {total}; missed: {missed}")
    assert total - len(missed) >= FLOORS["entries"]


@pytest.mark.parametrize("key", DAYS)
def test_nothing_is_dated_that_the_text_does_not_date(key: str) -> None:
    _, gold = seed()
    dated = [event for event in gold["events"] if event.get("time")]
    for entry in entries(DAYS[key]):
        if entry.state in (EventState.ANCHORED, EventState.RELATIVE):
            assert any(tells(entry, event) for event in dated), entry.event.text


def test_the_truce_is_proposed_and_lasts_three_days() -> None:
    _, gold = seed()
    truce = next(event for event in gold["events"] if event["eid"] == "e12")
    entry = next(
        e for e in entries(DAYS["with_dct"]) if e.event.trigger.start == truce["trigger"]["start"]
    )
    assert entry.event.modality is Modality.PROPOSED
    assert entry.earliest is not None
    assert entry.latest is not None
    bounds = (entry.earliest.isoformat(), entry.latest.isoformat())
    assert bounds == ("2016-05-25T00:00:00", "2016-05-28T00:00:00")


def test_events_and_how_the_text_vouches_for_them() -> None:
    analysis, gold = seed()
    found, vouched, missed = 0, 0, []
    for event in gold["events"]:
        trigger = event["trigger"]
        hits = [
            e
            for e in analysis.events
            if e.trigger.start < trigger["end"] and trigger["start"] < e.trigger.end
        ]
        found += bool(hits)
        right = any(e.modality is MODALITIES[event["modality"]] for e in hits)
        vouched += right
        if not right:
            missed.append((event["eid"], trigger["text"], [e.modality.value for e in hits]))
    print(f"events: {found} of {len(gold['events'])}, modality right: {vouched}; not: {missed}")
    assert found >= FLOORS["events"]
    assert vouched >= FLOORS["modality"]


def test_what_is_reported_is_not_later_than_its_report() -> None:
    """«وأمس ذكر مصدر … أن وحدات سيطرت»: the time dates the report alone."""
    _, gold = seed()
    events = {event["eid"]: event for event in gold["events"]}
    for eid in ("e6", "e7", "e8"):
        start = events[eid]["trigger"]["start"]
        entry = next(e for e in entries(DAYS["with_dct"]) if e.event.trigger.start == start)
        assert (entry.value, entry.basis) == ("../2016-05-24", "reported")
        assert entry.event.reporter is not None
