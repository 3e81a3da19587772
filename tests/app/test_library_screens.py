"""What a reader does in the library, by keys alone."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from textual.pilot import Pilot

from reader.app.application import QariApp
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
from reader.app.library.entity import EntityScreen
from reader.app.library.feeds import FeedsScreen
from reader.app.library.notes import NotesScreen
from reader.app.library.related import RelatedDialog
from reader.app.library.rows import WINDOW
from reader.app.library.screen import LibraryScreen
from reader.app.library.told import ToldScreen
from reader.app.reading import ReadingScreen
from reader.app.welcome import WelcomeScreen
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import LabelLine
from reader.app.widgets.row_list import RowList
from reader.library.adding import add_articles
from reader.library.catalogue import Catalogue
from reader.library.listing import Shown, Sorted
from reader.library.paths import library_path
from reader.library.store import Library
from tests.driving import SEED, fixed_analysis, make_app
from tests.servers import Answer, Site, serving
from tests.shelves import make_library, short_article

WIDE, NARROW = (120, 34), (80, 24)


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", fixed_analysis)


async def settle(pilot: Pilot[None]) -> None:
    """Wait for the screens and for the threads behind them."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until something holds; what never does is a failure."""
    for _ in range(400):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never came")


async def in_library(pilot: Pilot[None]) -> LibraryScreen:
    """The screen of the library, its list shown."""
    await settle(pilot)
    return shown(pilot, LibraryScreen)


Kind = TypeVar("Kind")


def shown(pilot: Pilot[None], kind: type[Kind]) -> Kind:
    """The screen that is shown, which must be of that kind."""
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, and wait after each."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def fill(pilot: Pilot[None], text: str) -> None:
    """Type into the field that has the focus, and enter it."""
    field = pilot.app.focused
    assert isinstance(field, BidiInput)
    field.value = text
    await press(pilot, "enter")


def said(app: QariApp, line: str = "footer") -> str:
    """The words of a line of the screen."""
    phrases = app.screen.query_one(f"#{line}", LabelLine)._phrases
    return "".join(phrase.text for phrase in phrases)


def titles(screen: LibraryScreen) -> list[str]:
    rows = screen.articles.rows
    assert rows is not None
    return [listed.title for n in range(len(rows)) if (listed := rows.listed(n))]


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


async def test_reading_marks_as_read_remembers_the_place_and_goes_back() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "down", "enter")
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        uid = reading.article.uid
        assert screen.catalogue.user.marks.of(uid).read
        reading.view.go_to(90)
        await press(pilot, "full_stop")
        assert reading.article.uid != uid
        await press(pilot, "backspace")
        assert pilot.app.screen is screen
        assert screen.articles.cursor == 2
        await press(pilot, "up", "enter")
        reading = shown(pilot, ReadingScreen)
        assert reading.view.caret == 90


async def test_what_was_looked_for_is_marked_in_the_article() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        screen.set_query("الهدنة")
        await settle(pilot)
        await press(pilot, "enter", "n")
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        assert reading.article.text[reading.view.caret :].startswith("الهدنة")


async def test_an_article_of_the_library_is_the_last_one_and_its_list_is_behind_it() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        await in_library(pilot)
        await press(pilot, "down", "enter")
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        uid = reading.article.uid
        await press(pilot, "q")
    async with make_app().run_test(size=WIDE) as pilot:
        await settle(pilot)
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        assert reading.article.uid == uid
        await press(pilot, "escape")
        shown(pilot, LibraryScreen)


async def test_a_file_that_is_no_item_is_read_and_kept_by_one_key() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, QariApp)
        assert not app.has_library
        await press(pilot, "y")
        assert app.words("not-kept") in said(app)
        assert not app.has_library
        await press(pilot, "semicolon")
        assert app.catalogue.library.count() == 1
        await press(pilot, "semicolon")
        assert app.words("kept-already") in said(app)
        await press(pilot, "2")
        screen = await in_library(pilot)
        assert len(titles(screen)) == 1
        await press(pilot, "escape")
        shown(pilot, ReadingScreen)


async def test_a_mark_keeps_the_file_too() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, QariApp)
        await press(pilot, "f")
        assert app.catalogue.library.count() == 1
        assert "★" in said(app, "headline")
        await press(pilot, "g")
        await fill(pilot, "مهم")
        assert "#مهم" in said(app, "headline")
        await press(pilot, "r", "x")
        assert "▣" in said(app, "headline")
        await press(pilot, "u")
        assert "▣" not in said(app, "headline")


