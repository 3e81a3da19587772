"""Asking the terminal what it is, before anything is drawn.

Three questions are written at once: DECRQM of ANSI mode 8 (does it order letters itself?),
XTVERSION (its name) and DA1. Every terminal answers DA1, and answers come in order, so that
answer ends the wait. What was typed meanwhile is kept apart from the answers.
"""

import os
import re
import select
import time
from dataclasses import dataclass

QUESTIONS = b"\x1b[8$p\x1b[>0q\x1b[c"
CEILING = 0.25  # seconds; DA1 ends the wait far sooner wherever it is answered

_MODE = re.compile(rb"\x1b\[8;(\d)\$y")
_VERSION = re.compile(rb"\x1bP>\|([^\x1b\x07]*)(?:\x1b\\|\x07)")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[\d;]*c")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the terminal said.

    Attributes:
        mode: its answer on ANSI mode 8: 1 set, 2 reset, 0 unknown to it; None if it stayed silent.
        version: its XTVERSION name, or "" if it told none.
        attributes: its DA1 answer without the introducer, or "".
        typed: bytes that were no answer: keys pressed before or during the questions.
    """

    mode: int | None = None
    version: str = ""
    attributes: str = ""
    typed: bytes = b""


def parse(received: bytes) -> Answers:
    """Tell answers and keys apart in what came from the terminal."""
    mode = _MODE.search(received)
    version = _VERSION.search(received)
    attributes = _ATTRIBUTES.search(received)
    typed = received
    for pattern in (_MODE, _VERSION, _ATTRIBUTES):
        typed = pattern.sub(b"", typed)
    return Answers(
        mode=int(mode[1]) if mode else None,
        version=version[1].decode("ascii", "replace") if version else "",
        attributes=attributes[0][3:-1].decode() if attributes else "",
        typed=typed,
    )


def probe(input_fd: int = 0, output_fd: int = 1, ceiling: float = CEILING) -> Answers:
    """Put the questions to the terminal and read its answers.

    Args:
        input_fd: what its answers are read from.
        output_fd: what it is written to.
        ceiling: seconds after which a silent terminal is given up.

    Returns:
        The answers; empty ones where the descriptors are no terminal, this process stands in the
        background, or the system has no `termios`.
    """
    if not (os.isatty(input_fd) and os.isatty(output_fd)) or not _in_foreground(input_fd):
        return Answers()
    try:
        import termios  # noqa: PLC0415 - absent on Windows
        import tty  # noqa: PLC0415
    except ImportError:
        return Answers()
    before = termios.tcgetattr(input_fd)
    try:
        # TCSANOW and TCSADRAIN keep what was typed ahead; TCSAFLUSH would throw it away.
        tty.setraw(input_fd, termios.TCSANOW)
        os.write(output_fd, QUESTIONS)
        return parse(_answer(input_fd, ceiling))
    finally:
        termios.tcsetattr(input_fd, termios.TCSADRAIN, before)


def _in_foreground(fd: int) -> bool:
    """Whether this process may read from its terminal; in the background it would be stopped."""
    try:
        return os.tcgetpgrp(fd) == os.getpgrp()
    except (OSError, AttributeError):
        return True


def _answer(fd: int, ceiling: float) -> bytes:
    """What arrives until the DA1 answer or the ceiling."""
    received = b""
    end = time.monotonic() + ceiling
    while not _ATTRIBUTES.search(received):
        left = end - time.monotonic()
        if left <= 0 or not select.select([fd], [], [], left)[0]:
            break
        chunk = os.read(fd, 4096)
        if not chunk:
            break
        received += chunk
    return received
