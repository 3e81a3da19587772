"""The rules LB1 to LB31 of UAX #14 (Unicode 17.0), position by position.

Each rule is a function from a position between two characters to forbid (True), allow (False) or
not decide (None); the first that decides wins, and LB31 allows. Combining marks are joined to what
they follow first (LB9), so that the rules see units.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.text.unicode.tables_breaking import LINE_KINDS

_FIRST_LETTER = 0x21
_SPLIT = [kind.partition(":")[::2] for kind in LINE_KINDS]
_FORCING = frozenset(("BK", "CR", "LF", "NL"))
_ALPHABETIC = frozenset(("AL", "HL"))
_NO_MARK_AFTER = frozenset((*_FORCING, "SP", "ZW"))
_HANGUL = frozenset(("JL", "JV", "JT", "H2", "H3"))
_START = "sot"
_END = "eot"


class _Unit(NamedTuple):
    """A character with its marks, and what the rules ask of the units up to it.

    Attributes:
        kind, flags: line break class and flags.
        start: offset of the character.
        joiner: whether it ends in ZWJ.
        solid: number of the last unit that is no blank, or -1.
        regionals: how many regional indicators end with it.
    """

    kind: str
    flags: str
    start: int
    joiner: bool
    solid: int
    regionals: int


_REMEMBERED = 256  # what is longer is seldom met again


def breaks_of_kinds(text_kinds: bytes) -> tuple[int, ...]:
    """The offsets at which a line may break in a text of these kinds, its end included."""
    judge = _judged if len(text_kinds) <= _REMEMBERED else _judged.__wrapped__
    return judge(text_kinds)


@lru_cache(maxsize=1 << 15)
def _judged(text_kinds: bytes) -> tuple[int, ...]:
    if not text_kinds:
        return ()
    units = _units(text_kinds)
    offsets = [
        units[position].start
        for position in range(1, len(units))
        if not _forbidden(_Place(units, position))
    ]
    return (*offsets, len(text_kinds))


def _units(text_kinds: bytes) -> list[_Unit]:
    """LB9 and LB10: marks and ZWJ joined to their base, or as AL where there is none."""
    units: list[_Unit] = []
    for offset, letter in enumerate(text_kinds):
        kind, flags = _SPLIT[letter - _FIRST_LETTER]
        last = units[-1] if units else None
        joiner = kind == "ZWJ"
        if joiner or kind == "CM":
            if last is not None and last.kind not in _NO_MARK_AFTER:
                units[-1] = last._replace(joiner=joiner)
                continue
            kind, flags = "AL", ""
        solid = len(units) if kind != "SP" else last.solid if last else -1
        regionals = 0 if kind != "RI" else 1 + (last.regionals if last else 0)
        units.append(_Unit(kind, flags, offset, joiner, solid, regionals))
    return units


class _Place:
    """A position between two units, with what the rules ask of its surroundings."""

    __slots__ = ("a", "b", "before_spaces", "position", "units")

    def __init__(self, units: Sequence[_Unit], position: int) -> None:
        self.units = units
        self.position = position
        self.a = units[position - 1].kind
        self.b = units[position].kind
        self.before_spaces = units[position - 1].solid

    def kind(self, distance: int) -> str:
        """Class of the unit `distance` from the one before the position (0); sot, eot outside."""
        index = self.position - 1 + distance
        if index < 0:
            return _START
        return self.units[index].kind if index < len(self.units) else _END

    def flags(self, distance: int) -> str:
        """Flags of the unit `distance` from the one before the position; none outside."""
        index = self.position - 1 + distance
        return self.units[index].flags if 0 <= index < len(self.units) else ""

    def numeric(self, distance: int) -> bool:
        """Whether a number NU (SY | IS)* ends with the unit `distance` from the position's left."""
        index = self.position - 1 + distance
        while index >= 0 and self.units[index].kind in ("SY", "IS"):
            index -= 1
        return index >= 0 and self.units[index].kind == "NU"


def _forbidden(place: _Place) -> bool:
    """Whether no break may stand at the place: the first rule that decides."""
    for rule in _RULES:
        decided = rule(place)
        if decided is not None:
            return decided
    return False  # LB31


def _hard(place: _Place) -> bool | None:
    """LB4 to LB7."""
    if place.a == "BK":
        return False
    if place.a == "CR" and place.b == "LF":
        return True
    if place.a in _FORCING:
        return False
    if place.b in _FORCING or place.b in ("SP", "ZW"):
        return True
    return None


def _zero_width(place: _Place) -> bool | None:
    """LB8 to LB12a: zero width space, joiners, word joiner, glue."""
    base = place.before_spaces
    if base >= 0 and place.units[base].kind == "ZW":
        return False
    if place.units[place.position - 1].joiner:
        return True
    if "WJ" in (place.a, place.b) or place.a == "GL":
        return True
    if place.b == "GL" and place.a not in ("SP", "BA", "HY", "HH"):
        return True
    return None


_BEFORE_INITIAL_QUOTE = frozenset((_START, *_FORCING, "OP", "QU", "GL", "SP", "ZW"))
_AFTER_FINAL_QUOTE = frozenset(
    (_END, *_FORCING, "SP", "GL", "WJ", "CL", "QU", "CP", "EX", "IS", "SY", "ZW")
)


