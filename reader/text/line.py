"""One line on the screen: clusters in visual order, with exact maps between indexes and cells."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reader.text import bidi
from reader.text.shaping import NOTHING, is_lone_mark

if TYPE_CHECKING:
    from reader.text.layout import Paragraph

MAX_MARKS = 8  # marks drawn on one base; more are kept but not drawn (hostile text)
_LONE_MARK_BASE = "\u00a0"


class Cluster(NamedTuple):
    """What is drawn as one: a base and its marks, a lam-alef, or a control that draws nothing.

    Attributes:
        start, end: code points of the paragraph.
        glyph: what is written, at most one base with its marks; "" for a control.
        width: cells.
        level: bidi level; odd is right to left.
    """

    start: int
    end: int
    glyph: str
    width: int
    level: int


class Line:
    """A laid-out line; made by `Paragraph.line`.

    Attributes:
        paragraph: whose line it is.
        start: first code point.
        end: end, exclusive; blanks behind what is drawn belong to the line.
        drawn: end of what is drawn.
    """

    def __init__(
        self, paragraph: "Paragraph", start: int, end: int, drawn: int, justify_to: int | None
    ) -> None:
        self.paragraph = paragraph
        self.start = start
        self.end = end
        self.drawn = drawn
        self._justify_to = justify_to

    @cached_property
    def _levels(self) -> bytes:
        """The levels of what is drawn, rule L1 applied."""
        paragraph = self.paragraph
        levels = paragraph.levels_between(self.start, self.drawn)
        classes = bidi.classes(paragraph.text[self.start : self.drawn])
        return bidi.line_levels(classes, levels, paragraph.base)

    @cached_property
    def _uniform(self) -> int | None:
        """The level of a line of one level and one cell a code point, else None: the fast path."""
        levels = self._levels
        size = self.drawn - self.start
        if self._justify_to is not None or not size or levels.count(levels[0]) != size:
            return None
        if self.paragraph.widths_between(self.start, self.drawn).count(1) != size:
            return None
        return levels[0]

    @cached_property
    def text(self) -> str:
        """The line as it is written, left to right."""
        level = self._uniform
        if level is None:
            return "".join([cluster.glyph for cluster in self.clusters])
        glyphs = self.paragraph.glyphs_between(self.start, self.drawn)
        return glyphs[::-1].translate(bidi.MIRROR) if level & 1 else glyphs

    @cached_property
    def width(self) -> int:
        """Cells of the line."""
        if self._uniform is not None:
            return self.drawn - self.start
        return self._cells[-1]

    @cached_property
    def clusters(self) -> Sequence[Cluster]:
        """The clusters in visual order, left to right; each code point drawn is in exactly one."""
        clusters = self._logical_clusters()
        if self._justify_to is not None:
            from reader.text.justify import justified  # noqa: PLC0415 - only where switched on

            clusters = justified(clusters, self.paragraph.text, self._justify_to)
        order = bidi.visual_order(bytes([cluster.level for cluster in clusters]))
        return [clusters[index] for index in order]

    def _logical_clusters(self) -> list[Cluster]:
        """The clusters in logical order: marks joined to their base (L3), mirrored (L4)."""
        paragraph, start = self.paragraph, self.start
        glyphs = paragraph.glyphs_between(start, self.drawn)
        widths = paragraph.widths_between(start, self.drawn)
        clusters: list[Cluster] = []
        for index, glyph, width, level in zip(
            range(start, self.drawn), glyphs, widths, self._levels, strict=True
        ):
            if width:
                drawn = bidi.MIRROR.get(ord(glyph), glyph) if level & 1 else glyph
                if index == 0 and is_lone_mark(glyph):
                    drawn = _LONE_MARK_BASE + glyph
                clusters.append(Cluster(index, index + 1, drawn, width, level))
            else:
                _join(clusters, index, glyph, level)
        return clusters

    @cached_property
    def _cells(self) -> list[int]:
        """The cell at which each cluster begins, and the width of the line."""
        return list(accumulate((cluster.width for cluster in self.clusters), initial=0))

    @cached_property
    def _cluster_of(self) -> dict[int, int]:
        """The number of the cluster of each code point drawn."""
        return {
            index: number
            for number, cluster in enumerate(self.clusters)
            for index in range(cluster.start, cluster.end)
        }

    def cell_of(self, index: int) -> tuple[int, int] | None:
        """The first cell and the width of what draws the code point `index`; None if not drawn.

        Cells are counted from the left end of the line's text.
        """
        level = self._uniform
        if level is not None:
            if not self.start <= index < self.drawn:
                return None
            return (self.drawn - 1 - index if level & 1 else index - self.start), 1
        number = self._cluster_of.get(index)
        if number is None:
            return None
        return self._cells[number], self.clusters[number].width

    def logical_at(self, cell: int) -> int | None:
        """The first code point of what is drawn in `cell`, or None outside the line."""
        if not 0 <= cell < self.width:
            return None
        level = self._uniform
        if level is not None:
            return self.drawn - 1 - cell if level & 1 else self.start + cell
        return self.clusters[bisect_right(self._cells, cell) - 1].start

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges of cells that show the code points `start` to `end`, left to right.

        One logical span can be several ranges; a cluster that the span cuts counts whole.
        """
        level = self._uniform
        if level is not None:
            left, right = max(start, self.start), min(end, self.drawn)
            if left >= right:
                return []
            if level & 1:
                return [(self.drawn - right, self.drawn - left)]
            return [(left - self.start, right - self.start)]
        ranges: list[tuple[int, int]] = []
        for number, cluster in enumerate(self.clusters):
            if cluster.start < end and cluster.end > start and cluster.width:
                first, last = self._cells[number], self._cells[number + 1]
                if ranges and ranges[-1][1] == first:
                    ranges[-1] = (ranges[-1][0], last)
                else:
                    ranges.append((first, last))
        return ranges

    def slice(self, first: int, last: int) -> str:
        """What is written in the cells `first` to `last`; a wide cluster belongs to its first."""
        if self._uniform is not None:
            return self.text[max(0, first) : max(0, last)]
        cells = self._cells
        return "".join(
            cluster.glyph
            for number, cluster in enumerate(self.clusters)
            if first <= cells[number] < last
        )

    def caret_x(self, index: int) -> int:
        """The cell in which a caret before the code point `index` stands.

        At the end of what is drawn it is the free cell after the text: −1 for a line that runs
        right to left, the line's width for one that runs left to right.
        """
        found = self.cell_of(index)
        if found is not None:
            return found[0]
        return -1 if self.paragraph.base else self.width

    def move_left(self, index: int) -> int | None:
        """The code point of the cell left of the caret's, or None at the left end."""
        return self._moved(index, -1)

    def move_right(self, index: int) -> int | None:
        """The code point of the cell right of the caret's, or None at the right end."""
        found = self.cell_of(index)
        return self._moved(index, found[1] if found else 1)

    def _moved(self, index: int, step: int) -> int | None:
        """The code point in the cell `step` from the caret's; the drawn end in the free cell."""
        cell = self.caret_x(index) + step
        free = -1 if self.paragraph.base else self.width
        return self.drawn if cell == free else self.logical_at(cell)


def _join(clusters: list[Cluster], index: int, glyph: str, level: int) -> None:
    """Join a code point without cells to the cluster before it, if that has its level.

    Else it is a cluster of its own that draws nothing: a control keeps its level for rule L2.
    """
    last = clusters[-1] if clusters else None
    if last is None or last.level != level:
        clusters.append(Cluster(index, index + 1, "", 0, level))
        return
    marked = glyph != NOTHING and last.glyph and len(last.glyph) <= MAX_MARKS
    clusters[-1] = last._replace(end=index + 1, glyph=last.glyph + glyph if marked else last.glyph)
