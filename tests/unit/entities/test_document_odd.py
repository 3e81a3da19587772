"""Texts that are no articles: nothing breaks, and nothing is made up."""

import pytest

from reader.articles import Article
from reader.entities import find_entities

NAME = "محمد الغنوشي"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "ـــ", "…", "١٢٣ 456", "\u200f\u200e", "🙂" * 50]
)
def test_no_words(text: str) -> None:
    assert find_entities(Article(text)) == ()


def test_latin_only() -> None:
    found = find_entities(Article("The committee met on Tuesday and agreed on nothing. " * 50))
    assert found == ()


def test_persian_gives_no_places_of_arab_countries() -> None:
    text = "رئیس جمهور گفت که گروه‌های مختلف در کشور هستند و این کار ادامه دارد. " * 20
    found = find_entities(Article(text))
    assert all(entity.place is None for entity in found)


def test_without_blanks() -> None:
    find_entities(Article("الرئيسالسوريفيدمشققالإنه" * 2_000))


def test_ten_thousand_times_one_name() -> None:
    found = find_entities(Article(f"قال {NAME}. " * 10_000))
    assert len(found) == 1
    assert len(found[0].mentions) == 10_000


def test_ten_thousand_names_in_quotes_and_brackets() -> None:
    found = find_entities(Article(f"قالت «وكالة الأنباء» ({NAME}) و«الديمقراطية» " * 2_500))
    assert sum(len(entity.mentions) for entity in found) >= 2_500


def test_spans_are_of_the_text() -> None:
    text = f"وصلَ {NAME} لِلرَّقَّةِ وَلِلْقَاهِرَةِ، و«الرقة»\r\n(CNN) ـالرقة"
    for entity in find_entities(Article(text)):
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert mention.text == mention.text.strip()
