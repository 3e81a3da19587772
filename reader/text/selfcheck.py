r"""The layout core against its oracles on the user's own machine: python-bidi and arabic-reshaper.

Both packages have known faults, which are kept out of the samples by construction and listed here:

* python-bidi (Rust) draws no mirrored brackets; the order of unmirrored text is compared.
* python-bidi leaves some lines unreversed where a tab stands at their end or before a number
  («Z0\t5», base right to left); tabs are not in the alphabet.
* arabic-reshaper raises on a zero-width joiner before lam-alef and treats U+06BA, U+0677 and 191
  further letters wrongly; only the letters of its own Arabic table but those two are used.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from reader.text import shaping
from reader.text.layout import Paragraph

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآؤئءةى"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_NEUTRAL = " .,:;!?-/()[]«»\"'،؛؟%"
_ALPHABET = _LETTERS * 3 + "abcXYZ" + "0123456789" + "٠١٢٣" + "אבג" + _NEUTRAL * 2


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
    """Compare the visual order of random lines with python-bidi's.

    Args:
        cases: how many lines.
        seed: of the random generator.
    """
    from bidi import get_display  # noqa: PLC0415 - an oracle, not part of the layout

    def agrees(text: str, rng: random.Random) -> bool:
        base = rng.choice("RL")
        return bool(_plain_order(text, base) == get_display(text, base_dir=base))

    return _compare("python-bidi", _ALPHABET, agrees, cases, seed)


def check_shaping(cases: int = 2000, seed: int = 17) -> Checked:
    """Compare the forms of random words with arabic-reshaper's; arguments as `check_order`."""
    from arabic_reshaper import ArabicReshaper  # noqa: PLC0415 - an oracle, see above

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

    return _compare("arabic-reshaper", _LETTERS * 4 + _MARKS + " ", agrees, cases, seed)


def _plain_order(text: str, base: str) -> str:
    """The code points of `text` in visual order, unshaped and unmirrored."""
    line = Paragraph(text, 1 if base == "R" else 0).line(0, len(text), keep_spaces=True)
    out: list[str] = []
    for cluster in line.clusters:
        letters = text[cluster.start : cluster.end]
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
