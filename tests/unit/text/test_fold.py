"""Folding for search: what is one, what is dropped, and the way back."""

import pytest

from reader.text.fold import SearchText, fold, search_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أإآٱ", "اااا"),
        ("مؤتمر شئون", "موتمر شيون"),
        ("على مدرسة", "علي مدرسه"),
        ("کتاب گیتی", "كتاب كيتي"),
        ("١٢٣ ۴۵۶", "123 456"),
        ("Reuters ÀÇ ДОМ", "reuters àç дом"),
        ("كِتاب", "كِتاب"),
        ("ﺳﻼم", "سﻼم"),
        ("a\xa0b", "a b"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("كِتَابٌ", "كتاب"),
        ("مـــحـــمد", "محمد"),
        ("می\u200cخواهم", "ميخواهم"),
        ("\u202bسوريا\u202c", "سوريا"),
        ("ﻻ ﷺ", "لا صلي الله عليه وسلم"),
        ("الإِسْلَامُ", "الاسلام"),
    ],
)
def test_search_keys(written: str, key: str) -> None:
    assert search_key(written) == key


@pytest.mark.parametrize(
    ("source", "query", "found"),
    [
        ("قرأ كِتَابَهُ أمس", "كتابه", "كِتَابَهُ"),
        ("في دمـــشـــق اليوم", "دمشق", "دمـــشـــق"),
        ("الأُمَمُ المتحدة", "الامم", "الأُمَمُ"),
        ("عام ١٩٧٣ كان", "1973", "١٩٧٣"),
        ("\u202bسوريا\u202c اليوم", "سوريا", "سوريا"),
        ("سوريا", "سوريا", "سوريا"),
    ],
)
def test_search_leads_back_to_the_source(source: str, query: str, found: str) -> None:
    searched = SearchText(source)
    start = searched.text.index(query)
    span = searched.span(start, start + len(query))
    assert source[span.start : span.end] == found
    assert searched.index(span.start) == start
    assert searched.origin(start) == span.start


def test_offsets_at_the_ends() -> None:
    searched = SearchText("كِتَاب")
    assert searched.origin(0) == 0
    assert searched.origin(len(searched.text)) == 6
    assert searched.span(2, 2) == (4, 4)
    assert searched.index(1) == 1
    assert searched.index(6) == 4
