"""Markdown: what it says, without its signs; front matter gives title, author and date."""

import re
from collections.abc import Iterator

from reader.articles.dates import stated_day
from reader.articles.making import headed, make_article
from reader.articles.model import Article, DateBasis, PublishedDate
from reader.articles.source import Source

_FRONT = re.compile(r"\A---[ \t]*\n((?:\w[\w-]*:.*\n|[ \t-].*\n){1,200}?)---[ \t]*\n")
_HEADING = re.compile(r"\A\s*# +\S")
_OTHER_SIGNS = re.compile(
    r"^#{2,6} +\S|\]\(https?://|\*\*\S|^```|^[-*] +\S|^> ?\S|^\d+\. +\S", re.MULTILINE
)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)
# In order: each sign with what stays of it.
_SIGNS = (
    (re.compile(r"^(```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^([ \t]*)[-*+][ \t]+", re.MULTILINE), r"\1• "),
    (re.compile(r"^[ \t]{0,3}\[[^\]\n]{1,500}\]:[ \t]*\S+.*$", re.MULTILINE), ""),
    (re.compile(r"!\[([^\[\]\n]{0,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])"), r"\1"),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\d*])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![\d*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]{1,500}?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)
_LARGEST = 1 << 21  # code points; longer texts are made by programs
_EMPTY_LINES = re.compile(r"\n{3,}")


class Markdown:
    """A text in Markdown."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins with front matter, or with a heading and has other signs too."""
        text = source.opening
        front = _FRONT.match(text)
        if front is not None:
            return "title" in _fields(front[1])
        return bool(_HEADING.match(text) and _OTHER_SIGNS.search(text))

    def read(self, source: Source) -> Iterator[Article]:
        """One article: title, an empty line, the text without its signs."""
        decoded = source.decoded()
        front = _FRONT.match(decoded.text)
        fields = _fields(front[1]) if front else {}
        body = _without_signs(decoded.text[front.end() if front else 0 :]).strip("\n")
        title = fields.get("title")
        first, _, rest = body.partition("\n")
        if title is None:
            title, body = first, rest
        day = stated_day(fields.get("date"))
        yield make_article(
            source,
            headed(title, body),
            decoded=decoded,
            titled=True,
            site=fields.get("source"),
            author=fields.get("author"),
            url=fields.get("url"),
            published=PublishedDate(day, DateBasis.METADATA) if day else None,
        )


def _fields(front: str) -> dict[str, str]:
    """The fields of front matter that are single values, quotes taken off."""
    return {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(front)}


def _without_signs(text: str) -> str:
    """`text` without the signs of Markdown, empty lines squeezed; one too long stays as it is."""
    if len(text) > _LARGEST:
        return text
    for sign, stays in _SIGNS:
        text = sign.sub(stays, text)
    return _EMPTY_LINES.sub("\n\n", text)
