"""Words of the interface as one line of cells: titles, lists, footers, messages.

Everything with words that is no article goes through `visual`, so that a label reads right in the
same terminals as the article, and no control of a file name or an address reaches the screen.
"""

from enum import StrEnum

from reader.text import sanitize
from reader.text.layout import Paragraph
from reader.text.line import Line

ELLIPSIS = "…"
_CROWDED = 64  # code points a cell, marks and controls included: more is no text


class Align(StrEnum):
    """Where a label stands in its cells."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


def label_line(text: str, width: int | None = None, *, base: int | None = 1) -> Line:
    """Lay out `text` as one line, cut with … where it is wider than `width` cells.

    Args:
        text: any text; controls and bidi controls never act.
        width: cells at most, or None for all of it.
        base: 1 right to left, 0 left to right, None by its first strong character.
    """
    clean = sanitize.label(text)
    if width is not None:
        clean = clean[: max(0, width) * _CROWDED]  # no more of it can be seen
    paragraph = Paragraph(clean, base)
    line = paragraph.line(0, len(clean), keep_spaces=True)
    if width is None or line.width <= width:
        return line
    room = max(0, width - 1)
    cut = next(iter(paragraph.lines_from(0, room))).end if room >= 2 else 0
    widths = paragraph.widths
    cells = sum(widths[:cut])
    while cut < len(clean) and cells + widths[cut] <= room:
        cells += widths[cut]
        cut += 1
    shortened = Paragraph(clean[:cut].rstrip() + ELLIPSIS, paragraph.base)
    return shortened.line(0, len(shortened.text), keep_spaces=True)


def visual(
    text: str,
    width: int | None = None,
    *,
    base: int | None = 1,
    align: Align | None = None,
    fill: bool = True,
) -> str:
    """`text` as it is written to the screen, left to right.

    Args:
        text: any text.
        width: cells to cut to and, with `fill`, to fill; None for as many as it takes.
        base: as in `label_line`.
        align: where it stands; None at the start of its direction: right for right to left.
        fill: whether blanks fill the width.
    """
    line = label_line(text, width, base=base)
    if width is None or not fill:
        return line.text
    blanks = max(0, width - line.width)
    if align is None:
        align = Align.RIGHT if line.paragraph.base else Align.LEFT
    left = {Align.LEFT: 0, Align.RIGHT: blanks, Align.CENTER: blanks // 2}[align]
    return " " * left + line.text + " " * (blanks - left)


def cells(text: str) -> int:
    """The cells that `text` takes as a label."""
    return label_line(text).width
