"""The library as a list: its orders, its states, and only what is in view is fetched."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reader.articles import Article, DateBasis, PublishedDate, open_articles
from reader.library.adding import add_articles
from reader.library.catalogue import Catalogue
from reader.library.listing import Shown, Sorted
from reader.notice import QariError
from reader.text.span import Span
from tests.support import SEEDS


def article(number: int, title: str, day: date | None, source: str | None) -> Article:
    text = f"{title}\n\nنص الخبر {number} من دمشق"
    published = PublishedDate(day, DateBasis.METADATA) if day else None
    return Article(
        text,
        title=Span(0, len(title)),
        paragraphs=(Span(len(title) + 2, len(text)),),
        date=published,
        source=source,
        identifier=f"a{number}",
    )


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(tmp_path / "library.db") as found:
        list(
            add_articles(
                found.library,
                [
                    article(1, "ب الهدنة", date(2016, 5, 25), "الوطن"),
                    article(2, "أ الهدنة الهدنة", date(2016, 5, 26), "الأيام"),
                    article(3, "ج", None, None),
                    article(4, "د الهدنة", date(2015, 1, 1), "الوطن"),
                ],
            )
        )
        yield found


def uids(catalogue: Catalogue, query: str = "", **how: object) -> list[str]:
    ids = catalogue.listing(query, **how).ids  # type: ignore[arg-type]
    return [row.uid for row in catalogue.rows(list(ids))]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Sorted.NEWEST, ["a2", "a1", "a4", "a3"]),
        (Sorted.OLDEST, ["a4", "a1", "a2", "a3"]),
        (Sorted.TITLE, ["a2", "a1", "a3", "a4"]),
        (Sorted.SOURCE, ["a2", "a1", "a4", "a3"]),
    ],
)
def test_orders(catalogue: Catalogue, order: Sorted, expected: list[str]) -> None:
    assert uids(catalogue, order=order) == expected


def test_the_best_hits_come_first_by_rank(catalogue: Catalogue) -> None:
    assert uids(catalogue, "الهدنة", order=Sorted.RANK)[0] == "a2"
    assert len(uids(catalogue, "الهدنة")) == 3


def test_states_show_what_their_marks_say(catalogue: Catalogue) -> None:
    marks = catalogue.user.marks
    marks.read(["a1"])
    marks.star(["a1", "a2"])
    marks.archive(["a2"])
    assert uids(catalogue) == ["a1", "a4", "a3"]
    assert uids(catalogue, shown=Shown.UNREAD) == ["a4", "a3"]
    assert uids(catalogue, shown=Shown.STARRED) == ["a2", "a1"]
    assert uids(catalogue, shown=Shown.ARCHIVED) == ["a2"]
    assert uids(catalogue, shown=Shown.ALL) == ["a2", "a1", "a4", "a3"]
    assert uids(catalogue, "is:archived") == ["a2"]
    found = catalogue.counts()
    assert (found.open, found.unread, found.starred, found.archived) == (3, 2, 2, 1)


def test_marks_of_what_is_not_in_the_library_are_not_counted(catalogue: Catalogue) -> None:
    catalogue.user.marks.star(["elsewhere"])
    assert catalogue.counts().starred == 0


def test_a_row_tells_what_its_reader_made(catalogue: Catalogue) -> None:
    catalogue.user.tags.add(["a1"], "سورية")
    catalogue.user.tags.add(["a1"], "هدنة")
    catalogue.user.notes.add("a1", "نص", text="ملاحظة")
    (row,) = catalogue.rows(list(catalogue.listing("tag:هدنة").ids))
    assert row.tags == ("سورية", "هدنة")
    assert (row.notes, row.read, row.starred) == (1, False, False)
    assert (row.title, row.source, row.day) == ("ب الهدنة", "الوطن", date(2016, 5, 25))


def test_a_row_names_the_heaviest_entities(tmp_path: Path) -> None:
    from reader.library.analysing import analyse_pending

    with Catalogue(tmp_path / "named.db") as found:
        list(add_articles(found.library, [next(iter(open_articles(str(SEEDS))))]))
        (before,) = found.rows(list(found.listing().ids))
        assert (before.analysed, before.names) == (False, ())
        analyse_pending(found.library, processes=0)
        (row,) = found.rows(list(found.listing().ids))
        assert row.analysed
        assert 0 < len(row.names) <= 4


def test_a_mistake_is_told_where_it_stands(catalogue: Catalogue) -> None:
    with pytest.raises(QariError) as raised:
        catalogue.listing("هدنة before:never")
    assert raised.value.notice.values["at"] == "12"


def test_asking_whether_there_is_a_library_makes_none(tmp_path: Path) -> None:
    assert not Catalogue.exists(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_snippets_are_of_what_was_looked_for(catalogue: Catalogue) -> None:
    found = catalogue.listing("دمشق")
    snippet = catalogue.snippet(found.ids[0], found)
    assert snippet is not None
    assert "دمشق" in snippet.text
    assert catalogue.snippet(found.ids[0], catalogue.listing()) is None


def test_a_word_that_is_being_typed_may_be_half_of_one(catalogue: Catalogue) -> None:
    assert len(catalogue.listing("اله").ids) == 0
    found = catalogue.while_typed("دمشق اله")
    assert (len(found.ids), found.begun, found.query) == (3, True, "دمشق اله")
    assert not catalogue.while_typed("الهدنة").begun
    assert not catalogue.while_typed("اله", exact=True).ids
    assert not catalogue.while_typed("source:الو اله before:2000").begun
