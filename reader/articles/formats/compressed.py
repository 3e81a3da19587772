"""Compressed files (.gz, .xz, .zst, .bz2): what is inside, in whatever format it is."""

from collections.abc import Iterator

from reader.articles.formats import read_articles
from reader.articles.model import Article
from reader.articles.source import Source
from reader.articles.unpacking import compression, unpacked


class Compressed:
    """One compressed file."""

    def recognises(self, source: Source) -> bool:
        """Whether the first bytes are the magic of a compression."""
        return compression(source.head) is not None

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of the file inside, unpacked as it is read."""
        yield from read_articles(unpacked(source))
