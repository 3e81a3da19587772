"""Text pasted from PDFs: presentation forms and visual order brought back to logical letters.

A PDF keeps glyphs. What is copied out of it can be letters in presentation forms, in the order in
which they stand on the page, or both. Forms are folded by their compatibility decomposition; a
line counts as visual when its forms tell that it runs the wrong way: a word must begin with an
isolated or initial form and end with an isolated or final one.
"""

import re
import unicodedata

from reader.text.bidi import MIRROR

_FORM = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_WORD = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]{2,}")
_LATIN_OR_DIGITS = re.compile(
    r"[A-Za-z0-9\u0660-\u0669](?:[^\s\u0590-\u08ff\ufb50-\ufefc]*[A-Za-z0-9\u0660-\u0669%])?"
)
_BRACKETED = str.maketrans(dict(MIRROR))


def needs_mending(text: str) -> bool:
    """Whether a good part of the letters of `text` are presentation forms."""
    forms = len(_FORM.findall(text))
    return (
        forms >= 10 and forms * 5 > sum("\u0621" <= letter <= "\u06d3" for letter in text) + forms
    )


def mended(text: str) -> str:
    """`text` with presentation forms folded, visual lines turned into logical order.

    Args:
        text: for which `needs_mending` is true; line ends stay where they are.
    """
    lines = [_logical(line) if _is_visual(line) else line for line in text.split("\n")]
    return "\n".join(_FORM.sub(_letters, line) for line in lines)


def _letters(found: re.Match[str]) -> str:
    """The letters of a presentation form; isolated marks keep no blank before them."""
    return unicodedata.normalize("NFKC", found[0]).replace(" \u0640", "").lstrip(" ")


def _is_visual(line: str) -> bool:
    """Whether the words of the line begin with final and end with initial forms."""
    right = wrong = 0
    for found in _WORD.finditer(line):
        first, last = _position(found[0][0]), _position(found[0][-1])
        right += (first in ("initial", "isolated")) + (last in ("final", "isolated"))
        wrong += (first in ("final", "medial")) + (last in ("initial", "medial"))
    return wrong > right


def _position(form: str) -> str:
    """Where in a word a presentation form stands: isolated, final, initial or medial."""
    return unicodedata.decomposition(form).partition(">")[0].lstrip("<")


def _logical(line: str) -> str:
    """The line turned round; numbers and Latin words keep their inner order, brackets turn."""
    turned = line[::-1].translate(_BRACKETED)
    return _LATIN_OR_DIGITS.sub(lambda found: found[0][::-1], turned)
