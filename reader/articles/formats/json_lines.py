"""JSON: lines of one object each, a list of objects, one object, or a JSON feed."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reader.articles.decoding import Decoded, decode
from reader.articles.kept_records import SCHEMA, article_of_record
from reader.articles.model import Article
from reader.articles.records import article_of, columns_of
from reader.articles.source import Source
from reader.notice import Notice, QariError

_LONGEST_LINE = 16 << 20  # bytes
_LISTS = ("items", "articles", "data")  # under which a document keeps its records


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
        yield from _articles(source, ((number, _value(line)) for number, line in _lines(source)))


class JsonDocument:
    """One JSON document: a feed, a list of objects, or an object that is an article."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins as JSON does with an object in it."""
        start = source.opening.lstrip()[:200]
        squeezed = "".join(start.split())
        return squeezed.startswith(('{"', "[{"))

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of its objects; what is no one document may be lines of them."""
        decoded = source.decoded()
        value = _value(decoded.text)
        if value is None:
            lines = enumerate(decoded.text.split("\n"), 1)
            values = [(number, _value(line)) for number, line in lines if line.strip()]
        else:
            values = [(1, value)]
        yield from _articles(source, values, decoded)


def _articles(
    source: Source, values: Iterable[tuple[int, Any]], decoded: Decoded | None = None
) -> Iterator[Article]:
    """The articles of values of JSON, each with the number of its line.

    Args:
        source: where they stand.
        values: what is none that can be read is reported.
        decoded: how the bytes of all of them were read.
    """
    any_read = False
    columns: set[str] = set()
    for number, value in values:
        records, site = _records(source, value)
        if not records:
            source.report(Notice("line-skipped", {"path": source.name, "line": str(number)}))
        for record in records:
            columns |= record.keys()
            article = _article(source, record, number, decoded, site)
            if article is not None:
                any_read = True
                yield article
    if not any_read:
        raise source.error("table-no-text", columns=", ".join(sorted(columns)[:20]))


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """The lines that hold anything, with their numbers from 1."""
    with source.reading() as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise source.error("file-too-large", most=str(_LONGEST_LINE >> 20))
            if line.strip():
                yield number, line.removeprefix(b"\xef\xbb\xbf")


def _article(
    source: Source, record: dict[str, Any], number: int, decoded: Decoded | None, site: str | None
) -> Article | None:
    """The article of a record; what is refused in it is reported, and only that record lost."""
    if record.get("schema") == SCHEMA:
        return _exported(source, record, number)
    columns = columns_of(record, source.columns)
    try:
        return article_of(source, record, columns, decoded, site=site)
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


def _records(source: Source, value: Any) -> tuple[list[dict[str, Any]], str | None]:
    """The objects of a value, and the name of the feed that they belong to.

    An object without a text of its own may hold a list of those that have: a feed.
    """
    site = None
    if isinstance(value, dict) and "text" not in columns_of(value, source.columns):
        items = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
        if items is not None:
            site = value.get("title") if isinstance(value.get("title"), str) else None
            value = items
    if not isinstance(value, list):
        value = [value]
    return [record for record in value if isinstance(record, dict)], site
