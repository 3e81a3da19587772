"""The whole program in a pty, driven by keys, its screen kept by a terminal emulator (pyte)."""

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from reader.text.label import label_line

_ANSWERS = {b"\x1b[c": b"\x1b[?6c"}  # as PuTTY and Alacritty: DA1 and nothing else
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "pagedown": "\x1b[6~",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "down": "\x1b[B",
    "ctrl+k": "\x0b",
}


class Driven:
    """The program `qari` in a terminal of `size` columns and rows; use it as a context manager."""

    def __init__(
        self, arguments: Sequence[str], home: Path, size: tuple[int, int] = (120, 34)
    ) -> None:
        """Start the program with its folders under `home`."""
        self.output = b""
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._parent, child = os.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reader", *arguments],
            stdin=child,
            stdout=child,
            stderr=child,
            env=_environment(home),
            start_new_session=True,
            close_fds=True,
        )
        os.close(child)
        self._answered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._parent)

    def read(self, seconds: float) -> bytes:
        """Read what comes within `seconds`; what came."""
        begun = len(self.output)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not select.select([self._parent], [], [], 0.05)[0]:
                continue
            try:
                piece = os.read(self._parent, 65536)
            except OSError:
                break
            self.output += piece
            self._stream.feed(piece)
            self._answer()
        return self.output[begun:]

    def _answer(self) -> None:
        """Answer DA1 each time it is asked, as every terminal does."""
        asked = self.output.count(b"\x1b[c")
        for _ in range(asked - self._answered):
            os.write(self._parent, _ANSWERS[b"\x1b[c"])
        self._answered = asked

    @property
    def rows(self) -> list[str]:
        """The rows of the screen as they are drawn."""
        return list(self._screen.display)

    def shows(self, words: str) -> bool:
        """Whether a row shows `words`, given in logical order."""
        drawn = label_line(words).text
        return any(drawn in row for row in self.rows)

    def wait_for(self, words: str, seconds: float = 40) -> None:
        """Read until `words` are on the screen."""
        end = time.monotonic() + seconds
        while not self.shows(words):
            if time.monotonic() > end:
                raise AssertionError(f"{words!r} never came:\n" + "\n".join(self.rows))
            self.read(0.1)

    def press(self, *keys: str) -> None:
        """Press `keys`: names of `KEYS`, or letters as they are."""
        for key in keys:
            os.write(self._parent, KEYS.get(key, key).encode())
            self.read(0.15)

    def settle(self, seconds: float = 0.5) -> None:
        """Read until nothing comes for `seconds`."""
        while self.read(seconds):
            pass

    def wait_for_end(self, seconds: float = 20) -> int:
        """Wait until the program ends; its exit status."""
        end = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < end:
            self.read(0.1)
        status = self._process.poll()
        if status is None:
            raise AssertionError("the program goes on:\n" + "\n".join(self.rows))
        return status


def _environment(home: Path) -> dict[str, str]:
    kept = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "QARI_WAIT": "10000",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
