"""Saved searches as live lists: what comes in is put to all of them, and each counts what is new.

The articles that just came in get a small index of their own, in memory, and all saved searches
are asked of it: their cost does not grow with the library. Searches for what the analysis finds
(`entity:`, `when:` and others) are asked when that is there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from reader.library.adding import Added, Outcome
from reader.library.paths import user_path
from reader.library.search.filters import FILTERS
from reader.library.search.language import All, Any, Filter, Node, Not, Query, parse
from reader.library.search.run import matching
from reader.library.store import Library
from reader.library.user import SavedSearch, UserData
from reader.notice import QariError

_AT_ONCE = 200  # articles put to the searches together
_INDEX = "incoming"


def watched(library: Library, added: Iterable[Added]) -> Iterator[Added]:
    """Pass on what is added; the new articles are put to the saved searches as they come.

    Args:
        library: to which it is added; the saved searches are those of the user.db beside it.
        added: as `reader.library.adding.add_articles` gives it.
    """
    new: list[int] = []
    try:
        for one in added:
            if one.outcome is Outcome.NEW:
                new.append(one.id)
            yield one
            if len(new) >= _AT_ONCE:
                _put(library, new)
                new = []
    finally:
        _put(library, new)


def watching_analysis(library: Library) -> Callable[[list[int]], None]:
    """What `reader.library.analysing.analyse_pending` tells of articles analysed the first time."""

    def told(ids: list[int]) -> None:
        _put(library, ids, analysed=True)

    return told


def _put(library: Library, ids: Sequence[int], *, analysed: bool = False) -> None:
    """As `put_to_searches`, but what is wrong with the reader's file stops no adding.

    Whatever opens the file for its own sake tells what is wrong with it.
    """
    with suppress(QariError):
        put_to_searches(library, ids, analysed=analysed)


def put_to_searches(library: Library, ids: Sequence[int], *, analysed: bool = False) -> int:
    """Put articles to the saved searches, which count those that they find as new.

    Args:
        library: opened to write.
        ids: of the articles.
        analysed: whether these are the searches that need the analysis, or those that do not.

    Returns:
        How many searches found something.
    """
    path = user_path(library.path)
    if not ids or not path.exists():
        return 0
    with UserData(path) as user:
        searches = [
            (saved, query)
            for saved in user.searches.saved()
            if (query := _understood(saved)) is not None and needs_analysis(query.root) is analysed
        ]
        counts = _counts(library, ids, searches) if searches else {}
        user.searches.found_new(counts)
    return len(counts)


def needs_analysis(node: Node) -> bool:
    """Whether a query asks for what the analysis finds."""
    if isinstance(node, Filter):
        return FILTERS[node.name].analysed
    if isinstance(node, Not):
        return needs_analysis(node.child)
    return isinstance(node, All | Any) and any(map(needs_analysis, node.children))


def _understood(saved: SavedSearch) -> Query | None:
    """The query of a saved search; None where this version does not understand it any more."""
    with suppress(QariError):
        return parse(saved.query)
    return None


def _counts(
    library: Library, ids: Sequence[int], searches: Sequence[tuple[SavedSearch, Query]]
) -> dict[str, int]:
    """How many of the articles each search finds, by its name; those that find none left out."""
    db = library.db
    library.attach_user()
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute(
        f"CREATE VIRTUAL TABLE temp.{_INDEX} USING fts5"
        " (body, title, tokenize = 'unicode61 remove_diacritics 0')"
    )
    try:
        db.executemany(
            f"INSERT INTO temp.{_INDEX} (rowid, body, title)"  # noqa: S608 - our name
            " SELECT id, body, title FROM fts_src WHERE id = ?",
            ((one,) for one in ids),
        )
        found = {}
        for saved, query in searches:
            with suppress(QariError):  # such as a place that the library does not know yet
                found[saved.name] = len(matching(db, query, _INDEX, exact=saved.exact))
    finally:
        db.execute(f"DROP TABLE temp.{_INDEX}")
    return {name: count for name, count in found.items() if count}
