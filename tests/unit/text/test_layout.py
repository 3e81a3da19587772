"""Lines: what is written, in which cell, and the way back."""

import pytest

from reader.text import shaping
from reader.text.layout import Line, Paragraph, line_number
from reader.text.line import MAX_MARKS
from reader.text.span import Span


def whole(text: str, base: int | None = None, *, marks: bool = True) -> Line:
    return Paragraph(text, base, marks=marks).line(0, len(text), keep_spaces=True)


def test_paragraph_knows_its_text() -> None:
    paragraph = Paragraph("سلام abc 12")
    assert paragraph.text == "سلام abc 12"
    assert paragraph.base == 1
    assert paragraph.classes == b"AAAAWLLLWEE"
    assert paragraph.levels == b"\1\1\1\1\1\2\2\2\2\2\2"
    assert len(paragraph.glyphs) == 11
    assert paragraph.widths == b"\1\1\0\1\1\1\1\1\1\1\1"


def test_mixed_line_is_written_left_to_right() -> None:
    line = whole("قال Ali (أمس) 12", 1)
    assert line.text == "12 (" + shaping.shape("أمس")[::-1] + ") Ali " + shaping.shape("قال")[::-1]
    assert line.width == 16


def test_maps_between_indexes_and_cells() -> None:
    line = whole("لا abc", 1)  # abc, blank, lam-alef
    assert line.width == 5
    assert line.text == "abc \ufefb"
    assert line.cell_of(0) == line.cell_of(1) == (4, 1)
    assert line.cell_of(2) == (3, 1)
    assert [line.cell_of(index) for index in (3, 4, 5)] == [(0, 1), (1, 1), (2, 1)]
    assert line.cell_of(6) is None
    assert [line.logical_at(cell) for cell in range(-1, 6)] == [None, 3, 4, 5, 2, 0, None]


def test_span_over_a_change_of_direction_is_several_ranges() -> None:
    line = whole("سلام abc عليكم", 1)
    assert line.spans(0, 14) == [(0, line.width)]
    assert line.spans(3, 6) == [(6, 7), (9, 11)]
    assert line.spans(20, 30) == []
    assert line.spans(3, 3) == []


def test_span_that_cuts_lam_alef_or_marks_counts_whole() -> None:
    assert whole("لا").spans(1, 2) == [(0, 1)]
    assert whole("بَت").spans(1, 2) == [(1, 2)]


def test_marks_stand_behind_their_base() -> None:
    line = whole("كِتَاب")
    assert line.text == "\ufe8f\ufe8e\ufe98\u064e\ufedb\u0650"
    assert [cluster.glyph for cluster in line.clusters] == [
        "\ufe8f",
        "\ufe8e",
        "\ufe98\u064e",
        "\ufedb\u0650",
    ]


def test_hidden_marks_keep_all_indexes() -> None:
    shown, hidden = whole("كِتَابٌ لَا"), whole("كِتَابٌ لَا", marks=False)
    assert hidden.width == shown.width
    assert hidden.text == whole("كتاب لا").text
    for index in range(shown.drawn):
        assert hidden.cell_of(index) == shown.cell_of(index)
    for width in (3, 4, 7):
        text = "كِتَابٌ لَا يُبَاعُ"
        assert Paragraph(text, marks=False).wrap(width) == Paragraph(text).wrap(width)


def test_mark_without_base_gets_a_blank_of_its_own() -> None:
    assert whole("\u064eا").text == "\ufe8d\u00a0\u064e"
    assert whole("\u064eا").width == 2
    assert whole("ا \u064e", 1).text == "\u00a0\u064e \ufe8d"
    assert whole("\u0301a", 0).text == "\u00a0\u0301a"


def test_marks_are_capped_when_drawn_but_keep_their_indexes() -> None:
    line = whole("ب" + "\u064e" * 300 + "ت")
    assert line.text == "\ufe96\ufe91" + "\u064e" * MAX_MARKS
    assert line.width == 2
    assert line.cell_of(299) == (1, 1)
    latin = whole("a" + "\u0301" * 300)
    assert latin.text == "a" + "\u0301" * MAX_MARKS


def test_mark_of_another_level_than_its_base_is_not_drawn_on_it() -> None:
    line = whole("a\u202b\u0301ب\u202c", 0)
    assert [cluster.start for cluster in line.clusters if cluster.glyph] == [0, 3]


@pytest.mark.parametrize(
    "control",
    [
        *"\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u00ad",
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0f\U000e0041",
    ],
)
def test_controls_act_but_are_never_written(control: str) -> None:
    line = whole(f"ا{control}b{control * 40}")
    assert control not in line.text
    assert line.width == 2
    assert line.cell_of(1) is not None


def test_terminal_commands_are_drawn_as_signs() -> None:
    line = whole("a\x1b]0;x\x07\x9b\x7f", 0)
    assert line.text == "a\ufffd]0;x\ufffd\ufffd\ufffd"
    assert line.width == 9


