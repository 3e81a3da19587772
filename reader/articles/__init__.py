"""Floor 1: files and wire formats become articles."""

from reader.articles.model import Article, DateBasis, PublishedDate
from reader.articles.opening import files_in, open_article, open_articles

__all__ = ["Article", "DateBasis", "PublishedDate", "files_in", "open_article", "open_articles"]
