"""Headed text: lines such as ``title: …`` and ``date: …``, an empty line, then the body.

    title: عنوان المقال
    source: صحيفة
    author: كاتب
    date: 2016-05-25
    url: https://example.org/1

The header needs a title and may hold the other fields in any order; Arabic names (العنوان، المصدر،
الكاتب، التاريخ، الرابط) are the same fields.
"""

import re
from collections.abc import Iterator

from reader.articles.dates import stated_day
from reader.articles.making import headed, make_article
from reader.articles.model import Article, DateBasis, PublishedDate
from reader.articles.source import Source

_FIELDS = {
    "title": "title", "source": "source", "author": "author", "date": "date", "url": "url",
    "العنوان": "title", "المصدر": "source", "الكاتب": "author", "التاريخ": "date", "الرابط": "url",
}  # fmt: skip
_LINE = re.compile(rf"({'|'.join(_FIELDS)})[ \t]*:[ \t]*(.*)")
_LOOK = 4096  # code points in which a header must begin


class Headed:
    """Text with a small header."""

    def recognises(self, source: Source) -> bool:
        """Whether the first line is a field of a header that has a title."""
        return "title" in _header(source.opening[:_LOOK])[0]

    def read(self, source: Source) -> Iterator[Article]:
        """One article: title, an empty line, the body."""
        decoded = source.decoded()
        fields, body = _header(decoded.text)
        yield make_article(
            source,
            headed(fields.get("title"), body),
            decoded=decoded,
            titled=True if "title" in fields else None,
            site=fields.get("source"),
            author=fields.get("author"),
            url=fields.get("url"),
            published=_published(fields.get("date")),
        )


def _header(text: str) -> tuple[dict[str, str], str]:
    """The fields at the head of `text` and the body behind the empty line."""
    fields: dict[str, str] = {}
    lines = text.lstrip("\ufeff").split("\n")
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            if line.strip():
                return {}, text
            return fields, "\n".join(lines[number + 1 :]).lstrip("\n")
        fields[_FIELDS[found[1]]] = found[2].strip()
    return fields, ""


def _published(value: str | None) -> PublishedDate | None:
    """The date of the header, or None where it names no day."""
    day = stated_day(value)
    return PublishedDate(day, DateBasis.METADATA) if day else None
