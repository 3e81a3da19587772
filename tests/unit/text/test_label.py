"""Labels: one line of known cells, whatever the words."""

import pytest

from reader.text.label import Align, cells, label_line, visual
from reader.text.shaping import shape


def drawn(word: str) -> str:
    return shape(word).replace("\0", "")[::-1]


def test_label_is_shaped_and_ordered() -> None:
    assert visual("سلام (abc) 12") == "12 (abc) " + drawn("سلام")


def test_label_stands_at_the_start_of_its_direction() -> None:
    assert visual("بيت", 6) == "   " + drawn("بيت")
    assert visual("abc", 6, base=0) == "abc   "
    assert visual("abc", 6) == "   abc"
    assert visual("abc", 6, base=None) == "abc   "


@pytest.mark.parametrize(
    ("align", "blanks"), [(Align.LEFT, (0, 4)), (Align.RIGHT, (4, 0)), (Align.CENTER, (2, 2))]
)
def test_label_can_stand_elsewhere(align: Align, blanks: tuple[int, int]) -> None:
    assert visual("بيت", 7, align=align) == " " * blanks[0] + drawn("بيت") + " " * blanks[1]


def test_label_need_not_be_filled() -> None:
    assert visual("بيت", 7, fill=False) == drawn("بيت")


def test_long_label_is_cut_with_a_sign() -> None:
    assert visual("وزارة الخارجية", 8) == "…" + drawn("وزارة ا")
    assert visual("Foreign Ministry", 8, base=0) == "Foreign…"
    assert visual("سلام", 3) == drawn("سلام")
    assert visual("سلامات", 2) == "…" + shape("س")


@pytest.mark.parametrize(
    "text",
    [
        "وزارة الخارجية السورية",
        "كِتَابٌ لَا بُدَّ",
        "漢字漢字",
        "a b c d e",
        "لالالا",
        "",
        "\u064e",
        "x" * 99,
    ],
)
@pytest.mark.parametrize("width", range(12))
def test_label_has_the_cells_it_is_given(text: str, width: int) -> None:
    assert label_line(text, width).width <= width
    filled = visual(text, width)
    assert cells_of(filled) == width


def cells_of(visual_text: str) -> int:
    """Cells of what is written, counted by the width table alone."""
    from reader.text.shaping import WIDTH

    return sum({"2": 2, "1": 1, "s": 1}.get(chr(WIDTH[ord(letter)]), 0) for letter in visual_text)


def test_no_control_of_a_name_reaches_the_screen() -> None:
    hostile = "a\x1b]0;owned\x07\u202eb\u2066\r\nc\td\x9b\ud800"
    shown = visual(hostile)
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in shown)
    assert not any(letter in "\u202e\u2066\ud800" for letter in shown)


def test_cells_of_a_label() -> None:
    assert cells("لا إله") == 5
    assert cells("漢") == 2
    assert cells("") == 0


def test_endless_title_costs_little() -> None:
    assert visual("ا" * 2_000_000, 10).startswith("…")
    assert visual("\u064e" * 2_000_000 + "x", 10, fill=False)
