"""`qari sync`: what is new in the feeds that the reader follows."""

import argparse
import time
from typing import TYPE_CHECKING

from reader.cli.arguments import add_library, help_words
from reader.cli.output import emit, tell
from reader.cli.progress import ProgressLine
from reader.cli.upkeep import add_upkeep, keep_up
from reader.messages import render, tr
from reader.notice import Notice, QariError

if TYPE_CHECKING:
    from reader.library.feeds import FeedState
    from reader.library.store import Library
    from reader.library.sync import Synced
    from reader.library.user import Feed, UserData


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("sync", description=words("command-sync"))
    parser.add_argument("sources", metavar="FEED", nargs="*", help=words("command-sync-sources"))
    parser.add_argument("--full", action="store_true", help=words("option-full"))
    parser.add_argument("--unfollow", metavar="ADDRESS", help=words("option-unfollow"))
    parser.add_argument("--list", action="store_true", help=words("option-list"))
    add_upkeep(parser, words)
    add_library(parser, words)


def run(args: argparse.Namespace) -> int:
    """Follow what is named, then visit the feeds; status 1 where one of them failed."""
    from reader.library.paths import user_path
    from reader.library.store import Library
    from reader.library.user import UserData

    with Library.open(args.library, write=True) as library, ProgressLine() as line:
        with UserData(user_path(library.path)) as user:
            if args.list:
                return _list(library, user, args)
            if args.unfollow:
                return _unfollow(user, args)
            _follow(user, args)
            feeds = user.feeds.all()
        if not feeds:
            raise QariError("sync-nothing")
        failed = _visit(library, feeds, args, line)
        keep_up(library, args, line)
    return int(failed)


def _visit(
    library: "Library", feeds: "tuple[Feed, ...]", args: argparse.Namespace, line: ProgressLine
) -> bool:
    """Visit the feeds, or those that an interrupted round left; whether one failed."""
    from reader.library.sync import end_round, sync_feeds, to_visit

    asked = to_visit(library, feeds)
    done, failed, new = 0, 0, 0
    try:
        for synced in sync_feeds(library, asked, whole=args.settings.full_articles):
            done += 1
            failed += synced.failed is not None
            new += synced.new
            _tell(synced, args.language, line)
            values = {"done": str(done), "total": str(len(asked)), "title": _title(synced)}
            line.show(tr("sync-visited", args.language, **values))
        end_round(library)
    finally:
        values = {"n": str(done), "failed": str(failed), "new": str(new)}
        line.tell(Notice("sync-done", values), args.language)
    return bool(failed)


def _tell(synced: "Synced", language: str, line: ProgressLine) -> None:
    """What came of one feed, where there is anything to tell."""
    for notice in synced.notices:
        line.tell(notice, language)
    if synced.failed is not None:
        line.tell(_failure(synced.feed.url, synced.failed, language), language)
    elif synced.new or synced.changed:
        values = {"n": str(synced.new), "changed": str(synced.changed), "title": _title(synced)}
        line.tell(Notice("sync-feed", values), language)


def _failure(url: str, why: Notice, language: str) -> Notice:
    """The failure of a feed; its address is named even where the message names none."""
    words = render(why, language)
    return why if url in words else Notice("sync-failed", {"url": url, "why": words})


def _title(synced: "Synced") -> str:
    return synced.feed.title or synced.title or synced.feed.url


def _follow(user: "UserData", args: argparse.Namespace) -> None:
    """Follow what is named on the command line."""
    from reader.articles.urls import is_address

    for source in args.sources:
        if is_address(source):
            user.feeds.follow(source, whole=args.full)
            count = 1
        else:
            count = _follow_list(user, source, args)
        tell(Notice("sync-followed", {"n": str(count)}), args.language)


def _follow_list(user: "UserData", path: str, args: argparse.Namespace) -> int:
    """Follow the feeds of an OPML list; how many they are."""
    from reader.library.following import feeds_of_list

    found = feeds_of_list(path)
    for feed in found:
        user.feeds.follow(feed.url, feed.title, whole=args.full, typed=False)
    return len(found)


def _unfollow(user: "UserData", args: argparse.Namespace) -> int:
    """Follow a feed no more."""
    if args.unfollow not in {feed.url for feed in user.feeds.all()}:
        raise QariError("sync-not-followed", url=args.unfollow)
    user.feeds.unfollow(args.unfollow)
    tell(Notice("sync-unfollowed", {"url": args.unfollow}), args.language)
    return 0


def _list(library: "Library", user: "UserData", args: argparse.Namespace) -> int:
    """Print the feeds, and what the last visits told."""
    from reader.library.feeds import feed_states

    states = feed_states(library)
    for feed in user.feeds.all():
        state = _state(states.get(feed.url), args.language)
        values = {"url": feed.url, "title": feed.title or "–", "state": state}
        emit(tr("sync-row", args.language, **values))
    return 0


def _state(state: "FeedState | None", language: str) -> str:
    """What the last visit told, in words."""
    if state is None or state.checked_at is None:
        return tr("sync-never", language)
    if state.failed is not None:
        return render(state.failed, language)
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(state.checked_at))
    return tr("sync-visited-at", language, when=when)
