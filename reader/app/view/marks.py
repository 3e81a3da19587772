"""What is marked in a text: mentions, times, search hits, the selection; in layers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from reader.text.span import Span


class Kind(StrEnum):
    """Kind of a mark; its value names the component class that styles it."""

    PER = "per"
    ORG = "org"
    LOC = "loc"
    FAC = "fac"
    MISC = "misc"
    TIME = "time"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    HIT = "hit"
    CURRENT = "current"
    SELECTED = "selected"
    CARET = "caret"


# The sign of each kind of name and note, for those who cannot go by colour; one cell each.
SIGNS = {
    Kind.PER: "°",
    Kind.ORG: "■",
    Kind.LOC: "▲",
    Kind.FAC: "◆",
    Kind.MISC: "*",
    Kind.TIME: "◷",
    Kind.HIGHLIGHT: "▒",
    Kind.NOTE: "✎",
}


class Mark(NamedTuple):
    """A marked span of the article.

    Attributes:
        start, end: code points of the article.
        kind: what it is.
        key: what it belongs to: the id of an entity, the index of a time; "" for others.
    """

    start: int
    end: int
    kind: Kind
    key: str = ""

    @property
    def span(self) -> Span:
        """Its code points."""
        return Span(self.start, self.end)


class Layer:
    """Marks of one layer, found by place; marks of one layer do not overlap."""

    __slots__ = ("_ends", "_starts", "marks")

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        """Keep `marks`, ordered."""
        self.marks: Sequence[Mark] = sorted(marks)
        self._starts = [mark.start for mark in self.marks]
        self._ends = [mark.end for mark in self.marks]

    def between(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that share a code point with ``start:end``."""
        return self.marks[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def at(self, offset: int) -> Mark | None:
        """The mark that holds the code point `offset`, or None."""
        found = self.between(offset, offset + 1)
        return found[0] if found else None

    def after(self, offset: int) -> Mark | None:
        """The first mark that begins after `offset`, or None."""
        place = bisect_right(self._starts, offset)
        return self.marks[place] if place < len(self.marks) else None

    def before(self, offset: int) -> Mark | None:
        """The last mark that begins before `offset`, or None."""
        place = bisect_left(self._starts, offset) - 1
        return self.marks[place] if place >= 0 else None
