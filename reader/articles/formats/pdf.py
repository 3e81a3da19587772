"""PDF: what its pages say, as far as that can be taken out; mended where provable, with a warning.

A PDF draws glyphs. Their letters come back through tables that Arabic PDFs often have wrong:
lam-alef reversed, presentation forms, letters in the order of the page (`reader.articles.mending`).
"""

import logging
import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from reader.articles.making import headed, make_article
from reader.articles.mending import mended_brackets, mended_ligatures
from reader.articles.model import Article
from reader.articles.source import LARGEST_FILE, Source
from reader.notice import Notice
from reader.text.sanitize import label

_MOST_PAGES = 3000
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC = re.compile("[\u0620-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z0-9]")
_BLANKS = re.compile(r"[ \t\u00a0]+")


class Pdf:
    """A PDF with text in it."""

    def recognises(self, source: Source) -> bool:
        """Whether its first kilobyte holds the header of PDF."""
        return b"%PDF-" in source.head[:1024]

    def read(self, source: Source) -> Iterator[Article]:
        """One article: the lines of all pages."""
        title, author, text = _taken_out(source)
        if not any(map(str.isalnum, text)):
            raise source.error("pdf-no-text")
        text, ligatures = mended_ligatures(text)
        turned = mended_brackets(text)
        warnings = [Notice("text-mended")] if ligatures or turned != text else []
        text = turned
        if _ARABIC.search(text):
            warnings.append(Notice("pdf-may-be-damaged"))
        has_title = bool(title and _ARABIC.search(title))
        yield make_article(
            source,
            headed(title if has_title else None, text),
            titled=True if has_title else None,
            author=author,
            warnings=tuple(warnings),
        )


def _taken_out(source: Source) -> tuple[str | None, str | None, str]:
    """Title, author and text of the PDF."""
    import pypdf  # noqa: PLC0415 - only for PDFs

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are for its developers
    try:
        with source.reading() as data:
            reader = pypdf.PdfReader(data)
            if reader.is_encrypted and not reader.decrypt(""):
                raise source.error("encrypted")
            text = "\n".join(_pages(source, reader))
            about = reader.metadata
            title, author = (about.title, about.author) if about else (None, None)
    except (pypdf.errors.PyPdfError, *_MALFORMED) as error:
        raise source.error("pdf-damaged") from error
    return _field(title), _field(author), text


# What a malformed PDF makes its reader stumble over.
_MALFORMED = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError, EOFError,
    RecursionError, ArithmeticError, NotImplementedError, MemoryError,
)  # fmt: skip


def _pages(source: Source, reader: Any) -> Iterator[str]:
    """The lines of each page; a page that cannot be read is left out and reported."""
    total = 0
    for number, page in enumerate(reader.pages, 1):
        if number > _MOST_PAGES:
            raise source.error("file-too-large", most=str(LARGEST_FILE >> 20))
        try:
            lines = _page_lines(page)
        except _MALFORMED:
            source.report(Notice("line-skipped", {"path": source.name, "line": str(number)}))
            continue
        total += sum(map(len, lines))
        if total > LARGEST_FILE:
            raise source.error("file-too-large", most=str(LARGEST_FILE >> 20))
        clean = (_BLANKS.sub(" ", _CONTROLS.sub("", line)).strip() for line in lines)
        yield "\n".join(filter(None, clean))


Piece = tuple[str, float]  # a text and where it begins, in points from the left


def _page_lines(page: Any) -> list[str]:
    """The lines of a page, each in the order in which it is read."""
    lines: list[list[Piece]] = [[]]

    def visit(text: str, user: list[float], matrix: list[float], *_font: object) -> None:
        first, *others = text.split("\n")
        x = matrix[4] * user[0] + user[4]
        lines[-1].append((first, x))
        lines.extend([(other, x)] for other in others)

    page.extract_text(visitor_text=visit)
    return ["".join(text for text, _ in in_reading_order(line)) for line in lines]


def in_reading_order(line: list[Piece]) -> list[Piece]:
    """The pieces of a line, turned round if its Arabic was written from left to right.

    Most programs write a line as it is read, so that the pieces of Arabic stand ever further to
    the left; some write it as it is drawn, and where the pieces stand proves it.

    Args:
        line: its pieces in the order of the file.
    """
    places = [x for text, x in line if _ARABIC.search(text)]
    steps = [after - before for before, after in pairwise(places)]
    if sum(step > 0 for step in steps) <= sum(step < 0 for step in steps):
        return line
    turned: list[Piece] = []
    for _, run in groupby(reversed(line), key=lambda piece: bool(_ARABIC.search(piece[0]))):
        turned += _latin_turned_back(list(run))
    return turned


def _latin_turned_back(run: list[Piece]) -> list[Piece]:
    """A run of pieces with what stands from its first to its last Latin word turned round."""
    places = [number for number, (text, _) in enumerate(run) if _LATIN.search(text)]
    if not places:
        return run
    first, last = places[0], places[-1] + 1
    return [*run[:first], *reversed(run[first:last]), *run[last:]]


def _field(value: object) -> str | None:
    """A field of the document's description, or None for none."""
    return label(str(value)) or None if value else None
