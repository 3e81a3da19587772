"""`qari timeline`: when, as a list or in a file format; several articles make one timeline."""

import argparse
import sys
from typing import TYPE_CHECKING

from reader.cli.analysed import Analyses
from reader.cli.arguments import add_sources, add_tagger, day, help_words
from reader.cli.output import emit
from reader.export import FORMATS, exporter
from reader.messages import tr

if TYPE_CHECKING:
    from reader.export.merged import Told

_SIGNS = {
    "anchored": "●",
    "bounded": "◐",
    "relative": "○",
    "ordered": "⟂",
    "undated": "?",
    "future": "▷",
}


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("timeline", description=words("command-timeline"))
    add_sources(parser, words)
    add_tagger(parser, words)
    parser.add_argument("--date", help=words("option-date"))
    parser.add_argument("--format", choices=FORMATS, help=words("option-format"))


def run(args: argparse.Namespace) -> int:
    """Print the timeline of all articles together."""
    from reader.export.merged import merged

    given_day = day(args.date) if args.date else None
    analyses = Analyses(args, given_day)
    timelines = merged(analyses)
    if args.format:
        sys.stdout.write(exporter(args.format)(timelines))
    else:
        several = len(timelines.analyses) > 1
        for each in timelines.told:
            emit(_line(each, args.language, several=several))
    return int(analyses.failed)


def _line(told: "Told", language: str, *, several: bool) -> str:
    """One entry: sign, when, what is told, and by whom where several tell."""
    entry, event = told.entry, told.entry.event
    sign = _SIGNS[entry.state.value]
    if event.modality.value in ("planned", "proposed"):
        sign = _SIGNS["future"]
    when = entry.value or tr(f"state-{entry.state.value}", language)
    lasts = f" ({entry.lasts})" if entry.lasts else ""
    words = " ".join(event.text.split())
    note = ""
    if event.modality.value != "happened":
        note = f" [{tr('modality-' + event.modality.value, language)}]"
    source = f" — {told.source}" if several and told.source else ""
    return f"{sign} {when}{lasts}: {words}{note}{source}"
