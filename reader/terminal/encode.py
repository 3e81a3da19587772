"""A line in visual order becomes what a terminal must be sent to show just that.

All encoders work on the visual string that `reader.text` lays out, so that article, labels and
input fields go one way. Widths do not change: what is added takes no cell.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from reader.terminal.dialects import Dialect
from reader.text import bidi

_LRO, _PDF = "\u202d", "\u202c"
_LRM, _RLM = "\u200e", "\u200f"
_MARK = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
_RIGHT = (
    "\u0591-\u05f4\u0608\u060b\u060d\u061b-\u065f\u066d-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u088f"
    "\u0897-\u08ff\ufb1d-\ufb28\ufb2a-\ufd3d\ufd50-\ufdcd\ufdf0-\ufdfc\ufe70-\ufefc"
)
_LEFT = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
# A cell: one code point and the marks on it.
_CELL = re.compile(f"[^{_MARK}][{_MARK}]*|[{_MARK}]+")
_HAS_RIGHT = re.compile(f"[{_RIGHT}]")
# What kitty shapes as one run: right-to-left cells without blanks between.
_WORD = re.compile(f"(?:[{_RIGHT}][{_MARK}]*)+")
# From the first right-to-left letter to the last before a left-to-right one, and what touches it.
_TOUCHING = f"[^{_LEFT}{_DIGIT}\\s]*"
_RUN = re.compile(f"{_TOUCHING}[{_RIGHT}](?:[^{_LEFT}]*[{_RIGHT}])?{_TOUCHING}")
# A number keeps its order after Arabic letters, single separators included (UAX #9, W4).
_NUMBER = re.compile(f"[{_DIGIT}\u066b\u066c]+(?:[.,:/\u060c][{_DIGIT}\u066b\u066c]+)*")
_TOKEN = re.compile("\\S+")
# The script of a run is that of its first letter; Arabic separators count, digits do not.
_FIRST_LETTER = re.compile(f"[{_LEFT}]|([{_RIGHT}\u066a-\u066c])")


def encode(text: str, dialect: Dialect) -> str:
    """What `text`, a string in visual order, is sent as.

    Args:
        text: what `Line.text` or `reader.text.label.visual` gives.
        dialect: how the terminal wants it.
    """
    return _ENCODERS[dialect](text)


def _plain(text: str) -> str:
    return text


def _lro(text: str) -> str:
    """Override the terminal's own order; left alone where nothing could be re-ordered.

    VTE keeps a control with the cell before it and drops one in the first column, so the override
    stands behind the first cell where that is blank.
    """
    if not _HAS_RIGHT.search(text):
        return text
    blank = " " if text.startswith(" ") else ""
    return f"{blank}{_LRM}{_LRO}{text[len(blank) :]}{_PDF}"


def _kitty_words(text: str) -> str:
    """Each maximal run of Arabic cells turned round; kitty turns it back."""
    return _WORD.sub(lambda run: _bare_backwards(run[0]), text)


def _bare_backwards(run: str) -> str:
    """The cells of a run from right to left, without marks.

    kitty 0.26 loses the first letter of a run that it turns round if a cell of it has a mark.
    """
    return "".join(cell[0] for cell in reversed(_CELL.findall(run)))


def _kitty_runs(text: str) -> str:
    """Each blank-free run turned round whole, unless it begins with a left-to-right letter.

    So kitty shapes where the font itself has Arabic: digits and brackets are in the run, which
    is drawn right to left, mirrored, if its first letter is.
    """
    return _TOKEN.sub(lambda token: _kitty_run(token[0]), text)


def _kitty_run(run: str) -> str:
    """One blank-free run as kitty wants it."""
    first = _FIRST_LETTER.search(run)
    if first is None or first[1] is None:
        return run
    return _bare_backwards(run.translate(bidi.MIRROR))


def _turned(text: str) -> str:
    """As `_logical`, with presentation forms and drawn brackets kept."""
    return _RUN.sub(lambda run: _fenced(_backwards(_CELL.findall(run[0]))), text)


@lru_cache(maxsize=4096)
def _logical(text: str) -> str:
    """Letters in logical order and nominal form, for a terminal that orders and joins by itself.

    Each run from its first to its last right-to-left letter is turned round, numbers in it kept,
    and fenced by marks of both directions, so that a terminal that takes the line as left to
    right turns what is inside and leaves digits and brackets outside where they are.
    """
    return _RUN.sub(lambda run: _fenced(_unshaped(run[0])), text)


def _unshaped(run: str) -> str:
    """One right-to-left run in logical order, unshaped and unmirrored."""
    return _backwards([_nominal(cell).translate(bidi.MIRROR) for cell in _CELL.findall(run)])


def _backwards(cells: list[str]) -> str:
    """The cells from right to left, the digits of each number from left to right."""
    return _NUMBER.sub(lambda number: number[0][::-1], "".join(reversed(cells)))


def _fenced(run: str) -> str:
    """A right-to-left run that neither takes in nor gives direction to its neighbours."""
    return f"{_LRM}{_RLM}{run}{_RLM}{_LRM}"


def _nominal(cell: str) -> str:
    """The letters of a presentation form, its marks kept behind them."""
    return unicodedata.normalize("NFKC", cell[0]) + cell[1:] if cell[0] >= "\ufb50" else cell


_ENCODERS: dict[Dialect, Callable[[str], str]] = {
    Dialect.PLAIN: _plain,
    Dialect.LRO: _lro,
    Dialect.KITTY_WORDS: _kitty_words,
    Dialect.KITTY_RUNS: _kitty_runs,
    Dialect.TURNED: _turned,
    Dialect.LOGICAL: _logical,
}
