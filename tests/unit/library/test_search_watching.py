"""Saved searches as live lists: what comes in is counted by those that find it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reader.library.adding import add_articles
from reader.library.analysing import analyse_pending
from reader.library.paths import user_path
from reader.library.search import parse
from reader.library.search.watching import needs_analysis, watched, watching_analysis
from reader.library.store import Library
from reader.library.user import UserData
from tests.library_making import article


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", write=True) as library:
        yield library


def save(library: Library, **queries: str) -> None:
    with UserData(user_path(library.path)) as user:
        for name, query in queries.items():
            user.searches.save(name, query)


def new(library: Library) -> dict[str, int]:
    with UserData(user_path(library.path)) as user:
        return {saved.name: saved.new for saved in user.searches.saved()}


def test_what_comes_in_is_counted(opened: Library) -> None:
    save(
        opened,
        raqqa="الرقة",
        both="الرقة حلب",
        phrase='"معركة الرقة"',
        after="الرقة after:2016",
        source="source:الجزيرة",
        without="-الرقة",
        whole="",
        prefix="الرق*",
        unread="is:unread الرقة",
        none="دمشق",
    )
    articles = [
        article("1", "معركة الرقة أمس", "2016-05-25"),
        article("2", "والرقة وحلب", "2017-05-25", source="الجزيرة نت"),
        article("3", "الرقابة على حلب", "2017-05-26"),
    ]
    assert len(list(watched(opened, add_articles(opened, articles)))) == 3
    assert new(opened) == {
        "raqqa": 2, "both": 1, "phrase": 1, "after": 1, "source": 1, "without": 1, "whole": 3,
        "prefix": 2, "unread": 2, "none": 0,
    }  # fmt: skip


def test_what_is_known_or_changed_is_not_new(opened: Library) -> None:
    save(opened, raqqa="الرقة")
    list(watched(opened, add_articles(opened, [article("1", "الرقة")])))
    again = [article("1", "الرقة"), article("1", "الرقة من جديد"), article("2", "الرقة")]
    list(watched(opened, add_articles(opened, again)))
    assert new(opened) == {"raqqa": 2}  # the second «الرقة» alone is a duplicate no more


def test_looking_at_a_list_makes_nothing_of_it_new(opened: Library) -> None:
    save(opened, raqqa="الرقة")
    list(watched(opened, add_articles(opened, [article("1", "الرقة")])))
    with UserData(user_path(opened.path)) as user:
        user.searches.looked_at("raqqa")
    assert new(opened) == {"raqqa": 0}
    list(watched(opened, add_articles(opened, [article("2", "الرقة أيضاً")])))
    assert new(opened) == {"raqqa": 1}


def test_what_was_interrupted_is_counted_as_far_as_it_came(opened: Library) -> None:
    save(opened, raqqa="الرقة")

    def articles() -> Iterator[object]:
        yield from (article(str(n), f"الرقة {n}") for n in range(3))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        for _added in watched(opened, add_articles(opened, articles(), at_once=1)):  # type: ignore[arg-type]
            pass
    assert new(opened) == {"raqqa": 3}


def test_names_and_dates_are_counted_when_the_analysis_finds_them(opened: Library) -> None:
    save(opened, place="place:الرقة", when="when:2016-05-24", word="الرقة")
    text = "أعلن الجيش يوم الثلاثاء 24 مايو 2016 بدء معركة في مدينة الرقة."
    list(watched(opened, add_articles(opened, [article("1", text)])))
    assert new(opened) == {"place": 0, "when": 0, "word": 1}
    analyse_pending(opened, processes=0, first_done=watching_analysis(opened))
    assert new(opened) == {"place": 1, "when": 1, "word": 1}
    opened.db.execute("UPDATE article SET analysed = 1")
    analyse_pending(opened, processes=0, first_done=watching_analysis(opened))
    assert new(opened) == {"place": 1, "when": 1, "word": 1}


def test_a_saved_search_that_is_not_understood_stops_no_other(opened: Library) -> None:
    save(opened, bad='"الرقة', unknown="near:قصرالخيالات,5km", good="الرقة")
    list(watched(opened, add_articles(opened, [article("1", "الرقة")])))
    assert new(opened)["good"] == 1


def test_a_file_that_cannot_be_used_stops_no_adding(opened: Library) -> None:
    user_path(opened.path).write_text("no database at all", encoding="utf-8")
    assert len(list(watched(opened, add_articles(opened, [article("1", "الرقة")])))) == 1


def test_the_searches_are_asked_of_what_is_new_alone(opened: Library) -> None:
    old = [article(f"o{n}", f"الرقة {n}", date(2016, 1, 1 + n).isoformat()) for n in range(20)]
    list(add_articles(opened, old))
    save(opened, raqqa="الرقة")
    list(watched(opened, add_articles(opened, [article("1", "الرقة اليوم")])))
    assert new(opened) == {"raqqa": 1}


@pytest.mark.parametrize(
    ("query", "needs"),
    [("الرقة", False), ("is:unread before:2016", False), ("الرقة -(حلب OR type:PER)", True)],
)
def test_which_queries_need_the_analysis(query: str, needs: bool) -> None:
    assert needs_analysis(parse(query).root) is needs
