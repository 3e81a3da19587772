"""EPUB: the documents of the spine in their order, an article for each entry of the contents.

A book or the year of a periodical has hundreds of documents; its table of contents says which
belong together. A book without one is one article.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

from reader.articles.decoding import decode
from reader.articles.making import headed, make_article
from reader.articles.markup import text_of
from reader.articles.model import Article
from reader.articles.office import first_text, joined, xml_of
from reader.articles.source import Source
from reader.articles.unpacking import zip_archive, zip_member, zip_names
from reader.notice import QariError

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package document says: title, author, spine, and where chapters begin."""

    title: str | None
    author: str | None
    language: str | None
    spine: tuple[str, ...]
    chapters: dict[str, str]  # member → title of the chapter that begins in it


class Epub:
    """A book in EPUB."""

    def recognises(self, source: Source) -> bool:
        """Whether it is a ZIP archive with the container of EPUB."""
        return _CONTAINER in zip_names(source)

    def read(self, source: Source) -> Iterator[Article]:
        """The chapters of the book, in the order of its spine."""
        with zip_archive(source) as archive:
            book = _book(source, archive)
            chapters = [
                (title, text)
                for title, text in _chapters(source, archive, book)
                if any(map(str.isalnum, text))  # others hold pictures only
            ]
        if not chapters:
            raise source.error("empty")
        for title, text in chapters:
            yield _article(source, book, title if len(chapters) > 1 else None, text)


def _article(source: Source, book: _Book, title: str | None, text: str) -> Article:
    """The article of a chapter; a book of one chapter has its own title."""
    title = title or book.title
    return make_article(
        source,
        headed(title, text),
        titled=bool(title),
        site=book.title,
        author=book.author,
        language=(book.language or "")[:2] or None,
    )


def _book(source: Source, archive: ZipFile) -> _Book:
    """Read the package document and the table of contents."""
    container = xml_of(source, archive, _CONTAINER)
    root_files = [] if container is None else list(container.iter("{*}rootfile"))
    name = root_files[0].get("full-path") if root_files else None
    package = xml_of(source, archive, name) if name else None
    if package is None or name is None:
        raise source.error("document-damaged")
    items = {item.get("id"): item for item in package.iter("{*}item")}
    found = [items.get(reference.get("idref")) for reference in package.iter("{*}itemref")]
    documents = [item for item in found if item is not None] or [
        item for item in items.values() if item.get("media-type") == "application/xhtml+xml"
    ]  # a book without an order has that of its list
    spine = [joined(name, item.get("href") or "") for item in documents]
    return _Book(
        title=_alternate(package) or first_text(package, "title"),
        author=first_text(package, "creator"),
        language=first_text(package, "language"),
        spine=tuple(dict.fromkeys(spine)),
        chapters=_contents(source, archive, name, list(items.values())),
    )


def _alternate(package: "_Element") -> str | None:
    """The title in the script of the book, where the package gives it besides another."""
    language = first_text(package, "language")
    for meta in package.iter("{*}meta"):
        is_own = meta.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        if meta.get("property") == "alternate-script" and is_own and meta.text:
            return " ".join(meta.text.split())
    return None


def _contents(
    source: Source, archive: ZipFile, package: str, items: "list[_Element]"
) -> dict[str, str]:
    """The first entry of the contents that leads to each member, outermost entries only."""
    for item in items:
        name = joined(package, item.get("href") or "")
        if "nav" in (item.get("properties") or "").split():
            entries = _nav_entries(xml_of(source, archive, name))
        elif item.get("media-type") == "application/x-dtbncx+xml":
            entries = _ncx_entries(xml_of(source, archive, name))
        else:
            continue
        found: dict[str, str] = {}
        for target, title in entries:
            found.setdefault(joined(name, target), title)
        if found:
            return found
    return {}


def _ncx_entries(root: "_Element | None") -> Iterator[tuple[str, str]]:
    """Targets and titles of the outermost entries of an NCX."""
    for nav_map in root.iter("{*}navMap") if root is not None else ():
        for point in nav_map.iterfind("{*}navPoint"):
            content, title = point.find("{*}content"), first_text(point, "text")
            if content is not None and title:
                yield content.get("src") or "", title


def _nav_entries(root: "_Element | None") -> Iterator[tuple[str, str]]:
    """Targets and titles of the outermost entries of a navigation document."""
    for nav in root.iter("{*}nav") if root is not None else ():
        kinds = [value for name, value in nav.attrib.items() if str(name).endswith("type")]
        if kinds and "toc" not in kinds[0]:
            continue
        for entry in nav.iterfind("{*}ol/{*}li"):
            link = next(entry.iter("{*}a"), None)
            if link is not None:
                title = " ".join("".join(str(text) for text in link.itertext()).split())
                yield link.get("href") or "", title


def _chapters(source: Source, archive: ZipFile, book: _Book) -> Iterator[tuple[str | None, str]]:
    """Titles and texts: documents up to the next one in which a chapter begins."""
    title: str | None = None
    texts: list[str] = []
    for name in book.spine:
        begins = book.chapters.get(name)
        if begins and texts:
            yield title, "\n".join(texts)
            texts = []
        title = begins or title
        text = _document(source, archive, name)
        if text:
            texts.append(text)
    if texts:
        yield title, "\n".join(texts)


def _document(source: Source, archive: ZipFile, name: str) -> str:
    """The text of a document of the spine; empty where it cannot be read, which is reported."""
    try:
        data = zip_member(source, archive, name)
        return text_of(decode(data, name=name).text, name) if data else ""
    except QariError as error:
        if error.notice.code == "archive-bomb":
            raise
        source.report(error.notice)
        return ""
