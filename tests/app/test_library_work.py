"""Work behind the screens of the library: adding, syncing, exporting, analysing; failures."""

import json
import threading
from pathlib import Path

import pytest

from reader.app.application import QariApp
from reader.app.library.feeds import FeedsScreen
from reader.app.reading import ReadingScreen
from reader.app.widgets.row_list import RowList
from reader.library.adding import add_articles
from reader.library.catalogue import Catalogue
from reader.library.paths import library_path
from reader.library.store import Library
from tests.app.library_pilot import (
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
from tests.driving import SEED, fixed_analysis, make_app
from tests.servers import Answer, Site, serving
from tests.shelves import make_library, short_article


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", fixed_analysis)


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
