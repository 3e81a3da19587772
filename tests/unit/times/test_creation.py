"""Where the creation date comes from."""

from datetime import date

import pytest

from reader.articles import Article, DateBasis, PublishedDate
from reader.text.span import Span
from reader.times import creation_date, find_times


def article(text: str, published: PublishedDate | None = None) -> Article:
    """An article of one line."""
    return Article(text, title=Span(0, len(text)), paragraphs=(), date=published, language="ar")


def test_what_is_stated_stays() -> None:
    stated = PublishedDate(date(2016, 5, 25), DateBasis.METADATA)
    created = creation_date(article("أمس الثلاثاء 3 أيار 2011", stated))
    assert (created.day, created.basis) == (date(2016, 5, 25), "metadata")


@pytest.mark.parametrize(
    "text",
    [
        "وصل أمس الثلاثاء 24 أيار 2016 إلى بيروت.",
        "يعقد غداً الخميس 26 أيار 2016.",
        "اليوم الأربعاء 25/5/2016",
        "مساء أمس الثلاثاء 24 أيار وصل من غادر عام 2016.",
        "وصل أمس الثلاثاء 24 أيار من غادر عام 2015.",
    ],
)
def test_a_day_told_twice_tells_today(text: str) -> None:
    created = creation_date(article(text), find_times(text))
    assert (created.day, created.basis) == (date(2016, 5, 25), "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "وصل أمس الثلاثاء إلى بيروت.",
        "وصل أمس الثلاثاء 24 أيار إلى بيروت.",  # 2011, 2016 and 2022 would do
        "في 24 أيار 2016 وصل الوفد، وغادر أمس.",
        "",
    ],
)
def test_what_leaves_a_choice_is_unknown(text: str) -> None:
    created = creation_date(article(text), find_times(text))
    assert (created.day, created.basis) == (None, "unknown")
