"""`qari timeline`: when, as a list or in a file format; several articles make one timeline."""

import argparse
import sys
from typing import TYPE_CHECKING

from reader.cli.analysed import Analyses
from reader.cli.arguments import add_library, add_sources, add_tagger, day, help_words
from reader.cli.output import emit
from reader.cli.timeline_library import sign_of
from reader.export import FORMATS, exporter
from reader.messages import tr
from reader.notice import QariError

if TYPE_CHECKING:
    from reader.export.merged import Told


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("timeline", description=words("command-timeline"))
    add_sources(parser, words, needed=False)
    add_tagger(parser, words)
    parser.add_argument("--date", help=words("option-date"))
    parser.add_argument("--format", choices=FORMATS, help=words("option-format"))
    parser.add_argument("--query", metavar="QUERY", help=words("option-timeline-query"))
    parser.add_argument("--undated", action="store_true", help=words("option-undated"))
    parser.add_argument("--json", action="store_true", help=words("option-json"))
    add_library(parser, words)


def run(args: argparse.Namespace) -> int:
    """Print the timeline of all articles named, or of those of the library that a query finds."""
    from reader.export.merged import merged

    if args.query is not None and not args.sources:
        from reader.cli import timeline_library

        return timeline_library.run(args)
    if args.query is not None or not args.sources:
        raise QariError("timeline-what")

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
    sign = sign_of(entry.state.value, event.modality.value)
    when = entry.value or tr(f"state-{entry.state.value}", language)
    lasts = f" ({entry.lasts})" if entry.lasts else ""
    words = " ".join(event.text.split())
    note = ""
    if event.modality.value != "happened":
        note = f" [{tr('modality-' + event.modality.value, language)}]"
    source = f" — {told.source}" if several and told.source else ""
    return f"{sign} {when}{lasts}: {words}{note}{source}"
