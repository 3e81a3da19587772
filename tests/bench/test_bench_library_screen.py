"""The list of the library at 10,000 articles: opening it, and each step of the cursor, drawn."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.app.library.screen import LibraryScreen
from tests.driving import make_app
from tests.shelves import make_library

_ARTICLES = 10_000
_STEPS = 400

pytestmark = pytest.mark.bench


@pytest.fixture
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("QARI_LIBRARY", raising=False)


def _drawn(screen: LibraryScreen, step: Callable[[], None], times: int) -> list[float]:
    """CPU milliseconds of a step of the cursor and of drawing the list after it."""
    found = []
    for _ in range(times):
        start = time.process_time()
        step()
        for y in range(screen.articles.size.height):
            screen.articles.render_line(y)
        found.append(1000 * (time.process_time() - start))
    return sorted(found)


def _told(what: str, times: list[float]) -> None:
    half, most = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(f"\nlist of {_ARTICLES:,}: {what}: p50 {half:.1f}, p99 {most:.1f} CPU ms", end="")


@pytest.mark.usefixtures("_own_folders")
async def test_ten_thousand_articles_scroll() -> None:
    make_library(short=_ARTICLES - 3)
    app = make_app()
    begun = time.process_time()
    async with app.run_test(size=(120, 34)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        shown = 1000 * (time.process_time() - begun)
        rows = len(screen.articles.items)
        fetched = app.catalogue.fetched
        print(f"\nlist of {rows:,}: shown after {shown:.0f} CPU ms, {fetched} rows fetched", end="")
        _told("a row down", _drawn(screen, lambda: screen.articles.action_move("down"), _STEPS))
        _told("a page down", _drawn(screen, lambda: screen.articles.action_page(1), 250))
        ends = iter(["home", "end"] * 50)
        _told("to an end", _drawn(screen, lambda: screen.articles.action_edge(next(ends)), 100))
        print(f"\nlist of {rows:,}: {app.catalogue.fetched} rows fetched in all")
        start = time.process_time()
        screen.set_query("القمح")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        found = len(screen.articles.items)
        asked = 1000 * (time.process_time() - start)
        print(f"list of {rows:,}: narrowed to {found:,} in {asked:.0f} CPU ms")
