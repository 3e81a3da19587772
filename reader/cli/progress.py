"""A line on standard error that tells how far long work is, rewritten in its place."""

import sys
import time
from types import TracebackType
from typing import Self

from reader.cli.output import columns, for_stream, tell
from reader.notice import Notice

_EVERY = 0.1  # seconds


class ProgressLine:
    """Use it as a context manager; the line is gone at the end. Nothing where no terminal is."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._next = 0.0
        self._shown = False

    def show(self, line: str, *, now: bool = False) -> None:
        """Show `line`, at most ten times a second unless it has to be `now`."""
        moment = time.monotonic()
        if not self._on or (moment < self._next and not now):
            return
        self._next = moment + _EVERY
        cut = for_stream(line, sys.stderr, columns(sys.stderr) - 1)
        sys.stderr.write(f"\r\x1b[K{cut}")
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False

    def tell(self, notice: Notice, language: str) -> None:
        """Write a notice on a line of its own, as `reader.cli.output.tell`."""
        self.clear()
        tell(notice, language)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()
