"""CPU time of the layout core, and against the usual recipe on the same text."""

import time
from collections.abc import Callable

import pytest

from reader.text import bidi, shaping
from reader.text.layout import Line, Paragraph
from tests.support import SEEDS, SHARED

pytestmark = pytest.mark.bench

_WIDTH = 80
_SCREEN = 40
_MEGABYTE = 1_000_000


def _news() -> str:
    """News as one paragraph: the article beside the project if there, else its own."""
    article = SHARED / "seeds" / "000_0131742d3763c47f.txt"
    paths = [article] if article.exists() else [SEEDS / "01-hudna.txt", SEEDS / "02-maarid.txt"]
    return " ".join(path.read_text(encoding="utf-8").replace("\n", " ") for path in paths) + " "


def _megabyte(text: str) -> str:
    times = _MEGABYTE // len(text.encode()) + 1
    return (text * times).encode()[:_MEGABYTE].decode(errors="ignore")


def _seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """The least CPU time of several rounds."""
    least = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
    return least


def _print(what: str, figure: str) -> None:
    print(f"\n  {what:<58} {figure:>16}", end="")


def _first_screen(text: str, base: int | None) -> list[str]:
    paragraph = Paragraph(text, base)
    lines = paragraph.lines_from(0, _WIDTH)
    return [paragraph.line(*next(lines)).text for _ in range(_SCREEN)]


def test_levels_and_shaping() -> None:
    text = _megabyte(_news())

    def work() -> None:
        bidi.resolve(text, bidi.classes(text), 1)
        shaping.shape(text)

    rate = len(text) / _seconds(work) / 1e6
    _print("levels and shaping, warm, million code points a second", f"{rate:.1f}")


def test_first_screen_and_wrap_of_a_megabyte() -> None:
    text = _megabyte(_news())
    first = _seconds(lambda: _first_screen(text, None))
    _print("first screen of a 1 MB paragraph", f"{first * 1e3:.1f} ms")
    wrap = _seconds(lambda: Paragraph(text, 1).wrap(_WIDTH))
    _print("its full wrap", f"{wrap * 1e3:.0f} ms")


def _drawn(line: Line) -> object:
    """What a row of the screen asks of a line: text, width, the cells of a name."""
    return line.text, line.width, line.spans(line.start + 5, line.start + 12)


@pytest.mark.parametrize("kind", ["article", "megabyte", "vocalised"])
def test_one_line(kind: str) -> None:
    text = _news()
    if kind == "megabyte":
        text = _megabyte(text)
    elif kind == "vocalised":
        text = (SEEDS / "03-maktaba.txt").read_text(encoding="utf-8").replace("\n", " ")
    paragraph = Paragraph(text, 1)
    lines = paragraph.wrap(_WIDTH)[:2000]
    drawn = _seconds(lambda: [_drawn(paragraph.line(*line)) for line in lines]) / len(lines)
    _print(f"a visible line, {kind}: text, width, spans", f"{drawn * 1e6:.1f} µs")
    clusters = _seconds(lambda: [paragraph.line(*line).clusters for line in lines]) / len(lines)
    _print(f"a visible line, {kind}: all clusters", f"{clusters * 1e6:.1f} µs")


def test_against_the_usual_recipe() -> None:
    import arabic_reshaper
    from bidi import get_display

    text = _megabyte(_news())[:100_000]
    paragraph = Paragraph(text, 1)
    spans = paragraph.wrap(_WIDTH)
    lines = [text[start:end] for start, end in spans]

    def usual() -> None:
        for line in lines:
            get_display(arabic_reshaper.reshape(line), base_dir="R")

    def core() -> None:
        bidi.resolve(text, bidi.classes(text), 1)
        shaping.shape(text)

    def drawn() -> None:
        fresh = Paragraph(text, 1)
        for start, end in spans:
            _drawn(fresh.line(start, end))

    def wrapped() -> None:
        fresh = Paragraph(text, 1)
        for start, end in fresh.lines_from(0, _WIDTH):
            _drawn(fresh.line(start, end))

    seconds = _seconds(usual, 3)
    for what, work in (
        ("levels and shaping", core),
        ("lines drawn, with maps", drawn),
        ("wrapped, lines drawn, with maps", wrapped),
    ):
        _print(f"against reshape and get_display: {what}", f"{seconds / _seconds(work, 3):.1f} ×")
