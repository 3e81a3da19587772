"""How strings leave for the terminal: one place, for the article, labels and inputs."""

from collections.abc import Callable

from reader.terminal.dialects import Dialect
from reader.terminal.session import Session

Encode = Callable[[str], str]
_LRO, _PDF = "\u202d", "\u202c"


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
    return text if text.isspace() or not text else f"{_LRO}{text}{_PDF}"
