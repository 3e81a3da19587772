"""What is remembered survives, is bounded, and is lost without harm."""

import multiprocessing
from functools import partial
from pathlib import Path

import pytest

from reader.settings.state import MOST_POSITIONS, State, load_state, update_state


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


def test_what_was_remembered_comes_back(file: Path) -> None:
    update_state(lambda state: state.with_position("a", 7).with_last("x.txt"), file)
    update_state(lambda state: state.with_terminal("kitty", "plain").with_pane("text", 40), file)
    state = load_state(file)
    assert state == State({"a": 7}, {"text": 40}, {"kitty": "plain"}, "x.txt")


def test_without_a_file_nothing_is_remembered(file: Path) -> None:
    assert load_state(file) == State()


@pytest.mark.parametrize("text", ["{", "[]", '"x"', '{"positions": 3}', "\ufffd"])
def test_a_broken_file_is_set_aside(file: Path, text: str) -> None:
    file.write_text(text)
    assert load_state(file) == State()
    assert file.with_name("state.json.broken").read_text() == text


def test_values_of_a_wrong_type_are_left_out(file: Path) -> None:
    file.write_text('{"positions": {"a": "x", "b": 2}, "last": 4, "terminals": {"t": 1}}')
    assert load_state(file) == State(positions={"b": 2})


def test_the_oldest_positions_go_first() -> None:
    state = State()
    for number in range(MOST_POSITIONS + 1):
        state = state.with_position(str(number), number)
    assert len(state.positions) == MOST_POSITIONS
    assert "0" not in state.positions
    assert state.positions[str(MOST_POSITIONS)] == MOST_POSITIONS


def test_an_article_read_again_is_young_again() -> None:
    state = State().with_position("a", 1).with_position("b", 2).with_position("a", 3)
    assert list(state.positions) == ["b", "a"]


def test_a_place_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert update_state(lambda s: s.with_last("x"), tmp_path / "file" / "s.json").last == "x"


def _remember(file: Path, name: str) -> None:
    for number in range(20):
        update_state(partial(State.with_position, uid=f"{name}{number}", offset=number), file)


def test_two_processes_lose_nothing_of_each_other(file: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_remember, args=(file, name)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert len(load_state(file).positions) == 40
