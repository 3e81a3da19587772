"""A terminal made of a pty, that answers the questions real terminals were heard to answer."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DA1_END = b"\x1b[c"


@dataclass(frozen=True)
class Kind:
    """A terminal by its answers to DECRQM 8, XTVERSION and DA1, and its environment."""

    mode: bytes = b""
    version: bytes = b""
    attributes: bytes = b"\x1b[?6c"
    environ: tuple[tuple[str, str], ...] = (("TERM", "xterm-256color"),)

    @property
    def answers(self) -> bytes:
        return self.mode + self.version + self.attributes


VTE = Kind(
    b"\x1b[8;1$y", b"", b"\x1b[?65;1;9c", (("TERM", "xterm-256color"), ("VTE_VERSION", "7006"))
)
XTERM = Kind(b"\x1b[8;0$y", b"\x1bP>|XTerm(379)\x1b\\", b"\x1b[?64;1;2c", (("TERM", "xterm"),))
KONSOLE = Kind(b"", b"\x1bP>|Konsole 22.12.3\x1b\\", b"\x1b[?62;1;4c")
KITTY = Kind(
    b"\x1b[8;0$y", b"\x1bP>|kitty(0.26.5)\x1b\\", b"\x1b[?62;c", (("TERM", "xterm-kitty"),)
)
MLTERM = Kind(b"\x1b[8;0$y", b"", b"\x1b[?63;1;2c", (("TERM", "xterm"), ("MLTERM", "3.9.0")))
TMUX = Kind(
    b"", b"\x1bP>|tmux 3.3a\x1b\\", b"\x1b[?1;2c", (("TERM", "screen"), ("TMUX", "/tmp/t,1,0"))
)
SILENT = Kind(b"", b"", b"")


@dataclass(frozen=True)
class Ended:
    """What a program in the pty wrote, and how it ended."""

    output: bytes
    status: int
    echo_restored: bool


def run_in_pty(
    command: Sequence[str],
    kind: Kind = XTERM,
    *,
    home: Path,
    typed: bytes = b"",
    replies: Mapping[bytes, bytes] | None = None,
    act: Callable[[subprocess.Popen[bytes], bytes], None] | None = None,
    size: tuple[int, int] = (24, 80),
    environ: Mapping[str, str] | None = None,
    timeout: float = 60,
) -> Ended:
    """Run `command` in a pty that answers as `kind` and, to each of `replies`, once with its reply.

    Args:
        command: what is run; the first word is a Python module where it is ``qari``.
        kind: the terminal that is played.
        home: folder under which settings and state lie.
        typed: keys that lie in the terminal before the program starts.
        replies: output that is waited for, and what is then typed.
        act: called with the process and all output whenever output comes.
        size: rows and columns.
        environ: further variables.
        timeout: seconds after which the program is killed and the test fails.
    """
    parent, child = os.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    os.write(parent, typed)
    argv = [sys.executable, "-m", "reader", *command[1:]] if command[0] == "qari" else command
    process = subprocess.Popen(
        argv,
        stdin=child,
        stdout=child,
        stderr=child,
        env={**_environment(home), **dict(kind.environ), **(environ or {})},
        preexec_fn=lambda: _take_terminal(child),  # noqa: PLW1509 - the child must own its terminal
        close_fds=True,
    )
    output = _converse(process, parent, kind, dict(replies or {}), act, timeout)
    echo = bool(termios.tcgetattr(child)[3] & termios.ECHO)
    os.close(child)
    os.close(parent)
    return Ended(output, process.returncode, echo)


def _environment(home: Path) -> dict[str, str]:
    kept = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "QARI_WAIT": "10000",  # a loaded machine must not look like a silent terminal
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }


def _take_terminal(child: int) -> None:
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTSTP):
        signal.signal(number, signal.SIG_DFL)  # whoever runs the tests may ignore them
    os.setsid()
    fcntl.ioctl(child, termios.TIOCSCTTY, 0)


def _converse(
    process: subprocess.Popen[bytes],
    parent: int,
    kind: Kind,
    replies: dict[bytes, bytes],
    act: Callable[[subprocess.Popen[bytes], bytes], None] | None,
    timeout: float,
) -> bytes:
    output, asked = b"", 0
    end = time.monotonic() + timeout
    while True:
        over = process.poll() is not None
        if select.select([parent], [], [], 0 if over else 0.05)[0]:
            try:
                output += os.read(parent, 65536)
            except OSError:
                break
        elif over:
            break
        while asked < output.count(DA1_END):
            asked += 1
            os.write(parent, kind.answers)
        for cue in [cue for cue in replies if cue in output]:
            os.write(parent, replies.pop(cue))
        if act:
            act(process, output)
        if time.monotonic() > end:
            process.kill()
            process.wait()
            raise AssertionError(f"no end after {timeout} s; wrote {output[-400:]!r}")
    return output
