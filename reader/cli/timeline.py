"""`qari timeline`: when, as a list or in a file format; several articles make one timeline."""

import argparse
import sys
from typing import TYPE_CHECKING

from reader.cli.analysed import Analyses
from reader.cli.arguments import add_date, add_library, add_sources, add_tagger, help_words
from reader.cli.marked import BOLD, DIM, Marked
from reader.cli.timeline_library import sign_of
from reader.export import FORMATS, exporter
from reader.messages import render, tr
from reader.notice import QariError

if TYPE_CHECKING:
    from reader.analysis import Analysis
    from reader.export.merged import Merged, Told


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("timeline", description=words("command-timeline"))
    add_sources(parser, words, needed=False)
    add_tagger(parser, words)
    add_date(parser, words)
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

    analyses = Analyses(args, args.date)
    timelines = merged(analyses)
    if args.format:
        sys.stdout.write(exporter(args.format)(timelines))
    else:
        _write(timelines, args)
    return int(analyses.failed)


def _write(timelines: "Merged", args: argparse.Namespace) -> None:
    """The creation dates, then the entries under their days; who tells each where several do."""
    language, base = args.language, int(args.language == "ar")
    several = len(timelines.analyses) > 1
    group = ""
    with Marked(args.settings) as out:
        for analysis in timelines.analyses:
            out.write([(_created(analysis, language), DIM)], base=base)
        for told in timelines.told:
            heading = group if told.entry.under is not None else _heading(told, language)
            if heading != group:
                out.write([(heading, BOLD)], base=base)
                group = heading
            _write_told(out, told, language, several=several)


def _created(analysis: "Analysis", language: str) -> str:
    """An article, its creation date and where that comes from."""
    article, created = analysis.article, analysis.creation_date
    title = article.slice(article.title) if article.title else None
    name = title or article.source or article.path or ""
    if created.day is None:
        return f"{name} — {tr('timeline-no-date', language)}"
    return f"{name} — {created.day.isoformat()} · {tr('basis-' + created.basis, language)}"


def _heading(told: "Told", language: str) -> str:
    """The day (or week, month, year) under which an entry stands, or the name of its section."""
    from reader.times.calendar import stretch_of

    entry = told.entry
    if entry.section.value == "dated" and entry.day is not None:
        return stretch_of(entry.day, entry.grain or "day")[2]
    return tr(f"timeline-{entry.section.value}", language)


def _write_told(out: Marked, told: "Told", language: str, *, several: bool) -> None:
    """One entry: sign, when, what is told and how sure, by whom, and what is doubtful."""
    entry, event = told.entry, told.entry.event
    under = entry.under is not None
    note = ""
    if event.modality.value != "happened":
        note = f" [{tr('modality-' + event.modality.value, language)}]"
    source = f" — {told.source}" if several and told.source else ""
    sign = sign_of(entry.state.value, event.modality.value)
    parts = [(f"{sign} ", ""), (f"{_when(told, language)} · ", DIM)]
    words = " ".join(event.text.split())
    out.write([*parts, (words, ""), (note, ""), (source, DIM)], indent=4 if under else 2)
    for notice in entry.notices:
        out.write([(render(notice, language), BOLD)], base=int(language == "ar"), indent=6)


def _when(told: "Told", language: str) -> str:
    """When an entry was: its value and length, else its order, else the word of its state."""
    entry = told.entry
    relation = entry.event.relation
    if entry.value is None and relation is not None:
        when = tr(f"relation-{relation.kind.value}", language)
    else:
        when = entry.value or tr(f"state-{entry.state.value}", language)
    return f"{when} ({entry.lasts})" if entry.lasts else when
