"""CSV and TSV: a row an article, columns by name (`columns` where they are named otherwise)."""

import csv
import io
import re
from collections.abc import Iterator

from reader.articles.decoding import decode
from reader.articles.model import Article
from reader.articles.records import article_of, columns_of
from reader.articles.source import Source
from reader.notice import Notice, QariError

_DELIMITERS = (",", "\t", ";", "|")
_LONGEST_FIELD = 16 << 20  # code points
_LONGEST_HEADER = 4096  # code points
_SEPARATOR = re.compile("\ufeff?sep=[,;|\t]?\r?", re.IGNORECASE)  # a line that Excel understands


class CsvTable:
    """A table whose first row names its columns."""

    def recognises(self, source: Source) -> bool:
        """Whether the first line names a column of text among two or more.

        Where the user named the columns it is a table even if they are not there, which is told.
        """
        return _layout(source) is not None or _named_in_vain(source)

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of the rows that hold one; rows that cannot be read are reported."""
        layout = _layout(source)
        if layout is None:
            raise source.error("table-no-text", columns=", ".join(_likely_names(source)[:20]))
        delimiter, names = layout
        columns = columns_of(names, source.columns)
        any_read = False
        for number, row in enumerate(_rows(source, delimiter), 2):
            try:
                found = article_of(source, dict(zip(names, row, strict=False)), columns)
            except QariError:
                found = None
            if found is None:
                source.report(Notice("line-skipped", {"path": source.name, "line": str(number)}))
                continue
            any_read = True
            yield found
        if not any_read:
            raise source.error("table-no-text", columns=", ".join(names[:20]))


def _layout(source: Source) -> tuple[str, list[str]] | None:
    """The delimiter and the names of the columns; None where the first line names no text."""
    first = _header(source)
    for delimiter in _DELIMITERS:
        names = next(csv.reader([first], delimiter=delimiter), [])
        fewest = 1 if "text" in source.columns else 2
        if len(names) >= fewest and "text" in columns_of(names, source.columns):
            return delimiter, names
    return None


def _header(source: Source) -> str:
    """The line that names the columns; empty where the first line is too long for one."""
    lines = source.opening.split("\n", 2)
    first = lines[1] if _SEPARATOR.fullmatch(lines[0]) and len(lines) > 1 else lines[0]
    return first if len(first) <= _LONGEST_HEADER else ""


def _named_in_vain(source: Source) -> bool:
    """Whether the user named a column of text, and the first line is one of other columns."""
    return "text" in source.columns and len(_likely_names(source)) > 1


def _likely_names(source: Source) -> list[str]:
    """The columns of the first line, parted by what parts it into most."""
    first = _header(source)
    rows = (next(csv.reader([first], delimiter=one), []) for one in _DELIMITERS)
    return max(rows, key=len)


def _rows(source: Source, delimiter: str) -> Iterator[list[str]]:
    """The rows below the first."""
    encoding = source.encoding or decode(source.head, name=source.name).encoding
    csv.field_size_limit(_LONGEST_FIELD)
    with source.reading() as file:
        text = io.TextIOWrapper(
            file,
            encoding="utf-8-sig" if encoding == "utf-8" else encoding,
            errors="replace",
            newline="",
        )
        rows = csv.reader(_without_nul(text), delimiter=delimiter)
        first = next(rows, [])
        if _SEPARATOR.fullmatch(delimiter.join(first)):
            next(rows, None)
        try:
            yield from (row for row in rows if row)
        except csv.Error as error:
            raise source.error("file-too-large", most=str(_LONGEST_FIELD >> 20)) from error


def _without_nul(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of `text`, NUL as U+FFFD (the reader of tables refuses it), long ones in parts."""
    while line := text.readline(_LONGEST_FIELD):
        yield line.replace("\0", "\ufffd")
