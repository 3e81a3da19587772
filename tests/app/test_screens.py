"""Pictures of every screen, with a fixed analysis: a change of look must be meant."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from tests.driving import SEED, fixed_analysis, make_app

WIDE, NARROW = (120, 34), (80, 24)
Step = Callable[[Pilot[None]], Awaitable[None]]
Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", fixed_analysis)


def then(*keys: str) -> Step:
    """Wait for the analysis, then press `keys`."""

    async def step(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return step


def test_reading(snap_compare: Compare) -> None:
    assert snap_compare(make_app(SEED), terminal_size=WIDE, run_before=then())


def test_mention(snap_compare: Compare) -> None:
    keys = ("right_square_bracket", "enter")
    assert snap_compare(make_app(SEED), terminal_size=WIDE, run_before=then(*keys))


def test_signs_instead_of_colour(snap_compare: Compare) -> None:
    assert snap_compare(make_app(SEED), terminal_size=WIDE, run_before=then("o"))


def test_sentences_with_kashida(snap_compare: Compare) -> None:
    assert snap_compare(make_app(SEED), terminal_size=WIDE, run_before=then("s", "l"))


def test_lookup(snap_compare: Compare) -> None:
    app = make_app(SEED)
    assert snap_compare(app, terminal_size=WIDE, run_before=then("e", "l", "a"))


def test_find(snap_compare: Compare) -> None:
    app = make_app(SEED)
    assert snap_compare(app, terminal_size=WIDE, run_before=then("slash", "ا", "ل", "ر", "ق"))


def test_timeline(snap_compare: Compare) -> None:
    app = make_app(SEED)
    assert snap_compare(app, terminal_size=WIDE, run_before=then("tab", "tab", "z", "6"))


def test_card(snap_compare: Compare) -> None:
    app = make_app(SEED)
    assert snap_compare(app, terminal_size=WIDE, run_before=then("tab", "end", "up", "up", "enter"))


def test_help(snap_compare: Compare) -> None:
    assert snap_compare(make_app(SEED), terminal_size=WIDE, run_before=then("question_mark"))


def test_narrow(snap_compare: Compare) -> None:
    assert snap_compare(make_app(SEED), terminal_size=NARROW, run_before=then())


def test_narrow_entities(snap_compare: Compare) -> None:
    assert snap_compare(make_app(SEED), terminal_size=NARROW, run_before=then("tab"))


def test_light(snap_compare: Compare) -> None:
    assert snap_compare(make_app(SEED, theme="light"), terminal_size=WIDE, run_before=then())


def test_english(snap_compare: Compare) -> None:
    assert snap_compare(make_app(SEED, language="en"), terminal_size=WIDE, run_before=then())


def test_welcome(snap_compare: Compare) -> None:
    async def settle(pilot: Pilot[None]) -> None:
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=NARROW, run_before=settle)
