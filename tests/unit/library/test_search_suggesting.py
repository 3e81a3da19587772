"""What is offered while a query is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.entities import EntityType
from reader.library.paths import user_path
from reader.library.search.suggesting import suggest
from reader.library.store import Library
from reader.library.user import UserData
from tests.library_making import Named, article, library, place


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Library]:
    articles = [
        article("a", "الرقة والرقابة على حلب", source="الجزيرة نت"),
        article("b", "الرقة وحلب وباراك أوباما", source="الصحيفة"),
    ]
    names = [
        place("gn:170017", "الرقة", 35.95, 39.01),
        place("gn:1", "ريف حلب", 36.2, 37.1, "حلب"),
        Named(EntityType.PER, ("باراك أوباما",), name_en="Barack Obama"),
    ]
    with library(tmp_path / "library.db", articles, names) as made:
        yield made


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("الر", ["الرقه"]),
        ("حلب AND وال", ["والرقابه"]),
        ("sou", ["source:"]),
        ("مص", ["مصدر:"]),
        ("source:الجز", ['"الجزيرة نت"']),
        ("مصدر:", ['"الجزيرة نت"', "الصحيفة"]),
        ("entity:اوب", ['"باراك أوباما"']),
        ("entity:oba", ['"باراك أوباما"']),
        ('place:"ريف', ['"ريف حلب"']),
        ("place:اوب", []),
        ("near:الرق", ["الرقة,50km"]),
        ("-is:un", ["unread"]),
        ("type:p", ["per", "person", "place"]),
        ("tag:سد", ['"سدود كبيرة"']),
        ("before:20", []),
        ("nothing:x", []),
        ("", []),
    ],
)
def test_what_could_stand_there(opened: Library, query: str, offered: list[str]) -> None:
    with UserData(user_path(opened.path)) as user:
        user.tags.add(["a"], "سدود كبيرة")
        found = suggest(opened, query, len(query), user=user)
    assert [one.text for one in found] == offered


def test_it_replaces_the_value_before_the_caret(opened: Library) -> None:
    query = "حلب -entity:اوب title:x"
    (one,) = suggest(opened, query, query.index(" title"))
    made = query[: one.start] + one.text + query[one.end :]
    assert made == 'حلب -entity:"باراك أوباما" title:x'
    assert one.count == 1


def test_no_more_than_asked_for(opened: Library) -> None:
    assert len(suggest(opened, "source:", 7, limit=1)) == 1
