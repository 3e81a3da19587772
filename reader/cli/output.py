"""What the commands write: messages to standard error, lines to standard output."""

import os
import shutil
import sys
from dataclasses import replace
from typing import TextIO

from reader.messages import render
from reader.notice import Notice
from reader.settings import Settings, load_state
from reader.terminal import Dialect, Session, prepare
from reader.text.label import Align, visual
from reader.text.sanitize import label

LEAST_WIDTH = 10


def use_utf8() -> None:
    """Write UTF-8 whatever the locale; what cannot be written is replaced, never fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def tell(notice: Notice, language: str) -> None:
    """Write one notice as one line to standard error, laid out where that is a terminal."""
    line = f"qari: {render(notice, language)}"
    try:
        sys.stderr.write(for_stream(line, sys.stderr) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # nobody listens


def emit(text: str) -> None:
    """Write logical text, line by line, to standard output, laid out where that is a terminal.

    Each line is sanitised; its direction is that of its first strong character.
    """
    for line in text.split("\n"):
        sys.stdout.write(for_stream(line, sys.stdout) + "\n")


def columns(stream: TextIO | None = None) -> int:
    """The columns of the terminal that `stream` writes to; COLUMNS overrules, 80 where none."""
    try:
        fallback = os.get_terminal_size((stream or sys.stdout).fileno()).columns
    except (OSError, ValueError):
        fallback = 80
    return max(LEAST_WIDTH, shutil.get_terminal_size((fallback, 24)).columns)


def printing(settings: Settings, bidi: str | None, stream: TextIO | None = None) -> Session:
    """The session for lines that stay on the screen after the program has left.

    Switches of the terminal are used only where lines printed under them stay as they are.

    Args:
        settings: whose `bidi` may name a choice.
        bidi: the option of the command line, or None.
        stream: where the lines go; no terminal there, no dialect but the plain one.
    """
    stream = stream or sys.stdout
    session = prepare(settings, load_state(), bidi, ask=stream.isatty())
    chosen = bidi if bidi and bidi != "auto" else settings.bidi
    if chosen == "auto" and session.dialect is session.rule.dialect:
        session.dialect = session.rule.printed if stream.isatty() else Dialect.PLAIN
    if not (session.rule.stays and stream.isatty()):
        session.rule = replace(session.rule, enter="", leave="")
    return session


def for_stream(line: str, stream: TextIO, width: int | None = None) -> str:
    """One line as `stream` wants it: laid out in a terminal, logical elsewhere.

    Args:
        line: logical; sanitised here.
        stream: where it goes.
        width: cells of a terminal to cut it to, or None for as many as it takes.
    """
    if not stream.isatty():
        return label(line)
    session = _unasked()
    return session.encode(visual(line, width, base=None, align=Align.LEFT, fill=False))


def _unasked() -> Session:
    """The session that the environment alone tells: messages must not wait for the terminal."""
    session = prepare(Settings(), load_state(), ask=False)
    session.dialect = session.rule.printed
    return session
