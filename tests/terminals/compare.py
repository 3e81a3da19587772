"""Whether a picture of a terminal shows the lines that were laid out.

The reference is drawn by no terminal: each cell's glyph is put into its cell with the font that
all terminals are given. A row counts as right if it looks more like its reference than like the
same row with its words, or the whole of it, drawn backwards, and enough like it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT_FILE = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
LEAST_LIKENESS = 0.5  # measured: right rows 0.6 to 0.95, wrong ones below 0.4
_MARKS = "\u064b-\u065f\u0670"
_CELL = re.compile(f"[^{_MARKS}][{_MARKS}]*")
_SHIFTS = range(-4, 5)  # pixels by which a terminal's baseline may differ from ours

Pixels = NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """Where the cells are: the corner of the first row under the red one, and their size."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Verdict:
    """How like its reference a row is, and how like the reference drawn backwards."""

    row: int
    right: float
    wrong: float

    @property
    def passed(self) -> bool:
        return self.right >= LEAST_LIKENESS and self.right > self.wrong


def find_grid(picture: Path, columns: int) -> Grid:
    """The grid by the first row, which is red over all columns."""
    pixels = np.asarray(Image.open(picture).convert("RGB")).astype(int)
    red = (pixels[:, :, 0] > 180) & (pixels[:, :, 1] < 80) & (pixels[:, :, 2] < 80)
    ys, xs = np.nonzero(red)
    if not len(ys):
        raise ValueError(f"{picture.name} has no red row: nothing to measure the cells by")
    height = float(ys.max() - ys.min() + 1)
    width = float(xs.max() - xs.min() + 1) / columns
    return Grid(float(xs.min()), float(ys.min()) + height, width, height)


def compare(picture: Path, grid: Grid, rows: list[str]) -> list[Verdict]:
    """A verdict on each row with right-to-left letters.

    Args:
        picture: the PNG.
        grid: its cells.
        rows: what was laid out, in visual order, from the first row under the red one.
    """
    image = Image.open(picture).convert("L")
    verdicts = []
    for number, row in enumerate(rows):
        if not re.search("[\u0600-\u06ff\ufb50-\ufefc]", row):
            continue
        shown = _ink(_cut(image, grid, number, len(_CELL.findall(row))))
        wrong = max(_likeness(shown, text, grid) for text in _backwards(row))
        verdicts.append(Verdict(number, _likeness(shown, row, grid), wrong))
    return verdicts


def _backwards(row: str) -> list[str]:
    """The row with each word, and the whole of it, drawn backwards."""
    indent = row[: len(row) - len(row.lstrip(" "))]
    cells = _CELL.findall(row.strip())
    whole = indent + "".join(reversed(cells))
    words = re.sub(r"\S+", lambda word: "".join(reversed(_CELL.findall(word[0]))), row)
    return [whole, words]


def _cut(image: Image.Image, grid: Grid, row: int, columns: int) -> Image.Image:
    """The pixels of one row."""
    top = round(grid.top + row * grid.height)
    right = round(grid.left + columns * grid.width)
    return image.crop((round(grid.left), top, right, top + round(grid.height)))


def _likeness(shown: Pixels, row: str, grid: Grid) -> float:
    """The correlation of a picture with the reference, at the best shift of the baseline."""
    reference = _ink(_drawn(row, grid, shown.shape[1]))
    rolled = (np.roll(reference, shift, axis=0) for shift in _SHIFTS)
    return max(float(np.corrcoef(shown.ravel(), other.ravel())[0, 1]) for other in rolled)


def _drawn(row: str, grid: Grid, width: int) -> Image.Image:
    """The reference: each cell's glyph in its cell, without its marks."""
    font = ImageFont.truetype(
        FONT_FILE, size=grid.width / 0.602, layout_engine=ImageFont.Layout.BASIC
    )
    image = Image.new("L", (width, round(grid.height)), 0)
    draw = ImageDraw.Draw(image)
    for number, cell in enumerate(_CELL.findall(row)):
        draw.text((grid.left % 1 + number * grid.width, 0), cell[0], fill=255, font=font)
    return image


def _ink(image: Image.Image) -> Pixels:
    """How far each pixel is from the background, blurred by a pixel."""
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(1))).astype(float)
    ink: Pixels = np.abs(pixels - np.median(pixels))
    return ink
