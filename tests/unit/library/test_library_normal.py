"""The indexed form: what readers type and what newspapers print come to the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.normal import index_words, letters, normal
from reader.text.fold import search_key
from tests.support import SEEDS

ALPHABET = "ابتثأإآىةؤئءلاوفکیگ ًٌَُـ٠١٢۳abcÉΣ.,-\n«»\u00a0\u200c\ufefb\ufdf2"


@pytest.mark.parametrize(
    ("written", "indexed"),
    [
        ("كِتَابٌ", "كتاب"),
        ("الرّقّة", "الرقه"),
        ("إدلب", "ادلب"),
        ("على", "علي"),
        ("مسؤولون", "مسوولون"),
        ("هيئة", "هييه"),
        ("تـــنظيم", "تنظيم"),
        ("٢٠١٥", "2015"),
        ("۱۴۰۰", "1400"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("ﻻ", "لا"),
        ("کردستان", "كردستان"),
        ("BBC", "bbc"),
    ],
)
def test_what_is_written_and_what_is_indexed(written: str, indexed: str) -> None:
    assert normal(written) == indexed


@given(st.text(ALPHABET, max_size=40))
def test_the_short_way_gives_what_the_table_gives(text: str) -> None:
    assert normal(text) == search_key(text).lower()


@given(st.text(ALPHABET, max_size=40))
def test_normal_form_is_its_own(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_words_know_their_place_in_the_text() -> None:
    text = "قالَ: «وبالرّقّةِ ٢٠١٥»"
    found = [(word.key, text[word.start : word.end]) for word in index_words(text)]
    assert found == [("قال", "قالَ"), ("وبالرقه", "وبالرّقّةِ"), ("2015", "٢٠١٥")]


def test_words_of_articles_fold_to_their_keys() -> None:
    for path in sorted(SEEDS.iterdir()):
        text = path.read_text(encoding="utf-8")
        for word in index_words(text):
            assert normal(text[word.start : word.end]) == word.key


def test_letters_ignore_what_printing_changes() -> None:
    assert letters("قال: «نَعَم».") == letters("قال نعم")
