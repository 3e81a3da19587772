"""Feeds: RSS, Atom and RDF by feedparser; an entry an article, its date in the feed's zone."""

import io
from collections.abc import Iterator
from typing import Any

from reader.articles.dates import stated_day
from reader.articles.decoding import Decoded
from reader.articles.making import headed, make_article
from reader.articles.markup import refuse_entities, text_of
from reader.articles.model import Article, DateBasis, PublishedDate
from reader.articles.prologue import outermost
from reader.articles.source import Source
from reader.articles.urls import is_address
from reader.notice import QariError
from reader.text.sanitize import label

_ROOTS = frozenset(["rss", "feed", "rdf"])
_LOOK = 8192  # code points


class Feed:
    """A feed with its entries."""

    def recognises(self, source: Source) -> bool:
        """Whether the outermost element is that of a feed."""
        return outermost(source.opening[:_LOOK]) in _ROOTS

    def read(self, source: Source) -> Iterator[Article]:
        """The entries, in the order of the feed."""
        decoded = source.decoded()
        refuse_entities(decoded.text, source.name)
        try:
            feed = _parsed(decoded.text, source.url)
        except Exception as error:  # its parsers raise what they stumble over, of any kind
            raise source.error("document-damaged") from error
        site = _line(feed.feed.get("title"))
        any_read = False
        for entry in feed.entries:
            try:
                article = _article(source, decoded, entry, site)
            except QariError as error:
                source.report(error.notice)
                continue
            any_read = True
            yield article
        if not any_read:
            raise source.error("feed-empty")


def _parsed(text: str, url: str | None) -> Any:
    """The feed, parsed; as bytes in an encoding that is known, whatever the file declares.

    Args:
        text: the decoded feed.
        url: its address, from which addresses in it count that are not whole.
    """
    import feedparser  # noqa: PLC0415 - only for feeds

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url is not None:
        headers["content-location"] = url
    return feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers)


def _article(source: Source, decoded: Decoded, entry: Any, site: str | None) -> Article:
    """The article of an entry: its content, else its summary."""
    title = _line(entry.get("title"))
    body = text_of(_content(entry), source.name)
    day = stated_day(entry.get("published")) or stated_day(dict.get(entry, "updated"))
    link = str(entry.get("link") or "")
    return make_article(
        source,
        headed(title, body),
        decoded=decoded,
        titled=bool(title),
        site=_line(entry.get("source", {}).get("title")) or site,
        author=_line(entry.get("author")),
        url=link if is_address(link) else None,
        published=PublishedDate(day, DateBasis.METADATA) if day else None,
        alone=False,
        language=str(entry.get("title_detail", {}).get("language") or "")[:2] or None,
    )


def _content(entry: Any) -> str:
    """The longest text that an entry holds."""
    texts = [str(part.get("value") or "") for part in entry.get("content", [])]
    texts.append(str(entry.get("summary") or ""))
    return max(texts, key=len)


def _line(value: object) -> str | None:
    """A field as one line without markup."""
    text = label(" ".join(text_of(str(value or "")).split()))
    return text or None
