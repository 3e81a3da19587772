"""What holds for every text, however strange, and every width."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.graphemes import graphemes
from reader.text.label import visual
from reader.text.layout import Paragraph
from reader.text.line import MAX_MARKS
from reader.text.shaping import NOTHING, TATWEEL, WIDTH, cells, shape

_ARABIC = "ابتثجسصطعفقكلمنهويأإآءةىگچپژێڵەںٹ"
_MARKS = "\u064b\u064e\u0650\u0651\u0652\u0670\u0301"
_CONTROLS = "\u200b\u200c\u200d\u200e\u200f\u061c\u00ad\ufeff"
_CONTROLS += "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_OTHER = "abc XYZ 0123 ٠١٢ ,.:;!?-/()[]«»%$+،؛؟\t漢字\U0001f469אבَ\ufefb\ufdfa\u0640"
_HOSTILE = "\x1b\x07\x9b\x00\ud800\n\u2028\u0085\U0001f1e6\U000e0041\ufe0f"

news = st.text(alphabet=_ARABIC * 3 + _MARKS + _OTHER + "   ", max_size=120)
strange = st.text(
    alphabet=st.one_of(
        st.sampled_from(_ARABIC + _MARKS + _CONTROLS + _OTHER + _HOSTILE), st.characters()
    ),
    max_size=60,
)
texts = st.one_of(news, strange)
bases = st.sampled_from([0, 1, None])
widths = st.integers(min_value=2, max_value=40)
settings.register_profile("layout", deadline=None, max_examples=400)
layout = settings(settings.get_profile("layout"))


def _written_cells(text: str) -> int:
    """The cells of what is written, by the width table alone."""
    known = {ord("1"): 1, ord("s"): 1, ord("2"): 2, ord("m"): 0}
    return sum(known[WIDTH[ord(letter)]] for letter in text)


@layout
@given(texts, bases, widths)
def test_lines_hold_the_text_and_keep_the_width(text: str, base: int | None, width: int) -> None:
    paragraph = Paragraph(text, base)
    lines = paragraph.wrap(width)
    assert "".join(text[start:end] for start, end in lines) == text
    for start, end in lines:
        assert end > start or not text
        line = paragraph.line(start, end)
        assert line.width <= width
        assert _written_cells(line.text) == line.width


@layout
@given(texts, bases, st.booleans())
def test_every_index_is_drawn_once(text: str, base: int | None, marks: bool) -> None:
    line = Paragraph(text, base, marks=marks).line(0, len(text), keep_spaces=True)
    drawn = [i for cluster in line.clusters for i in range(cluster.start, cluster.end)]
    assert sorted(drawn) == list(range(len(text)))
    assert line.text == "".join(cluster.glyph for cluster in line.clusters)
    assert line.width == sum(cluster.width for cluster in line.clusters)
    assert all(len(cluster.glyph) <= MAX_MARKS + 2 for cluster in line.clusters)


@layout
@given(texts, bases)
def test_cells_lead_to_indexes_and_back(text: str, base: int | None) -> None:
    line = Paragraph(text, base).line(0, len(text), keep_spaces=True)
    for cell in range(line.width):
        index = line.logical_at(cell)
        assert index is not None
        found = line.cell_of(index)
        assert found is not None
        assert found[0] <= cell < sum(found)
    cell = 0
    for cluster in line.clusters:
        for index in range(cluster.start, cluster.end):
            assert line.cell_of(index) == (cell, cluster.width)
        if cluster.width:
            assert line.logical_at(cell) == cluster.start
        cell += cluster.width


@layout
@given(texts, bases, st.integers(0, 60), st.integers(0, 60))
def test_spans_are_the_cells_of_their_clusters(
    text: str, base: int | None, start: int, size: int
) -> None:
    line = Paragraph(text, base).line(0, len(text), keep_spaces=True)
    wanted: set[int] = set()
    cell = 0
    for cluster in line.clusters:
        if cluster.start < start + size and cluster.end > start:
            wanted.update(range(cell, cell + cluster.width))
        cell += cluster.width
    ranges = line.spans(start, start + size)
    assert {cell for first, last in ranges for cell in range(first, last)} == wanted
    assert all(first < last for first, last in ranges)
    assert all(one[1] < two[0] for one, two in pairwise(ranges))


@layout
@given(texts, bases, widths)
def test_carets_walk_every_drawn_cell(text: str, base: int | None, width: int) -> None:
    paragraph = Paragraph(text, base)
    for start, end in paragraph.wrap(width)[:3]:
        line = paragraph.line(start, end)
        index: int | None = line.logical_at(line.width - 1)
        places: list[int] = []
        while index is not None and len(places) <= line.width + 1:
            places.append(line.caret_x(index))
            index = line.move_left(index)
        assert places == sorted(places, reverse=True)
        assert len(set(places)) == len(places)


@layout
@given(texts, bases, widths)
def test_justified_lines_are_as_wide_as_asked_or_as_they_were(
    text: str, base: int | None, width: int
) -> None:
    paragraph = Paragraph(text, base)
    for start, end in paragraph.wrap(width)[:4]:
        plain = paragraph.line(start, end)
        line = paragraph.line(start, end, justify_to=width)
        assert plain.width <= line.width <= width
        assert _written_cells(line.text) == line.width
        for cell in range(line.width):
            index = line.logical_at(cell)
            assert index is not None
            found = line.cell_of(index)
            assert found is not None
            assert found[0] <= cell < sum(found)
        if " " not in plain.text and TATWEEL not in text:
            assert line.text.replace(TATWEEL, "") == plain.text


@layout
@given(texts)
def test_shaping_keeps_the_length(text: str) -> None:
    shaped = shape(text)
    assert len(shaped) == len(cells(text)) == len(text)
    assert not any(ord(glyph) < 0x20 and glyph != NOTHING for glyph in shaped)
    assert not any(0x7F <= ord(glyph) < 0xA0 for glyph in shaped)
    assert not set(shaped) & set(_CONTROLS)


@layout
@given(texts)
def test_graphemes_hold_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in graphemes(text)) == text


@layout
@given(texts, st.integers(0, 30), bases)
def test_labels_have_their_cells(text: str, width: int, base: int | None) -> None:
    shown = visual(text, width, base=base)
    assert _written_cells(shown) == width
    assert not any(ord(letter) < 0x20 for letter in shown)


@layout
@given(st.lists(news, min_size=1, max_size=4), widths, st.integers(1, 40))
def test_lines_of_a_long_paragraph_are_those_of_its_parts(
    parts: list[str], width: int, times: int
) -> None:
    text = (" ".join(parts) + " ") * times
    lazy = Paragraph(text, 1)
    lines = lazy.wrap(width)
    start, end = lines[len(lines) // 2]
    eager = Paragraph(text, 1)
    assert eager.levels[start:end] == lazy.levels_between(start, end)
    assert eager.glyphs[start:end] == lazy.glyphs_between(start, end)
