"""`qari search`: articles of the library by words, phrases, names, places and dates."""

import argparse
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from reader.cli.analyse import as_json
from reader.cli.arguments import add_library, help_words
from reader.cli.marked import BOLD, DIM, Marked, with_spans
from reader.cli.output import emit, tell
from reader.messages import tr
from reader.notice import Notice, QariError

if TYPE_CHECKING:
    from reader.library.search import Expanded, Hit, Query
    from reader.library.store import Library
    from reader.library.user import UserData

_LIMIT = 20


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("search", description=words("command-search"))
    parser.add_argument("query", metavar="QUERY", nargs="*", help=words("option-query"))
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--newest", action="store_true", help=words("option-newest"))
    order.add_argument("--rank", action="store_true", help=words("option-rank"))
    parser.add_argument("--exact", action="store_true", help=words("option-exact"))
    parser.add_argument(
        "--limit", metavar="N", type=int, default=_LIMIT, help=words("option-limit")
    )
    parser.add_argument("--all", action="store_true", help=words("option-all"))
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--count", action="store_true", help=words("option-count"))
    shape.add_argument("--json", action="store_true", help=words("option-json"))
    shape.add_argument("--forms", action="store_true", help=words("option-forms"))
    shape.add_argument("--csv", action="store_true", help=words("option-csv"))
    lists = parser.add_mutually_exclusive_group()
    lists.add_argument("--from", dest="queries", metavar="FILE", help=words("option-from"))
    lists.add_argument("--save", metavar="NAME", help=words("option-save"))
    lists.add_argument("--saved", metavar="NAME", nargs="?", const="", help=words("option-saved"))
    lists.add_argument("--forget", metavar="NAME", help=words("option-forget"))
    lists.add_argument("--history", action="store_true", help=words("option-history"))
    add_library(parser, words)


def run(args: argparse.Namespace) -> int:
    """Search, or show and change the lists of searches; status 1 where a query is mistaken."""
    from reader.cli import search_lists
    from reader.library.paths import user_path
    from reader.library.store import Library
    from reader.library.user import UserData

    with Library.open(args.library) as library, UserData(user_path(library.path)) as user:
        library.attach_user()
        for notice in library.notices:
            tell(notice, args.language)
        if args.queries is not None:
            return search_lists.run_list(library, args)
        if args.history:
            return search_lists.show_history(user, args)
        if args.forget is not None:
            return search_lists.forget(user, args)
        if args.saved is not None:
            return search_lists.show_saved(library, user, args)
        return _search(library, user, " ".join(args.query), args)


def _search(library: "Library", user: "UserData", text: str, args: argparse.Namespace) -> int:
    """Find what was typed, and remember or keep it."""
    from reader.library.search import parse

    query = parse(text)
    if not text.strip() and not args.count:
        raise QariError("query-missing")
    if args.save is not None:
        user.searches.save(args.save, text, exact=args.exact)
        tell(Notice("search-saved-as", {"name": args.save}), args.language)
    found = show(library, query, args, exact=args.exact)
    with suppress(QariError):  # where the file takes no change there is no history
        user.searches.remember(text, found)
    return 0


def show(library: "Library", query: "Query", args: argparse.Namespace, *, exact: bool) -> int:
    """Print what a query finds in the shape asked for; how many articles it finds."""
    from reader.library.search import Order, count, forms, search

    total = count(library, query, exact=exact)
    if args.count:
        sys.stdout.write(f"{total}\n")
        return total
    if args.forms:
        for one in forms(library, query, exact=exact):
            emit(_forms(one, args.language))
        return total
    results = search(
        library,
        query,
        order=Order.RANK if args.rank else Order.NEWEST,
        exact=exact,
        limit=max(0, args.limit),
        whole=args.all,
    )
    if args.json:
        for hit in results.hits:
            sys.stdout.write(as_json(record(hit)) + "\n")
    elif args.csv:
        _write_csv(results.hits)
    else:
        _write(results.hits, args)
    _tell(library, len(results.hits), total, args.language)
    if results.compared:
        tell(Notice("search-sampled", {"most": str(results.compared)}), args.language)
    if any(one.sampled for one in results.expanded):
        tell(Notice("search-beginning-sampled"), args.language)
    return total


def record(hit: "Hit") -> dict[str, Any]:
    """The public form of one hit: its `hits` count code points of the article's text."""
    return {
        "uid": hit.uid,
        "title": hit.title,
        "source": hit.source,
        "date": hit.day.isoformat() if hit.day else None,
        "url": hit.url,
        "snippet": hit.snippet.text,
        "hits": [{"start": span.start, "end": span.end} for span in hit.snippet.hits],
    }


def _write_csv(hits: "tuple[Hit, ...]") -> None:
    """The hits as a table, one row an article."""
    from reader.export.safe import safe_row

    sys.stdout.write(safe_row(("uid", "title", "source", "date", "url", "snippet", "hits")))
    for hit in hits:
        values = record(hit)
        values["hits"] = len(hit.snippet.hits)
        sys.stdout.write(safe_row(values.values()))


def _write(hits: "tuple[Hit, ...]", args: argparse.Namespace) -> None:
    """Each hit as a title, where and when, and the words around what was found."""
    with Marked(args.settings) as out:
        for hit in hits:
            out.write([(hit.title, BOLD)])
            # The day first: digits behind Arabic letters would be ordered as those are.
            facts = [hit.day.isoformat() if hit.day else "", hit.source or ""]
            if hit.starred:
                facts.append(tr("search-starred", args.language))
            facts.append(hit.url or hit.uid)
            out.write([(" · ".join(filter(None, facts)), DIM)], indent=2)
            out.write(with_spans(hit.snippet.text, hit.snippet.shown), indent=2)
            out.write([])


def _tell(library: "Library", shown: int, total: int, language: str) -> None:
    """How many there are."""
    if total:
        tell(Notice("search-found", {"n": str(total), "shown": str(shown)}), language)
        return
    held = library.count()
    if held:
        tell(Notice("search-nothing", {"total": str(held)}), language)
    else:
        tell(Notice("search-empty"), language)


def _forms(found: "Expanded", language: str) -> str:
    """What a text stands for, in words."""
    told = "، " if language == "ar" else ", "
    forms = [f"{' '.join(form.words)} {form.articles or ''}".strip() for form in found.forms]
    if found.sampled:
        forms.append("…")
    none = tr("search-form-none", language)
    return tr("search-forms", language, typed=found.typed, forms=told.join(forms) or none)
