"""A list of the library as a shelf: its articles are read when they are shown."""

from collections.abc import Sequence

from reader.app.shelf import IN_LIBRARY
from reader.articles import Article
from reader.library.catalogue import Catalogue
from reader.library.listing import Listing
from reader.library.search.snippets import hits_in
from reader.notice import Notice, QariError
from reader.text.span import Span


class LibraryShelf:
    """Articles of a list to move in; the same ways as of `reader.app.shelf.Shelf`."""

    def __init__(
        self, catalogue: Catalogue, ids: Sequence[int], found: Listing | None = None
    ) -> None:
        """Keep the ids; nothing is read yet.

        Args:
            catalogue: of the library.
            ids: of the articles, in order.
            found: the list's question, whose words are marked; or None.
        """
        self.ids = ids
        self.notices: list[Notice] = []
        self._catalogue = catalogue
        self._found = found

    def __len__(self) -> int:
        return len(self.ids)

    def source(self, index: int) -> str:
        """What the article `index` is remembered by."""
        row = self._catalogue.library.row(self.ids[index])
        return IN_LIBRARY + (row["uid"] if row else "")

    def title(self, index: int) -> str:
        """The title of the article `index`."""
        row = self._catalogue.library.row(self.ids[index])
        return row["title"] if row else ""

    def article(self, index: int) -> Article:
        """The article `index`.

        Raises:
            QariError: ``article-gone`` where it is in the library no more.
        """
        article = self._catalogue.article(self.ids[index])
        if article is None:
            raise QariError("article-gone")
        return article

    def hits(self, article: Article) -> list[Span]:
        """Where the words that were looked for stand in an article of the list."""
        wanted = self._found.wanted if self._found is not None else ()
        return list(hits_in(article.text, wanted)) if wanted else []


def last_id(catalogue: Catalogue, source: str) -> int | None:
    """The id of the article that was remembered as the last one; None where it is gone."""
    return catalogue.library.id_of(source.removeprefix(IN_LIBRARY))
