"""One row of the article as styled pieces: which cells carry which marks."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.app.view.marks import SIGNS, Kind, Layer, Mark
from reader.app.view.rows import Row
from reader.text.layout import Line


class Piece(NamedTuple):
    """A run of cells of one look.

    Attributes:
        text: what is written, left to right.
        kinds: the kinds of all marks on it, lowest layer first.
    """

    text: str
    kinds: tuple[Kind, ...]


def pieces(
    line: Line,
    row: Row,
    origin: int,
    layers: Sequence[Layer],
    *,
    signs: bool = False,
) -> list[Piece]:
    """The row from left to right, cut where the marks change.

    Args:
        line: the row laid out; its indexes count from `origin`.
        row: the row.
        origin: the article's offset of the line's paragraph.
        layers: marks by the article's offsets, lowest layer first.
        signs: whether the blank before a name is drawn as the sign of its kind.
    """
    width = line.width
    kinds: list[tuple[Kind, ...]] = [()] * width
    signed: dict[int, str] = {}
    for layer in layers:
        for mark in layer.between(row.start, row.end):
            for first, last in line.spans(mark.start - origin, mark.end - origin):
                for cell in range(first, last):
                    kinds[cell] = (*kinds[cell], mark.kind)
            if signs and mark.kind in SIGNS:
                _sign(line, mark, origin, signed)
    return _cut(line, kinds, signed)


def _sign(line: Line, mark: Mark, origin: int, signed: dict[int, str]) -> None:
    """Put the sign of `mark` into the blank before its word, where the row has one."""
    text = line.paragraph.text
    index = mark.start - origin - 1
    while index >= line.start and text[index] not in " \u00a0":
        index -= 1
    cell = line.cell_of(index) if index >= line.start else None
    if cell is not None:
        signed[cell[0]] = SIGNS[mark.kind]


def _cut(line: Line, kinds: Sequence[tuple[Kind, ...]], signed: Mapping[int, str]) -> list[Piece]:
    """Runs of cells with the same marks; a signed cell is a run of its own."""
    result: list[Piece] = []
    start = 0
    for cell in range(1, len(kinds) + 1):
        ends = cell == len(kinds) or kinds[cell] != kinds[start]
        if ends or cell in signed or start in signed:
            text = signed.get(start) or line.slice(start, cell)
            result.append(Piece(text, kinds[start]))
            start = cell
    return result
