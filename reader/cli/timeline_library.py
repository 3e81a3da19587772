"""`qari timeline --query`: timelines of articles of the library as one, sources side by side."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.analyse import as_json
from reader.cli.marked import BOLD, DIM, Marked
from reader.cli.output import tell
from reader.messages import render, tr
from reader.notice import Notice

if TYPE_CHECKING:
    from reader.library.across.timelines import MergedTimeline, Told

SIGNS = {
    "anchored": "●",
    "bounded": "◐",
    "relative": "○",
    "ordered": "⟂",
    "undated": "?",
    "future": "▷",
}


def sign_of(state: str, modality: str) -> str:
    """The sign of an entry of a timeline: how its date is known, or that it lies ahead."""
    return SIGNS["future" if modality in ("planned", "proposed") else state]


def run(args: argparse.Namespace) -> int:
    """Print the timeline of the articles that the query finds, the newest first side by side."""
    from reader.library.across.timelines import merged_timeline
    from reader.library.engines import outdated
    from reader.library.search import find, parse
    from reader.library.store import Library

    with Library.open(args.library) as library:
        library.attach_user()
        for notice in library.notices:
            tell(notice, args.language)
        old = outdated(library)
        if old:
            tell(Notice("library-answers-old", {"n": str(old)}), args.language)
        found = find(library, parse(args.query), whole=True)
        merged = merged_timeline(library, found.ids, undated=args.undated)
    if args.json:
        _write_json(merged)
    else:
        _write(merged, args)
    if not merged.days:
        tell(Notice("timeline-empty", {"n": str(len(found.ids))}), args.language)
    if merged.sampled:
        tell(Notice("timeline-sampled"), args.language)
    return 0


def _write(merged: "MergedTimeline", args: argparse.Namespace) -> None:
    """A line an event; who else tells it stands under it, with what contradicts."""
    language = args.language
    with Marked(args.settings) as out:
        for day in merged.days:
            when = day.day.isoformat() if day.day else tr("state-undated", language)
            out.write([(when, BOLD)], base=int(language == "ar"))
            for event in day.events:
                for number, told in enumerate(event):
                    _write_told(out, told, language, beside=number > 0)


def _write_told(out: Marked, told: "Told", language: str, *, beside: bool) -> None:
    """What one article tells."""
    sign = "=" if beside else sign_of(told.state, told.modality)
    note = ""
    if told.modality != "happened":
        note = f" [{tr('modality-' + told.modality, language)}]"
    value = f"{told.when} · " if told.when and told.when != str(told.day) else ""
    parts = [(f"{sign} ", ""), (value, DIM), (told.text, ""), (note, "")]
    out.write([*parts, (f" — {told.source or told.title}", DIM)], indent=4 if beside else 2)
    for notice in told.notices:
        out.write([(render(notice, language), BOLD)], base=int(language == "ar"), indent=6)


def _write_json(merged: "MergedTimeline") -> None:
    """One event a line: its day, and all who tell it."""
    for day in merged.days:
        for event in day.events:
            told = [told_record(each) for each in event]
            record = {"date": day.day and day.day.isoformat(), "told": told}
            sys.stdout.write(as_json(record) + "\n")


def told_record(told: "Told") -> dict[str, Any]:
    """The public form of what one article tells; `start` and `end` count its code points."""
    return {
        "uid": told.uid,
        "source": told.source,
        "first": told.first and told.first.isoformat(),
        "last": told.last and told.last.isoformat(),
        "value": told.value,
        "state": told.state,
        "modality": told.modality,
        "start": told.span.start,
        "end": told.span.end,
        "text": told.text,
        "contradicts": [dict(notice.values) for notice in told.notices],
    }
