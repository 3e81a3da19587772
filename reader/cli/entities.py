"""`qari entities`: who and where, as a table."""

import argparse
import sys
from typing import TYPE_CHECKING

from reader.cli.analysed import Analyses
from reader.cli.arguments import add_sources, add_tagger, help_words
from reader.cli.output import columns, emit, printing
from reader.messages import tr
from reader.text.label import Align, visual
from reader.text.sanitize import label

if TYPE_CHECKING:
    from reader.analysis import Analysis
    from reader.entities import Entity

_COUNT, _TYPE, _WHERE = 5, 14, 27  # cells of the narrow columns
_WIDE = 100  # cells from which on there is room to say where a place lies
_ALIGNED = (Align.RIGHT, Align.RIGHT, Align.CENTER, Align.LEFT, Align.LEFT)


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
        sys.stdout.write("\t".join(map(label, fields)) + "\n")


def _print_table(analysis: "Analysis", args: argparse.Namespace) -> None:
    """The entities by type, laid out right to left for the width of the terminal."""
    where = _WHERE if columns() >= _WIDE else 0
    room = columns() - _COUNT - _TYPE - where
    name = max(10, room // 2)
    widths = (name, _TYPE, _COUNT, room - name, where)
    with printing(args.settings, None) as session:
        for entity in sorted(analysis.entities, key=_order):
            cells = zip(_fields(entity, args.language), widths, _ALIGNED, strict=True)
            row = [
                visual(field, width - 1, base=0 if field.isascii() else 1, align=align) + " "
                for field, width, align in cells
                if width
            ]
            sys.stdout.write(session.encode("".join(reversed(row))) + "\n")
    signs = {e.certainty: e.sign for e in analysis.entities if e.sign and not where}
    told = [f"{signs[c]} {tr(f'certainty-{c.value}', args.language)}" for c in sorted(signs)]
    if told:
        emit(" · ".join(told))


def _order(entity: "Entity") -> tuple[int, int, int]:
    """By type, then by the number of mentions, then by the first one."""
    kinds = list(type(entity.type))
    return kinds.index(entity.type), -len(entity.mentions), entity.mentions[0].start


def _fields(entity: "Entity", language: str) -> tuple[str, ...]:
    """One row: name with its sign, type, count, English name, where and how sure."""
    where = ""
    if entity.place is not None:
        where = f"{entity.place.latitude:.2f}, {entity.place.longitude:.2f}"
    if entity.sign:
        where = f"{where} {tr(f'certainty-{entity.certainty.value}', language)}".strip()
    return (
        f"{entity.name} {entity.sign}".strip(),
        tr(f"type-{entity.type.value.lower()}-one", language),
        str(len(entity.mentions)),
        entity.name_en or "",
        where,
    )
