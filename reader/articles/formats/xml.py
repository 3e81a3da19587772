"""XML of no kind that is known: what it says, without its tags."""

from collections.abc import Iterator

from reader.articles.making import make_article
from reader.articles.markup import refuse_entities, text_of
from reader.articles.model import Article
from reader.articles.source import Source


class Xml:
    """Any other XML document."""

    def recognises(self, source: Source) -> bool:
        """Whether it declares itself XML, or declares a type of document."""
        return source.opening.lstrip()[:9].lower().startswith(("<?xml", "<!doctype"))

    def read(self, source: Source) -> Iterator[Article]:
        """One article: the text of the elements."""
        decoded = source.decoded()
        refuse_entities(decoded.text, source.name)
        yield make_article(source, text_of(decoded.text, source.name), decoded=decoded)
