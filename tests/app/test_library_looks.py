"""Pictures of the screens of the library, with a fixed analysis: a change of look must be meant."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from reader.app.library.screen import LibraryScreen
from reader.app.widgets.bidi_input import BidiInput
from reader.library.catalogue import Catalogue
from reader.library.feeds import note_failure
from reader.notice import Notice
from tests.driving import SEED, fixed_analysis, make_app
from tests.shelves import make_library

WIDE, NARROW = (120, 34), (80, 24)
Step = Callable[[Pilot[None]], Awaitable[None]]
Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library with marks, tags, notes, a saved search and feeds."""
    monkeypatch.setattr("reader.analysis.analyse", fixed_analysis)
    make_library()
    with Catalogue() as catalogue:
        user = catalogue.user
        ids = catalogue.listing().ids
        uids = [listed.uid for listed in catalogue.rows(list(ids))]
        user.marks.read(uids[3:6])
        user.marks.star([uids[1], uids[4]])
        user.tags.add(uids[:2], "سورية")
        user.tags.add(uids[1:2], "هدنة")
        article = catalogue.article(uids[2])
        assert article is not None
        at = article.text.index("دخلت") if "دخلت" in article.text else 20
        span = type(article.paragraphs[0])(at, at + 40)
        user.notes.add(article.uid, article.text, span, text="من قال هذا؟")
        span = type(span)(at + 60, at + 90)
        user.notes.add(article.uid, article.text, span)
        user.searches.save("أسعار", "القمح")
        user.searches.found_new({"أسعار": 2})
        user.feeds.follow("https://example.org/feed", "صحيفة المثال")
        user.feeds.follow("https://example.com/rss")
        why = Notice("fetch-status", {"url": "https://example.com/rss", "status": "404"})
        note_failure(catalogue.library, "https://example.com/rss", why)


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def then(*keys: str) -> Step:
    """Wait for the list, then press `keys`; one that begins with = is typed into the field."""

    async def step(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            if key.startswith("="):
                field = pilot.app.focused
                assert isinstance(field, BidiInput)
                field.value = key[1:]
                await pilot.pause(0.3)
            else:
                await pilot.press(key)
            await settle(pilot)

    return step


def asked(query: str, *keys: str) -> Step:
    """Ask the list for `query`, then press `keys`."""

    async def step(pilot: Pilot[None]) -> None:
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        screen.set_query(query)
        await then(*keys)(pilot)

    return step


def test_library(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=WIDE, run_before=then("down", "down"))


def test_library_narrow(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=NARROW, run_before=then())


def test_library_english_light(snap_compare: Compare) -> None:
    app = make_app(language="en", theme="light")
    assert snap_compare(app, terminal_size=WIDE, run_before=then("v", "down"))


def test_library_filtered(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=NARROW, run_before=asked("الرقة source:الوطن"))


def test_library_mistake(snap_compare: Compare) -> None:
    steps = then("slash", "=القمح before:2016-99")
    assert snap_compare(make_app(), terminal_size=NARROW, run_before=steps)


def test_lists_narrow(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=NARROW, run_before=then("tab"))


def test_library_nothing_found(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=NARROW, run_before=asked("كلمةلاتوجد"))


def test_library_help(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=WIDE, run_before=then("question_mark"))


def test_tags(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=NARROW, run_before=then("down", "g"))


def test_notes_in_the_text(snap_compare: Compare) -> None:
    steps = asked("title:تهدئة", "enter")
    assert snap_compare(make_app(), terminal_size=WIDE, run_before=steps)


def test_notes_with_signs(snap_compare: Compare) -> None:
    steps = asked("title:تهدئة", "enter", "o")
    assert snap_compare(make_app(theme="light"), terminal_size=WIDE, run_before=steps)


def test_notes(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=NARROW, run_before=then("3"))


def test_feeds(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=NARROW, run_before=then("4", "down"))


def test_across(snap_compare: Compare) -> None:
    steps = then("e", "=raqqa", "enter")
    assert snap_compare(make_app(), terminal_size=WIDE, run_before=steps)


def test_across_narrow_english(snap_compare: Compare) -> None:
    steps = then("e", "=raqqa", "enter")
    assert snap_compare(make_app(language="en"), terminal_size=NARROW, run_before=steps)


def test_related(snap_compare: Compare) -> None:
    steps = asked("title:لافروف", "y")
    assert snap_compare(make_app(), terminal_size=WIDE, run_before=steps)


def test_export_formats(snap_compare: Compare) -> None:
    assert snap_compare(make_app(), terminal_size=NARROW, run_before=then("apostrophe"))


def test_kept_file(snap_compare: Compare) -> None:
    assert snap_compare(make_app(SEED), terminal_size=NARROW, run_before=then("f"))
