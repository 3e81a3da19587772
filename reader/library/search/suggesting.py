"""What could be meant by what is being typed into a query: filters, their values, words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.across.names import find_names
from reader.library.normal import normal
from reader.library.search.filters import ARABIC, FILTERS, STATES, TYPES
from reader.library.search.naming import PLACES
from reader.library.search.recent import recent_words
from reader.library.store import Library
from reader.library.user import UserData

_LEAST_LETTERS = 2  # of a word that is completed
_TYPED = re.compile(r'-?(?:(?P<name>[^\W\d_]+):)?(?P<value>"[^"]*|«[^»]*|[^\s()"«»]*)$')


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that could stand in the query instead of what is typed so far.

    Attributes:
        start, end: code points of the query that it replaces.
        text: what stands there then.
        count: articles that have it, or None where that is not known.
    """

    start: int
    end: int
    text: str
    count: int | None = None


def suggest(
    library: Library, query: str, caret: int, *, user: UserData | None = None, limit: int = 8
) -> tuple[Suggestion, ...]:
    """What the word before the caret could become, the best first.

    Args:
        library: whose words, names and sources are known.
        query: as typed so far.
        caret: code point of the query.
        user: whose tags and joins are known.
        limit: how many at most.
    """
    typed = _TYPED.search(query[:caret])
    if typed is None:
        return ()
    name, value = typed["name"], typed["value"]
    name = ARABIC.get(name, name.lower()) if name else None
    written = value.strip('"«')
    start = typed.start("value")
    if name in (None, "title"):
        found = _words(library, written, filters=name is None)
    elif name in FILTERS:
        found = _values(library, str(name), written, user)
    else:
        return ()
    made: dict[str, int | None] = {}
    for text, count in found:
        made.setdefault(text, count)
        if len(made) == limit:
            break
    return tuple(Suggestion(start, caret, text, count) for text, count in made.items())


def _values(
    library: Library, name: str, written: str, user: UserData | None
) -> Iterator[tuple[str, int | None]]:
    """The values of a filter that begin so."""
    wanted = normal(written).strip()
    if name == "source":
        rows = library.db.execute(
            "SELECT s.name, (SELECT count(*) FROM article a WHERE a.source = s.id) FROM source s"
            " WHERE instr(ar_norm(s.name), ?) ORDER BY s.name",
            (wanted,),
        )
        yield from ((_quoted(row[0]), row[1]) for row in rows)
    elif name in ("entity", "place", "near"):
        for hit in find_names(library, written, 20, user=user) if wanted else ():
            if name == "entity" or hit.type in PLACES:
                distance = ",50km" if name == "near" else ""
                yield _quoted(hit.name + distance), hit.n_articles
    elif name == "tag" and user is not None:
        tags = user.tags.all().items()
        yield from ((_quoted(tag), count) for tag, count in tags if wanted in normal(tag))
    elif name in ("is", "type"):
        values = STATES if name == "is" else TYPES
        yield from ((value, None) for value in values if value.startswith(wanted))


def _words(library: Library, written: str, *, filters: bool) -> Iterator[tuple[str, int | None]]:
    """The filters, and the commonest words of the newest articles, that begin so."""
    wanted = normal(written).strip()
    if filters and wanted:
        names = (*FILTERS, "title", *ARABIC)
        yield from ((f"{name}:", None) for name in names if normal(name).startswith(wanted))
    if len(wanted) < _LEAST_LETTERS or " " in wanted:
        return
    yield from ((word, None) for word in recent_words(library.db, wanted))


def _quoted(value: str) -> str:
    """A value as it is written behind a filter."""
    return f'"{value}"' if " " in value else value
