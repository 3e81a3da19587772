"""`qari related`: articles of the library that are near to one, and its near duplicates."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.analyse import as_json
from reader.cli.arguments import add_library, help_words
from reader.cli.marked import BOLD, DIM, Marked
from reader.cli.output import tell
from reader.messages import tr
from reader.notice import Notice

if TYPE_CHECKING:
    from reader.library.across.related import Related

_LIMIT = 10


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("related", description=words("command-related"))
    parser.add_argument("article", metavar="ARTICLE", help=words("option-article"))
    parser.add_argument(
        "--limit", metavar="N", type=int, default=_LIMIT, help=words("option-limit")
    )
    parser.add_argument("--json", action="store_true", help=words("option-json"))
    add_library(parser, words)


def run(args: argparse.Namespace) -> int:
    """Print the articles that share most with the one named."""
    from reader.library.across.related import related
    from reader.library.calling import article_called
    from reader.library.store import Library

    with Library.open(args.library) as library:
        for notice in library.notices:
            tell(notice, args.language)
        found = related(library, article_called(library, args.article), limit=max(0, args.limit))
    if args.json:
        for one in found:
            sys.stdout.write(as_json(_record(one)) + "\n")
    else:
        with Marked(args.settings) as out:
            for one in found:
                _write(out, one, args.language)
    if not found:
        tell(Notice("related-none"), args.language)
    return 0


def _record(found: "Related") -> dict[str, Any]:
    """The public form of one."""
    return {
        "uid": found.uid,
        "title": found.title,
        "source": found.source,
        "date": found.day and found.day.isoformat(),
        "score": round(found.score, 4),
        "near_duplicate": found.near_duplicate,
        "names": list(found.names),
        "words": list(found.words),
    }


def _write(out: Marked, found: "Related", language: str) -> None:
    """Title, source and day, and what both share."""
    twin = f" · {tr('related-twin', language)}" if found.near_duplicate else ""
    day = found.day.isoformat() if found.day else ""
    facts = " · ".join(filter(None, (day, found.source, found.uid)))
    out.write([(found.title, BOLD), (twin, BOLD)])
    out.write([(facts, DIM)], indent=2)
    comma = "، " if language == "ar" else ", "
    shared = comma.join((*found.names, *found.words))
    if shared:
        words = tr("related-shared", language, shared=shared)
        out.write([(words, "")], base=int(language == "ar"), indent=2)
