"""OPML: lists of feeds, as other readers export them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.articles.making import make_article
from reader.articles.markup import refuse_bombs, refuse_entities
from reader.articles.model import Article
from reader.articles.prologue import outermost
from reader.articles.source import Source
from reader.articles.urls import is_address
from reader.text.sanitize import label

_MOST = 10_000  # feeds of a list
_LOOK = 8192  # code points


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed in a list.

    Attributes:
        title: its name in the list, or its address.
        url: the address of the feed, http or https.
    """

    title: str
    url: str


class Opml:
    """A list of feeds; opened as an article that names them."""

    def recognises(self, source: Source) -> bool:
        """Whether the outermost element is that of OPML."""
        return outermost(source.opening[:_LOOK]) == "opml"

    def read(self, source: Source) -> Iterator[Article]:
        """One article: the feeds of the list, two lines each."""
        found = subscriptions(source)
        if not found:
            raise source.error("feed-empty")
        lines = [f"{feed.title}\n{feed.url}" for feed in found]
        yield make_article(source, "\n".join(lines), decoded=source.decoded(), titled=False)


def subscriptions(source: Source) -> tuple[Subscription, ...]:
    """The feeds that the list names; addresses that are not http or https are left out.

    Raises:
        QariError: ``document-damaged`` or ``page-too-deep``.
    """
    from lxml import etree  # noqa: PLC0415 - only for lists

    text = source.decoded().text
    refuse_entities(text, source.name)
    refuse_bombs(text, source.name)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise source.error("document-damaged") from error
    found: dict[str, Subscription] = {}
    for outline in root.iter("outline") if root is not None else ():
        fields = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        url = fields.get("xmlurl", "").strip()
        name = label(fields.get("title") or fields.get("text") or url)
        if is_address(url) and len(found) < _MOST:
            found.setdefault(url, Subscription(name, url))
    return tuple(found.values())
