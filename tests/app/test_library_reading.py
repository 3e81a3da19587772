"""Reading out of the library: marks, notes, versions, names across it, by keys alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.app.application import QariApp
from reader.app.library.entity import EntityScreen
from reader.app.library.notes import NotesScreen
from reader.app.library.related import RelatedDialog
from reader.app.library.screen import LibraryScreen
from reader.app.library.told import ToldScreen
from reader.app.reading import ReadingScreen
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.row_list import RowList
from reader.library.adding import add_articles
from reader.library.store import Library
from tests.app.library_pilot import WIDE, fill, in_library, press, said, settle, shown, titles
from tests.driving import SEED, fixed_analysis, make_app
from tests.shelves import make_library, short_article


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", fixed_analysis)


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
