"""Beside the floors: what the terminal is, and how a laid-out line is written to it.

`prepare` asks the terminal and chooses; the `Session` it gives encodes lines, and enters and
leaves what the terminal must be told.
"""

from reader.terminal.dialects import CHOICES, Dialect
from reader.terminal.encode import encode
from reader.terminal.probe import Answers
from reader.terminal.session import Session, prepare

__all__ = ["CHOICES", "Answers", "Dialect", "Session", "encode", "prepare"]
