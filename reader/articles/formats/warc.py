"""WARC: the pages of a crawl. Its dates say when a page was crawled, not when it was published."""

from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import StringIO
from typing import Any

from reader.articles.formats import read_articles
from reader.articles.model import Article
from reader.articles.source import LARGEST_FILE, Source
from reader.notice import Notice, QariError

_PACKINGS = frozenset(["identity", "gzip", "x-gzip", "deflate", ""])  # that warcio undoes
_PAGES = ("text/html", "application/xhtml", "text/plain")


class Warc:
    """A web archive, each page of which is an article."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins as WARC files do."""
        return source.head.startswith(b"WARC/")

    def read(self, source: Source) -> Iterator[Article]:
        """The pages that were found and are text; others are passed over and reported."""
        any_read = False
        for record in _records(source):
            url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            try:
                for article in _pages(source, record, url):
                    any_read = True
                    yield article
            except QariError as error:
                values = {"path": source.name, "url": url, "why": error.notice.code}
                source.report(Notice("record-skipped", values))
        if not any_read:
            raise source.error("archive-empty")


def _records(source: Source) -> Iterator[Any]:
    """The records of the archive that hold what a server sent."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - only for web archives

    with source.reading() as file:
        records = iter(ArchiveIterator(file))
        while (record := _next(source, records)) is not None:
            if record.rec_type in ("response", "resource"):
                yield record


def _next(source: Source, records: Iterator[Any]) -> Any:
    """The next record, or None at the end; what the parser stumbles over is damage."""
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - only for web archives

    try:
        with redirect_stderr(StringIO()):  # it would write on the user's screen
            return next(records, None)
    except (ArchiveLoadFailed, *_MALFORMED) as error:
        raise source.error("archive-damaged") from error


# What a malformed archive makes its parser stumble over.
_MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, EOFError)


def _pages(source: Source, record: Any, url: str) -> Iterator[Article]:
    """The articles of one record: one, or none for what is no page."""
    headers = record.http_headers
    status = headers.get_statuscode() if headers else "200"
    if status != "200":
        raise QariError("fetch-status", url=url, status=str(status))
    kind = str((headers or record.rec_headers).get_header("Content-Type") or "text/html")
    if not kind.lower().startswith(_PAGES):
        return
    packing = str((headers.get_header("Content-Encoding") if headers else None) or "identity")
    if packing.strip().lower() not in _PACKINGS:
        raise QariError("fetch-failed", url=url, why=f"content-encoding: {packing}")
    try:
        data = record.content_stream().read(LARGEST_FILE + 1)
    except _MALFORMED as error:
        raise source.error("archive-damaged") from error
    if len(data) > LARGEST_FILE:
        raise source.error("archive-bomb")
    page = replace(source.member("", data), url=url, content_type=kind)
    yield from read_articles(page)
