"""The formats that articles come in: one module each, behind one small protocol.

A format is found by content, never by the name of the file. To add one, write a module with a
class that fits `Format` and name it in `_FORMATS`, the more particular before the more general.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Protocol

from reader.articles.model import Article
from reader.articles.source import Source

__all__ = ["Format", "Source", "format_of", "read_articles"]


class Format(Protocol):
    """A file format: recognises its content and reads its articles."""

    def recognises(self, source: Source) -> bool:
        """Whether `source` is in this format, judged by its first bytes (`Source.head`)."""

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of `source`; raises `QariError` where it cannot be read."""


_FORMATS = (
    "reader.articles.formats.compressed:Compressed",
    "reader.articles.formats.epub:Epub",
    "reader.articles.formats.docx:Docx",
    "reader.articles.formats.archives:Zip",
    "reader.articles.formats.archives:Tar",
    "reader.articles.formats.warc:Warc",
    "reader.articles.formats.pdf:Pdf",
    "reader.articles.formats.headed:Headed",
    "reader.articles.formats.mail:Mailbox",
    "reader.articles.formats.mail:Mail",
    "reader.articles.formats.feed:Feed",
    "reader.articles.formats.opml:Opml",
    "reader.articles.formats.html:Html",
    "reader.articles.formats.xml:Xml",
    "reader.articles.formats.json_lines:JsonLines",
    "reader.articles.formats.json_lines:JsonDocument",
    "reader.articles.formats.subtitles:Subtitles",
    "reader.articles.formats.markdown:Markdown",
    "reader.articles.formats.csv_table:CsvTable",
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


def read_articles(source: Source) -> Iterator[Article]:
    """The articles of `source`, whatever format it is in.

    Raises:
        QariError: ``empty`` for nothing but blanks, else what the format raises.
    """
    if not source.head.strip(b"\0 \t\r\n") and not source.data.strip(b"\0 \t\r\n"):
        raise source.error("empty")
    yield from format_of(source).read(source)
