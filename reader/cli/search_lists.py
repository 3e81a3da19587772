"""Lists of searches: a file of queries run at once, saved searches, the history."""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import emit, tell
from reader.messages import tr
from reader.notice import Notice, QariError

if TYPE_CHECKING:
    from reader.library.store import Library
    from reader.library.user import UserData


def run_list(library: "Library", args: argparse.Namespace) -> int:
    """Run a list of queries; how many articles each finds, and their first and last day.

    A mistaken query is told and stops no other: status 1.
    """
    from reader.export.safe import safe_row

    failed = False
    if args.csv:
        sys.stdout.write(safe_row(("query", "articles", "first", "last", "mistake")))
    for text in _queries(args.queries):
        try:
            number, first, last = _answer(library, text, args)
        except QariError as error:
            failed = True
            tell(error.notice, args.language)
            if args.csv:
                sys.stdout.write(safe_row((text, "", "", "", error.notice.code)))
            continue
        if args.csv:
            sys.stdout.write(safe_row((text, number, first, last, "")))
            continue
        code = "search-row" if number else "search-row-none"
        values = {"n": str(number), "first": first or "…", "last": last or "…", "query": text}
        emit(tr(code, args.language, **values))
    return int(failed)


def _queries(path: str) -> Iterator[str]:
    """The queries of a file, one a line; empty lines are left out."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QariError("search-list-unreadable", path=path, why="UTF-8") from error
    except OSError as error:
        why = error.strerror or str(error)
        raise QariError("search-list-unreadable", path=path, why=why) from error
    yield from filter(None, map(str.strip, text.splitlines()))


def _answer(library: "Library", text: str, args: argparse.Namespace) -> tuple[int, str, str]:
    """How many articles a query finds, the days of the first and of the last dated one."""
    from reader.library.search import Order, count, find, parse

    query = parse(text)
    number = count(library, query, exact=args.exact)
    days = []
    for order in (Order.OLDEST, Order.NEWEST):
        dated = parse(f"({text}) after:0001-01-01") if number else query
        ids = find(library, dated, order=order, exact=args.exact, limit=1, whole=True).ids
        rows = list(library.rows(ids)) if number else []
        days.append(_day(rows[0]["day"]) if rows else "")
    return number, days[0], days[1]


def _day(number: int) -> str:
    """A day number as a date."""
    from reader.library.records import day_of

    return day_of(number).isoformat()


def show_history(user: "UserData", args: argparse.Namespace) -> int:
    """What was searched for, the latest first."""
    for asked in user.searches.history(max(0, args.limit)):
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(asked.made_at))
        number = "–" if asked.hits is None else str(asked.hits)
        emit(tr("search-history-row", args.language, when=when, n=number, query=asked.query))
    return 0


def forget(user: "UserData", args: argparse.Namespace) -> int:
    """Forget a saved search."""
    if args.forget not in {saved.name for saved in user.searches.saved()}:
        raise QariError("search-not-saved", name=args.forget)
    user.searches.remove(args.forget)
    tell(Notice("search-forgotten", {"name": args.forget}), args.language)
    return 0


def show_saved(library: "Library", user: "UserData", args: argparse.Namespace) -> int:
    """The saved searches, or what one of them finds: nothing in it is new afterwards."""
    from reader.cli.search import show
    from reader.library.search import parse

    saved = {each.name: each for each in user.searches.saved()}
    if not args.saved:
        for each in saved.values():
            values = {"name": each.name, "new": str(each.new), "query": each.query}
            emit(tr("search-saved-row", args.language, **values))
        return 0
    if args.saved not in saved:
        raise QariError("search-not-saved", name=args.saved)
    one = saved[args.saved]
    show(library, parse(one.query), args, exact=one.exact)
    with suppress(QariError):  # where the file takes no change the list stays new
        user.searches.looked_at(one.name)
    return 0
