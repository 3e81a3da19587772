"""Finding, sorting and marking articles in the list of the library, by keys alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.app.keys import (
    ACROSS,
    FEED_SHELVES,
    FEEDS,
    GENERAL,
    LIBRARY,
    LISTS,
    NOTES,
    READING,
    SEARCHES,
    SHELVES,
    TEXT,
    TWINS,
)
from reader.app.library.feeds import FeedsScreen
from reader.app.library.notes import NotesScreen
from reader.app.library.rows import WINDOW
from reader.app.welcome import WelcomeScreen
from reader.app.widgets.bidi_input import BidiInput
from reader.library.adding import add_articles
from reader.library.listing import Shown, Sorted
from reader.library.paths import library_path
from reader.library.store import Library
from tests.app.library_pilot import (
    NARROW,
    WIDE,
    fill,
    in_library,
    press,
    said,
    settle,
    shown,
    titles,
    until,
)
from tests.driving import fixed_analysis, make_app
from tests.shelves import make_library, short_article


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", fixed_analysis)


async def test_without_an_article_a_library_is_shown_newest_first() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        assert len(titles(screen)) == 15
        assert screen.articles.has_focus
        days = [row.day for n in range(15) if (row := screen.articles.rows.listed(n))]  # type: ignore[union-attr]
        assert days == sorted(days, reverse=True)  # type: ignore[type-var]
        assert "15" in said(screen.reader, "headline")


async def test_an_empty_library_is_no_first_screen_and_names_the_next_key() -> None:
    with Library():
        pass
    async with make_app().run_test(size=NARROW) as pilot:
        await settle(pilot)
        shown(pilot, WelcomeScreen)
        await press(pilot, "2")
        screen = await in_library(pilot)
        assert " a " in screen.articles._state.empty
        await press(pilot, "4")
        shown(pilot, FeedsScreen)
        assert " a " in shown(pilot, FeedsScreen).rows._state.empty
        await press(pilot, "3")
        shown(pilot, NotesScreen)
        assert " h " in shown(pilot, NotesScreen).rows._state.empty
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is screen


async def test_the_list_narrows_while_it_is_typed() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "slash")
        assert screen.field.has_focus
        screen.field.value = "معرض"
        await until(pilot, lambda: screen.question.query == "معرض")
        await settle(pilot)
        assert titles(screen)
        assert all("معرض" in title for title in titles(screen))
        assert "معرض" in said(screen.reader, "about")
        await press(pilot, "enter")
        assert screen.articles.has_focus
        assert screen.catalogue.user.searches.history()[0].query == "معرض"
        await press(pilot, "escape")
        assert len(titles(screen)) == 15
        await press(pilot, "h")
        await press(pilot, "enter")
        assert screen.question.query == "معرض"


async def test_a_mistake_is_marked_where_it_stands_and_the_list_stays() -> None:
    make_library()
    async with make_app(language="en").run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "slash")
        screen.field.value = "قمح before:never"
        await until(pilot, lambda: screen.field.mistake is not None)
        assert screen.field.mistake is not None
        start, end = screen.field.mistake
        assert screen.field.value[start:end] == "never"
        assert "never" in said(screen.reader, "about-title")
        assert len(titles(screen)) == 15
        screen.field.value = "قمح"
        await until(pilot, lambda: screen.question.query == "قمح")
        await settle(pilot)
        assert screen.field.mistake is None


async def test_states_and_orders_go_round() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        seen = []
        for _ in Shown:
            await press(pilot, "w")
            seen.append(screen.found.shown if screen.found else None)
        assert seen == [*list(Shown)[1:], Shown.OPEN]
        orders = []
        for _ in range(5):
            await press(pilot, "o")
            orders.append(screen.found.order if screen.found else None)
        assert set(orders) == set(Sorted) - {Sorted.RANK}
        screen.set_query("الرقة")
        await settle(pilot)
        for _ in range(2):
            await press(pilot, "o")
        assert screen.found is not None
        assert screen.found.order is Sorted.RANK


async def test_words_stand_for_themselves_alone_by_one_key() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        screen.set_query("رقة")
        await settle(pilot)
        await press(pilot, "d")
        assert screen.question.exact
        assert said(screen.reader, "query-state").strip()
        await press(pilot, "d")
        assert not screen.question.exact


async def test_stars_read_marks_and_the_archive_by_keys_and_back_by_one() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        listed = screen.current()
        assert listed is not None
        marks = screen.catalogue.user.marks
        await press(pilot, "f", "r")
        assert marks.of(listed.uid).starred
        assert marks.of(listed.uid).read
        row = screen.articles.items[0].cells[0].text
        assert "★" in row
        assert "●" not in row
        await press(pilot, "x")
        assert len(titles(screen)) == 14
        assert marks.of(listed.uid).archived
        await press(pilot, "u")
        assert len(titles(screen)) == 15
        await press(pilot, "u", "u")
        mark = marks.of(listed.uid)
        assert (mark.starred, mark.read, mark.archived) == (False, False, False)
        await press(pilot, "u")
        assert screen.words("nothing-to-undo") in said(screen.reader)


async def test_a_selection_is_marked_together() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "v", "down", "down", "f")
        assert len(screen.catalogue.listing(shown=Shown.STARRED).ids) == 3
        await press(pilot, "u")
        assert len(screen.catalogue.listing(shown=Shown.STARRED).ids) == 0
        await press(pilot, "v", "down", "escape")
        assert len(screen.articles.chosen()) == 1


async def test_tags_are_given_shown_and_taken_away() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        listed = screen.current()
        assert listed is not None
        await press(pilot, "g")
        await fill(pilot, "سورية، #هدنة")
        assert screen.catalogue.user.tags.of(listed.uid) == ("سورية", "هدنة")
        assert any(item.key == "tag:هدنة" for item in screen.lists.items)
        assert "#هدنة" in said(screen.reader, "about")
        await press(pilot, "tab", "end", "enter")
        assert screen.question.query.startswith("tag:")
        assert len(titles(screen)) == 1
        await press(pilot, "g")
        await fill(pilot, "")
        assert screen.catalogue.user.tags.of(listed.uid) == ()


async def test_a_filter_becomes_a_list_that_counts_what_is_new() -> None:
    path = make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "m")
        assert screen.words("save-search-first") in said(screen.reader)
        screen.set_query("القمح")
        await settle(pilot)
        await press(pilot, "m")
        await fill(pilot, "أسعار")
        from reader.library.search.watching import watched

        with Library(path) as library:
            list(watched(library, add_articles(library, [short_article(23)])))
        screen.library_changed()
        await settle(pilot)
        item = next(item for item in screen.lists.items if item.key == "search:أسعار")
        assert "جديد" in item.cells[1].text
        screen.lists.focus()
        screen.lists.point_to("search:أسعار")
        await press(pilot, "enter")
        assert screen.question.query == "القمح"
        item = next(item for item in screen.lists.items if item.key == "search:أسعار")
        assert not item.cells[1].text
        screen.lists.focus()
        screen.lists.point_to("search:أسعار")
        await press(pilot, "x")
        assert screen.catalogue.user.searches.saved() == ()


async def test_the_next_unread_is_one_key_away() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        rows = screen.articles.rows
        assert rows is not None
        unread = rows.listed(4)
        assert unread is not None
        uids = [listed.uid for n in range(15) if (listed := rows.listed(n))]
        screen.catalogue.user.marks.read([uid for uid in uids if uid != unread.uid])
        await press(pilot, "n")
        assert screen.articles.cursor == 4
        screen.catalogue.user.marks.read([unread.uid])
        await press(pilot, "n")
        assert screen.words("no-unread") in said(screen.reader)


async def test_narrow_screens_show_the_articles_or_the_lists() -> None:
    make_library()
    async with make_app().run_test(size=NARROW) as pilot:
        screen = await in_library(pilot)
        assert screen.query_one("#lists-pane").has_class("hidden")
        await press(pilot, "tab")
        assert screen.query_one("#articles-pane").has_class("hidden")
        assert screen.lists.has_focus
        await press(pilot, "tab")
        assert screen.articles.has_focus


async def test_keys_of_the_arabic_layout_do_the_same() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, TWINS["f"])
        assert len(screen.catalogue.listing(shown=Shown.STARRED).ids) == 1
        await press(pilot, TWINS["w"], TWINS["w"])
        assert screen.question.shown is Shown.STARRED
        await press(pilot, "٤")
        shown(pilot, FeedsScreen)
        await press(pilot, "٢")
        assert pilot.app.screen is screen
        await press(pilot, TWINS["slash"])
        assert screen.field.has_focus


async def test_help_names_the_keys_of_the_screen_and_does_them() -> None:
    make_library()
    async with make_app(language="en").run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "question_mark")
        pilot.app.screen.query_one(BidiInput).value = "star"
        await settle(pilot)
        await press(pilot, "enter")
        assert len(screen.catalogue.listing(shown=Shown.STARRED).ids) == 1
        await press(pilot, "t", "question_mark")
        pilot.app.screen.query_one(BidiInput).value = "English"
        await settle(pilot)
        await press(pilot, "enter")
        assert screen.words("library-title") == "المكتبة"


async def test_only_what_is_in_view_is_fetched() -> None:
    with Library() as library:
        list(add_articles(library, map(short_article, range(1_000))))
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        assert len(screen.articles.items) == 1_000
        assert screen.catalogue.fetched <= 2 * WINDOW
        await press(pilot, *["down"] * 20, "pagedown")
        assert screen.catalogue.fetched <= 3 * WINDOW
        await press(pilot, "end")
        listed = screen.current()
        assert listed is not None
        assert listed.uid == "short-999"
        assert screen.catalogue.fetched <= 5 * WINDOW
        before = screen.catalogue.fetched
        screen.articles.point_to(str(screen.articles.rows.ids[500]))  # type: ignore[union-attr]
        await settle(pilot)
        assert screen.catalogue.fetched - before <= 2 * WINDOW


def test_one_key_means_one_thing_on_a_screen() -> None:
    for keys in (
        (*READING, *TEXT, *GENERAL),
        (*LIBRARY, *(k for k in LISTS if k not in LIBRARY), *SHELVES),
        (*SEARCHES, *LISTS, *SHELVES),
        (*FEEDS, *LISTS, *FEED_SHELVES),
        (*NOTES, *LISTS, *SHELVES),
        (*ACROSS, *LISTS, *SHELVES),
    ):
        names = [name for key in keys for name in key.keys]
        assert sorted(names) == sorted(set(names))


async def test_what_is_typed_is_completed_by_tab() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "slash")
        screen.field.value = "sour"
        screen.field.cursor_position = 4
        await until(pilot, lambda: "source:" in said(screen.reader, "about"))
        await press(pilot, "tab")
        assert screen.field.value == "source:"
        screen.field.value = "source:الأي"
        screen.field.cursor_position = len(screen.field.value)
        await until(pilot, lambda: [one.text for one in screen._offered] == ["الأيام"])
        await press(pilot, "tab")
        assert screen.field.value.strip() == "source:الأيام"
        await press(pilot, "enter")
        await settle(pilot)
        assert len(titles(screen)) == 3


async def test_half_a_word_finds_what_begins_so_and_is_kept_as_a_beginning() -> None:
    make_library()
    async with make_app(language="en").run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "slash")
        screen.field.value = "مراس"
        await until(pilot, lambda: screen.found is not None and screen.found.begun)
        await settle(pilot)
        assert len(titles(screen)) == 12
        assert screen.words("as-beginning") in said(screen.reader, "query-state")
        await press(pilot, "enter", "m", *"reporters", "enter")
        (saved,) = screen.catalogue.user.searches.saved()
        assert saved.query == "مراس*"
        assert saved.name == "reporters", "what is typed takes the place of the offer"


async def test_another_library_is_opened_where_it_is_named(tmp_path: Path) -> None:
    path = make_library(tmp_path / "other" / "library.db", short=2)
    app = make_app()
    app.options = replace(app.options, library=path)
    async with app.run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        assert screen.catalogue.path == path
        await press(pilot, "f")
        assert path.with_name("user.db").exists()
        assert not library_path().exists()
