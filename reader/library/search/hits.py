"""The articles that a query found, as they are shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reader.library.packing import unpack_ids
from reader.library.records import day_of
from reader.library.search.expansion import Expanded
from reader.library.search.snippets import Snippet, snippet_of
from reader.library.store import Library

_NAMES = 3  # entities that are told of an article, the heaviest


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a query found.

    Attributes:
        id, uid, title, source, day, url: of the article; the day of publication or None.
        snippet: words around the first hits, and where the hits lie.
        unread, starred: by the reader's own marks.
        names: what it names most, at most three.
    """

    id: int
    uid: str
    title: str
    source: str | None
    day: date | None
    url: str | None
    snippet: Snippet
    unread: bool = True
    starred: bool = False
    names: tuple[str, ...] = ()


def hits_of(library: Library, ids: Iterable[int], wanted: Sequence[Expanded] = ()) -> Iterator[Hit]:
    """The articles of `ids` in that order, with snippets; those that are gone are left out.

    Args:
        library: with the reader's own data attached (`Library.attach_user`).
        ids: of articles, such as those that can be seen.
        wanted: what is highlighted, as `Compiled.wanted`.
    """
    for row in library.rows(ids):
        mark = library.db.execute(
            "SELECT read_at, starred FROM user.mark WHERE uid = ?", (row["uid"],)
        ).fetchone()
        yield Hit(
            id=row["id"],
            uid=row["uid"],
            title=row["title"],
            source=row["source"],
            day=None if row["day"] is None else day_of(row["day"]),
            url=row["url"],
            snippet=snippet_of(library.text(row["id"]), wanted),
            unread=mark is None or mark[0] is None,
            starred=bool(mark and mark[1]),
            names=_names(library, row["id"]),
        )


def _names(library: Library, article_id: int) -> tuple[str, ...]:
    """What an article names most."""
    row = library.db.execute("SELECT ents FROM article_ents WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return ()
    name = "SELECT name FROM entity WHERE id = ?"
    found = (
        library.db.execute(name, (one,)).fetchone() for one in unpack_ids(row[0][: 4 * _NAMES])
    )
    return tuple(each[0] for each in found if each is not None)
