"""Make the tables of this package from the files of the Unicode Character Database 17.0.

    python -m reader.text.unicode.generate [FOLDER]

FOLDER holds the files, plain or packed with xz (``DerivedBidiClass.txt.xz``…). The presentation
forms come from the tables of arabic-reshaper, extended by the decompositions of UnicodeData and by
look-alikes where Unicode encodes no form.
"""

import lzma
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

_HERE = Path(__file__).parent
_POINTS = 0x110000
_HEAD = '"""{title}. Made by reader.text.unicode.generate from Unicode 17.0; do not edit."""\n\n'

# Classes of UAX #9 as one letter each, so that a paragraph's classes are bytes.
BIDI_LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "s", "ET": "t", "CS": "c",
    "NSM": "M", "BN": "b", "B": "B", "S": "S", "WS": "W", "ON": "O", "LRE": "1", "RLE": "2",
    "LRO": "3", "RLO": "4", "PDF": "5", "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip
_BIDI_LONG = {
    "Left_To_Right": "L",
    "Right_To_Left": "R",
    "Arabic_Letter": "AL",
    "European_Terminator": "ET",
    "Boundary_Neutral": "BN",
}
_JOINING_LONG = {"Non_Joining": "U"}

# Letters without forms of their own, drawn by forms of the same shape: (isolated, final, initial,
# medial); None keeps what is there. Final ە looks like final ه; dotless teeth like ى of Uighur.
_LOOK_ALIKES: Mapping[int, tuple[int | None, int | None, int | None, int | None]] = {
    0x6D5: (None, 0xFEEA, None, None),
    0x6BA: (None, None, 0xFBE8, 0xFBE9),
    0x66E: (None, None, 0xFBE8, 0xFBE9),
    0x649: (None, None, 0xFBE8, 0xFBE9),
}


def main(folder: Path) -> None:
    """Write all tables from the files in `folder`."""
    ucd = Database(folder)
    for name, title, make in (
        ("bidi", "Bidirectional classes, brackets and mirroring (UAX #9)", _bidi),
        ("shaping", "Joining types and presentation forms of Arabic", _shaping),
        ("breaking", "Line and grapheme break classes (UAX #14, UAX #29)", _breaking),
        ("width", "Cells of a code point in a terminal", _width),
    ):
        body = _HEAD.format(title=title) + make(ucd)
        (_HERE / f"tables_{name}.py").write_text(body, encoding="utf-8")


