"""Elements of a page by their tags, without building its tree, in time linear in its length.

For the head of a page and its headline this is enough, and it cannot be made slow: no pattern looks
further than one tag, and what is never closed ends the search.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_ATTRIBUTE = re.compile(r"""([\w:.-]{1,60})\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""")
_TAGS = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile(r"<(script|style|noscript)\b|<!(--)", re.IGNORECASE)
_LONGEST_INNER = 1 << 20  # code points inside one element


@dataclass(frozen=True, slots=True)
class PageElement:
    """An element as it stands in a page.

    Attributes:
        start: where its tag begins, a code point of the page.
        attributes: their values by name in lower case, entities decoded.
        inner: what stands between its tags; empty for elements without end tag.
    """

    start: int
    attributes: dict[str, str]
    inner: str = ""

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return one_line(self.inner)


def tags(page: str, name: str) -> Iterator[PageElement]:
    """The tags called `name` (a pattern) with their attributes, in the order of the page."""
    for found in re.finditer(rf"<(?:{name})\b([^<>]{{0,4000}})>", page, re.IGNORECASE):
        yield PageElement(found.start(), _attributes(found[1]))


def elements(page: str, name: str) -> Iterator[PageElement]:
    """The elements called `name` with what stands in them, in the order of the page."""
    closing = re.compile(rf"</{name}\s*>", re.IGNORECASE)
    opening = re.compile(rf"<{name}\b([^<>]{{0,4000}})>", re.IGNORECASE)
    place = 0
    while (opened := opening.search(page, place)) is not None:
        closed = closing.search(page, opened.end())
        if closed is None:
            return
        inner = page[opened.end() : min(closed.start(), opened.end() + _LONGEST_INNER)]
        yield PageElement(opened.start(), _attributes(opened[1]), inner)
        place = closed.end()


def pieces(page: str) -> list[str]:
    """The pieces of text between the tags of the page, scripts, styles and empty ones left out."""
    found = (one_line(piece) for piece in _TAGS.split(_without_unseen(page)))
    return [piece for piece in found if piece]


def one_line(markup: str) -> str:
    """`markup` without tags, entities decoded, blanks squeezed."""
    return " ".join(unescape(_TAGS.sub(" ", markup)).split())


def _attributes(tag: str) -> dict[str, str]:
    """The attributes in a tag; the first of a name counts."""
    pairs = reversed(_ATTRIBUTE.findall(tag))
    return {name.lower(): unescape(value.strip("\"'")).strip() for name, value in pairs}


def _without_unseen(page: str) -> str:
    """The page without scripts, styles and comments; what is never closed ends it."""
    kept: list[str] = []
    place = 0
    while (found := _UNSEEN.search(page, place)) is not None:
        kept.append(page[place : found.start()])
        name = found[1]
        closing = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE)
        closed = closing.search(page, found.end())
        if closed is None:
            return "".join(kept)
        place = closed.end()
    return "".join([*kept, page[place:]])