async def test_highlights_and_notes_stand_on_their_words() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await settle(pilot)
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        text = reading.article.text
        at = text.index("دخلت")
        reading.view.go_to(at)
        await press(pilot, "h")
        (note,) = reading._notes
        assert note.span is not None
        assert text[note.span.start : note.span.end].startswith("دخلت")
        assert reading.view._notes[0].at(at) is not None
        await press(pilot, "i")
        await fill(pilot, "من قال هذا؟")
        (note,) = reading._notes
        assert note.text == "من قال هذا؟"
        await press(pilot, "left", "left")
        assert "من قال هذا؟" in said(reading.reader)
        await press(pilot, "h")
        assert reading.words("highlight-has-note") in said(reading.reader)
        reading.view.go_to(text.index("روجدا"))
        await press(pilot, "v", "left", "i")
        await fill(pilot, "قائدة")
        spans = [n.quote for n in reading._notes]
        assert "روجدا فلات" in spans
        await press(pilot, "3")
        notes = shown(pilot, NotesScreen)
        assert len([item for item in notes.rows.items if item.key]) == 2
        await press(pilot, "end", "enter")
        again = shown(pilot, ReadingScreen)
        assert again.view.caret == text.index("روجدا")
        await press(pilot, "escape")
        assert pilot.app.screen is notes
        await press(pilot, "i")
        await fill(pilot, "قائدة الحملة")
        assert any("قائدة الحملة" in item.cells[-1].text for item in notes.rows.items)
        await press(pilot, "x")
        assert len([item for item in notes.rows.items if item.key]) == 1
        await press(pilot, "u")
        assert len([item for item in notes.rows.items if item.key]) == 2


async def test_a_highlight_is_taken_away_by_the_same_key() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await settle(pilot)
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        reading.view.go_to(reading.article.text.index("دخلت"))
        await press(pilot, "h", "h")
        assert reading._notes == ()
        await press(pilot, "u")
        assert len(reading._notes) == 1


async def test_notes_survive_a_new_version_of_the_article() -> None:
    path = make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        screen.set_query("title:افتتاح")
        await settle(pilot)
        await press(pilot, "enter")
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        uid = reading.article.uid
        reading.view.go_to(reading.article.text.index("وذكرت"))
        await press(pilot, "h", "escape")
        old = reading.article
        number = int(uid.partition("-")[2])
        longer = old.text.replace("قال مراسل", "عاجل: قال مراسل الصحيفة أمس")
        with Library(path) as library:
            list(add_articles(library, [replace(short_article(number), text=longer)]))
        screen.ask()
        await settle(pilot)
        await press(pilot, "enter")
        reading = shown(pilot, ReadingScreen)
        (note,) = reading._notes
        assert note.span is not None
        assert longer[note.span.start : note.span.end].startswith("وذكرت")


async def test_a_note_on_the_whole_article_from_the_list() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "i")
        await fill(pilot, "للقراءة غداً")
        assert "✎" in screen.articles.items[0].cells[0].text
        assert [n.text for n in screen.catalogue.user.notes.all()] == ["للقراءة غداً"]


async def test_a_name_across_the_library_leads_to_its_mentions() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        await in_library(pilot)
        await press(pilot, "e")
        field = pilot.app.focused
        assert isinstance(field, BidiInput)
        field.value = "raqqa"
        await settle(pilot)
        await press(pilot, "enter")
        card = shown(pilot, EntityScreen)
        lines = [item for item in card.rows.items if item.key.endswith(":l")]
        assert len(lines) >= 5
        assert all(item.cells[2].text == "الرقة" for item in lines)
        before = [item.key for item in lines]
        await press(pilot, "o")
        after = [item.key for item in card.rows.items if item.key.endswith(":l")]
        assert sorted(before) == sorted(after)
        assert before != after
        card.rows.point_to(before[-1])
        await press(pilot, "enter")
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        assert reading.article.text[reading.view.caret :].startswith("الرقة")
        await press(pilot, "escape")
        assert pilot.app.screen is card
        company = [item.key for item in card.rows.items if item.key.startswith("name:")]
        card.rows.point_to(company[0])
        await press(pilot, "enter")
        shown(pilot, EntityScreen)
        assert pilot.app.screen is not card
        await press(pilot, "i")
        screen = await in_library(pilot)
        assert screen.question.query.startswith("entity:")
        assert titles(screen)