class Database:
    """The files of the Unicode Character Database in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lines(self, name: str) -> Iterator[str]:
        """The lines of the file `name`."""
        path = self._folder / f"{name}.txt"
        if path.exists():
            data = path.read_bytes()
        else:
            data = lzma.decompress(path.with_suffix(".txt.xz").read_bytes())
        return iter(data.decode("utf-8").splitlines())

    def rows(self, name: str) -> Iterator[list[str]]:
        """The fields of each line of the file `name`, comments left out."""
        for line in self.lines(name):
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if fields != [""]:
                yield fields

    def property(self, name: str, default: str, long: Mapping[str, str] | None = None) -> list[str]:
        """The value of the property in the file `name` for every code point.

        Args:
            name: the file.
            default: value of what the file does not list.
            long: short names of the values in its ``@missing`` lines.
        """
        values = [default] * _POINTS
        for line in self.lines(name):
            missing = re.match(r"# @missing: ([0-9A-F]+)\.\.([0-9A-F]+); (\w+)", line)
            if missing:
                value = (long or {}).get(missing[3], missing[3])
                first, last = int(missing[1], 16), int(missing[2], 16)
                values[first : last + 1] = [value] * (last + 1 - first)
        for fields in self.rows(name):
            first, last = _points(fields[0])
            values[first : last + 1] = [fields[1]] * (last + 1 - first)
        return values

    def having(self, name: str, *wanted: str) -> set[int]:
        """The code points that the file `name` gives the fields `wanted` after the range."""
        found: set[int] = set()
        for fields in self.rows(name):
            if tuple(fields[1 : 1 + len(wanted)]) == wanted:
                first, last = _points(fields[0])
                found.update(range(first, last + 1))
        return found


def _points(field: str) -> tuple[int, int]:
    """First and last code point of a range field."""
    first, _, last = field.partition("..")
    return int(first, 16), int(last or first, 16)


def _runs(name: str, letters: list[str]) -> str:
    """The assignments of a property as runs: starts and one letter a run."""
    starts = [i for i, letter in enumerate(letters) if i == 0 or letters[i - 1] != letter]
    values = "".join(letters[start] for start in starts)
    return f"{name}_STARTS = {tuple(starts)}\n{name}_VALUES = {values!a}\n"


def _bidi(ucd: Database) -> str:
    """Classes, paired brackets and mirrored characters."""
    classes = ucd.property("DerivedBidiClass", "L", _BIDI_LONG)
    brackets = {int(row[0], 16): (int(row[1], 16), row[2]) for row in ucd.rows("BidiBrackets")}
    mirrored = {int(row[0], 16): int(row[1], 16) for row in ucd.rows("BidiMirroring")}
    return (
        _runs("CLASS", [BIDI_LETTERS[value] for value in classes])
        + f"BRACKETS = {brackets}\nMIRRORED = {mirrored}\n"
    )


def _shaping(ucd: Database) -> str:
    """Joining types; for each letter its isolated, final, initial and medial form; lam-alef."""
    joining = ucd.property("DerivedJoiningType", "U", _JOINING_LONG)
    forms = _reshaper_forms()
    for point, form, value in _decomposed(ucd):
        row = forms.setdefault(point, [0, 0, 0, 0])
        row[form] = row[form] or value
    for point, looks in _LOOK_ALIKES.items():
        row = forms.setdefault(point, [0, 0, 0, 0])
        forms[point] = [look or own for look, own in zip(looks, row, strict=True)]
    table = {point: tuple(value or point for value in row) for point, row in sorted(forms.items())}
    return _runs("JOINING", joining) + f"FORMS = {table}\n" + f"LAM_ALEF = {_reshaper_lam_alef()}\n"


def _reshaper_forms() -> dict[int, list[int]]:
    """The forms that arabic-reshaper knows: isolated, final, initial, medial; 0 where none."""
    from arabic_reshaper import letters  # noqa: PLC0415 - needed to generate, not to read

    order = (letters.ISOLATED, letters.FINAL, letters.INITIAL, letters.MEDIAL)
    forms: dict[int, list[int]] = {}
    for letter, shapes in letters.LETTERS_ARABIC.items():
        row = [ord(shapes[k]) if len(shapes[k]) == 1 else 0 for k in order]
        if len(letter) == 1 and letter != "\u0640" and any(row) and "\u200d" not in letter:
            forms[ord(letter)] = row
    return forms


def _reshaper_lam_alef() -> dict[int, tuple[int, int]]:
    """For each alef the isolated and final ligature with a lam before it."""
    from arabic_reshaper import letters, ligatures  # noqa: PLC0415 - see above

    found = {}
    for name, (source, shapes) in ligatures.LIGATURES:
        if re.fullmatch(r"ARABIC LIGATURE LAM WITH ALEF( WITH .*)?", name) and len(source) == 2:
            found[ord(source[1])] = (ord(shapes[letters.ISOLATED]), ord(shapes[letters.FINAL]))
    return found


def _decomposed(ucd: Database) -> Iterator[tuple[int, int, int]]:
    """Letter, number of the form and its code point, from the decompositions of UnicodeData."""
    forms = ("isolated", "final", "initial", "medial")
    for fields in ucd.rows("UnicodeData"):
        found = re.fullmatch(r"<(\w+)> ([0-9A-F]+)", fields[5])
        if found and found[1] in forms:
            yield int(found[2], 16), forms.index(found[1]), int(fields[0], 16)


def _breaking(ucd: Database) -> str:
    """Line break classes with what their rules ask beside them, and grapheme break classes.

    A line break "kind" is a class with flags: e East Asian wide, i or f quotation mark of category
    Pi or Pf, x unassigned pictograph, d dotted circle. Each kind is one letter of `LINE_VALUES`
    and one entry of `LINE_KINDS`.
    """
    kinds = _line_kinds(ucd)
    names = sorted(set(kinds))
    letters = {name: chr(0x21 + index) for index, name in enumerate(names)}
    graphemes = _grapheme_kinds(ucd)
    return (
        f"LINE_KINDS = {names}\n"
        + _runs("LINE", [letters[kind] for kind in kinds])
        + _runs("GRAPHEME", graphemes)
    )


def _line_kinds(ucd: Database) -> list[str]:
    """For each code point its line break class, resolved by LB1, and flags: ``QU:i``."""
    classes = ucd.property("LineBreak", "XX")
    widths = ucd.property("EastAsianWidth", "N")
    category = ucd.property("DerivedGeneralCategory", "Cn")
    pictographs = ucd.having("emoji-data", "Extended_Pictographic")
    resolved: Callable[[int], str] = lambda point: {  # noqa: E731 - LB1 as a table
        "AI": "AL",
        "SG": "AL",
        "XX": "AL",
        "CJ": "NS",
        "SA": "CM" if category[point] in ("Mn", "Mc") else "AL",
    }.get(classes[point], classes[point])
    kinds = []
    for point in range(_POINTS):
        name = resolved(point)
        flags = "e" if widths[point] in ("F", "W", "H") else ""
        if name == "QU":
            flags += {"Pi": "i", "Pf": "f"}.get(category[point], "")
        if point in pictographs and category[point] == "Cn":
            flags += "x"
        if point == 0x25CC:
            flags += "d"
        kinds.append(f"{name}:{flags}")
    return kinds


# Grapheme break classes as one letter each (UAX #29, table 2); Extended_Pictographic and the
# classes of Indic_Conjunct_Break are folded in, for no code point has two that matter.
_GRAPHEME_LETTERS = {
    "CR": "r", "LF": "n", "Control": "c", "Extend": "E", "ZWJ": "Z", "Regional_Indicator": "I",
    "Prepend": "P", "SpacingMark": "S", "L": "L", "V": "V", "T": "T", "LV": "l", "LVT": "t",
    "Other": "o",
}  # fmt: skip


def _grapheme_kinds(ucd: Database) -> list[str]:
    """A letter a code point: its class; X pictograph, K consonant, k linker, e conjunct extend."""
    classes = ucd.property("GraphemeBreakProperty", "Other")
    kinds = [_GRAPHEME_LETTERS[value] for value in classes]
    for point in ucd.having("emoji-data", "Extended_Pictographic"):
        kinds[point] = "X"
    for point in ucd.having("DerivedCoreProperties", "InCB", "Consonant"):
        kinds[point] = "K"
    for point in ucd.having("DerivedCoreProperties", "InCB", "Linker"):
        kinds[point] = "k"
    for point in ucd.having("DerivedCoreProperties", "InCB", "Extend"):
        if kinds[point] == "E":
            kinds[point] = "e"
    return kinds


def _width(ucd: Database) -> str:
    """Cells of a code point: 2 if East Asian wide, else 1; m for marks, 0 for what is silent.

    What a line may break after is s if it has a cell, else z: a mark after it has no base.
    As wcwidth and Rich have it: the Arabic prefix signs (U+0600…) take a cell, spacing marks, skin
    tones and the medial and final jamo of Hangul none of their own. A control is drawn as U+FFFD,
    a tab as one blank.
    """
    widths = ucd.property("EastAsianWidth", "N")
    category = ucd.property("DerivedGeneralCategory", "Cn")
    prepended = ucd.having("PropList", "Prepended_Concatenation_Mark")
    silent = _silent(ucd)
    cells = []
    for point in range(_POINTS):
        cell = "2" if widths[point] in ("W", "F") else "1"
        if category[point] in ("Mn", "Me", "Mc", "Cf", "Zl", "Zp"):
            cell = "m"
        if point in prepended:
            cell = "1"
        if any(first <= point <= last for first, last in _JOINED):
            cell = "m"
        cells.append(_BLANKS.get(point, "0" if point in silent else cell))
    ranges = _class_ranges(silent)
    return _runs("WIDTH", cells) + f"# Never written, as a character class.\nSILENT = {ranges!a}\n"


_JOINED = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF), (0x1F3FB, 0x1F3FF))  # jamo, skin tones
_BLANKS = dict.fromkeys((0x09, 0x20, 0x0B, 0x0C, 0x0D, 0x85), "s") | dict.fromkeys(
    (0x0A, 0x200B, 0x2028, 0x2029), "z"
)


def _silent(ucd: Database) -> set[int]:
    """What is never written: joiners, format controls, variation selectors, line ends.

    The fillers of Hangul jamo hold a place, although they are default ignorable.
    """
    ignorable = ucd.having("DerivedCoreProperties", "Default_Ignorable_Code_Point")
    hangul_fillers = {0x115F, 0x1160}
    return (ignorable - hangul_fillers) | {0x0A, 0x2028, 0x2029, 0xFFF9, 0xFFFA, 0xFFFB}


def _class_ranges(points: set[int]) -> str:
    """The code points as the inside of a regular expression's character class."""
    ordered = sorted(points)
    starts = [point for point in ordered if point - 1 not in points]
    ends = [point for point in ordered if point + 1 not in points]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/unicode"))
