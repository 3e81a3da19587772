"""The terminal for one run of the program: what it wants, entered once and always left again."""

import atexit
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Protocol, Self

from reader.terminal.dialects import CHOICES, Dialect, Rule, rule_for, terminal_name
from reader.terminal.encode import encode
from reader.terminal.probe import Answers, probe
from reader.text.line import Line

Write = Callable[[str], None]
_WAIT_OVER_SSH = 1000  # milliseconds at least; DA1 ends the wait sooner wherever it is answered


class HasTerminalSettings(Protocol):
    """The settings, as far as the terminal asks them."""

    @property
    def bidi(self) -> str:
        """Who orders the letters: auto, app, lro, kitty or terminal."""

    @property
    def wait(self) -> int:
        """How long a silent terminal is waited for, in milliseconds."""


class HasTerminals(Protocol):
    """What is remembered, as far as the terminal asks it."""

    @property
    def terminals(self) -> Mapping[str, str]:
        """By terminal name, the dialect that was found to read right."""


def _write_to_terminal(sequence: str) -> None:
    """Write `sequence` past all buffers, also while the program is being ended."""
    # A signal can come in the middle of a write; its buffer cannot be flushed then (RuntimeError).
    with suppress(OSError, ValueError, RuntimeError):
        sys.stdout.flush()
    with suppress(OSError, ValueError):  # the terminal is gone: nothing to restore
        os.write(sys.__stdout__.fileno() if sys.__stdout__ else 1, sequence.encode())


@dataclass(slots=True)
class Session:
    """What the terminal is, how lines are encoded for it, and its switches.

    Use it as a context manager around all drawing: `leave` then runs on return, on exceptions, at
    interpreter exit and on SIGTERM and SIGHUP; Ctrl+Z leaves and coming back enters again, unless
    somebody else (Textual) handles SIGTSTP, who then calls `leave` and `enter`.

    Attributes:
        name: under which a choice for this terminal is remembered.
        rule: the row of the table that fits it.
        dialect: how lines are encoded.
        answers: what the terminal said.
        write: how sequences reach the terminal.
        entered: whether the switch holds.
        on_end: called with the number of a signal that ends the program, in place of SystemExit:
            an event loop must be asked to end, for it catches exceptions.
    """

    name: str
    rule: Rule
    dialect: Dialect
    answers: Answers = field(default_factory=Answers)
    write: Write = _write_to_terminal
    entered: bool = False
    on_end: Callable[[int], None] | None = None
    _signals: dict[int, object] = field(default_factory=dict)

    @property
    def typed(self) -> str:
        """What the user typed before and during the probe, to be taken as keys."""
        return self.answers.typed.decode("utf-8", "ignore")

    def encode(self, line: Line | str) -> str:
        """What a laid-out line, or a string in visual order, is sent as.

        Args:
            line: a `Line`, or what `Line.text` or `reader.text.label.visual` gives.
        """
        return encode(line if isinstance(line, str) else line.text, self.dialect)

    def enter(self) -> None:
        """Take the order of letters over from the terminal; a second call does nothing."""
        if not self.entered and self.dialect is not Dialect.LOGICAL and self.rule.enter:
            self.entered = True
            self.write(self.rule.enter)

    def leave(self) -> None:
        """Give it back; a second call does nothing."""
        if self.entered:
            self.entered = False
            self.write(self.rule.leave)

    def __enter__(self) -> Self:
        atexit.register(self.leave)
        self._handle("SIGTERM", self._end)
        self._handle("SIGHUP", self._end)
        self._handle("SIGTSTP", self._suspend)
        self.enter()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leave()
        for number, before in self._signals.items():
            signal.signal(number, before)  # type: ignore[arg-type]
        self._signals.clear()
        atexit.unregister(self.leave)

    def _handle(self, name: str, handler: Callable[[int, FrameType | None], None]) -> None:
        """Handle the signal `name`, where the system has it and nobody else handles it."""
        number: int | None = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            self._signals[number] = signal.signal(number, handler)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """End the program in order, as the signal would have ended it."""
        self.leave()
        if self.on_end is None:
            raise SystemExit(128 + number)
        self.on_end(number)

    def _suspend(self, number: int, _frame: FrameType | None) -> None:
        """Leave, stop, and enter again when brought back."""
        was_entered = self.entered
        self.leave()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, self._suspend)
        if was_entered:
            self.enter()


def prepare(
    settings: HasTerminalSettings,
    state: HasTerminals,
    bidi: str | None = None,
    environ: Mapping[str, str] = os.environ,
    *,
    ask: bool = True,
) -> Session:
    """Find out what the terminal is; nothing is switched before `Session.enter`.

    The order of trust: the option, the setting, the choice remembered for this terminal, the
    table of `reader.terminal.dialects`.

    Args:
        settings: whose `bidi` may name a choice, and whose `wait` bounds the asking.
        state: whose `terminals` may remember one.
        bidi: the option of the command line, or None.
        environ: the environment.
        ask: whether the terminal is asked; else only the environment tells.
    """
    wait = max(settings.wait, _WAIT_OVER_SSH if environ.get("SSH_CONNECTION") else 0)
    answers = probe(ceiling=wait / 1000) if ask and wait else Answers()
    rule = rule_for(answers, environ)
    name = terminal_name(answers, environ)
    chosen = bidi if bidi and bidi != "auto" else settings.bidi
    dialect = CHOICES.get(chosen) or remembered(state, name) or rule.dialect
    return Session(name=name, rule=rule, dialect=dialect, answers=answers)


def remembered(state: HasTerminals, name: str) -> Dialect | None:
    """The dialect remembered for the terminal `name`, or None."""
    value = state.terminals.get(name)
    return Dialect(value) if value in set(Dialect) else None
