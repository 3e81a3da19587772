"""The formats that articles come in: one module each, behind one small protocol.

A format is found by content, never by the name of the file. To add one, write a module with a
class that fits `Format` and name it in `_FORMATS`, the more particular before the more general.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol

from reader.articles.model import Article


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read, and what is known of them.

    Attributes:
        data: the whole file, page or stream.
        path: path as the user gave it, or None.
        url: address it came from, or None.
        encoding: the user's word for the encoding, or None.
        content_type: what a server said it is, or None.
    """

    data: bytes
    path: str | None = None
    url: str | None = None
    encoding: str | None = None
    content_type: str | None = None

    @property
    def name(self) -> str:
        """What to call it in messages."""
        return self.path or self.url or "-"


class Format(Protocol):
    """A file format: recognises its content and reads its articles."""

    def recognises(self, source: Source) -> bool:
        """Whether `source` is in this format, judged by its first bytes."""

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of `source`; raises `QariError` where it cannot be read."""


_FORMATS = (
    "reader.articles.formats.html:Html",
    "reader.articles.formats.headed:Headed",
    "reader.articles.formats.plain:Plain",
)


@cache
def _load(name: str) -> Format:
    """The format named ``module:class``, imported when it is first asked."""
    module, _, attribute = name.partition(":")
    made: Format = getattr(import_module(module), attribute)()
    return made


def format_of(source: Source) -> Format:
    """The first format that recognises `source`; plain text takes whatever is left."""
    return next(form for form in map(_load, _FORMATS) if form.recognises(source))
