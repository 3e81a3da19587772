"""Web pages: the body by trafilatura, title, source and date from what the page says of itself."""

import re
from collections.abc import Iterator

from reader.articles.decoding import Decoded, decode
from reader.articles.formats import Source
from reader.articles.making import make_article
from reader.articles.model import Article
from reader.articles.pages import PageFacts, page_facts
from reader.notice import QariError

_MARKUP = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_DEEPEST = 2000  # nested elements; more is a bomb, no page
_LARGEST_TAG = 1 << 20  # characters of one tag
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that need no end tag: they tell nothing of the depth.
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li", "td", "tr", "th", "option", "dt", "dd"]
)


class Html:
    """A page of the web, saved or fetched."""

    def recognises(self, source: Source) -> bool:
        """Whether the content begins like a page, or a server says it is one."""
        if source.content_type and "html" in source.content_type:
            return True
        head = source.data[:4096]
        text = head.decode(
            "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace"
        )
        return bool(_MARKUP.match(text.lstrip("ï»¿\ufeff")))

    def read(self, source: Source) -> Iterator[Article]:
        """One article: title, an empty line, the body of the page."""
        decoded = decode(source.data, encoding=source.encoding, name=source.name)
        _refuse_bombs(decoded.text, source.name)
        facts = page_facts(decoded.text, source.url)
        body = _body(decoded.text)
        if not body and not facts.title:
            raise QariError("page-empty", path=source.name)
        yield _article(source, decoded, facts, body)


def _article(source: Source, decoded: Decoded, facts: PageFacts, body: str) -> Article:
    """The article of a page: the title is not repeated where the body begins with it."""
    title = facts.title or ""
    lines = body.split("\n")
    if title and lines and lines[0].strip() == title:
        body = "\n".join(lines[1:]).lstrip("\n")
    return make_article(
        source,
        f"{title}\n\n{body}" if title else body,
        decoded=decoded,
        titled=bool(title) or None,
        site=facts.site,
        author=facts.author,
        url=source.url or facts.url,
        published=facts.date,
    )


def _body(page: str) -> str:
    """The text of the page's article, a line a paragraph."""
    import trafilatura  # noqa: PLC0415 - a quarter of a second that plain text does not pay

    text = trafilatura.extract(
        page, include_comments=False, include_tables=False, favor_precision=True
    )
    if not text:
        text = trafilatura.extract(page, include_comments=False, favor_recall=True)
    return str(text or "")


def _refuse_bombs(page: str, name: str) -> None:
    """Refuse what no parser should be given: tags nested without end, tags of a megabyte."""
    depth = 0
    for found in _TAG.finditer(page):
        if found[2].lower() in _VOID:
            continue
        depth += -1 if found[1] else 1
        if depth > _DEEPEST:
            raise QariError("page-too-deep", path=name)
    if any(
        len(piece) > _LARGEST_TAG and ">" not in piece[:_LARGEST_TAG] for piece in page.split("<")
    ):
        raise QariError("page-too-deep", path=name)
