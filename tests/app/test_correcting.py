"""Correcting names from the pane and the card, by keys; what was said holds and is taken back."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.app.dialogs.card import CardDialog
from reader.app.keys import CORRECTING, with_twins
from reader.app.reading import ReadingScreen
from reader.app.widgets.label_line import LabelLine
from reader.app.widgets.row_list import RowList
from reader.articles import open_article
from reader.entities import Entity, EntityType
from reader.entities.corrections import Action, Correction
from reader.library.adding import add_articles
from reader.library.analysing import pending
from reader.library.catalogue import Catalogue
from reader.library.paths import user_path
from reader.library.user import UserData
from reader.library.user.data import corrections_of
from tests.app.test_reading import WIDE, settled
from tests.driving import SEED, corrected_analysis, make_app


@pytest.fixture(autouse=True)
def _corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", corrected_analysis)


def named(screen: ReadingScreen, name: str) -> Entity | None:
    assert screen.analysis is not None
    return next((e for e in screen.analysis.entities if e.name == name), None)


def said() -> Sequence[Correction]:
    with UserData(user_path()) as data:
        return data.corrections("")


def footer(screen: ReadingScreen) -> str:
    return " ".join(phrase.text for phrase in screen.query_one("#footer", LabelLine)._phrases)


async def at(pilot: Pilot[None], name: str) -> ReadingScreen:
    """The screen with the cursor of the names on `name`."""
    screen = await settled(pilot)
    entity = named(screen, name)
    assert entity is not None
    screen.focus_pane("entities")
    assert screen.entities.point_to(entity.id)
    return screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def test_two_names_are_merged_by_a_few_letters() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داعش")
        before = len(named(screen, "داعش").mentions)  # type: ignore[union-attr]
        other = len(named(screen, "الجيش السوري").mentions)  # type: ignore[union-attr]
        await press(pilot, "semicolon", *"syrian", "enter", "enter")
        assert named(screen, "الجيش السوري") is None
        merged = named(screen, "داعش")
        assert merged is not None
        assert len(merged.mentions) == before + other
        assert "الجيش السوري" in merged.aliases


async def test_a_form_is_split_off() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داعش")
        await press(pilot, "apostrophe")
        assert "صيغة واحدة" in footer(screen)
        await press(pilot, "semicolon", *"syrian", "enter", "enter")
        assert named(screen, "الجيش السوري") is None
        await press(pilot, "apostrophe")
        pilot.app.screen.query_one(RowList).point_to("الجيش السوري")
        await press(pilot, "enter", "enter")
        assert named(screen, "الجيش السوري") is not None
        assert {m.text for m in named(screen, "داعش").mentions} == {"داعش"}  # type: ignore[union-attr]


async def test_a_name_is_renamed_and_given_another_type() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داريا")
        await press(pilot, "r", "x", "y", "enter", "enter")
        entity = named(screen, "دارياxy")
        assert entity is not None
        assert "داريا" in entity.aliases
        assert screen.entities.key == entity.id
        await press(pilot, "y")
        pilot.app.screen.query_one(RowList).point_to("FAC")
        await press(pilot, "enter", "enter")
        assert named(screen, "دارياxy").type is EntityType.FAC  # type: ignore[union-attr]
        await press(pilot, "u", "u")
        assert named(screen, "داريا").type is EntityType.LOC  # type: ignore[union-attr]


async def test_none_of_the_places_is_an_answer() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "الرقة")
        await press(pilot, "at", "end", "enter", "enter")
        entity = named(screen, "الرقة")
        assert entity is not None
        assert entity.place is None
        assert entity.certainty == "unknown"


async def test_corrections_survive_a_restart_and_undo_says_what_it_undoes() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await at(pilot, "داعش")
        await press(pilot, "x", "enter")
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        assert named(screen, "داعش") is None
        screen.focus_pane("entities")
        await press(pilot, "u")
        assert named(screen, "داعش") is not None
        assert "داعش" in footer(screen)


async def test_a_correction_for_all_articles_is_kept_without_one() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await at(pilot, "داعش")
        await press(pilot, "x", "down", "enter")
        assert said() == (Correction(Action.HIDE, "داعش", type=EntityType.ORG),)


async def test_the_library_analyses_again_what_a_correction_touches() -> None:
    with Catalogue() as kept:
        list(add_articles(kept.library, [open_article(SEED)]))
        kept.library.db.execute("UPDATE article SET analysed = 999")
        assert pending(kept.library) == []
    app = make_app(SEED)
    app.background = False
    async with app.run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داعش")
        await press(pilot, "x", "enter")
        assert named(screen, "داعش") is None
        assert len(pending(app.catalogue.library)) == 1


async def test_what_is_hidden_leaves_the_cursor_where_it_was() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "روجدا فلات")
        rows = screen.entities
        place, below = rows.cursor, rows.items[rows.cursor + 1].key
        await press(pilot, "x", "enter")
        assert (rows.cursor, rows.key) == (place, below)


async def test_keys_of_the_arabic_layout_correct_too() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داعش")
        for key in CORRECTING:
            twin = with_twins(key.keys)[-1]
            assert twin != key.keys[-1] or twin == "at"
            await press(pilot, twin)
            assert (
                pilot.app.screen is not screen
                or "صيغة" in footer(screen)
                or "مكان" in footer(screen)
            )
            if pilot.app.screen is not screen:
                await press(pilot, "escape")


async def test_the_users_file_that_is_damaged_is_told_and_nothing_is_lost() -> None:
    path = user_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database at all, but a text of some length" * 9)
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داعش")  # analysed all the same
        await press(pilot, "x", "enter")
        assert str(path) in footer(screen)
        assert named(screen, "داعش") is not None
    assert path.read_bytes().startswith(b"no database")


# The card


async def test_the_card_chooses_the_place() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "الرقة")
        other = named(screen, "الرقة").candidates[0]  # type: ignore[union-attr]
        await press(pilot, "enter")
        rows = pilot.app.screen.query_one(RowList)
        assert rows.point_to(f"place:{other.key}")
        await press(pilot, "enter", "enter")
        assert named(screen, "الرقة").place == other  # type: ignore[union-attr]


async def test_the_card_leads_to_the_card_of_who_is_named_beside() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await at(pilot, "الرقة")
        await press(pilot, "enter")
        rows = pilot.app.screen.query_one(RowList)
        beside = next(item.key for item in rows.items if item.key.startswith("card:"))
        rows.point_to(beside)
        await press(pilot, "enter")
        card = pilot.app.screen
        assert isinstance(card, CardDialog)
        assert f"card:{card._entity.id}" == beside


async def test_the_card_corrects_and_a_fact_on_it_is_only_read() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داعش")
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, CardDialog)
        await press(pilot, "x", "enter")
        assert named(screen, "داعش") is None


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_the_concordance_reads_from_the_right_in_both_languages(language: str) -> None:
    async with make_app(SEED, language=language).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "الرقة")
        assert screen.article is not None
        text = screen.article.text
        await press(pilot, "enter")
        rows = pilot.app.screen.query_one(RowList)
        for item in rows.items:
            what, _, offset = item.key.partition(":")
            if what != "go" or len(item.cells) < 3 or item.cells[1].text != "الرقة":
                continue
            cells = item.cells if language == "ar" else item.cells[::-1]
            before, _, after = (" ".join(cell.text.split()) for cell in cells)
            assert " ".join(text[: int(offset)].split()).endswith(before.lstrip("…"))
            assert " ".join(text[int(offset) + len("الرقة") :].split()).startswith(after)


# The pane


async def test_the_pane_names_unsure_places_by_sign_and_word() -> None:
    async with make_app(SEED, language="en").run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داريا")
        row = screen.entities.items[screen.entities.cursor]
        assert row.cells[0].text == "داريا ?"
        title = screen.query_one("#entities-title", LabelLine)._phrases
        assert any("? unknown" in phrase.text for phrase in title)
        await press(pilot, "up", "down")
        assert "? unknown" in footer(screen)


async def test_the_mouse_over_a_row_tells_what_it_is() -> None:
    async with make_app(SEED, language="en").run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        row = next(n for n, i in enumerate(screen.entities.items) if i.cells[0].text == "داعش")
        await pilot.hover(screen.entities, offset=(5, row))
        await pilot.pause()
        assert "Islamic State" in footer(screen)


async def test_the_filter_goes_round_the_types_that_occur() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "داعش")
        everything = len(screen.entities.items)
        seen = []
        for _ in range(4):
            await press(pilot, "f")
            seen.append({str(e.split("-")[0]) for e in (i.key for i in screen.entities.items) if e})
        assert seen == [{"per"}, {"org"}, {"loc"}, {"fac"}]
        await press(pilot, "f")
        assert len(screen.entities.items) == everything


async def test_bars_stand_where_the_names_do() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await at(pilot, "روجدا فلات")
        entity = named(screen, "روجدا فلات")
        assert entity is not None
        assert screen.article is not None
        bars = screen.entities.items[screen.entities.cursor].cells[-1].text
        part = entity.mentions[0].start * len(bars) // len(screen.article.text)
        assert part > 0
        assert [n for n, bar in enumerate(bars) if bar != "▁"] == [part]


def test_corrections_of_no_file_are_none(tmp_path: Path) -> None:
    assert corrections_of(tmp_path / "nowhere" / "user.db", "x") == ()
