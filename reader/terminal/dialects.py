"""Which terminal wants its lines how: one table, read from above, first match.

Measured in the terminals themselves. ``plain`` sends letters in visual order as presentation
forms; ``lro`` wraps that in U+202D … U+202C. kitty draws runs of one font without blanks right to
left: ``kitty-runs`` turns them round where the font has Arabic, ``kitty-words`` only their Arabic
cells, where it has not. ``turned`` sends presentation forms in logical order to terminals that
order but do not mirror; ``logical`` leaves order and joining to the terminal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.terminal.probe import Answers


class Dialect(StrEnum):
    """How a laid-out line is written to the terminal."""

    PLAIN = "plain"
    LRO = "lro"
    KITTY_RUNS = "kitty-runs"
    KITTY_WORDS = "kitty-words"
    TURNED = "turned"
    LOGICAL = "logical"


# What people say in --bidi and in the settings; `auto` means that the table decides.
CHOICES: dict[str, Dialect] = {
    "app": Dialect.PLAIN,
    "lro": Dialect.LRO,
    "kitty": Dialect.KITTY_RUNS,
    "terminal": Dialect.LOGICAL,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of terminal is known, and what it wants. All tests given must hold.

    Attributes:
        name: what the kind is called in `qari doctor`.
        dialect: for a program that has the screen while it runs.
        printed: for lines that stay on the screen after the program has left.
        versions: beginnings of XTVERSION, in small letters; one must match.
        variables: environment variables; one must be set, to the value after ``=`` if given.
        modes: answers to DECRQM 8; one must match.
        enter: written before the first line, so that the terminal leaves order to us.
        leave: written at the end, so that it does as before.
        stays: whether lines printed between the two read right after the second.
        advice: code of the message that tells what the user can do, or None.
    """

    name: str
    dialect: Dialect
    printed: Dialect
    versions: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    modes: tuple[int, ...] = ()
    enter: str = ""
    leave: str = ""
    stays: bool = False
    advice: str | None = None


_KONSOLE = Rule(
    "Konsole",
    Dialect.PLAIN,
    Dialect.TURNED,
    enter="\x1b]50;BidiRenderingEnabled=false\x07",
    leave="\x1b]50;BidiRenderingEnabled=true\x07",
)
_KITTY = Rule("kitty", Dialect.KITTY_RUNS, Dialect.KITTY_RUNS, advice="doctor-recipe-kitty")

RULES: tuple[Rule, ...] = (
    Rule("tmux", Dialect.LRO, Dialect.LRO, versions=("tmux",)),
    Rule("tmux", Dialect.LRO, Dialect.LRO, variables=("TMUX",)),
    Rule("screen", Dialect.LRO, Dialect.LRO, variables=("STY",)),
    Rule(
        "bidi (mode 8)",
        Dialect.PLAIN,
        Dialect.PLAIN,
        modes=(1, 2),
        enter="\x1b[8l",
        leave="\x1b[8h",
        stays=True,
    ),
    replace(_KONSOLE, versions=("konsole",)),
    replace(_KONSOLE, variables=("KONSOLE_VERSION",)),
    Rule(
        "mlterm",
        Dialect.PLAIN,
        Dialect.LRO,
        variables=("MLTERM",),
        enter="\x1b]5379;use_ctl=false\x07",
        leave="\x1b]5379;use_ctl=true\x07",
    ),
    replace(_KITTY, versions=("kitty",)),
    replace(_KITTY, variables=("KITTY_WINDOW_ID", "TERM=xterm-kitty")),
    Rule(
        "Terminal.app",
        Dialect.LRO,
        Dialect.LRO,
        variables=("TERM_PROGRAM=Apple_Terminal",),
        advice="doctor-advice-apple",
    ),
    Rule("no bidi of its own", Dialect.PLAIN, Dialect.PLAIN),
)


def rule_for(answers: Answers, environ: Mapping[str, str]) -> Rule:
    """The first rule of the table that fits; the last fits every terminal."""
    return next(rule for rule in RULES if _fits(rule, answers, environ))


def _fits(rule: Rule, answers: Answers, environ: Mapping[str, str]) -> bool:
    """Whether all tests of `rule` hold."""
    version = answers.version.lower()
    return (
        (not rule.versions or version.startswith(rule.versions))
        and (not rule.variables or any(_is_set(test, environ) for test in rule.variables))
        and (not rule.modes or answers.mode in rule.modes)
    )


def _is_set(test: str, environ: Mapping[str, str]) -> bool:
    """Whether a variable is set, or is set to the value after ``=``."""
    name, equals, value = test.partition("=")
    found = environ.get(name)
    return found == value if equals else bool(found)


def terminal_name(answers: Answers, environ: Mapping[str, str]) -> str:
    """The name under which a choice for this terminal is remembered; without its version."""
    if answers.version:
        return answers.version.split("(")[0].split(" ")[0].lower() or "unknown"
    if environ.get("TMUX"):
        return "tmux"
    if environ.get("STY"):
        return "screen"
    if answers.mode in (1, 2) and environ.get("VTE_VERSION"):
        return "vte"
    return (environ.get("TERM_PROGRAM") or environ.get("TERM") or "unknown").lower()