def _punctuation(place: _Place) -> bool | None:
    """LB13 to LB17: closing, opening and quotation marks with blanks between."""
    base = place.before_spaces
    kind = place.units[base].kind if base >= 0 else _START
    if place.b in ("CL", "CP", "EX", "SY") or kind == "OP":
        return True
    if kind == "QU" and "i" in place.units[base].flags:
        before = place.units[base - 1].kind if base > 0 else _START
        if before in _BEFORE_INITIAL_QUOTE:
            return True
    if place.b == "QU" and "f" in place.flags(1) and place.kind(2) in _AFTER_FINAL_QUOTE:
        return True
    if place.a == "SP" and place.b == "IS" and place.kind(2) == "NU":
        return False
    if place.b == "IS":
        return True
    if (place.b == "NS" and kind in ("CL", "CP")) or (place.b == "B2" and kind == "B2"):
        return True
    return False if place.a == "SP" else None  # LB18


def _quotes(place: _Place) -> bool | None:
    """LB19 and LB19a: quotation marks, but for those beside East Asian letters."""
    if place.b == "QU":
        if "i" not in place.flags(1):
            return True
        if "e" not in place.flags(0) or place.kind(2) == _END or "e" not in place.flags(2):
            return True
    if place.a == "QU":
        if "f" not in place.flags(0):
            return True
        if "e" not in place.flags(1) or place.kind(-1) == _START or "e" not in place.flags(-1):
            return True
    return None


_WORD_INITIAL = frozenset((_START, *_FORCING, "SP", "ZW", "CB", "GL"))


def _hyphens(place: _Place) -> bool | None:
    """LB20 to LB22."""
    a, b = place.a, place.b
    if "CB" in (a, b):
        return False
    hyphen = a in ("HY", "HH")
    if hyphen and b in _ALPHABETIC and place.kind(-1) in _WORD_INITIAL:
        return True
    if b in ("BA", "HH", "HY", "NS") or a == "BB":
        return True
    if hyphen and place.kind(-1) == "HL" and b != "HL":
        return True
    if (a == "SY" and b == "HL") or b == "IN":
        return True
    return None


def _numbers(place: _Place) -> bool | None:
    """LB23 to LB25."""
    a, b = place.a, place.b
    if (a in _ALPHABETIC and b == "NU") or (a == "NU" and b in _ALPHABETIC):
        return True
    if (a == "PR" and b in ("ID", "EB", "EM")) or (a in ("ID", "EB", "EM") and b == "PO"):
        return True
    affix = ("PR", "PO")
    if (a in affix and b in _ALPHABETIC) or (a in _ALPHABETIC and b in affix):
        return True
    if b in affix and (place.numeric(0) or (a in ("CL", "CP") and place.numeric(-1))):
        return True
    if a in affix and b == "NU":
        return True
    if a in affix and b == "OP":
        after = (place.kind(2), place.kind(3))
        if after[0] == "NU" or after == ("IS", "NU"):
            return True
    if b == "NU" and (a in ("HY", "IS") or place.numeric(0)):
        return True
    return None


def _hangul(place: _Place) -> bool | None:
    """LB26 and LB27."""
    a, b = place.a, place.b
    if a == "JL" and b in ("JL", "JV", "H2", "H3"):
        return True
    if (a in ("JV", "H2") and b in ("JV", "JT")) or (a in ("JT", "H3") and b == "JT"):
        return True
    if (a in _HANGUL and b == "PO") or (a == "PR" and b in _HANGUL):
        return True
    return None


def _letters(place: _Place) -> bool | None:
    """LB28 and LB28a: letters, and the aksaras of Brahmic scripts."""
    a, b = place.a, place.b
    if a in _ALPHABETIC and b in _ALPHABETIC:
        return True
    if a == "AP" and _aksara(place, 1):
        return True
    if _aksara(place, 0) and b in ("VF", "VI"):
        return True
    if a == "VI" and _aksara(place, -1) and (b == "AK" or "d" in place.flags(1)):
        return True
    if _aksara(place, 0) and _aksara(place, 1) and place.kind(2) == "VF":
        return True
    return None


def _aksara(place: _Place, distance: int) -> bool:
    """Whether the unit is AK, AS or the dotted circle."""
    return place.kind(distance) in ("AK", "AS") or "d" in place.flags(distance)


def _rest(place: _Place) -> bool | None:
    """LB29 to LB30b: infix, brackets, flags, emoji."""
    a, b = place.a, place.b
    if a == "IS" and b in _ALPHABETIC:
        return True
    words = (*_ALPHABETIC, "NU")
    if a in words and b == "OP" and "e" not in place.flags(1):
        return True
    if a == "CP" and "e" not in place.flags(0) and b in words:
        return True
    if a == "RI" and b == "RI":
        return place.units[place.position - 1].regionals % 2 == 1
    if b == "EM" and (a == "EB" or "x" in place.flags(0)):
        return True
    return None


_RULES: tuple[Callable[[_Place], bool | None], ...] = (
    _hard,
    _zero_width,
    _punctuation,
    _quotes,
    _hyphens,
    _numbers,
    _hangul,
    _letters,
    _rest,
)
