"""What the screens of a library need, behind one object: the library and its reader's own data."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.articles import Article
from reader.library.database import is_read_only
from reader.library.listing import (
    Counts,
    Listed,
    Listing,
    Shown,
    Sorted,
    counts,
    listing,
    read_ids,
    rows,
    while_typed,
)
from reader.library.paths import library_path, user_path
from reader.library.search.snippets import Snippet, snippet_of
from reader.library.store import Library
from reader.library.user import UserData


class Catalogue:
    """A library and what its reader made of it; use it as a context manager or `close` it.

    One object belongs to one thread; other threads open their own.

    Attributes:
        path: of the library.
        library: opened.
        user: marks, tags, notes, searches, feeds.
        fetched: rows that were read so far.
    """

    def __init__(self, path: Path | None = None, *, write: bool = False) -> None:
        """Open both files, made if they are not there.

        Args:
            path: of the library, or None for `library_path`.
            write: whether articles will be added: another writer is then waited for.

        Raises:
            QariError: where a file cannot be used; it is left untouched.
        """
        self.path = path or library_path()
        self.library = Library.open(self.path, write=write)
        try:
            self.library.attach_user()
            self.user = UserData(user_path(self.path))
        except BaseException:
            self.library.close()
            raise
        self.fetched = 0

    @property
    def writable(self) -> bool:
        """Whether articles can be added and analysed."""
        return not is_read_only(self.path)

    @staticmethod
    def exists(path: Path | None = None) -> bool:
        """Whether there is a library; asking makes none."""
        return (path or library_path()).exists()

    def close(self) -> None:
        """Close both files."""
        self.user.close()
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.user.close()
        self.library.__exit__(kind, error, trace)

    def interrupt(self) -> None:
        """End what is being asked, from another thread; it fails there."""
        self.library.db.interrupt()

    def listing(
        self,
        query: str = "",
        *,
        shown: Shown = Shown.OPEN,
        order: Sorted = Sorted.NEWEST,
        exact: bool = False,
    ) -> Listing:
        """The articles that a query finds (`reader.library.listing.listing`)."""
        return listing(self.library, query, shown=shown, order=order, exact=exact)

    def while_typed(
        self,
        query: str,
        *,
        shown: Shown = Shown.OPEN,
        order: Sorted = Sorted.NEWEST,
        exact: bool = False,
    ) -> Listing:
        """The same for a query that is being typed (`reader.library.listing.while_typed`)."""
        return while_typed(self.library, query, shown=shown, order=order, exact=exact)

    def rows(self, ids: Sequence[int]) -> list[Listed]:
        """The rows of some articles (`reader.library.listing.rows`)."""
        self.fetched += len(ids)
        return rows(self.library, self.user, ids)

    def next_unread(self, ids: Sequence[int], behind: int) -> int | None:
        """The place of the next article that was not read, round the end; None where all were.

        Args:
            ids: of a list.
            behind: the place behind which one is looked for.
        """
        read = read_ids(self.library)
        size = len(ids)
        places = (place % size for place in range(behind + 1, behind + 1 + size))
        return next((place for place in places if ids[place] not in read), None)

    def counts(self) -> Counts:
        """How many articles there are, by their marks."""
        return counts(self.library)

    def article(self, key: int | str) -> Article | None:
        """An article by its id or uid, or None."""
        return self.library.article(key)

    def snippet(self, article_id: int, found: Listing) -> Snippet | None:
        """The words around the hits in an article; None where no words were looked for."""
        if not found.wanted or self.library.row(article_id) is None:
            return None
        return snippet_of(self.library.text(article_id), found.wanted)
