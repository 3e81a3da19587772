"""Text that keeps its drawing: presentation forms, visual order and reversed ligatures undone.

A PDF keeps glyphs. What is copied out of it can be letters in presentation forms, letters in the
order in which they stand on the page, lam-alef with its letters exchanged, or all of it. Only what
can be proved is undone: forms are folded by their compatibility decomposition; a line counts as
visual when its forms join the wrong way, or when its words make sense from their end only.
"""

import re
import unicodedata

from reader.text.bidi import MIRROR

_FORM = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")  # FDD0 to FDEF are no letters
_WORD = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]{2,}")
_LATIN_OR_DIGITS = re.compile(
    r"[A-Za-z0-9\u0660-\u0669](?:[^\s\u0590-\u08ff\ufb50-\ufefc]*[A-Za-z0-9\u0660-\u0669%])?"
)
_BRACKETED = str.maketrans(dict(MIRROR))
_NOT_ORDINARY = re.compile("[^\u0621-\u06d3]+")
_FORMS_FEWEST = 10  # presentation forms that are no accident

# Words that only Arabic in logical order has, and what they look like from their end; letters
# that never begin a word (ة، ى) are proof by themselves.
_AFTER, _BEFORE = r"(?![\u0621-\u0652])", r"(?<![\u0621-\u0652])"
_LOGICAL = re.compile(
    rf"{_BEFORE}(?:ال[\u0621-\u064a]{{3,}}|في|من|على|إلى|عن|هذا|التي|الذي){_AFTER}"
)
_REVERSED = re.compile(
    rf"{_BEFORE}(?:[\u0621-\u064a]{{3,}}لا|يف|نم|ىلع|ىلإ|نع|اذه|يتلا|يذلا|[ةى][\u0621-\u064a]+){_AFTER}"
)
_REVERSED_FEWEST = 3

# Lam-alef with its letters exchanged: what no Arabic word has. Each with what it was.
_EXCHANGED = (
    (re.compile(rf"{_BEFORE}((?:[وف]?[بك]?)?)ا([اأإآ])ل(?=[\u0621-\u064a])"), r"\1ال\2"),
    (re.compile(rf"{_BEFORE}([وف]?)ال{_AFTER}"), r"\1لا"),
    (re.compile(rf"{_BEFORE}([وف]?)([إأ])ال{_AFTER}"), r"\1\2لا"),
    (re.compile(rf"{_BEFORE}(ه?ؤ)الء{_AFTER}"), r"\1لاء"),
    (re.compile(rf"{_BEFORE}([وفبك]?)خالل"), r"\1خلال"),
)
_EXCHANGED_FEWEST = 3  # in a text; fewer may be slips of the pen


def needs_mending(text: str) -> bool:
    """Whether a good part of the letters of `text` are presentation forms, or stand reversed."""
    forms = len(_FORM.findall(text))
    if forms >= _FORMS_FEWEST and forms * 4 > len(_NOT_ORDINARY.sub("", text)):
        return True
    return _reads_backwards(text)


def mended(text: str) -> str:
    """`text` with presentation forms folded, visual lines turned into logical order.

    Args:
        text: for which `needs_mending` is true; line ends stay where they are.
    """
    backwards = _reads_backwards(text)
    lines = [
        _logical(line) if _is_visual(line) or (backwards and _is_backwards(line)) else line
        for line in text.split("\n")
    ]
    return "\n".join(_FORM.sub(_letters, line) for line in lines)


def mended_ligatures(text: str) -> tuple[str, int]:
    """`text` with reversed lam-alef put right where that is provable («االجتماعي»).

    Returns:
        The text and how many were put right; 0 and the text as it was where there are so few that
        they may be slips of the pen.
    """
    mended_text, total = text, 0
    for pattern, right in _EXCHANGED:
        mended_text, count = pattern.subn(right, mended_text)
        total += count
    return (mended_text, total) if total >= _EXCHANGED_FEWEST else (text, 0)


def mended_brackets(text: str) -> str:
    """`text` with the brackets of its lines exchanged where all of a line stand the wrong way.

    A PDF keeps the glyph that was drawn, which in a line of Arabic is that of the other bracket. A
    line may close what one above it has opened.
    """
    lines = []
    still_open = 0
    for line in text.split("\n"):
        turned = line.translate(_BRACKETED) if not still_open and _is_turned(line) else line
        lines.append(turned)
        still_open = max(0, still_open + _count(turned, "([{") - _count(turned, ")]}"))
    return "\n".join(lines)


def _is_turned(line: str) -> bool:
    """Whether every bracket of the line closes before it opens."""
    depth = closed = 0
    for char in line:
        depth += (char in "([{") - (char in ")]}")
        closed += char in ")]}"
        if depth > 0:
            return False
    return depth == 0 and closed > 0


def _count(line: str, signs: str) -> int:
    """How many of `signs` stand in the line."""
    return sum(map(line.count, signs))


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


def _reads_backwards(text: str) -> bool:
    """Whether the ordinary letters of `text` make words from their end."""
    wrong = len(_REVERSED.findall(text))
    return wrong >= _REVERSED_FEWEST and wrong > len(_LOGICAL.findall(text))


def _is_backwards(line: str) -> bool:
    """Whether a line of a text that reads backwards does so itself: not clearly the right way."""
    return len(_REVERSED.findall(line)) >= len(_LOGICAL.findall(line))


def _logical(line: str) -> str:
    """The line turned round; numbers and Latin words keep their inner order, brackets turn."""
    turned = line[::-1].translate(_BRACKETED)
    return _LATIN_OR_DIGITS.sub(lambda found: found[0][::-1], turned)
