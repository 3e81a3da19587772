"""Web pages: the body by trafilatura, title, source and date from what the page says of itself."""

import re
from collections.abc import Iterator

from reader.articles.decoding import Decoded
from reader.articles.extraction import article_text
from reader.articles.making import headed, make_article
from reader.articles.markup import refuse_bombs, text_of
from reader.articles.model import Article
from reader.articles.pages import PageFacts, page_facts
from reader.articles.prologue import outermost
from reader.articles.source import Source

_ROOTS = frozenset(["html", "head", "body", "article", "div", "p", "meta"])
_LOOK = 4096  # code points in which a page begins
LARGEST_PAGE = 16 << 20  # code points, pictures left out
# Pictures that browsers save within a page; each can be longer than all the text.
_INLINE = re.compile(r"data:[\w/+.-]{1,100};base64,[A-Za-z0-9+/=%\s]{500,}")
_LONGER = 2  # times that a stated text must be longer than what the page shows to count


class Html:
    """A page of the web, saved or fetched."""

    def recognises(self, source: Source) -> bool:
        """Whether the content begins like a page, or a server says it is one."""
        if source.content_type and "html" in source.content_type:
            return True
        return outermost(source.opening[:_LOOK]) in _ROOTS

    def read(self, source: Source) -> Iterator[Article]:
        """One article: title, an empty line, the body of the page."""
        decoded = source.decoded()
        page = _INLINE.sub("data:", decoded.text)
        if len(page) > LARGEST_PAGE:
            raise source.error("file-too-large", most=str(LARGEST_PAGE >> 20))
        refuse_bombs(page, source.name)
        facts = page_facts(page, source.url)
        body = article_text(page, facts.title, facts.description)
        if facts.body and len(facts.body) > _LONGER * len(body):
            body = text_of(facts.body, source.name)  # the page itself shows its beginning only
        if not body and not facts.title:
            raise source.error("page-empty")
        yield _article(source, decoded, facts, body)


def _article(source: Source, decoded: Decoded, facts: PageFacts, body: str) -> Article:
    """The article of a page."""
    title = facts.title or ""
    return make_article(
        source,
        headed(title, body),
        decoded=decoded,
        titled=bool(title) or None,
        site=facts.site,
        author=facts.author,
        url=source.url or facts.url,
        published=facts.date,
        language=facts.language,
        direction=facts.direction,
    )
