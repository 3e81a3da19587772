"""Taking kept articles back into a library: the articles, and what their reader made of them."""

from collections.abc import Iterable, Iterator

from reader.articles import Article
from reader.kept import Kept
from reader.library.adding import AT_ONCE, Added, add_articles
from reader.library.search.watching import watched
from reader.library.store import Library
from reader.library.user import UserData


def take_kept(
    library: Library, user: UserData, kept: Iterable[Kept], *, at_once: int = AT_ONCE
) -> Iterator[Added]:
    """Add kept articles as `add_articles` does, with marks, tags and notes; saved searches count.

    What the reader has made of an article that is there already stays: marks are only set, tags and
    notes only added, and a note that is there is not written twice.

    Args:
        library: opened to write.
        user: the reader's own data.
        kept: what is taken.
        at_once: articles of a transaction.
    """
    waiting: list[Kept] = []

    def articles() -> Iterator[Article]:
        for one in kept:
            waiting.append(one)
            yield one.article

    for added in watched(library, add_articles(library, articles(), at_once=at_once)):
        user.take(added.uid, waiting.pop(0))
        yield added
