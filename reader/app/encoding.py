"""How strings leave for the terminal: one place, for the article, labels and inputs."""

from collections.abc import Callable

from reader.terminal.dialects import Dialect
from reader.terminal.session import Session

Encode = Callable[[str], str]
_LRO, _PDF, _LRM = "\u202d", "\u202c", "\u200e"


def encoder(session: Session) -> Encode:
    """What a piece of a visual row is written as in the terminal of `session`.

    A row is written in pieces of one style. Where the terminal must be overridden, every piece is,
    for a bracket between two Arabic pieces would be turned as well.
    """
    if session.dialect is Dialect.PLAIN:
        return _as_is
    if session.dialect is Dialect.LRO:
        return _overridden
    return session.encode


def _as_is(text: str) -> str:
    return text


def _overridden(text: str) -> str:
    """The piece behind its blanks, overridden; mlterm wants a left-to-right mark before that."""
    words = text.lstrip(" ")
    blanks = text[: len(text) - len(words)]
    return f"{blanks}{_LRM}{_LRO}{words}{_PDF}" if words else text
