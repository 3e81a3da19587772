"""What is entered is left, whatever happens."""

import os
import signal
from dataclasses import dataclass, field

import pytest

from reader.terminal import Dialect, Session, prepare
from reader.terminal.dialects import RULES, Rule
from reader.text.layout import Paragraph

VTE_RULE = next(rule for rule in RULES if rule.modes)


@dataclass(frozen=True)
class Bidi:
    bidi: str = "auto"
    wait: int = 250


@dataclass(frozen=True)
class Remembered:
    terminals: dict[str, str] = field(default_factory=dict)


def session(written: list[str], rule: Rule = VTE_RULE, dialect: Dialect | None = None) -> Session:
    return Session("vte", rule, dialect or rule.dialect, write=written.append)


def test_enter_and_leave_happen_once() -> None:
    written: list[str] = []
    one = session(written)
    one.enter()
    one.enter()
    one.leave()
    one.leave()
    assert written == ["\x1b[8l", "\x1b[8h"]


def test_an_exception_leaves() -> None:
    written: list[str] = []
    with pytest.raises(ValueError, match="boom"), session(written):
        raise ValueError("boom")
    assert written == ["\x1b[8l", "\x1b[8h"]


def test_left_to_the_terminal_nothing_is_switched() -> None:
    written: list[str] = []
    with session(written, dialect=Dialect.LOGICAL):
        pass
    assert written == []


def test_sigterm_leaves_and_ends() -> None:
    written: list[str] = []
    with pytest.raises(SystemExit) as ended, session(written):
        os.kill(os.getpid(), signal.SIGTERM)
    assert ended.value.code == 128 + signal.SIGTERM
    assert written == ["\x1b[8l", "\x1b[8h"]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_signals_that_others_handle_are_theirs() -> None:
    before = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        with session([]):
            assert signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTSTP, before)


@pytest.mark.parametrize(
    ("option", "setting", "remembered", "expected"),
    [
        (None, "auto", {}, "plain"),
        (None, "auto", {"foot": "lro"}, "lro"),
        (None, "auto", {"foot": "nonsense"}, "plain"),
        (None, "kitty", {"foot": "lro"}, "kitty-runs"),
        ("terminal", "kitty", {"foot": "lro"}, "logical"),
        ("auto", "auto", {"foot": "lro"}, "lro"),
    ],
)
def test_option_setting_memory_table_in_this_order(
    option: str | None, setting: str, remembered: dict[str, str], expected: str
) -> None:
    found = prepare(Bidi(setting), Remembered(remembered), option, {"TERM": "foot"}, ask=False)
    assert found.dialect == expected


def test_lines_and_strings_are_encoded_alike() -> None:
    text = "سلام ABC"
    line = Paragraph(text, 1).line(0, len(text))
    one = session([], dialect=Dialect.LRO)
    assert one.encode(line) == one.encode(line.text) == f"\u200e\u202d{line.text}\u202c"
