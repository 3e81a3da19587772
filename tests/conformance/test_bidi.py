"""The Unicode Bidirectional Algorithm against the test files of Unicode 17.0, through Line."""

import pytest

from reader.text.layout import Line, Paragraph
from tests.support import needs_shared, shared_text

# One character for each bidi class, for the cases that name classes only.
_REPRESENTATIVE = {
    "L": "a", "R": "\u05d0", "EN": "0", "ES": "+", "ET": "%", "AN": "\u0660", "CS": ",",
    "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a", "LRO": "\u202d",
    "RLE": "\u202b", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067",
    "FSI": "\u2068", "PDI": "\u2069", "AL": "\u0627", "NSM": "\u0300", "BN": "\u00ad",
}  # fmt: skip
_REMOVED = b"12345b"  # by rule X9, as class letters
# How many cases each part of BidiTest holds: rows are dealt out in turn.
_CASES = (96_317, 96_217, 96_191, 96_221, 96_375, 96_335, 96_317, 96_268)


def _order(line: Line) -> list[int]:
    """The indexes of a line as drawn, left to right, without what rule X9 removes."""
    classes = line.paragraph.classes
    drawn: list[int] = []
    for cluster in line.clusters:
        inside = range(cluster.start, cluster.end)
        drawn += inside[::-1] if cluster.level & 1 else inside
    return [index for index in drawn if classes[index] not in _REMOVED]


def _levels(line: Line) -> list[int]:
    """The level of each code point of the line after rule L1."""
    levels: list[int] = []
    for cluster in sorted(line.clusters):
        levels += [cluster.level] * (cluster.end - cluster.start)
    return levels


def _whole_line(text: str, base: int | None) -> Line:
    return Paragraph(text, base).line(0, len(text), keep_spaces=True)


@needs_shared
def test_characters_of_the_annex() -> None:
    number, failures = 0, []
    for row in shared_text("unicode/BidiCharacterTest.txt.xz").splitlines():
        fields = row.split("#")[0].strip().split(";")
        if len(fields) < 5:
            continue
        number += 1
        text = "".join(chr(int(point, 16)) for point in fields[0].split())
        line = _whole_line(text, {"0": 0, "1": 1, "2": None}[fields[1]])
        levels = fields[3].split()
        found = [
            str(level) if wanted != "x" else "x"
            for level, wanted in zip(_levels(line), levels, strict=True)
        ]
        kept = [i for i, wanted in enumerate(levels) if wanted != "x"]
        order = [i for i in _order(line) if i in kept]
        right = (
            line.paragraph.base == int(fields[2])
            and found == levels
            and order == [int(index) for index in fields[4].split()]
        )
        if not right:
            failures.append(row)
    assert number == 91_707
    assert failures == []


@needs_shared
@pytest.mark.parametrize("part", range(len(_CASES)))
def test_classes_of_the_annex(part: int) -> None:
    rows = shared_text("unicode/BidiTest.txt.xz").splitlines()
    number, failures = 0, []
    levels: list[str] = []
    order: list[int] = []
    for count, row in enumerate(rows):
        if row.startswith("@Levels:"):
            levels = row[8:].split()
        elif row.startswith("@Reorder:"):
            order = [int(index) for index in row[9:].split()]
        elif row and row[0] not in "#@" and count % len(_CASES) == part:
            names, _, directions = row.partition(";")
            text = "".join(_REPRESENTATIVE[name] for name in names.split())
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(directions) & bit:
                    number += 1
                    line = _whole_line(text, base)
                    found = _levels(line)
                    wrong = any(
                        wanted != "x" and int(wanted) != level
                        for level, wanted in zip(found, levels, strict=True)
                    )
                    if wrong or [i for i in _order(line) if levels[i] != "x"] != order:
                        failures.append((row, base))
    assert failures == []
    assert number == _CASES[part]


def test_parts_hold_all_cases() -> None:
    assert sum(_CASES) == 770_241