def test_blanks_at_the_end_hang_unless_kept() -> None:
    paragraph = Paragraph("سلام  ")
    hung, kept = paragraph.line(0, 6), paragraph.line(0, 6, keep_spaces=True)
    assert (hung.width, kept.width) == (3, 5)
    assert hung.cell_of(5) is None
    assert kept.cell_of(5) == (0, 1)
    assert kept.text.startswith("  ")


def test_wide_letters_take_two_cells() -> None:
    line = whole("漢字 a", 0)
    assert line.width == 6
    assert line.cell_of(1) == (2, 2)
    assert [line.logical_at(cell) for cell in range(6)] == [0, 0, 1, 1, 2, 3]
    assert line.slice(0, 2) == "漢"
    assert line.slice(1, 4) == "字"
    assert line.slice(2, 6) == "字 a"


def test_slices_joined_are_the_line() -> None:
    for text in ("سلام abc (12)", "كِتَابٌ لَا 漢", "لا إله", "a\u0301b"):
        line = whole(text)
        for cut in range(line.width + 1):
            assert line.slice(0, cut) + line.slice(cut, line.width) == line.text


def test_caret_walks_by_sight_over_every_cell() -> None:
    for text in ("سلام abc عليكم 12", "لا abc لا", "abc سلام 1,2", "كِتَابٌ abc"):
        line = whole(text)
        seen = []
        index: int | None = line.logical_at(line.width - 1)
        while index is not None:
            seen.append(line.caret_x(index))
            index = line.move_left(index)
        lowest = -1 if line.paragraph.base else 0
        assert seen == list(range(line.width - 1, lowest - 1, -1))
        index = line.logical_at(0)
        seen = []
        while index is not None:
            seen.append(line.caret_x(index))
            index = line.move_right(index)
        highest = line.width - 1 if line.paragraph.base else line.width
        assert seen == list(range(highest + 1))


def test_caret_at_the_end_stands_in_the_free_cell() -> None:
    assert whole("سلام").caret_x(4) == -1
    assert whole("abc").caret_x(3) == 3
    assert whole("", 1).caret_x(0) == -1
    assert whole("", 0).caret_x(0) == 0
    assert whole("سلام").move_left(0) == 1
    assert whole("سلام").move_right(4) == 3
    assert whole("سلام").move_right(0) is None


def test_empty_paragraph_is_one_empty_line() -> None:
    paragraph = Paragraph("")
    assert paragraph.wrap(10) == [Span(0, 0)]
    line = paragraph.line(0, 0)
    assert (line.text, line.width, list(line.clusters)) == ("", 0, [])


def test_lines_break_at_blanks_and_hang_them() -> None:
    text = "واحد اثنان   ثلاثة"
    paragraph = Paragraph(text)
    assert [text[a:b] for a, b in paragraph.wrap(6)] == ["واحد ", "اثنان   ", "ثلاثة"]


def test_word_wider_than_the_line_is_cut_between_clusters() -> None:
    text = "مُسْتَشْفَيَاتُهُمْ"
    paragraph = Paragraph(text)
    lines = paragraph.wrap(3)
    assert "".join(text[a:b] for a, b in lines) == text
    assert all(paragraph.line(*line).width <= 3 for line in lines)
    assert not any(text[a] in "\u064e\u064f\u0650\u0652" for a, _ in lines)


def test_lam_alef_is_never_cut() -> None:
    text = "لالالالا"
    paragraph = Paragraph(text)
    assert [text[a:b] for a, b in paragraph.wrap(2)] == ["لالا", "لالا"]


def test_line_ends_inside_the_text_are_obeyed_and_not_drawn() -> None:
    paragraph = Paragraph("سلام\nعليكم")
    assert [tuple(line) for line in paragraph.wrap(40)] == [(0, 5), (5, 10)]
    assert "\n" not in paragraph.line(0, 5).text
    assert paragraph.line(0, 5).width == 3


def test_lines_are_found_as_they_are_asked_for() -> None:
    text = "سلام abc (12) عليكم لا " * 40_000
    paragraph = Paragraph(text)
    lines = paragraph.lines_from(0, 60)
    first = [next(lines) for _ in range(40)]
    assert first == Paragraph(text[:6000]).wrap(60)[:40]
    middle = next(paragraph.lines_from(first[20].start, 60))
    assert middle == first[20]


def test_line_number_of_an_index() -> None:
    paragraph = Paragraph("واحد اثنان ثلاثة")
    lines = paragraph.wrap(6)
    assert [line_number(lines, index) for index in (0, 4, 5, 10, 11, 16, 99)] == [
        0,
        0,
        1,
        1,
        2,
        2,
        2,
    ]


def test_line_of_countless_marks_ends() -> None:
    paragraph = Paragraph("ب" + "\u064e" * 50_000 + " سلام")
    lines = paragraph.wrap(10)
    assert max(end - start for start, end in lines) <= 640
    assert lines[-1].end == len(paragraph.text)


def test_text_without_a_break_is_cut() -> None:
    paragraph = Paragraph("/" * 40_000)
    lines = paragraph.wrap(80)
    assert all(paragraph.line(*line).width <= 80 for line in lines)
    assert sum(end - start for start, end in lines) == 40_000
