"""One line on the screen: clusters in visual order, with exact maps between indexes and cells.

A line is a few runs of one level and the cells before each of its code points; its maps are
arithmetic on them, and most lines are written from slices of their paragraph's glyphs.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reader.text import bidi
from reader.text.fold import MARKS
from reader.text.shaping import NOTHING, WIDTHS

if TYPE_CHECKING:
    from reader.text.layout import Paragraph

MAX_MARKS = 8  # marks drawn on one base; more are kept but not drawn (hostile text)
_LONE_MARK_BASE = "\u00a0"
_LONE = ord("l")
_UNIT = re.compile(rb"[12l][0m]*|[0m]+")
_UNITS = re.compile(f"[^{NOTHING}][{NOTHING}{MARKS}]*|{NOTHING}+")
# Marks without a base, and more of them than are drawn.
_STRANGE = re.compile(rb"l|\A0*m|(?:m0*){%d}" % (MAX_MARKS + 1))
_CLINGING = b"0m"


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


class _Run(NamedTuple):
    """Code points of one level; `cell` is where they begin on the screen."""

    cell: int
    start: int
    end: int
    level: int


class Line:
    """A laid-out line; made by `Paragraph.line`.

    Attributes:
        paragraph: whose line it is.
        start: first code point.
        end: end, exclusive; blanks behind what is drawn belong to the line.
        drawn: end of what is drawn.
        width: cells of the line.
    """

    __slots__ = (
        "_before",
        "_cells",
        "_clusters",
        "_levels",
        "_mirrors",
        "_runs",
        "_text",
        "drawn",
        "end",
        "paragraph",
        "start",
        "width",
    )

    def __init__(
        self, paragraph: "Paragraph", start: int, end: int, drawn: int, justify_to: int | None
    ) -> None:
        self.paragraph = paragraph
        self.start = start
        self.end = end
        self.drawn = drawn
        self._cells = paragraph.cells_between(start, drawn)
        levels = paragraph.levels_between(start, drawn)
        classes = bidi.classes(paragraph.text[start:drawn])
        self._mirrors = b"O" in classes  # what is mirrored is other neutral
        self._levels = bidi.line_levels(classes, levels, paragraph.base)  # L1
        self._text: str | None = None
        self._clusters: Sequence[Cluster] | None = None
        widths: Sequence[int] = self._cells.translate(WIDTHS)
        if justify_to is not None:
            widths = self._justify(justify_to)
        self._before = list(accumulate(widths, initial=0))  # cells before each code point
        self.width = self._before[-1]
        self._runs = self._visual_runs()

    def _visual_runs(self) -> list[_Run]:
        """The runs of one level (L2), left to right."""
        runs: list[_Run] = []
        cell, origin, before = 0, self.start, self._before
        for level, first, last in bidi.visual_runs(self._levels):
            runs.append(_Run(cell, origin + first, origin + last, level))
            cell += before[last] - before[first]
        return runs

    def _justify(self, width: int) -> list[int]:
        """Widen the clusters to `width` cells; gives the cells of each code point."""
        from reader.text.justify import justified  # noqa: PLC0415 - only where switched on

        clusters = justified(self._logical_clusters(), self.paragraph.text, width)
        levels = bytes([cluster.level for cluster in clusters])
        self._clusters = [clusters[index] for index in bidi.visual_order(levels)]
        self._text = "".join([cluster.glyph for cluster in self._clusters])
        cells = [0] * len(self._cells)
        for cluster in clusters:
            cells[cluster.start - self.start] = cluster.width
        return cells

    @property
    def text(self) -> str:
        """The line as it is written, left to right."""
        if self._text is None:
            written = [self._written(run) for run in self._runs]
            if None in written:
                written = [cluster.glyph for cluster in self.clusters]
            self._text = "".join(filter(None, written)).replace(NOTHING, "")
        return self._text

    def _written(self, run: _Run) -> str | None:
        """The glyphs of a run, left to right; None where clusters must be looked at one by one."""
        glyphs = self.paragraph.glyphs_between(run.start, run.end)
        cells = self._cells[run.start - self.start : run.end - self.start]
        marked = b"m" in cells
        if (marked or b"l" in cells) and _STRANGE.search(cells):
            return None
        if not run.level & 1:
            return glyphs
        if self._mirrors:
            glyphs = glyphs.translate(bidi.MIRROR)
        return _bases_first(glyphs, cells) if marked else glyphs[::-1]

    @property
    def clusters(self) -> Sequence[Cluster]:
        """The clusters in visual order, left to right; each code point drawn is in exactly one."""
        if self._clusters is None:
            clusters = self._logical_clusters()
            levels = bytes([cluster.level for cluster in clusters])
            self._clusters = [clusters[index] for index in bidi.visual_order(levels)]
        return self._clusters

    def _logical_clusters(self) -> list[Cluster]:
        """The clusters in logical order: marks joined to their base (L3), mirrored (L4)."""
        cells, levels, origin = self._cells, self._levels, self.start
        glyphs = self.paragraph.glyphs_between(origin, self.drawn)
        mirrored = glyphs.translate(bidi.MIRROR)
        clusters: list[Cluster] = []
        for found in _UNIT.finditer(cells):
            start, stop = found.span()
            while start < stop:
                level = levels[start]
                end = start + 1
                while end < stop and levels[end] == level:
                    end += 1
                width = WIDTHS[cells[start]]
                glyph = (mirrored if level & 1 else glyphs)[start] if width else ""
                if width and end > start + 1:
                    glyph += glyphs[start + 1 : end].replace(NOTHING, "")[:MAX_MARKS]
                if cells[start] == _LONE:
                    glyph = _LONE_MARK_BASE + glyph
                clusters.append(Cluster(origin + start, origin + end, glyph, width, level))
                start = end
        return clusters

    def _at(self, run: _Run, start: int, end: int) -> tuple[int, int]:
        """The cells from and to which the code points `start` to `end` of a run are drawn."""
        before, origin = self._before, self.start
        if run.level & 1:
            start, end = end, start
            edge = before[run.end - origin]
            return run.cell + edge - before[start - origin], run.cell + edge - before[end - origin]
        edge = before[run.start - origin]
        return run.cell + before[start - origin] - edge, run.cell + before[end - origin] - edge

    def _whole(self, run: _Run, start: int, end: int) -> tuple[int, int]:
        """The code points `start` to `end` of a run, widened to whole clusters."""
        cells, origin = self._cells, self.start
        while start > run.start and cells[start - origin] in _CLINGING:
            start -= 1
        while end < run.end and cells[end - origin] in _CLINGING:
            end += 1
        return start, end

    def cell_of(self, index: int) -> tuple[int, int] | None:
        """The first cell and the width of what draws the code point `index`; None if not drawn.

        Cells are counted from the left end of the line's text.
        """
        for run in self._runs:
            if run.start <= index < run.end:
                first, last = self._at(run, *self._whole(run, index, index + 1))
                return first, last - first
        return None

    def logical_at(self, cell: int) -> int | None:
        """The first code point of what is drawn in `cell`, or None outside the line."""
        if not 0 <= cell < self.width:
            return None
        run = next(run for run in reversed(self._runs) if run.cell <= cell)
        before, origin = self._before, self.start
        if run.level & 1:
            target = before[run.end - origin] - 1 - (cell - run.cell)
        else:
            target = before[run.start - origin] + cell - run.cell
        return origin + bisect_right(before, target) - 1

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges of cells that show the code points `start` to `end`, left to right.

        One logical span can be several ranges; a cluster that the span cuts counts whole.
        """
        ranges: list[tuple[int, int]] = []
        for run in self._runs:
            left, right = max(start, run.start), min(end, run.end)
            if left >= right:
                continue
            first, last = self._at(run, *self._whole(run, left, right))
            if ranges and ranges[-1][1] == first:
                ranges[-1] = (ranges[-1][0], last)
            elif first < last:
                ranges.append((first, last))
        return ranges

    def slice(self, first: int, last: int) -> str:
        """What is written in the cells `first` to `last`; a wide cluster belongs to its first."""
        if len(self.text) == self.width and b"2" not in self._cells:
            return self.text[max(0, first) : max(0, last)]
        starts = list(accumulate([cluster.width for cluster in self.clusters], initial=0))
        left, right = (bisect_left(starts, max(0, cell)) for cell in (first, last))
        return "".join([cluster.glyph for cluster in self.clusters[left:right]])

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


def _bases_first(glyphs: str, cells: bytes) -> str | None:
    """A run from right to left, marks after their base (L3); None if a mark is not Arabic.

    Args:
        glyphs: the run in logical order.
        cells: what each of them takes.
    """
    units = _UNITS.findall(glyphs)
    if len(units) != len(glyphs) - cells.count(b"m") - cells.count(b"0") + (glyphs[0] == NOTHING):
        return None
    return "".join(units[::-1])
