"""The store: what goes in comes out whole, twice is once, and what goes leaves no trace."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import Article, DateBasis, PublishedDate, open_articles
from reader.library.adding import Outcome, add_articles, delete_articles
from reader.library.analysing import analyse_pending, pending
from reader.library.normal import index_words, normal
from reader.library.packing import pack_ids, pack_spans, unpack_ids, unpack_spans
from reader.library.records import DAY_BITS, day_number
from reader.library.store import Library
from reader.notice import QariError
from reader.text.span import Span
from tests.support import SEEDS

TABLES = ("article", "body", "entity", "alias", "entity_article", "article_ents", "article_events")


def article(number: int, text: str = "", day: date | None = date(2016, 5, 25)) -> Article:
    words = text or f"الخبر رقم {number} من دمشق"
    published = PublishedDate(day, DateBasis.METADATA) if day else None
    return Article(
        words, paragraphs=(Span(0, len(words)),), date=published, identifier=f"a{number}"
    )


def seeds() -> list[Article]:
    return list(open_articles(str(SEEDS)))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library.db")


def checked(library: Library) -> None:
    library.db.execute("INSERT INTO fts (fts, rank) VALUES ('integrity-check', 1)")


def counts(library: Library) -> list[int]:
    return [library.db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES]


def test_an_article_comes_back_as_it_went_in(library: Library) -> None:
    given_ = seeds()
    assert [one.outcome for one in add_articles(library, given_)] == [Outcome.NEW] * len(given_)
    for one in given_:
        assert library.article(one.uid) == one
    checked(library)


def test_the_same_twice_is_known_and_the_same_letters_are_a_duplicate(library: Library) -> None:
    list(add_articles(library, [article(1, "نص الخبر الأول")]))
    again, twin = add_articles(
        library, [article(1, "نص الخبر الأول"), article(2, "نَصُّ الخبر الأول.")]
    )
    assert (again.outcome, twin.outcome) == (Outcome.KNOWN, Outcome.DUPLICATE)
    assert twin.id == again.id
    assert len(library) == 1


def test_a_changed_article_is_a_new_version_of_the_same(library: Library) -> None:
    list(add_articles(library, [article(1, "قال الوزير أمس")]))
    (changed,) = add_articles(library, [article(1, "قال الوزير اليوم", date(2016, 5, 26))])
    assert changed.outcome is Outcome.CHANGED
    assert len(library) == 1
    new = library.article("a1")
    assert new is not None
    assert new.text == "قال الوزير اليوم"
    assert changed.id >> DAY_BITS == day_number(date(2016, 5, 26))
    assert library.db.execute("SELECT count(*) FROM old_version").fetchone()[0] == 1
    checked(library)


def test_ids_carry_the_day_and_undated_ones_come_first(library: Library) -> None:
    days = [date(2016, 5, 25), None, date(1969, 1, 1), date(2016, 5, 25)]
    added = list(add_articles(library, [article(n, day=day) for n, day in enumerate(days)]))
    assert added[1].id < added[2].id < added[0].id < added[3].id
    assert added[0].id >> DAY_BITS == day_number(date(2016, 5, 25))


def test_a_full_day_spills_into_the_next_slot(library: Library) -> None:
    day = day_number(date(2016, 5, 25))
    (first,) = add_articles(library, [article(1)])
    full = (day << DAY_BITS) + (1 << DAY_BITS) - 1
    library.db.execute("PRAGMA foreign_keys = OFF")
    with library.db:
        for table in ("body", "article"):
            library.db.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (full, first.id))
    (spilled,) = add_articles(library, [article(2)])
    assert spilled.id == (day + 1) << DAY_BITS


def test_what_is_deleted_leaves_no_trace(library: Library) -> None:
    list(add_articles(library, seeds()))
    analyse_pending(library, processes=0)
    assert all(counts(library))
    assert delete_articles(library, [one.uid for one in seeds()]) == len(seeds())
    assert not any(counts(library))
    checked(library)


def test_analysis_counts_what_articles_name(library: Library) -> None:
    list(add_articles(library, seeds()))
    assert analyse_pending(library, processes=0) == len(seeds())
    assert pending(library) == []
    rows = library.db.execute("SELECT id, n_articles, n_mentions FROM entity").fetchall()
    for number, articles, mentions in rows:
        found = library.db.execute(
            "SELECT count(*), sum(n) FROM entity_article WHERE entity = ?", (number,)
        ).fetchone()
        assert found == (articles, mentions)


def test_analysing_again_changes_nothing(library: Library) -> None:
    list(add_articles(library, seeds()))
    analyse_pending(library, processes=0)
    before = counts(library)
    library.db.execute("UPDATE article SET analysed = 0")
    analyse_pending(library, processes=0)
    assert counts(library) == before


def test_a_reader_sees_what_was_yielded_while_the_rest_is_added(library: Library) -> None:
    adding = add_articles(library, [article(n) for n in range(10)], at_once=4)
    next(adding)
    with Library(library.path) as other:
        assert len(other) == 4
    assert len(list(adding)) == 9


def test_a_failure_inside_a_batch_leaves_nothing_of_it(library: Library) -> None:
    def articles() -> Iterator[Article]:
        yield article(1)
        raise QariError("file-unreadable", path="x", why="gone")

    with pytest.raises(QariError):
        list(add_articles(library, articles()))
    assert len(library) == 0
    checked(library)


def test_a_newer_library_is_refused_and_left_untouched(library: Library) -> None:
    library.db.execute("PRAGMA user_version = 99")
    library.close()
    before = library.path.read_bytes()
    with pytest.raises(QariError, match="database-newer"):
        Library(library.path)
    assert library.path.read_bytes() == before


def test_files_are_the_readers_own(library: Library) -> None:
    assert library.path.stat().st_mode & 0o777 == 0o600


@given(st.text(alphabet="ابتثأإىةؤئ ًٌَُـ٠١٢abcÉ.,-\n«»", max_size=60))
def test_words_of_the_index_are_the_words_of_the_normal_form(text: str) -> None:
    words = list(index_words(text))
    cut = "".join(c if c.isalnum() else " " for c in normal(text))
    assert [word.key for word in words] == cut.split()
    for word in words:
        assert normal(text[word.start : word.end]) == word.key


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 300)), max_size=50))
def test_spans_survive_packing(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + size) for start, size in sorted(pairs)]
    assert list(unpack_spans(pack_spans(spans))) == spans


@given(st.lists(st.integers(0, 2**32 - 1), max_size=50))
def test_ids_survive_packing(ids: list[int]) -> None:
    assert unpack_ids(pack_ids(ids)) == tuple(ids)


def test_days_before_the_epoch_are_days(library: Library) -> None:
    old = article(1, day=date(1969, 12, 31) - timedelta(days=1))
    list(add_articles(library, [old]))
    assert library.article("a1") == old
