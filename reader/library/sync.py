"""Fetching what is new in the feeds: many hosts at once, one host politely, one writer.

Threads fetch and read; the articles are added here, by the one connection that writes. Each feed
is noted when its articles are in, so that what is interrupted goes on with the feeds that are left,
and within one with the whole articles that were not fetched yet.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import partial
from queue import Empty, Queue
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.articles import Article
from reader.articles.fetching import Client
from reader.library.adding import Outcome, add_articles
from reader.library.feeds import FeedState, feed_states, note_failure, note_visit
from reader.library.records import url_key
from reader.library.search.watching import watched
from reader.library.store import Library
from reader.library.user import Feed
from reader.library.visiting import ACCEPT, Known, Visit, visit
from reader.notice import Notice

_HOSTS = 8  # that are asked at once
_INTERVAL = 1.0  # seconds between two requests to one host
_PATIENCE = 0.2  # seconds after which it is asked whether to stop
_ROUND = 3600  # seconds after which a round that was interrupted is begun anew


@dataclass(frozen=True, slots=True)
class Synced:
    """What came of one feed.

    Attributes:
        feed: what was visited.
        new: articles that are new in the library.
        changed: articles that became new versions.
        title: the name that its articles carry, or None.
        unchanged: whether the server said that nothing has changed.
        notices: what was passed over, and why.
        failed: why it brought nothing, or None.
    """

    feed: Feed
    new: int = 0
    changed: int = 0
    title: str | None = None
    unchanged: bool = False
    notices: tuple[Notice, ...] = ()
    failed: Notice | None = None


class _Came(NamedTuple):
    """A whole article that came in the course of a visit: it is added at once."""

    feed: Feed
    article: Article


def to_visit(library: Library, feeds: Iterable[Feed]) -> list[Feed]:
    """The feeds that this round has still to visit, those left alone for longest first.

    A round that was interrupted within the last hour goes on; else a new one begins.
    """
    states = feed_states(library)
    begun = float(library.meta("sync_round") or 0)
    if begun < time.time() - _ROUND:
        begun = time.time()
        library.set_meta("sync_round", str(begun))
    asked = {feed: states.get(feed.url, FeedState(feed.url)).checked_at or 0 for feed in feeds}
    return sorted((feed for feed in asked if asked[feed] < begun), key=lambda feed: asked[feed])


def end_round(library: Library) -> None:
    """The round is over: the next sync visits every feed."""
    library.set_meta("sync_round", "0")


def sync_feeds(
    library: Library,
    feeds: Iterable[Feed],
    *,
    whole: bool = False,
    interval: float = _INTERVAL,
    stopped: Callable[[], bool] | None = None,
) -> Generator[Synced, None, None]:
    """Visit feeds and add what is new in them; what is yielded is safe on the disk.

    Args:
        library: opened to write.
        feeds: to visit.
        whole: whether whole articles are fetched where any feed holds summaries; a feed of which
            the reader said so has them fetched in any case.
        interval: seconds between two requests to one host.
        stopped: asked while a visit is waited for; once it says so, no more is waited for.

    Raises:
        QariError: ``disk-full`` and its like. A feed that fails is a result, no error.
    """
    asked = list(feeds)
    states = feed_states(library)
    visits: Queue[_Came | Visit | BaseException] = Queue()
    stop = threading.Event()

    def pause(seconds: float) -> None:
        if stop.wait(seconds):
            raise SystemExit  # ends the thread

    def work(queue: Queue[list[Feed]]) -> None:
        try:
            with Library(library.path) as reading:
                known = _known(reading)
                while group := _next(queue):
                    for feed in group:
                        state = states.get(feed.url, FeedState(feed.url))
                        came = partial(_hand_on, visits, feed)
                        visits.put(
                            visit(client, feed, state, known, came, whole=whole or feed.whole)
                        )
        except BaseException as error:  # raised where the results are waited for
            visits.put(error)

    with Client(interval=interval, pause=pause, accept=ACCEPT) as client:
        try:
            _start(work, asked)
            came: defaultdict[str, list[Outcome]] = defaultdict(list)
            left = len(asked)
            while left:
                result = _next_result(visits, stopped)
                if result is None:
                    return
                if isinstance(result, _Came):
                    came[result.feed.url] += _outcomes(library, [result.article])
                    continue
                left -= 1
                yield _added(library, result, came.pop(result.feed.url, []))
        finally:
            stop.set()


def _next_result(
    visits: "Queue[_Came | Visit | BaseException]", stopped: Callable[[], bool] | None
) -> "_Came | Visit | None":
    """What comes next of the visits; None where it is stopped before.

    Raises:
        BaseException: what a thread raised.
    """
    while stopped is None or not stopped():
        try:
            result = visits.get(timeout=None if stopped is None else _PATIENCE)
        except Empty:
            continue
        if isinstance(result, BaseException):
            raise result
        return result
    return None


def _start(work: Callable[[Queue[list[Feed]]], None], feeds: Iterable[Feed]) -> None:
    """Threads for the feeds, all of a host in one. They end with the program, whatever they do."""
    hosts: dict[str | None, list[Feed]] = {}
    for feed in feeds:
        hosts.setdefault(urlsplit(feed.url).hostname, []).append(feed)
    queue: Queue[list[Feed]] = Queue()
    for group in hosts.values():
        queue.put(group)
    for _number in range(min(_HOSTS, len(hosts))):
        threading.Thread(target=work, args=(queue,), daemon=True).start()


def _next(queue: Queue[list[Feed]]) -> list[Feed]:
    """The feeds of the next host; none where no host is left."""
    try:
        return queue.get_nowait()
    except Empty:
        return []


def _hand_on(visits: "Queue[_Came | Visit | BaseException]", feed: Feed, article: Article) -> None:
    """Hand a whole article on to who writes."""
    visits.put(_Came(feed, article))


def _outcomes(library: Library, articles: Iterable[Article]) -> list[Outcome]:
    """Add articles; what became of each."""
    return [one.outcome for one in watched(library, add_articles(library, articles))]


def _added(library: Library, result: Visit, outcomes: list[Outcome]) -> Synced:
    """Add what a visit brought, then note the visit.

    Args:
        library: opened to write.
        result: of the visit.
        outcomes: of the articles that came in its course.
    """
    feed = result.feed
    if result.failed is not None:
        note_failure(library, feed.url, result.failed)
        return Synced(feed, notices=result.notices, failed=result.failed)
    outcomes = [*outcomes, *_outcomes(library, result.articles)]
    note_visit(library, feed.url, result.etag, result.last_modified)
    return Synced(
        feed,
        outcomes.count(Outcome.NEW),
        outcomes.count(Outcome.CHANGED),
        result.title,
        result.unchanged,
        result.notices,
    )


def _known(library: Library) -> Known:
    """A look-up of how long the text is that the library has of an address."""

    def length(url: str) -> int | None:
        row = library.db.execute(
            "SELECT id FROM article WHERE url_key = ?", (url_key(url),)
        ).fetchone()
        return len(library.text(row[0])) if row else None

    return length
