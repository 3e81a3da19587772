"""The list behind all panes: headings come into view, rows follow the width, lines drop whole."""

import pytest

from reader.app.panes.entities import entity_items
from reader.app.words import Words
from reader.articles import open_article
from reader.text.label import cells
from tests.app.test_correcting import at, press
from tests.app.test_reading import NARROW, WIDE, settled
from tests.driving import SEED, fixed_analysis, make_app


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", fixed_analysis)


async def test_the_first_heading_is_seen_in_a_pane_that_was_hidden() -> None:
    async with make_app(SEED).run_test(size=NARROW) as pilot:
        screen = await settled(pilot)
        await press(pilot, "tab")
        assert screen.entities.items[0].style == "heading"
        assert screen.entities.scroll_offset.y == 0


async def test_going_up_shows_the_heading_of_a_group() -> None:
    async with make_app(SEED).run_test(size=(120, 16)) as pilot:
        screen = await at(pilot, "داعش")
        rows = screen.entities
        await press(pilot, "end")
        assert rows.scroll_offset.y > 0
        while rows.key != "org-islamic-state":
            await press(pilot, "up")
        assert rows.scroll_offset.y <= rows.cursor - 1
        assert rows.items[rows.cursor - 1].style == "heading"


async def test_rows_are_made_anew_for_another_width() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داعش")
        bars = len(screen.entities.items[1].cells[-1].text)
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        assert len(screen.entities.items[1].cells[-1].text) > bars
        assert screen.entities.key == "org-islamic-state"


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("room", [9, 20, 29, 30, 45, 69, 70, 120])
def test_the_columns_fit_every_width(language: str, room: int) -> None:
    analysis = fixed_analysis(open_article(SEED))
    items = entity_items(analysis.entities, len(analysis.article.text), Words(language), room)
    for item in items:
        fixed = sum(cell.width for cell in item.cells)
        assert fixed <= room
        if item.key and room >= 45:
            name = item.cells[0]
            assert language == "en" or cells(name.text) < name.width
