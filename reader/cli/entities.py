"""`qari entities`: who and where, as a table."""

import argparse
import sys
from typing import TYPE_CHECKING

from reader.cli.analysed import Analyses
from reader.cli.arguments import add_sources, add_tagger, help_words
from reader.cli.output import columns, emit, printing
from reader.messages import tr
from reader.text.label import Align, visual

if TYPE_CHECKING:
    from reader.analysis import Analysis
    from reader.entities import Entity

_COUNT, _TYPE = 5, 12  # cells of the narrow columns


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("entities", description=words("command-entities"))
    add_sources(parser, words)
    add_tagger(parser, words)


def run(args: argparse.Namespace) -> int:
    """Print a table an article; laid out in a terminal, tab-separated elsewhere."""
    analyses = Analyses(args)
    for analysis in analyses:
        article = analysis.article
        if article.title is not None:
            emit(article.slice(article.title))
        if sys.stdout.isatty():
            _print_table(analysis, args)
        else:
            _print_fields(analysis)
    return int(analyses.failed)


def _print_fields(analysis: "Analysis") -> None:
    """One entity a line: type, name, English name, count, certainty, coordinates."""
    for entity in analysis.entities:
        place = entity.place
        where = f"{place.latitude},{place.longitude}" if place else ""
        fields = (
            entity.type.value,
            entity.name,
            entity.name_en or "",
            str(len(entity.mentions)),
            entity.certainty.value,
            where,
        )
        sys.stdout.write("\t".join(fields) + "\n")


def _print_table(analysis: "Analysis", args: argparse.Namespace) -> None:
    """The entities by type, laid out right to left for the width of the terminal."""
    room = columns()
    name = max(10, (room - _COUNT - _TYPE) // 2)
    with printing(args.settings, None) as session:
        for entity in sorted(analysis.entities, key=_order):
            sys.stdout.write(session.encode(_row(entity, args.language, name, room)) + "\n")


def _order(entity: "Entity") -> tuple[str, int, int]:
    """By type, then by the number of mentions, then by the first one."""
    return entity.type.value, -len(entity.mentions), entity.mentions[0].start


def _row(entity: "Entity", language: str, name: int, room: int) -> str:
    """One row as it is drawn, the name at the right."""
    kind = tr(f"type-{entity.type.value.lower()}-one", language)
    rest = room - name - _TYPE - _COUNT
    return "".join(
        (
            visual(entity.name_en or "", rest - 1, base=0, align=Align.LEFT),
            " ",
            visual(str(len(entity.mentions)), _COUNT, align=Align.CENTER),
            visual(kind, _TYPE),
            visual(entity.name, name),
        )
    )
