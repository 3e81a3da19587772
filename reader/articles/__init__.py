"""Floor 1: files and wire formats become articles."""

from reader.articles.model import Article, DateBasis, PublishedDate

__all__ = ["Article", "DateBasis", "PublishedDate"]
