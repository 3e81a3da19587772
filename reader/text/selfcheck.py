r"""The layout core against its oracles on the user's own machine: python-bidi and arabic-reshaper.

Both packages have known faults, listed here; nothing else is forgiven.

* python-bidi (Rust) draws no mirrored brackets; the order of unmirrored text is compared.
* python-bidi leaves a line of base right to left as it stands if none of its levels is odd before
  rule L1, which can make them odd: tabs («Z0\t5»), blanks or isolates at the end of an override.
  Such a line is not compared.
* What rule X9 removes has no place in the order of UAX #9 (nothing is drawn); it is left out.
* A paragraph separator starts a new paragraph for python-bidi; none is in the samples.
* arabic-reshaper takes U+06BA for right-joining and U+0677 for isolated, forgets marks at a
  zero-width joiner and raises where one precedes a lam-alef; it knows 75 of the 263 letters that
  join and breaks the neighbours of the others. All letters of its table but those three are used.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from reader.text import shaping
from reader.text.layout import Paragraph

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآؤئءةى"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_NEUTRAL = " .,:;!?-/()[]«»\"'،؛؟%+$\t"
_REMOVED = "\u00ad\u200b\u200d\u202a\u202b\u202c\u202d\u202e"
_CONTROLS = _REMOVED + "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
_NUMBERS = "0123456789٠١٢٣\u0600"
_ALPHABET = _LETTERS * 2 + "abcXYZ" + _NUMBERS + "אבג" + _NEUTRAL * 2 + "\u064e\u0300" + _CONTROLS
_MISTAKEN_LETTERS = "\u06ba\u0677\u200d"
_WITHOUT_REMOVED = dict.fromkeys(map(ord, _REMOVED))


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of one comparison.

    Attributes:
        oracle: what the core was compared with.
        cases: how many texts were tried.
        first: the first text that differs, or None.
    """

    oracle: str
    cases: int
    first: str | None

    @property
    def passed(self) -> bool:
        """Whether all texts agree."""
        return self.first is None


def check_order(cases: int = 2000, seed: int = 17) -> Checked:
    """Compare the base direction and the visual order of random lines with python-bidi's.

    Args:
        cases: how many lines.
        seed: of the random generator.
    """
    from bidi import get_base_level, get_display  # noqa: PLC0415 - an oracle, not the layout

    def agrees(text: str, rng: random.Random) -> bool:
        if Paragraph(text).base != get_base_level(text):
            return False
        base = rng.choice("RL")
        paragraph = Paragraph(text, 1 if base == "R" else 0)
        if paragraph.base and not any(level & 1 for level in paragraph.levels):
            return True  # the known fault
        wanted = get_display(text, base_dir=base).translate(_WITHOUT_REMOVED)
        return bool(_plain_order(paragraph).translate(_WITHOUT_REMOVED) == wanted)

    return _compare("python-bidi", _ALPHABET, agrees, cases, seed)


def check_shaping(cases: int = 2000, seed: int = 17) -> Checked:
    """Compare the forms of random words with arabic-reshaper's; arguments as `check_order`."""
    from arabic_reshaper import ArabicReshaper, letters  # noqa: PLC0415 - an oracle, see above

    known = [letter for letter in letters.LETTERS_ARABIC if letter not in _MISTAKEN_LETTERS]
    alphabet = _LETTERS * 2 + "".join(known) * 2 + _MARKS * 3 + "لا" * 9 + " 12aZ«»."

    reshaper = ArabicReshaper(
        {
            "delete_harakat": False,
            "support_ligatures": True,
            "ARABIC LIGATURE ALLAH": False,
        }
    )

    def agrees(text: str, _rng: random.Random) -> bool:
        shaped: str = reshaper.reshape(text)
        return shaping.shape(text).replace(shaping.NOTHING, "") == shaped

    return _compare("arabic-reshaper", alphabet, agrees, cases, seed)


def _plain_order(paragraph: Paragraph) -> str:
    """The code points of a paragraph in visual order, unshaped and unmirrored."""
    out: list[str] = []
    for cluster in paragraph.line(0, len(paragraph.text), keep_spaces=True).clusters:
        letters = paragraph.text[cluster.start : cluster.end]
        out.append(letters[::-1] if cluster.level & 1 else letters)
    return "".join(out)


def _compare(
    oracle: str,
    alphabet: str,
    agrees: Callable[[str, random.Random], bool],
    cases: int,
    seed: int,
) -> Checked:
    """Try random texts of 1 to 40 letters until one differs."""
    rng = random.Random(seed)  # noqa: S311 - samples, not secrets
    for number in range(cases):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randint(1, 40)))
        if not agrees(text, rng):
            return Checked(oracle, number + 1, text)
    return Checked(oracle, cases, None)
