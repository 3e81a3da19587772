"""A half-open range of code points of one text."""

from typing import NamedTuple


class Span(NamedTuple):
    """The code points ``text[start:end]``; `end` is exclusive."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
