"""An article as rows of a given width: which code points stand on which row of the screen.

Only what is looked at is wrapped; a long article goes on being wrapped while the program is idle.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from reader.articles import Article
from reader.text.layout import Line, Paragraph, document_base
from reader.text.span import Span
from reader.text.words import sentences

_PARAGRAPHS_KEPT = 64
_LINES_KEPT = 512
_SAMPLE = 100_000  # code points that tell the direction of a document


class Part(StrEnum):
    """What a block of the article is."""

    TITLE = "title"
    BYLINE = "byline"
    BODY = "body"


class Block(NamedTuple):
    """A stretch of the article that is wrapped on its own; offsets are the article's."""

    span: Span
    part: Part


class Row(NamedTuple):
    """One row of the screen.

    Attributes:
        start, end: code points of the article; equal on an empty row.
        block: number of its block, or −1 on an empty row.
        last: whether its block ends with it.
    """

    start: int
    end: int
    block: int
    last: bool


@dataclass(frozen=True, slots=True)
class Look:
    """How the text is shown.

    Attributes:
        width: cells of a row.
        marks: whether harakat are drawn.
        justify: whether full rows are widened to the width by kashida.
        by_sentence: whether each sentence is a paragraph.
    """

    width: int
    marks: bool = True
    justify: bool = False
    by_sentence: bool = False


class Rows:
    """The rows of one article under one look."""

    def __init__(self, article: Article, look: Look) -> None:
        """Prepare; nothing is wrapped yet."""
        self.article = article
        self.look = look
        self.base = document_base(article.text[:_SAMPLE])
        self.blocks = blocks_of(article, by_sentence=look.by_sentence)
        self.complete = False
        self._rows: list[Row] = []
        self._starts: list[int] = []
        self._paragraphs: OrderedDict[int, Paragraph] = OrderedDict()
        self._lines: OrderedDict[int, Line] = OrderedDict()
        self._source = self._wrapped()

    def __len__(self) -> int:
        """The rows found so far."""
        return len(self._rows)

    @property
    def estimate(self) -> int:
        """How many rows there will be in all, judged by those found so far."""
        if self.complete or not self._rows:
            return len(self._rows)
        read = max(1, self._rows[-1].end)
        return max(len(self._rows), len(self._rows) * len(self.article.text) // read)

    def extend_to(self, count: int) -> bool:
        """Find rows until there are `count`; whether there are."""
        while len(self._rows) < count and not self.complete:
            row = next(self._source, None)
            if row is None:
                self.complete = True
                break
            self._rows.append(row)
            self._starts.append(row.start)
        return len(self._rows) >= count

    def row(self, number: int) -> Row | None:
        """The row `number`, or None behind the end."""
        return self._rows[number] if number >= 0 and self.extend_to(number + 1) else None

    def row_of(self, offset: int) -> int:
        """The number of the row that shows the code point `offset`, or the nearest before it."""
        while not self.complete and (not self._rows or self._rows[-1].end <= offset):
            self.extend_to(len(self._rows) + 256)
        number = max(0, bisect_right(self._starts, offset) - 1)
        while number and self._rows[number].block < 0:
            number -= 1
        return number

    def line(self, number: int) -> Line | None:
        """The row `number` laid out, or None where it is empty; indexes are the block's."""
        row = self.row(number)
        if row is None or row.block < 0:
            return None
        line = self._lines.get(number)
        if line is None:
            origin = self.origin(row)
            fills = self.look.justify and not row.last
            line = self._paragraph(row.block).line(
                row.start - origin,
                row.end - origin,
                justify_to=self.look.width if fills else None,
            )
            self._lines[number] = line
            if len(self._lines) > _LINES_KEPT:
                self._lines.popitem(last=False)
        return line

    def origin(self, row: Row) -> int:
        """The article's offset of the first code point of the row's block."""
        return self.blocks[row.block].span.start

    def _paragraph(self, number: int) -> Paragraph:
        """The block `number` as a paragraph; recently used ones are kept."""
        paragraph = self._paragraphs.pop(number, None)
        if paragraph is None:
            text = self.article.slice(self.blocks[number].span)
            paragraph = Paragraph(text, self.base, marks=self.look.marks)
        self._paragraphs[number] = paragraph
        if len(self._paragraphs) > _PARAGRAPHS_KEPT:
            self._paragraphs.popitem(last=False)
        return paragraph

    def _wrapped(self) -> Iterator[Row]:
        """All rows in order, an empty one between blocks."""
        for number, block in enumerate(self.blocks):
            if number and not self._follows_closely(number):
                yield Row(self.blocks[number - 1].span.end, block.span.start, -1, last=True)
            origin, size = block.span.start, block.span.end - block.span.start
            for span in self._paragraph(number).lines_from(0, self.look.width):
                yield Row(origin + span.start, origin + span.end, number, span.end >= size)

    def _follows_closely(self, number: int) -> bool:
        """Whether no empty row stands before the block: the byline under its title."""
        return self.blocks[number].part is Part.BYLINE


def blocks_of(article: Article, *, by_sentence: bool = False) -> list[Block]:
    """The blocks of an article in reading order: title, byline, paragraphs or their sentences."""
    blocks: list[Block] = []
    if article.title is not None:
        blocks.append(Block(article.title, Part.TITLE))
    if article.byline is not None:
        blocks.append(Block(article.byline, Part.BYLINE))
    for span in article.paragraphs:
        if by_sentence:
            found = sentences(article.text, span.start, span.end)
            blocks += [Block(sentence, Part.BODY) for sentence in found]
        else:
            blocks.append(Block(span, Part.BODY))
    return blocks


def with_width(look: Look, width: int) -> Look:
    """`look` at another width."""
    return replace(look, width=width)
