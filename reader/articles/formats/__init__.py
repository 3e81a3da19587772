"""The formats that articles come in: one module each, behind one small protocol.

A format is found by content, never by the name of the file. To add one, write a module with a
class that fits `Format` and name it in `_FORMATS`, the more particular before the more general.
"""

import re
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


_MARKUP = rb"[\x00\xfe\xff\xef\xbb\xbf\s]*<"
_JSON = rb"[\x00\xfe\xff\xef\xbb\xbf\s]*[\[{]"
# What the first bytes must match for a format to be loaded and asked at all, and where it is.
_FORMATS = (
    (rb"\x1f\x8b\x08|\xfd7zXZ|\x28\xb5\x2f\xfd|BZh", "compressed:Compressed"),
    (rb"PK", "epub:Epub"),
    (rb"PK", "docx:Docx"),
    (rb"PK", "archives:Zip"),
    (rb"(?s:.{257})ustar", "archives:Tar"),
    (rb"WARC/", "warc:Warc"),
    (rb"(?s:.{0,1024}?)%PDF-", "pdf:Pdf"),
    (rb"", "headed:Headed"),
    (rb"From ", "mail:Mailbox"),
    (rb"[A-Za-z][A-Za-z0-9-]*:", "mail:Mail"),
    (_JSON, "json_lines:JsonLines"),
    (_JSON, "json_lines:JsonDocument"),
    (_JSON, "advanced_subtitles:AdvancedSubtitles"),
    (_MARKUP, "feed:Feed"),
    (_MARKUP, "opml:Opml"),
    (_MARKUP, "html:Html"),
    (_MARKUP, "xml:Xml"),
    (rb"(?s:.{0,1000}?)(?:-->|-\x00-\x00>|\x00-\x00-\x00>)|.{0,5}WEBVTT", "subtitles:Subtitles"),
    (rb"[\x00\xfe\xff\xef\xbb\xbf\s]*(?:#|-)", "markdown:Markdown"),
    (rb"", "csv_table:CsvTable"),
    (rb"", "plain:Plain"),
)


@cache
def _load(name: str) -> Format:
    """The format named ``module:class``, imported when it is first asked."""
    module, _, attribute = name.partition(":")
    made: Format = getattr(import_module(f"{__name__}.{module}"), attribute)()
    return made


def format_of(source: Source) -> Format:
    """The first format that recognises `source`; plain text takes whatever is left."""
    return next(form for form in _candidates(source) if form.recognises(source))


def _candidates(source: Source) -> Iterator[Format]:
    """The formats to ask; a page that a server calls one need not begin as pages do."""
    is_page = bool(source.content_type and "html" in source.content_type)
    for beginning, name in _FORMATS:
        if re.match(beginning, source.head) or (is_page and beginning is _MARKUP):
            yield _load(name)


def read_articles(source: Source) -> Iterator[Article]:
    """The articles of `source`, whatever format it is in.

    Raises:
        QariError: ``empty`` for nothing but blanks, else what the format raises.
    """
    if not source.head.strip(b"\0 \t\r\n") and not source.data.strip(b"\0 \t\r\n"):
        raise source.error("empty")
    yield from format_of(source).read(source)
