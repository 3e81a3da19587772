"""Joining: letters of seven languages, ligatures, joiners, marks."""

import pytest

from reader.text.layout import Paragraph
from reader.text.shaping import NOTHING, cells, hide_marks, joins_next, shape


def _names(text: str) -> list[str]:
    return [f"{ord(glyph):04X}" for glyph in shape(text)]


@pytest.mark.parametrize(
    ("language", "word", "glyphs"),
    [
        ("Arabic", "سلام", "FEB3 FEFC 0000 FEE1"),
        ("Arabic", "محمد", "FEE3 FEA4 FEE4 FEAA"),
        ("Arabic", "دار", "FEA9 FE8D FEAD"),
        ("Arabic", "شيء", "FEB7 FEF2 FE80"),
        ("Arabic", "عبدالله", "FECB FE92 FEAA FE8D FEDF FEE0 FEEA"),
        ("Persian", "گچپژ", "FB94 FB7D FB59 FB8B"),
        ("Persian", "یک", "FBFE FB8F"),
        ("Urdu", "ٹھیک", "FB68 FBAD FBFF FB8F"),
        ("Urdu", "ہے", "FBA8 FBAF"),
        ("Urdu", "کہاں", "FB90 FBA9 FE8E FB9E"),
        ("Urdu", "بڑے", "FE91 FB8D FBAE"),
        ("Kurdish", "کوردی", "FB90 FEEE FEAD FEA9 FBFC"),
        ("Kurdish", "زمانە", "FEAF FEE3 FE8E FEE7 FEEA"),
        ("Kurdish", "بەڕێوە", "FE91 FEEA 0695 06CE FEEE 06D5"),
        ("Uyghur", "ئۇيغۇر", "FE8B FBD8 FEF3 FED0 FBD8 FEAD"),
        ("Uyghur", "كۆك", "FEDB FBDA FED9"),
        ("Uyghur", "ۋەتەن", "FBDE 06D5 FE97 FEEA FEE5"),
        ("Pashto", "پښتو", "FB58 069A FE98 FEEE"),
        ("Pashto", "ډېر", "0689 FBE6 FEAE"),
        ("Sindhi", "سنڌي", "FEB3 FEE8 FB85 FEF1"),
        ("Sindhi", "ٻار", "FB54 FE8E FEAD"),
        ("Sindhi", "ڄڃڇ", "FB74 FB79 FB7F"),
    ],
)
def test_words_join(language: str, word: str, glyphs: str) -> None:
    assert _names(word) == glyphs.split(), language


@pytest.mark.parametrize(
    "letter", [*"\u06ce\u06b5\u069a\u06ab\u06aa\u0620", "\u0750", "\u077f", "\u08a0", "\u08c7"]
)
def test_letters_without_forms_do_not_break_their_neighbours(letter: str) -> None:
    shaped = shape(f"ب{letter}ب")
    assert shaped == f"\ufe91{letter}\ufe90"


@pytest.mark.parametrize("letter", [*"\u0695\u0693\u0694\u06ef", "\u0759", "\u08aa"])
def test_right_joining_letters_without_forms_end_a_join(letter: str) -> None:
    assert shape(f"ب{letter}ب") == f"\ufe91{letter}\ufe8f"


def test_look_alikes_degrade_without_loss() -> None:
    assert shape("ب\u06d5") == "\ufe91\ufeea"  # final ە as final ه
    assert shape("\u06baب") == "\ufbe8\ufe90"  # initial ں
    assert shape("ب\u06baب") == "\ufe91\ufbe9\ufe90"
    assert shape("\u066eب") == "\ufbe8\ufe90"
    assert shape("\u0649ب") == "\ufbe8\ufe90"


@pytest.mark.parametrize(
    ("alef", "isolated", "final"),
    [("ا", "ﻻ", "ﻼ"), ("أ", "ﻷ", "ﻸ"), ("إ", "ﻹ", "ﻺ"), ("آ", "ﻵ", "ﻶ")],
)
def test_lam_alef_is_one_glyph(alef: str, isolated: str, final: str) -> None:
    assert shape("ل" + alef) == isolated + NOTHING
    assert shape("بل" + alef) == "\ufe91" + final + NOTHING
    assert shape("لَ" + alef) == isolated + "\u064e" + NOTHING


def test_joiners_decide_joining_and_are_never_written() -> None:
    assert shape("ه\u200d") == "\ufeeb" + NOTHING
    assert shape("\u200dه") == NOTHING + "\ufeea"
    assert shape("می\u200cخواهم")[:3] == "\ufee3\ufbfd" + NOTHING
    assert shape("ل\u200dا") == "\ufedf" + NOTHING + "\ufe8e"
    assert shape("ه\u200d سلام لا").count(NOTHING) == 3


def test_allah_is_never_a_ligature() -> None:
    assert "\ufdf2" not in shape("الله عبدالله لله")


def test_word_ligatures_pass_unshaped() -> None:
    text = "\ufdfa \ufdf2 \ufdfd \ufefb"
    assert shape(text) == text
    assert Paragraph(text).widths == b"\1" * len(text)


def test_marks_are_transparent_and_kept() -> None:
    assert shape("كِتَابٌ") == "\ufedb\u0650\ufe98\u064e\ufe8e\ufe8f\u064c"
    assert shape("ب\u0300ب") == "\ufe91\u0300\ufe90"
    assert shape("ب\ufe0fب")[::2] == "\ufe91\ufe90"
    assert shape("ب\u00adب")[::2] == "\ufe91\ufe90"


def test_direction_marks_break_no_join_when_transparent_but_non_joiner_does() -> None:
    assert shape("ب\u200fب") == "\ufe91" + NOTHING + "\ufe90"
    assert shape("ب\u200cب") == "\ufe8f" + NOTHING + "\ufe8f"


def test_tatweel_joins_both_sides() -> None:
    assert shape("مـــد") == "\ufee3\u0640\u0640\u0640\ufeaa"


def test_glyphs_are_as_many_as_code_points_and_controls_become_signs() -> None:
    text = "a\tلا\x1b[31m\x9b\u202e\ufeff\ud800"
    shaped = shape(text)
    assert len(shaped) == len(text)
    assert shaped[1] == " "
    assert not any(ord(glyph) < 0x20 and glyph != NOTHING for glyph in shaped)
    assert "\u202e" not in shaped
    assert "\ufeff" not in shaped


def test_cells_of_code_points() -> None:
    assert cells("لا") == b"10"
    assert cells("لَا") == b"1m0"
    assert cells("漢a") == b"21"
    assert cells("َبَ َ") == b"l1m1l"
    assert cells("َبَ َ", marks=False) == b"01010"
    assert cells("\u200d\u200f\u0600\t") == b"0011"


def test_hidden_marks_draw_nothing() -> None:
    shown = shape("كِتَابٌ")
    hidden = hide_marks(shown)
    assert len(hidden) == len(shown)
    assert hidden.replace(NOTHING, "") == shape("كتاب")


def test_what_joins_next() -> None:
    assert joins_next("بَب", 0)
    assert not joins_next("دب", 0)
    assert not joins_next("ب ب", 0)
    assert not joins_next("ب", 0)