async def test_from_the_text_a_name_is_followed_across_the_library() -> None:
    make_library()
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await settle(pilot)
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        reading.view.go_to(reading.article.text.index("داعش"))
        await press(pilot, "5")
        shown(pilot, EntityScreen)
        assert "داعش" in said(reading.reader, "headline")


async def test_related_articles_are_listed_with_what_they_share() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        screen.set_query("title:لافروف")
        await settle(pilot)
        await press(pilot, "y")
        dialog = shown(pilot, RelatedDialog)
        rows = dialog.query_one(RowList)
        first = next(item for item in rows.items if item.key)
        assert "لافروف" in first.cells[1].text
        await press(pilot, "enter")
        shown(pilot, ReadingScreen)
        await press(pilot, "y")
        shown(pilot, RelatedDialog)


async def test_articles_are_written_into_a_file(tmp_path: Path) -> None:
    make_library()
    out = tmp_path / "out.jsonl"
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "v", "down", "apostrophe")
        pilot.app.screen.query_one(RowList).point_to("jsonl")
        await press(pilot, "enter")
        await fill(pilot, str(out))
        await until(pilot, out.exists)
        assert len(out.read_text(encoding="utf-8").splitlines()) == 2
        await press(pilot, "apostrophe", "enter")
        await fill(pilot, str(out))
        assert str(out) in said(screen.reader)
        assert len(out.read_text(encoding="utf-8").splitlines()) == 2


async def test_notes_and_the_open_article_are_written_too(tmp_path: Path) -> None:
    out = tmp_path / "notes.md"
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "h", "3", "apostrophe", "enter")
        await fill(pilot, str(out))
        app = pilot.app
        assert isinstance(app, QariApp)
        await until(pilot, out.exists)
        assert out.read_text(encoding="utf-8").startswith("# ")
        await press(pilot, "escape", "apostrophe")
        pilot.app.screen.query_one(RowList).point_to("geojson")
        await press(pilot, "enter")
        places = tmp_path / "places.geojson"
        await fill(pilot, str(places))
        await until(pilot, places.exists)
        found = json.loads(places.read_text(encoding="utf-8"))
        assert found["type"] == "FeatureCollection"


