"""Kashida: full lines are widened only where letters join."""

import pytest

from reader.text.layout import Paragraph
from reader.text.shaping import TATWEEL

_TEXT = (
    "وقالت الوزارة في بيان لها إن القافلة الأولى من المساعدات الإنسانية وصلت إلى المدينة مساء أمس"
)


@pytest.mark.parametrize("width", [20, 30, 47, 60])
def test_full_lines_fill_the_width_exactly(width: int) -> None:
    paragraph = Paragraph(_TEXT)
    for start, end in paragraph.wrap(width)[:-1]:
        line = paragraph.line(start, end, justify_to=width)
        assert line.width == width
        assert len(line.text) == width
        plain = paragraph.line(start, end).text
        assert line.text.replace(TATWEEL, "").replace(" ", "") == plain.replace(" ", "")


def test_every_cell_leads_back_to_an_index() -> None:
    paragraph = Paragraph(_TEXT)
    start, end = paragraph.wrap(40)[0]
    line = paragraph.line(start, end, justify_to=40)
    for cell in range(40):
        index = line.logical_at(cell)
        assert index is not None
        found = line.cell_of(index)
        assert found is not None
        assert found[0] <= cell < found[0] + found[1]
    assert "".join(line.slice(cell, cell + 1) for cell in range(40)) == line.text


def test_kashida_stands_between_joined_letters_only() -> None:
    paragraph = Paragraph("دار ورد زرزور ادوار")
    line = paragraph.line(0, len(paragraph.text), justify_to=24)
    assert TATWEEL not in line.text
    assert line.width == 24  # the blanks take it


def test_kashida_never_enters_lam_alef() -> None:
    paragraph = Paragraph("لا لأن للا")
    line = paragraph.line(0, len(paragraph.text), justify_to=11)
    for cluster in line.clusters:
        if "\ufefb" in cluster.glyph or "\ufefc" in cluster.glyph:
            assert TATWEEL not in cluster.glyph


def test_kashida_may_follow_a_lam_with_a_mark() -> None:
    paragraph = Paragraph("لَمْ لِمْ")
    line = paragraph.line(0, len(paragraph.text), justify_to=7)
    assert line.text == "\ufee2\u0652\u0640\ufedf\u0650 \ufee2\u0652\u0640\ufedf\u064e"


def test_kashida_never_follows_a_letter_without_forms() -> None:
    paragraph = Paragraph("ێێ ێێ ښښ")
    line = paragraph.line(0, len(paragraph.text), justify_to=10)
    assert TATWEEL not in line.text
    assert line.width == 10


def test_kashida_prefers_the_seen() -> None:
    paragraph = Paragraph("مستقبل العرب هنا")
    line = paragraph.line(0, len(paragraph.text), justify_to=17)
    seen = line.cell_of(1)
    assert seen is not None
    assert seen[1] == 2


def test_kashida_stays_out_of_latin_and_numbers() -> None:
    paragraph = Paragraph("قال Reuters 1200 اليوم")
    line = paragraph.line(0, len(paragraph.text), justify_to=26)
    assert "Reuters" in line.text
    assert "1200" in line.text


def test_short_last_line_stays() -> None:
    paragraph = Paragraph("مساء أمس")
    line = paragraph.line(0, 8, justify_to=60)
    assert line.text == paragraph.line(0, 8).text


def test_marks_stay_on_their_letters() -> None:
    paragraph = Paragraph("السَّمَكُ الكَبِيرُ هُنَا")
    plain = paragraph.line(0, len(paragraph.text))
    line = paragraph.line(0, len(paragraph.text), justify_to=plain.width + 3)
    assert line.width == plain.width + 3
    assert line.text.replace(TATWEEL, "") == plain.text
