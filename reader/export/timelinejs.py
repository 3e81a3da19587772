"""Timelines in the JSON format of TimelineJS 3: dated entries only, for it needs dates."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from reader.export.merged import Merged, Told
from reader.kept import Dated, Kept

_GRAINS = ("year", "month", "day", "hour", "minute")
# how many parts of a date the grain of a value supports
_DEPTH = {"year": 1, "decade": 1, "century": 1, "month": 2, "quarter": 2, "season": 2, "half": 2}
_DEPTH |= {"hour": 4, "minute": 5, "second": 5}


def to_timelinejs(merged: Merged) -> str:
    """One JSON object; `display_date` carries the words of the article.

    Texts are escaped, for TimelineJS renders them as HTML.
    """
    events = [_slide(each) for each in merged.told if each.entry.is_dated]
    return json.dumps({"events": events}, ensure_ascii=False, indent=1)


def kept_to_timelinejs(kept: Iterable[Kept]) -> Iterator[str]:
    """The same of kept articles, by what the library holds of their timelines."""
    events = [
        _kept_slide(entry, one, number)
        for one in kept
        for number, entry in enumerate(one.entries)
        if entry.first is not None
    ]
    events.sort(key=lambda event: tuple(event["start_date"].values()))  # type: ignore[attr-defined]
    yield json.dumps({"events": events}, ensure_ascii=False, indent=1) + "\n"


def _kept_slide(entry: Dated, one: Kept, number: int) -> dict[str, object]:
    """One slide; a value of a year or month shows no day."""
    assert entry.first is not None
    depth = _depth_of(entry.value)
    slide: dict[str, object] = {
        "start_date": _date(entry.first, depth),
        "text": {
            "headline": html.escape(_first_words(entry.text)),
            "text": html.escape(entry.text),
        },
        "display_date": html.escape(entry.value or entry.first.isoformat()),
        "group": html.escape(one.article.source or one.article.url or ""),
        "unique_id": f"{one.article.uid}#{number}",
    }
    if entry.last is not None and entry.last > entry.first:
        slide["end_date"] = _date(entry.last, depth)
    return slide


def _depth_of(value: str | None) -> int:
    """How many parts of a date a value supports: ``2016`` one, ``2016-05`` two."""
    if value is not None and re.fullmatch(r"\d{4}", value):
        return 1
    return 2 if value is not None and re.fullmatch(r"\d{4}-\d\d", value) else 3


def _slide(told: Told) -> dict[str, object]:
    """One slide."""
    entry = told.entry
    assert entry.earliest is not None
    depth = _DEPTH.get(entry.grain or "day", 3)
    slide: dict[str, object] = {
        "start_date": _date(entry.earliest, depth),
        "text": {
            "headline": html.escape(_headline(told)),
            "text": html.escape(entry.event.text),
        },
        "display_date": html.escape(_wording(told)),
        "group": html.escape(told.source),
        "unique_id": f"{told.analysis.article.uid}#{entry.index}",
    }
    lasts = entry.lasts is not None or "/" in (entry.value or "")
    if lasts and entry.latest is not None and entry.latest > entry.earliest:
        # TimelineJS counts the end to the stretch; ours is exclusive
        slide["end_date"] = _date(entry.latest - timedelta(microseconds=1), depth)
    return slide


def _date(moment: date, depth: int) -> dict[str, int]:
    """The first `depth` parts of a date."""
    return {grain: getattr(moment, grain) for grain in _GRAINS[:depth]}


def _headline(told: Told) -> str:
    """The first words of the clause."""
    return _first_words(told.entry.event.text)


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _wording(told: Told) -> str:
    """The words of the article that date the entry, else the value."""
    index = told.entry.event.time
    if index is not None:
        return told.analysis.times[index].text
    return told.entry.value or ""
