"""Presentation forms, visual order and reversed ligatures brought back to logical letters."""

import arabic_reshaper
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.mending import mended, mended_brackets, mended_ligatures, needs_mending

NEWS = "قال وزير الخارجية في بيان صدر في المدينة إن الوفد وصل من العاصمة (أمس) في 25 أيار 2016"


def shaped(text: str) -> str:
    reshaper = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_ligatures": True})
    return str(reshaper.reshape(text))


def drawn(text: str) -> str:
    """The line as it stands on a page, from left to right."""
    turned = text[::-1].translate(str.maketrans("()", ")("))
    return turned.replace("6102", "2016").replace("52", "25")


def test_logical_forms() -> None:
    assert needs_mending(shaped(NEWS))
    assert mended(shaped(NEWS)) == NEWS


def test_visual_forms() -> None:
    assert mended(drawn(shaped(NEWS))) == NEWS


def test_reversed_letters() -> None:
    assert needs_mending(drawn(NEWS))
    assert mended(drawn(NEWS)) == NEWS


def test_logical_lines_among_reversed_ones_stay() -> None:
    text = "\n".join([drawn(NEWS), drawn(NEWS), "هذا سطر في ترتيب الكلام على حاله من التحرير"])
    assert mended(text).split("\n") == [
        NEWS,
        NEWS,
        "هذا سطر في ترتيب الكلام على حاله من التحرير",
    ]


@pytest.mark.parametrize(
    "text",
    [NEWS, "", "plain Latin text", "ﷲ", "ﷺ وقال الرسول في الحديث", "خذ المنى ولى يومه"],
)
def test_what_needs_no_mending(text: str) -> None:
    assert not needs_mending(text)


def test_reversed_lam_alef() -> None:
    wrong = "وسائل التواصل االجتماعي واألحداث في اإلعالم ال تتوقف خالل هؤالء"
    right = "وسائل التواصل الاجتماعي والأحداث في الإعلام لا تتوقف خلال هؤلاء"
    text, count = mended_ligatures(wrong.replace("اإلعالم", "اإلعلام"))
    assert text == right
    assert count >= 3


def test_a_slip_of_the_pen_is_no_reversed_ligature() -> None:
    text = "كتب االول مرة واحدة"
    assert mended_ligatures(text) == (text, 0)


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى ﻻﺍﺑﺘ\u064b123()\n", max_size=200))
def test_mending_never_fails_and_keeps_lines(text: str) -> None:
    assert mended(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "mended_text"),
    [
        ("المسؤولين) 12 شخصا(.", "المسؤولين( 12 شخصا)."),
        (")أ( و)ب(", "(أ) و(ب)"),
        ("قال (أحدهم\nفي دمشق) ثم (آخر\nفي حلب)", "قال (أحدهم\nفي دمشق) ثم (آخر\nفي حلب)"),
        ("1) أولا\n2) ثانيا", "1) أولا\n2) ثانيا"),
        ("f(x) و)أ(", "f(x) و)أ("),
    ],
)
def test_brackets_that_were_drawn_for_the_other_side(text: str, mended_text: str) -> None:
    assert mended_brackets(text) == mended_text