async def test_a_source_is_added_behind_the_screen(tmp_path: Path) -> None:
    make_library(short=2)
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "a")
        await fill(pilot, "/nowhere/at/all.txt")
        await until(pilot, lambda: "/nowhere/at/all.txt" in said(screen.reader))
        source = tmp_path / "another.txt"
        source.write_text("خبر جديد\n\nوصل الخبر الجديد إلى دمشق أمس.", encoding="utf-8")
        await press(pilot, "a")
        await fill(pilot, str(source))
        await until(pilot, lambda: len(screen.articles.items) == 6)
        await until(pilot, lambda: "6" in said(screen.reader))
        await settle(pilot)
        assert "خبر جديد" in titles(screen)


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>صحيفة التجربة</title>
<item><title>خبر من الخلاصة</title><link>{base}/a</link><guid>{base}/a</guid>
<pubDate>Wed, 25 May 2016 10:00:00 GMT</pubDate><description>{text}</description></item>
</channel></rss>"""


def lay_down(site: Site) -> str:
    text = "نص الخبر الذي في الخلاصة. " * 60
    body = FEED.format(base=site.base, text=text).encode()
    site.answers["/feed"] = Answer(body, headers={"Content-Type": "application/rss+xml"})
    return f"{site.base}/feed"


async def test_a_feed_is_followed_synced_and_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.sync._INTERVAL", 0.0)
    make_library(short=2)
    with serving() as site:
        url = lay_down(site)
        async with make_app().run_test(size=WIDE) as pilot:
            screen = await in_library(pilot)
            await press(pilot, "s")
            assert screen.words("feeds-none") in said(screen.reader)
            await press(pilot, "4", "a")
            await fill(pilot, url)
            feeds = shown(pilot, FeedsScreen)
            await until(pilot, lambda: feeds.rows.items[0].cells[0].text == "✓")
            await until(pilot, lambda: not feeds.work.running)
            await settle(pilot)
            (item,) = feeds.rows.items
            assert item.cells[1].text == "صحيفة التجربة"
            await press(pilot, "enter")
            await in_library(pilot)
            assert titles(screen) == ["خبر من الخلاصة"]
            await press(pilot, "4", "w")
            feeds = shown(pilot, FeedsScreen)
            assert feeds.catalogue.user.feeds.all()[0].whole
            await press(pilot, "x")
            assert feeds.catalogue.user.feeds.all() == ()
            await press(pilot, "u")
            assert len(feeds.catalogue.user.feeds.all()) == 1


async def test_a_feed_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.sync._INTERVAL", 0.0)
    make_library(short=2)
    with serving() as site:
        async with make_app().run_test(size=WIDE) as pilot:
            await in_library(pilot)
            await press(pilot, "4", "a")
            await fill(pilot, f"{site.base}/gone")
            feeds = shown(pilot, FeedsScreen)
            await until(pilot, lambda: feeds.rows.items[0].cells[0].text == "!")
            await until(pilot, lambda: not feeds.work.running)
            await settle(pilot)
            assert "404" in said(feeds.reader, "about")


async def test_an_opml_list_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.sync._INTERVAL", 0.0)
    make_library(short=2)
    with serving() as site:
        path = tmp_path / "list.opml"
        outlines = "".join(
            f'<outline type="rss" text="خلاصة {n}" xmlUrl="{site.base}/{n}"/>' for n in (1, 2)
        )
        path.write_text(f"<opml version='2.0'><body>{outlines}</body></opml>", encoding="utf-8")
        async with make_app().run_test(size=WIDE) as pilot:
            await in_library(pilot)
            await press(pilot, "4", "a")
            await fill(pilot, str(path))
            feeds = shown(pilot, FeedsScreen)
            await until(pilot, lambda: len(feeds.rows.items) == 2)
            await until(pilot, lambda: not feeds.work.running)
            await press(pilot, "a")
            await fill(pilot, SEED)
            assert SEED in said(feeds.reader)


@pytest.mark.parametrize("count", [3, 9])  # in this process, and in others
async def test_what_waits_is_analysed_behind_the_screen(count: int) -> None:
    with Library() as library:
        list(add_articles(library, map(short_article, range(count))))
    app = make_app(background=True)
    async with app.run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await until(pilot, lambda: (listed := screen.current()) is not None and listed.analysed)
        await until(pilot, lambda: not app.work.running)
        await settle(pilot)
        listed = screen.current()
        assert listed is not None
        assert listed.analysed
        assert listed.names


async def test_work_stops_when_it_is_asked_to() -> None:
    make_library(short=2)
    async with make_app(language="en").run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "0")
        assert screen.words("work-none") in said(screen.reader)
        await press(pilot, "down")

        def endless(_catalogue: Catalogue, work: object) -> None:
            import time

            done = 0
            while True:
                done += 1
                screen.work.show("work-analysis", done, 1000)
                time.sleep(0.01)

        screen.work.do(endless)
        await until(pilot, lambda: screen.work.stage is not None)
        await pilot.pause()
        assert "of 1000" in said(screen.reader)
        await press(pilot, "0")
        await until(pilot, lambda: not screen.work.running)
        assert "of 1000" not in said(screen.reader)


async def test_a_failure_of_the_work_is_told_in_one_line() -> None:
    make_library(short=2)
    async with make_app(language="en").run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)

        def broken(_catalogue: Catalogue, _work: object) -> None:
            raise ValueError("nothing\x1b[31m")

        screen.work.do(broken)
        await until(pilot, lambda: not screen.work.running)
        await pilot.pause()
        assert "ValueError" in said(screen.reader)


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


async def test_a_library_that_cannot_be_used_is_told_and_left() -> None:

    library_path().parent.mkdir(parents=True, exist_ok=True)
    library_path().write_bytes(b"no database at all, but some other file")
    async with make_app(SEED, language="en").run_test(size=WIDE) as pilot:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, QariApp)
        await press(pilot, "2")
        shown(pilot, ReadingScreen)
        assert "library.db" in said(app)
        await press(pilot, "f", "q")
    assert library_path().read_bytes().startswith(b"no database")


async def test_an_article_that_is_gone_says_so(tmp_path: Path) -> None:
    from reader.library.adding import delete_articles

    path = make_library(short=2)
    async with make_app(language="en").run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        listed = screen.current()
        assert listed is not None
        with Library(path) as library:
            delete_articles(library, [listed.uid])
        await press(pilot, "enter")
        reading = shown(pilot, ReadingScreen)
        assert reading.words("article-gone") in said(reading.reader)
        await press(pilot, "escape")
        assert pilot.app.screen is screen


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


async def test_a_concordance_runs_from_the_right_in_both_languages() -> None:
    make_library()
    for language, before in (("ar", 1), ("en", 2)):
        async with make_app(language=language).run_test(size=WIDE) as pilot:
            await in_library(pilot)
            app = pilot.app
            assert isinstance(app, QariApp)
            app.show_across("الرقة")
            await settle(pilot)
            card = shown(pilot, EntityScreen)
            line = next(item for item in card.rows.items if item.key.endswith(":l"))
            # the columns stand in reading order of the interface
            assert "الديمقراطية" in line.cells[before].text


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


async def test_the_timelines_of_a_list_are_one() -> None:
    make_library()
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        await press(pilot, "l")
        told = shown(pilot, ToldScreen)
        entries = [item for item in told.rows.items if item.key]
        assert entries
        assert told.rows.items[0].style == "heading"
        told.rows.point_to(entries[-1].key)
        await press(pilot, "enter")
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        _article, start, _event = entries[-1].key.split(":")
        assert reading.view.caret == int(start)
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is screen


async def test_earlier_versions_can_be_read_and_nothing_of_them_is_changed() -> None:
    path = make_library()
    new = short_article(2).text.replace("قال مراسل", "عاجل: قال مراسل")
    with Library(path) as library:
        list(add_articles(library, [replace(short_article(2), text=new)]))
    async with make_app().run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        screen.set_query("عاجل")
        await settle(pilot)
        await press(pilot, "enter")
        reading = shown(pilot, ReadingScreen)
        reading.view.go_to(60)
        await press(pilot, "9", "enter")
        assert reading.article is not None
        assert "عاجل" not in reading.article.text
        assert reading.words("version-until", day="").strip() in said(reading.reader, "headline")
        await press(pilot, "h")
        assert reading.words("version-old") in said(reading.reader)
        reading.view.go_to(20)
        await press(pilot, "9", "end", "enter")
        assert reading.article.text == new
        assert screen.catalogue.user.marks.of("short-2").position == 60
        await press(pilot, "escape", "down")
        screen.set_query("title:افتتاح")
        await settle(pilot)
        await press(pilot, "enter", "9")
        assert reading.words("versions-none") in said(reading.reader)


async def test_what_cannot_be_written_is_told_and_reading_goes_on() -> None:
    make_library()
    with Catalogue() as catalogue:
        listed = catalogue.rows(list(catalogue.listing().ids))[1]
        catalogue.user.notes.add(listed.uid, "نص", text="ملاحظة")
        catalogue.user.feeds.follow("https://example.org/feed")
    async with make_app(language="en").run_test(size=WIDE) as pilot:
        screen = await in_library(pilot)
        screen.catalogue.user._db.execute("PRAGMA query_only = 1")
        refused = "user.db cannot be written"
        for keys in (("f",), ("r",), ("x",), ("u",), ("v", "down", "f")):
            await press(pilot, *keys)
            assert refused in said(screen.reader)
        for key, text in (("g", "وسم"), ("i", "ملاحظة"), ("m", "قائمة")):
            screen.set_query("القمح")
            await settle(pilot)
            await press(pilot, key)
            await fill(pilot, text)
            assert refused in said(screen.reader)
        await press(pilot, "enter")
        reading = shown(pilot, ReadingScreen)
        assert reading.article is not None
        await press(pilot, "h")
        assert refused in said(screen.reader)
        await press(pilot, "full_stop", "3", "x")
        assert refused in said(screen.reader)
        await press(pilot, "4", "x")
        assert refused in said(screen.reader)
        await press(pilot, "2")
        assert titles(screen)


async def test_a_sync_that_waits_for_a_server_is_stopped_at_once() -> None:
    make_library(short=2)
    answered = threading.Event()

    def slow(_asked: object) -> Answer:
        answered.wait(30)
        return Answer(b"")

    with serving() as site:
        site.answers["/slow"] = slow
        async with make_app(language="en").run_test(size=WIDE) as pilot:
            screen = await in_library(pilot)
            screen.catalogue.user.feeds.follow(f"{site.base}/slow")
            await press(pilot, "s")
            await until(pilot, lambda: "feeds 0 of 1" in said(screen.reader))
            await press(pilot, "0")
            await until(pilot, lambda: not screen.work.running)
            assert not answered.is_set()
            answered.set()


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
        await press(pilot, "enter", "m")
        await fill(pilot, "reporters")
        assert screen.catalogue.user.searches.saved()[0].query == "مراس*"


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
