"""A visit to a feed: what is new in it, with the whole articles where the reader wants them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from reader.articles import Article
from reader.articles.fetching import Client
from reader.articles.formats import read_articles
from reader.library.feeds import FeedState
from reader.library.user import Feed
from reader.notice import Notice, QariError

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
_GONE = "410"
_SUMMARY = 700  # code points; a shorter text is one
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[[…. +\d\w]*\]|المزيد|التفاصيل|[Rr]ead more)\W*$")

Known = Callable[[str], int | None]
Came = Callable[[Article], None]


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit to a feed brought.

    Attributes:
        feed: what was visited.
        articles: what it holds and what is not known to be in the library, but for whole articles
            that were handed on as they came.
        etag: to be kept for the next visit, or None.
        last_modified: likewise.
        unchanged: whether the server said that nothing has changed.
        notices: what was passed over, and why.
        failed: why it brought nothing, or None.
        title: the name that its articles carry, or None.
    """

    feed: Feed
    articles: tuple[Article, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False
    notices: tuple[Notice, ...] = ()
    failed: Notice | None = None
    title: str | None = None


def visit(
    client: Client, feed: Feed, state: FeedState, known: Known, came: Came, *, whole: bool
) -> Visit:
    """Visit a feed.

    Args:
        client: fetches.
        feed: what is visited.
        state: what the last visit told.
        known: the length of the text that the library has of an address, or None.
        came: is given each whole article as soon as it is fetched: fetching many takes minutes.
        whole: whether whole articles are fetched where the feed holds summaries.
    """
    notices: list[Notice] = []
    try:
        fetched = client.get(
            feed.url, typed=feed.typed, etag=state.etag, last_modified=state.last_modified
        )
        if fetched.source is None:
            return Visit(feed, (), state.etag, state.last_modified, unchanged=True)
        source = replace(fetched.source, report=notices.append)
        entries = list(read_articles(source))
        articles = []
        for entry in _wanted(entries, known, whole=whole):
            if whole and entry.url and is_summary(entry):
                came(_whole(client, entry, notices))
            else:
                articles.append(entry)
    except QariError as error:
        return Visit(feed, notices=tuple(notices), failed=_told(error.notice))
    if fetched.moved is not None:
        notices.append(Notice("feed-moved", {"url": feed.url, "to": fetched.moved}))
    title = next((entry.source for entry in entries if entry.source), None)
    return Visit(
        feed,
        tuple(articles),
        fetched.etag,
        fetched.last_modified,
        notices=tuple(notices),
        title=title,
    )


def _told(failure: Notice) -> Notice:
    """A failure, in words of its own where the feed is gone for good."""
    gone = failure.code == "fetch-status" and failure.values.get("status") == _GONE
    return Notice("feed-gone", {"url": failure.values["url"]}) if gone else failure


def is_summary(article: Article) -> bool:
    """Whether the text is so short, or so cut off, that the article must be longer."""
    title = article.title
    body = article.text[title.end :] if title else article.text
    return len(body) < _SUMMARY or _CUT_OFF.search(body.rstrip()) is not None


def _wanted(entries: Iterable[Article], known: Known, *, whole: bool) -> Iterator[Article]:
    """The entries of a feed to add: a summary never replaces the whole article."""
    for article in entries:
        if article.url is None or not is_summary(article):
            yield article
            continue
        length = known(article.url)
        if length is None or (length <= len(article.text) and not whole):
            yield article


def _whole(client: Client, summary: Article, notices: list[Notice]) -> Article:
    """The whole article behind a summary; the summary itself where its page gives no more."""
    url = summary.url or ""
    try:
        source = client.get(url, typed=False).source
        page = next(iter(read_articles(source)), None) if source else None
    except QariError as error:
        notices.append(error.notice)
        return summary
    if page is None or len(page.text) <= len(summary.text):
        return summary
    # The feed tells name, address and day of an article more surely than its page does.
    return replace(
        page,
        url=url,
        source=summary.source or page.source,
        author=summary.author or page.author,
        date=summary.date or page.date,
        identifier=summary.identifier,
    )
