"""The articles that were opened, as a list to move in; each is read when it is first shown."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from reader.articles import Article, files_in, open_articles
from reader.articles.urls import is_address
from reader.notice import Notice, QariError

IN_LIBRARY = "library:"  # before the uid, where an article of the library is remembered
_MOST_IN_ONE = 1000  # articles taken of one file


def last_file(source: str | None) -> list[str]:
    """What was read last, where it is a file or an address and no article of the library."""
    return [source] if source and not source.startswith(IN_LIBRARY) else []


class Shelf:
    """Articles to move in.

    What cannot be opened is left out with a notice, unless nothing can: then `open` raises.
    """

    def __init__(self, sources: Sequence[str], encoding: str | None) -> None:
        """Keep the paths and addresses `sources`; nothing is read yet."""
        self._encoding = encoding
        self._places: list[tuple[str, int]] = [(source, 0) for source in sources]
        self._read: dict[tuple[str, int], Article] = {}
        self.notices: list[Notice] = []

    @classmethod
    def open(cls, sources: Sequence[str], encoding: str | None) -> "Shelf":
        """The articles of `sources`, folders taken apart; the first one is read.

        Raises:
            QariError: where nothing of `sources` can be opened.
        """
        paths: list[str] = []
        for source in sources:
            is_folder = not is_address(source) and Path(source).is_dir()
            paths += files_in(source) if is_folder else [source]
            if is_folder and not paths:
                raise QariError("folder-empty", path=source)
        shelf = cls(paths, encoding)
        while shelf:
            try:
                shelf.article(0)
                break
            except QariError:
                if not shelf:
                    raise
        return shelf

    def __len__(self) -> int:
        return len(self._places)

    def source(self, index: int) -> str:
        """Path or address of the article `index`."""
        return self._places[index][0]

    def title(self, index: int) -> str:
        """The title of the article `index` where it has been read, else its path or address."""
        article = self._read.get(self._places[index])
        if article is None or article.title is None:
            return self.source(index)
        return article.slice(article.title)

    def article(self, index: int) -> Article:
        """The article `index`, read if it has not been.

        A file that cannot be read is taken off the shelf with a notice, and so is the error.

        Raises:
            QariError: why it cannot be read.
        """
        place = self._places[index]
        if place in self._read:
            return self._read[place]
        source, number = place
        try:
            found = list(islice(self._articles(source), _MOST_IN_ONE))
        except QariError as error:
            self._places.pop(index)
            self.notices.append(error.notice)
            raise
        for count, article in enumerate(found):
            self._read[source, count] = article
        if number == 0 and len(found) > 1:
            self._places[index : index + 1] = [(source, count) for count in range(len(found))]
        return self._read[place]

    def _articles(self, source: str) -> Iterator[Article]:
        """The articles of `source`; at least one, or an error."""
        empty = True
        for article in open_articles(source, encoding=self._encoding):
            empty = False
            yield article
        if empty:
            raise QariError("empty", path=source)
