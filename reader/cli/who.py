"""`qari who`: a name in some articles or in the library, typed in Arabic or in Latin letters."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.analyse import as_json
from reader.cli.analysed import Analyses
from reader.cli.arguments import add_library, add_sources, add_tagger, help_words
from reader.cli.output import columns, printing
from reader.messages import tr
from reader.notice import QariError
from reader.text.label import Align, visual
from reader.text.sanitize import label

if TYPE_CHECKING:
    from reader.entities import Entity
    from reader.entities.lookup import Found

_MOST = 50
_COUNT, _TYPE, _HOW = 5, 14, 15  # cells of the narrow columns
_ALIGNED = (Align.RIGHT, Align.RIGHT, Align.CENTER, Align.LEFT, Align.LEFT, Align.RIGHT)
_SORTS = ("newest", "before", "after")  # as `reader.library.across.concordance.Side`


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("who", description=words("command-who"))
    parser.add_argument("name", metavar="NAME", help=words("option-name"))
    add_sources(parser, words, needed=False)
    add_tagger(parser, words)
    parser.add_argument("--json", action="store_true", help=words("option-json"))
    group = parser.add_argument_group(words("option-who-library"))
    group.add_argument("--sort", choices=_SORTS, default=_SORTS[0], help=words("option-sort"))
    group.add_argument("--limit", metavar="N", type=int, default=20, help=words("option-limit"))
    group.add_argument("--all", action="store_true", help=words("option-all"))
    does = group.add_mutually_exclusive_group()
    does.add_argument("--with", dest="others", metavar="NAME", help=words("option-with"))
    does.add_argument("--csv", action="store_true", help=words("option-concordance-csv"))
    does.add_argument("--offers", action="store_true", help=words("option-offers"))
    does.add_argument("--join", metavar="NAME", help=words("option-join"))
    does.add_argument("--apart", metavar="NAME", help=words("option-apart"))
    does.add_argument("--release", action="store_true", help=words("option-release"))
    add_library(group, words)


def run(args: argparse.Namespace) -> int:
    """Print the entities that the name finds, best first; status 1 where it finds none."""
    if not any(map(str.isalnum, args.name)):
        raise QariError("name-empty")
    if not args.sources:
        from reader.cli import who_library

        return who_library.run(args)
    analyses = Analyses(args)
    found = [hit for analysis in analyses for hit in _hits(args.name, analysis.entities)]
    found.sort(key=lambda hit: -hit[0].score)
    shown = found[:_MOST]
    if args.json:
        for hit, entity in shown:
            sys.stdout.write(as_json(record(entity, hit.form)) + "\n")
    elif sys.stdout.isatty():
        _print_table(shown, args)
    else:
        for hit, entity in shown:
            sys.stdout.write("\t".join(map(label, _fields(hit, entity, args.language))) + "\n")
    if not found and not analyses.failed:
        raise QariError("name-not-found", name=args.name)
    return int(analyses.failed)


def _hits(name: str, entities: "tuple[Entity, ...]") -> "list[tuple[Found, Entity]]":
    """Each hit in one article with its entity."""
    from reader.entities.lookup import index_of

    by_id = {entity.id: entity for entity in entities}
    return [(hit, by_id[hit.id]) for hit in index_of(entities).search(name, limit=_MOST)]


def record(entity: "Entity", form: str) -> dict[str, Any]:
    """The public form of one match."""
    return {
        "id": entity.id,
        "type": entity.type.value,
        "name": entity.name,
        "name_en": entity.name_en,
        "matched": form,
        "mentions": [
            {"start": mention.start, "end": mention.end, "text": mention.text}
            for mention in entity.mentions
        ],
    }


def _fields(hit: "Found", entity: "Entity", language: str) -> tuple[str, ...]:
    """One match in words: name, type, number of mentions, English name, what matched and how."""
    return (
        entity.name,
        tr(f"type-{entity.type.value.lower()}-one", language),
        str(len(entity.mentions)),
        entity.name_en or "",
        hit.form,
        tr(f"found-{hit.how.value}", language),
    )


def _print_table(shown: "list[tuple[Found, Entity]]", args: argparse.Namespace) -> None:
    """The matches as a table, laid out right to left for the width of the terminal."""
    room = columns() - _TYPE - _COUNT - _HOW
    name, english = room * 2 // 5, room // 3
    widths = (name, _TYPE, _COUNT, english, room - name - english, _HOW)
    with printing(args.settings, None) as session:
        for hit, entity in shown:
            cells = [
                visual(field, width - 1, base=0 if field.isascii() else 1, align=align) + " "
                for field, width, align in zip(
                    _fields(hit, entity, args.language), widths, _ALIGNED, strict=True
                )
            ]
            sys.stdout.write(session.encode("".join(reversed(cells))) + "\n")
