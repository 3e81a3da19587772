"""Driving the screens of the library by keys, and reading what they say."""

from collections.abc import Callable
from typing import TypeVar

from textual.pilot import Pilot

from reader.app.application import QariApp
from reader.app.library.screen import LibraryScreen
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import LabelLine

WIDE, NARROW = (120, 34), (80, 24)


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
