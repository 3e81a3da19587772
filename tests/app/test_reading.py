"""What a reader does on the reading screen, by keys alone."""

import pytest
from textual import events
from textual.pilot import Pilot

from reader.app.application import QariApp
from reader.app.keys import TWINS, with_twins
from reader.app.reading import ReadingScreen
from reader.app.widgets.bidi_input import BidiInput
from reader.app.widgets.label_line import LabelLine
from reader.app.widgets.row_list import RowList
from tests.driving import DAY, SEED, corrected_analysis, fixed_analysis, make_app
from tests.support import SEEDS

WIDE, NARROW = (120, 34), (80, 24)


async def settled(pilot: Pilot[None]) -> ReadingScreen:
    """The reading screen once the analysis is shown."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ReadingScreen)
    return screen


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", fixed_analysis)


def app_of_all() -> QariApp:
    return make_app(str(SEEDS))


async def test_the_article_is_shown_and_analysed() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        assert screen.analysis is not None
        assert next(item.key for item in screen.entities.items if item.key).startswith("per-")
        assert any(item.key for item in screen.timeline.items)


async def test_brackets_walk_names_and_times() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        starts = []
        for _ in range(4):
            await pilot.press("right_square_bracket")
            starts.append(screen.view.caret)
        assert starts == sorted(set(starts))
        await pilot.press("left_square_bracket")
        assert screen.view.caret == starts[-2]


async def test_enter_goes_from_a_name_to_its_row_and_back() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        entity = next(e for e in screen.analysis.entities if e.name == "الرقة")  # type: ignore[union-attr]
        screen.view.go_to(entity.mentions[0].start)
        await pilot.press("enter")
        assert screen.entities.has_focus
        assert screen.entities.key == entity.id
        await pilot.press("i")
        assert screen.view.caret == entity.mentions[0].start
        await pilot.press("i")
        assert screen.view.caret == entity.mentions[1].start


@pytest.mark.parametrize("typed", ["raq", "رقه", "الرقة"])
async def test_a_name_is_found_by_a_few_letters_of_either_script(typed: str) -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await pilot.press("e")
        await pilot.pause()
        pilot.app.screen.query_one(BidiInput).value = typed
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        text = screen.article.text if screen.article else ""
        assert text[screen.view.caret :].startswith("الرقة")


async def test_find_folds_what_readers_do_not_type() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await pilot.press("slash")
        await pilot.pause()
        pilot.app.screen.query_one(BidiInput).value = "تهدئه"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        text = screen.article.text if screen.article else ""
        first = screen.view.caret
        assert text[first:].startswith("تهدئة")
        await pilot.press("n")
        assert screen.view.caret > first
        await pilot.press("p")
        assert screen.view.caret == first


async def test_escape_leaves_a_search_without_moving() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        before = screen.view.caret
        await pilot.press("slash", *"xyz", "escape")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.view.caret == before


async def test_the_date_is_set_and_the_timeline_follows() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        before = [cell.text for item in screen.timeline.items for cell in item.cells]
        await pilot.press("d")
        await pilot.pause()
        pilot.app.screen.query_one(BidiInput).value = "2020-01-15"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        after = [cell.text for item in screen.timeline.items for cell in item.cells]
        assert before != after
        assert any("2020" in text for text in after)


async def test_a_day_that_is_none_is_not_taken_silently() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await pilot.pause()
        dialog = pilot.app.screen
        dialog.query_one(BidiInput).value = "2016-02-30"
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is dialog


async def test_asking_for_the_date_and_going_back_leaves_where_it_came_from() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        assert screen.analysis is not None
        before = screen.analysis.creation_date
        await pilot.press("d")
        await pilot.pause()
        assert screen.analysis.creation_date == before
        pilot.app.screen.query_one(BidiInput).value = "2020-01-15"
        await pilot.pause()
        assert screen.analysis.creation_date != before
        await pilot.press("escape")
        await pilot.pause()
        assert screen.analysis.creation_date == before


async def test_escape_drops_what_was_found_before_it_leaves_the_article() -> None:
    async with make_app(SEED).run_test(size=NARROW) as pilot:
        screen = await settled(pilot)
        await pilot.press("slash", *"الرقة", "enter", "n")
        await pilot.pause()
        assert screen._hits
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert not screen._hits


@pytest.mark.parametrize("key", ["5", "e", "slash"])
async def test_what_is_typed_ahead_reaches_the_dialog(key: str) -> None:
    async with make_app(SEED, language="ar").run_test(size=NARROW) as pilot:
        await settled(pilot)
        driver = pilot.app._driver
        assert driver is not None
        driver.send_message(events.Key(key, None))
        for letter in "الرياض":  # ض alone would end the program
            driver.send_message(events.Key(letter, letter))
        for _ in range(100):
            await pilot.pause(0.02)
            field = pilot.app.focused
            if isinstance(field, BidiInput) and field.value == "الرياض":
                break
        assert isinstance(field, BidiInput)
        assert field.value == "الرياض"


async def test_control_c_says_how_to_leave_in_the_language_of_the_interface() -> None:
    app = make_app(SEED, language="ar")
    async with app.run_test(size=NARROW) as pilot:
        screen = await settled(pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()
        footer = screen.query_one("#footer", LabelLine)
        assert app.words("quit-by") in "".join(phrase.text for phrase in footer._phrases)
        assert not app._notifications


async def test_escape_in_a_pane_goes_to_the_text_first() -> None:
    async with make_app(SEED).run_test(size=NARROW) as pilot:
        screen = await settled(pilot)
        await pilot.press("tab", "escape")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.focused_pane == "text"


async def test_an_unknown_date_invents_nothing() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        screen.set_day(None)
        await pilot.pause()
        labels = [item.cells[1].text for item in screen.timeline.items if item.key]
        assert any(label.startswith("ي−1") for label in labels)
        assert not any("2016" in label for label in labels)


async def test_a_sentence_a_paragraph_keeps_offsets() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        screen.view.go_to(400)
        assert screen.view.rows is not None
        blocks = len(screen.view.rows.blocks)
        await pilot.press("s")
        assert len(screen.view.rows.blocks) > blocks
        assert screen.view.caret == 400


async def test_panes_hide_zoom_and_come_back() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await pilot.press("a")
        assert screen.query_one("#entities-pane").has_class("hidden")
        await pilot.press("a", "z")
        assert screen.query_one("#side").has_class("hidden")
        await pilot.press("z")
        assert not screen.query_one("#side").has_class("hidden")


async def test_narrow_screens_show_one_pane_at_a_time() -> None:
    async with make_app(SEED).run_test(size=NARROW) as pilot:
        screen = await settled(pilot)
        shown = []
        for _ in range(3):
            shown.append(
                [
                    n
                    for n in ("text", "entities", "timeline")
                    if not screen.query_one(f"#{n}-pane").has_class("hidden")
                ]
            )
            await pilot.press("tab")
            await pilot.pause()
        assert shown == [["text"], ["entities"], ["timeline"]]


async def test_articles_of_a_folder_are_a_list_to_move_in() -> None:
    async with app_of_all().run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        first = screen.article
        await pilot.press("full_stop")
        await settled(pilot)
        assert screen.article is not first
        await pilot.press("comma")
        await settled(pilot)
        assert screen.article is first


async def test_the_list_of_articles_opens_the_one_that_is_chosen() -> None:
    async with app_of_all().run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        first = screen.article
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("down", "enter")
        await settled(pilot)
        assert screen.article is not first
        assert screen.index == 1


async def test_the_place_is_remembered() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        screen.view.go_to(900)
        await pilot.press("q")
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        assert screen.view.caret == 900


async def test_copying_gives_logical_text() -> None:
    app = make_app(SEED)
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        assert screen.article is not None
        screen.view.go_to(screen.article.text.index("الرقة"))
        await pilot.press("c")
        await pilot.pause()
        assert app.clipboard == "الرقة"


async def test_a_click_chooses_what_is_under_it() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        view = screen.view
        assert view.rows is not None
        entity = next(e for e in screen.analysis.entities if e.name == "داعش")  # type: ignore[union-attr]
        offset = entity.mentions[0].start
        row, cell = view.rows.row_of(offset), view._cell_of(offset)
        await pilot.click(view, offset=(cell, row - view.scroll_offset.y))
        await pilot.pause()
        assert screen.entities.key == entity.id


async def test_the_mouse_over_a_name_tells_what_it_is() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        view = screen.view
        assert view.rows is not None
        entity = next(e for e in screen.analysis.entities if e.name == "الرقة")  # type: ignore[union-attr]
        offset = entity.mentions[0].start
        view.go_to(offset)
        await pilot.pause()
        row, cell = view.rows.row_of(offset), view._cell_of(offset)
        await pilot.hover(view, offset=(cell, row - view.scroll_offset.y))
        await pilot.pause()
        footer = str(screen.query_one("#footer", LabelLine)._phrases)
        assert entity.name in footer
        assert entity.name_en is not None
        assert entity.name_en in footer


async def test_a_place_is_chosen_among_namesakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", corrected_analysis)
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        entity = next(e for e in screen.analysis.entities if e.place and e.candidates)  # type: ignore[union-attr]
        other = entity.candidates[0]
        screen.focus_pane("entities")
        screen.entities.point_to(entity.id)
        await pilot.press("at")
        await pilot.pause()
        pilot.app.screen.query_one(RowList).point_to(other.key)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        chosen = next(e for e in screen.analysis.entities if e.name == entity.name)  # type: ignore[union-attr]
        assert chosen.place == other


async def test_corrections_hold_and_can_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.analysis.analyse", corrected_analysis)
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        count = len(screen.analysis.entities)  # type: ignore[union-attr]
        screen.focus_pane("entities")
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        assert len(screen.analysis.entities) == count - 1  # type: ignore[union-attr]
        await pilot.press("u")
        await settled(pilot)
        assert len(screen.analysis.entities) == count  # type: ignore[union-attr]


async def test_the_card_tells_all_mentions_and_leads_to_them() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        entity = next(e for e in screen.analysis.entities if e.name == "الرقة")  # type: ignore[union-attr]
        screen.focus_pane("entities")
        screen.entities.point_to(entity.id)
        await pilot.press("enter")
        await pilot.pause()
        rows = pilot.app.screen.query_one(RowList)
        heading = max(n for n, item in enumerate(rows.items) if item.style == "heading")
        mentions = [item.key for item in rows.items[heading + 1 :]]
        assert mentions == [f"go:{mention.start}" for mention in entity.mentions]
        rows.point_to(mentions[-1])
        await pilot.press("enter")
        await pilot.pause()
        assert screen.view.caret == entity.mentions[-1].start


async def test_help_names_the_keys_of_the_focused_pane_and_searches() -> None:
    async with make_app(SEED, language="en").run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        rows = pilot.app.screen.query_one(RowList)
        everything = len(rows.items)
        await pilot.press(*"kashida")
        await pilot.pause()
        assert 0 < len([item for item in rows.items if item.key]) < everything


@pytest.mark.parametrize("twin", ["ظ", "arabic_question_mark", "ث"])
async def test_arabic_layout_keys_do_the_same(twin: str) -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await pilot.press(twin)
        await pilot.pause()
        assert pilot.app.screen is not screen


async def test_twins_move_like_their_letters() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await pilot.press("ت", "ت")
        down = screen.view.caret
        assert down > 0
        await pilot.press("ن", "ن")
        assert screen.view.caret < down


def test_every_letter_has_a_twin_and_none_twice() -> None:
    letters = [key for key in TWINS if len(key) == 1 and key.isalpha()]
    assert len(set(TWINS.values())) == len(TWINS)
    assert all(with_twins([letter])[1] == TWINS[letter] for letter in letters)


def test_one_key_means_one_thing() -> None:
    from reader.app.keys import ENTITIES, GENERAL, LISTS, READING, TIMELINE

    for pane in (READING, (*LISTS, *ENTITIES), (*LISTS, *TIMELINE)):
        keys = [name for key in (*pane, *GENERAL) for name in key.keys]
        assert len(keys) == len(set(keys))
    meanings: dict[str, str] = {}
    for key in (*READING, *LISTS, *ENTITIES, *TIMELINE, *GENERAL):
        for name in key.keys:
            assert meanings.setdefault(name, key.message) == key.message


async def test_a_command_is_found_by_its_words_and_done() -> None:
    async with make_app(SEED, language="ar").run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await pilot.press("ctrl+p")
        await pilot.pause()
        pilot.app.screen.query_one(BidiInput).value = "kashida"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert screen.view.look.justify


async def test_the_language_can_be_changed_while_reading() -> None:
    app = make_app(SEED, language="ar")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        screen.action_toggle_language()
        await pilot.pause()
        assert app.words("pane-entities") == "Names"


async def test_a_given_day_wins_over_the_articles() -> None:
    async with make_app(SEED, day=DAY.replace(year=2019)).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        assert screen.analysis is not None
        assert screen.analysis.creation_date.day == DAY.replace(year=2019)


async def test_enter_goes_from_an_entry_to_its_words_and_back() -> None:
    async with make_app(SEED).run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await pilot.press("tab", "tab", "down", "enter")
        key, caret = screen.timeline.key, screen.view.caret
        screen.focus_pane("text")
        await pilot.press("home", "down", "down")
        screen.view.go_to(caret)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.timeline.has_focus
        assert screen.timeline.key == key
