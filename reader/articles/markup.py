"""Markup into plain text: what a fragment of HTML says, a line a paragraph; and its bombs refused.

For what is known to be an article (a feed's entry, a chapter, a mail); whole pages of the web go
through trafilatura first, which tells the article from the page around it.
"""

import re
from typing import TYPE_CHECKING

from reader.notice import QariError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEEPEST = 2000  # nested elements; more is a bomb, no page
_LARGEST_TAG = 1 << 20  # characters of one tag
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that need no end tag: they tell nothing of the depth.
_VOID = frozenset([
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
        "source", "track", "wbr", "p", "li", "td", "tr", "th", "option", "dt", "dd",
])  # fmt: skip
_UNSEEN = frozenset([
        "script", "style", "head", "title", "noscript", "template", "svg", "math", "iframe",
        "object", "form", "nav", "select", "button",
])  # fmt: skip
_BLOCKS = frozenset([
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center",
        "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
_END = "\0"  # stands on the stack where a block ends; no text of a tree holds it
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def refuse_bombs(page: str, name: str) -> None:
    """Refuse what no parser should be given: tags nested without end, tags of a megabyte.

    Args:
        page: the markup.
        name: what to call it in the message.

    Raises:
        QariError: ``page-too-deep``.
    """
    depth = 0
    for found in _TAG.finditer(page):
        if found[2].lower() in _VOID:
            continue
        depth += -1 if found[1] else 1
        if depth > _DEEPEST:
            raise QariError("page-too-deep", path=name)
    start = page.find("<")
    while start >= 0:
        following = page.find("<", start + 1)
        end = following if following >= 0 else len(page)
        if end - start > _LARGEST_TAG and page.find(">", start, start + _LARGEST_TAG) < 0:
            raise QariError("page-too-deep", path=name)
        start = following


def refuse_entities(text: str, name: str) -> None:
    """Refuse XML that declares entities: no article needs any, bombs and thefts of files do.

    Raises:
        QariError: ``xml-entities``.
    """
    if "<!ENTITY" in text:
        raise QariError("xml-entities", path=name)


def text_of(markup: str, name: str = "") -> str:
    """The visible text of `markup`, a line a paragraph, blanks squeezed.

    Args:
        markup: a fragment or a whole page; entities are decoded once.
        name: what to call it in messages.

    Raises:
        QariError: ``page-too-deep``.
    """
    if "<" not in markup and "&" not in markup:
        return "\n".join(filter(None, (_squeezed(line) for line in markup.split("\n"))))
    refuse_bombs(markup, name)
    root = parsed(markup)
    return "" if root is None else text_of_element(root)


def parsed(markup: str) -> "HtmlElement | None":
    """The tree of `markup`, or None where there is nothing in it."""
    from lxml import etree, html  # noqa: PLC0415 - formats without markup do not pay for it

    # As bytes: lxml refuses text that declares an encoding, and stops at NUL.
    data = markup.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def text_of_element(root: "HtmlElement") -> str:
    """The visible text of an element of a tree, a line a paragraph."""
    lines: list[list[str]] = [[]]
    # Depth first without recursion: markup may nest deeper than Python's stack.
    stack: list[HtmlElement | str] = [root]
    while stack:
        thing = stack.pop()
        if thing == _END:
            lines.append([])
        elif isinstance(thing, str):
            lines[-1].append(thing)
        else:
            _open(thing, lines, stack)
    return "\n".join(filter(None, (_squeezed("".join(line)) for line in lines)))


def _open(element: "HtmlElement", lines: list[list[str]], stack: "list[HtmlElement | str]") -> None:
    """Put the text and children of `element` on the stack, in reading order from its top."""
    tag = element.tag if isinstance(element.tag, str) else ""
    tag = tag.rpartition("}")[2].lower()
    is_block = tag in _BLOCKS
    if is_block:
        lines.append([])
    if not tag or tag in _UNSEEN:
        return
    if is_block:
        stack.append(_END)
    for child in reversed(element):
        if child.tail:
            stack.append(child.tail)
        stack.append(child)
    if element.text:
        stack.append(element.text)


def _squeezed(text: str) -> str:
    """`text` with runs of blanks made one."""
    return _BLANKS.sub(" ", text).strip()
