"""Plain text: the decoded file is the article's text, code point for code point."""

from collections.abc import Iterator

from reader.articles.making import make_article
from reader.articles.model import Article
from reader.articles.source import Source


class Plain:
    """Text without markup; takes everything that no other format does."""

    def recognises(self, source: Source) -> bool:  # noqa: ARG002 - the last of the formats
        """Always: what is no text is refused when it is read."""
        return True

    def read(self, source: Source) -> Iterator[Article]:
        """One article: the file itself, BOM dropped, line ends LF."""
        decoded = source.decoded()
        yield make_article(source, decoded.text, decoded=decoded)
