"""`qari who`: a name in some articles or in the library, typed in Arabic or in Latin letters."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.analyse import as_json
from reader.cli.analysed import Analyses
from reader.cli.arguments import add_library, add_sources, add_tagger, help_words
from reader.cli.output import emit
from reader.messages import tr
from reader.notice import QariError

if TYPE_CHECKING:
    from reader.entities import Entity

_MOST = 50
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
    found.sort(key=lambda hit: -hit[0])
    for _score, form, entity in found[:_MOST]:
        if args.json:
            sys.stdout.write(as_json(record(entity, form)) + "\n")
        else:
            emit(_line(entity, form, args.language))
    if not found and not analyses.failed:
        raise QariError("name-not-found", name=args.name)
    return int(analyses.failed)


def _hits(name: str, entities: "tuple[Entity, ...]") -> "list[tuple[float, str, Entity]]":
    """Score, form and entity of each hit in one article."""
    from reader.entities.lookup import index_of

    by_id = {entity.id: entity for entity in entities}
    hits = index_of(entities).search(name, limit=_MOST)
    return [(hit.score, hit.form, by_id[hit.id]) for hit in hits]


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


def _line(entity: "Entity", form: str, language: str) -> str:
    """One match in words."""
    kind = tr(f"type-{entity.type.value.lower()}-one", language)
    english = f" · {entity.name_en}" if entity.name_en else ""
    matched = f" · «{form}»" if form not in (entity.name, entity.name_en) else ""
    return f"{entity.name} ({kind}, {len(entity.mentions)}){english}{matched}"
