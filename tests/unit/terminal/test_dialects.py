"""Each terminal gets the dialect that was measured to read right in it."""

import pytest

from reader.terminal.dialects import RULES, Dialect, rule_for, terminal_name
from reader.terminal.probe import parse
from tests.ptys import KITTY, KONSOLE, MLTERM, SILENT, TMUX, VTE, XTERM, Kind

SCREEN = Kind(b"", b"", b"\x1b[?1;2c", (("TERM", "screen"), ("STY", "1.pts-0.host")))
MINTTY = Kind(b"\x1b[8;2$y", b"\x1bP>|mintty 3.6.1\x1b\\")
APPLE = Kind(environ=(("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")))
KITTY_IN_TMUX = Kind(
    TMUX.mode, TMUX.version, TMUX.attributes, (*TMUX.environ, ("KITTY_WINDOW_ID", "1"))
)
KONSOLE_IN_TMUX = Kind(
    b"", b"", b"\x1b[?1;2c", (("TMUX", "x"), ("KONSOLE_VERSION", "221203"), ("TERM", "tmux"))
)
VTE_FROM_KONSOLE = Kind(VTE.mode, b"", VTE.attributes, (("KONSOLE_VERSION", "221203"),))


@pytest.mark.parametrize(
    ("kind", "dialect", "enter", "name"),
    [
        (VTE, "plain", "\x1b[8l", "vte"),
        (MINTTY, "plain", "\x1b[8l", "mintty"),
        (XTERM, "plain", "", "xterm"),
        (KONSOLE, "plain", "\x1b]50;BidiRenderingEnabled=false\x07", "konsole"),
        (MLTERM, "plain", "\x1b]5379;use_ctl=false\x07", "xterm"),
        (KITTY, "kitty-runs", "", "kitty"),
        (TMUX, "lro", "", "tmux"),
        (SCREEN, "lro", "", "screen"),
        (APPLE, "lro", "", "apple_terminal"),
        (KITTY_IN_TMUX, "lro", "", "tmux"),
        (KONSOLE_IN_TMUX, "lro", "", "tmux"),
        (VTE_FROM_KONSOLE, "plain", "\x1b[8l", "unknown"),
        (SILENT, "plain", "", "xterm-256color"),
    ],
)
def test_the_table(kind: Kind, dialect: str, enter: str, name: str) -> None:
    answers, environ = parse(kind.answers), dict(kind.environ)
    rule = rule_for(answers, environ)
    assert (rule.dialect, rule.enter, terminal_name(answers, environ)) == (dialect, enter, name)


def test_what_is_entered_can_be_left() -> None:
    assert all(bool(rule.enter) == bool(rule.leave) for rule in RULES)


def test_the_last_rule_fits_every_terminal() -> None:
    last = RULES[-1]
    assert (last.versions, last.variables, last.modes) == ((), (), ())
    assert last.dialect is Dialect.PLAIN
