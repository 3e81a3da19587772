"""What is sent shows as what was laid out, in terminals of every kind."""

import random
import unicodedata

import pytest

from reader.terminal import Dialect, encode
from reader.text.label import visual
from reader.text.layout import Paragraph

SAMPLES = [
    "«السلام عليكم (١٢) ABC»",
    "استهدف المدينة يوم 25-5-2016 وفق ما ذكرت",
    "نشرت صحيفة The New York Times - International (12) عدداً",
    "مؤشر بنسبة -0.3% إلى 2,076 نقطة",
    "بدأ في الساعة 10:30 (نحو 20 كم)",
    "وشمل الاستطلاع ٣٬٢٠٠ شخص و٢٫٥ بالمئة",
    "لا إله في الإسلام",
    "plain Latin text, 12",
]


def visual_of(text: str) -> str:
    return visual(text, fill=False)


def shown_by_bidi_terminal(sent: str) -> str:
    """What a terminal that orders a line as left to right by UAX #9 and joins letters shows."""
    line = Paragraph(sent, 0).line(0, len(sent), keep_spaces=True)
    return line.text


@pytest.mark.parametrize("text", SAMPLES)
def test_plain_is_the_visual_string(text: str) -> None:
    assert encode(visual_of(text), Dialect.PLAIN) == visual_of(text)


@pytest.mark.parametrize("text", SAMPLES[:-1])
def test_lro_wraps_and_changes_nothing(text: str) -> None:
    assert encode(visual_of(text), Dialect.LRO) == f"\u200e\u202d{visual_of(text)}\u202c"


def test_lro_stands_behind_a_blank_first_cell() -> None:
    shaped = visual_of("سلام")
    assert encode(f"  {shaped}", Dialect.LRO) == f" \u200e\u202d {shaped}\u202c"


def test_lro_leaves_alone_what_has_nothing_to_order() -> None:
    assert encode("plain 12", Dialect.LRO) == "plain 12"


def test_kitty_words_turn_each_word_and_nothing_else() -> None:
    shaped = visual_of("سلام ABC كم")
    sent = encode(shaped, Dialect.KITTY_WORDS)
    words = sent.split(" ")
    assert words == [word[::-1] if word != "ABC" else word for word in shaped.split(" ")]
    assert encode(sent, Dialect.KITTY_WORDS) == shaped


def test_kitty_runs_turn_blank_free_runs_whole_and_mirror() -> None:
    sent = encode(visual_of("«سلام» ABC و12"), Dialect.KITTY_RUNS)
    assert sent.split(" ") == ["ﻭ21", "ABC", "«ﺳﻼﻡ»"]


def test_kitty_runs_turn_arabic_numbers_with_their_separators() -> None:
    assert encode("٣٬٢٠٠", Dialect.KITTY_RUNS) == "٠٠٢٬٣"


def test_turned_is_logical_order_in_forms_without_mirroring() -> None:
    shaped = visual_of("«لا» 12")
    assert encode(shaped, Dialect.TURNED) == "12 \u200e\u200f»ﻻ«\u200f\u200e"


@pytest.mark.parametrize("dialect", [Dialect.KITTY_RUNS, Dialect.KITTY_WORDS])
def test_kitty_is_sent_no_marks_in_what_it_turns(dialect: Dialect) -> None:
    sent = encode(visual_of("كِتَابٌ"), dialect)
    assert unicodedata.normalize("NFKC", sent) == "كتاب"


@pytest.mark.parametrize("text", SAMPLES)
def test_logical_shows_the_same_in_a_terminal_that_orders(text: str) -> None:
    sent = encode(visual_of(text), Dialect.LOGICAL)
    assert shown_by_bidi_terminal(sent) == visual_of(text)


def test_logical_sends_nominal_letters() -> None:
    sent = encode(visual_of("لا سلام"), Dialect.LOGICAL)
    assert sent == "\u200e\u200fلا سلام\u200f\u200e"


def test_logical_shows_the_same_for_random_lines() -> None:
    rng = random.Random(5)
    pieces = [
        "سلام",
        "في",
        "الرقة",
        "ABC",
        "12",
        "3,5",
        "(12)",
        "(في)",
        "«",
        "»",
        "،",
        "25-5-2016",
        "%",
    ]
    wrong = []
    for _ in range(500):
        text = "ال " + " ".join(rng.choice(pieces) for _ in range(rng.randint(1, 9)))
        shaped = visual_of(text)
        if shown_by_bidi_terminal(encode(shaped, Dialect.LOGICAL)) != shaped:
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("dialect", list(Dialect))
def test_no_dialect_changes_how_many_cells_a_line_takes(dialect: Dialect) -> None:
    for text in SAMPLES:
        shaped = visual_of(text)
        sent = encode(shaped, dialect)
        assert cells_of(sent) == cells_of(shaped)


def cells_of(text: str) -> int:
    """Cells by a terminal that joins lam and alef but draws no control."""
    line = Paragraph(text, 0).line(0, len(text), keep_spaces=True)
    return line.width
