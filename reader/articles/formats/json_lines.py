"""JSON: lines of one object each, a list of objects, one object, or a JSON feed."""

import json
from collections.abc import Iterator
from typing import Any

from reader.articles.decoding import Decoded, decode
from reader.articles.kept_records import SCHEMA, article_of_record
from reader.articles.model import Article
from reader.articles.records import article_of, columns_of
from reader.articles.source import Source
from reader.notice import Notice, QariError

_LONGEST_LINE = 16 << 20  # bytes


class JsonLines:
    """One object a line; read line by line, so that a corpus of any size can be read."""

    def recognises(self, source: Source) -> bool:
        """Whether the first line is a whole object, or one longer than what is looked at."""
        head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()
        first, end, _ = head.partition(b"\n")
        if not first.startswith(b"{"):
            return False
        return isinstance(_value(first), dict) if end or len(head) < 2 else first[:2] == b'{"'

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of the lines that hold one; lines that cannot be read are reported."""
        any_read = False
        columns: set[str] = set()
        for number, line in _lines(source):
            record = _value(line)
            if not isinstance(record, dict):
                values = {"path": source.name, "line": str(number)}
                source.report(Notice("line-skipped", values))
                continue
            columns |= record.keys()
            article = _article(source, record, number)
            if article is not None:
                any_read = True
                yield article
        if not any_read:
            raise source.error("table-no-text", columns=", ".join(sorted(columns)[:20]))


class JsonDocument:
    """One JSON document: a feed, a list of objects, or an object that is an article."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins as JSON does with an object in it."""
        start = source.opening.lstrip()[:200]
        squeezed = "".join(start.split())
        return squeezed.startswith(('{"', "[{"))

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of its objects."""
        decoded = source.decoded()
        value = _value(decoded.text)
        records, site = _records(value)
        any_read = False
        for record in records:
            found = article_of(
                source, record, columns_of(record, source.columns), decoded, site=site
            )
            if found is not None:
                any_read = True
                yield found
        if not any_read:
            names = sorted({name for record in records for name in record})
            raise source.error("table-no-text", columns=", ".join(names[:20]))


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """The lines that hold anything, with their numbers from 1."""
    with source.opener() as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise source.error("file-too-large", most=str(_LONGEST_LINE >> 20))
            if line.strip():
                yield number, line.removeprefix(b"\xef\xbb\xbf")


def _article(source: Source, record: dict[str, Any], number: int) -> Article | None:
    """The article of a line; what is refused in it is reported, and only that line lost."""
    if record.get("schema") == SCHEMA:
        return _exported(source, record, number)
    try:
        return article_of(source, record, columns_of(record, source.columns))
    except QariError as error:
        source.report(Notice("line-skipped", {"path": source.name, "line": str(number)}))
        source.report(error.notice)
        return None


def _exported(source: Source, record: dict[str, Any], number: int) -> Article | None:
    """The article of a line that Qari wrote; one that does not fit together is reported."""
    article = article_of_record(record, source.path)
    if article is None:
        source.report(Notice("line-skipped", {"path": source.name, "line": str(number)}))
        return None
    source.recorded(article, record)
    return article


def _value(text: str | bytes) -> Any:
    """The value that `text` is in JSON, or None."""
    try:
        return json.loads(text if isinstance(text, str) else decode_line(text).text)
    except (ValueError, RecursionError, QariError):
        return None


def decode_line(line: bytes) -> Decoded:
    """A line of bytes as text."""
    try:
        return Decoded(line.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return decode(line)


def _records(value: Any) -> tuple[list[dict[str, Any]], str | None]:
    """The objects of a document and the name of the feed that they belong to."""
    site = None
    if isinstance(value, dict):
        items = value.get("items") or value.get("articles") or value.get("data")
        if isinstance(items, list):
            site = value.get("title") if isinstance(value.get("title"), str) else None
            value = items
        else:
            value = [value]
    records = value if isinstance(value, list) else []
    return [record for record in records if isinstance(record, dict)], site
