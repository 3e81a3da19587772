"""DOCX: the paragraphs of a Word document, those in tables too, in their order."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.articles.making import make_article
from reader.articles.model import Article
from reader.articles.office import first_text, tag_of, xml_of
from reader.articles.source import Source
from reader.articles.unpacking import zip_archive, zip_names

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
# What is no text of the document: deleted, or a second form of a picture with text in it.
_SKIPPED = frozenset(["del", "moveFrom", "Fallback", "instrText"])


class Docx:
    """A document of Word."""

    def recognises(self, source: Source) -> bool:
        """Whether it is a ZIP archive with the main part of a Word document."""
        return _DOCUMENT in zip_names(source)

    def read(self, source: Source) -> Iterator[Article]:
        """One article: its paragraphs, a line each, and its notes behind them.

        The first is the title where it has that style.
        """
        with zip_archive(source) as archive:
            root = xml_of(source, archive, _DOCUMENT)
            properties = xml_of(source, archive, "docProps/core.xml")
            notes = [xml_of(source, archive, name) for name in _NOTES]
        if root is None:
            raise source.error("document-damaged")
        parts = (root, *(part for part in notes if part is not None))
        lines = [line.strip() for part in parts for line in _paragraphs(part) if line.strip()]
        if not lines:
            raise source.error("empty")
        yield make_article(
            source,
            "\n".join([*lines[:1], "", *lines[1:]] if _is_title(root, lines[0]) else lines),
            author=first_text(properties, "creator"),
        )


def _is_title(root: "_Element", line: str) -> bool:
    """Whether the first paragraph has the style of a title or heading."""
    for style in root.iter("{*}pStyle"):
        value = next((str(value) for value in style.attrib.values()), "")
        return value.lower().startswith(("title", "heading", "1")) and len(line) <= 300
    return False


def _paragraphs(root: "_Element") -> Iterator[str]:
    """The text of each paragraph, in reading order, without recursion."""
    parts: list[str] = []
    stack: list[_Element | None] = [root]
    while stack:
        element = stack.pop()
        if element is None:  # the end of a paragraph
            yield "".join(parts)
            parts = []
            continue
        tag = tag_of(element)
        if not tag or tag in _SKIPPED:
            continue
        if tag == "p":
            stack.append(None)
        elif tag == "t":
            parts.append(element.text or "")
        elif tag in _BREAKS and len(element) == 0:
            parts.append(_BREAKS[tag])
        stack.extend(reversed(element))
