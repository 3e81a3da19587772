"""Other names of what a query names, where letters lead from the one to the other no more.

Acronyms, translations and old names: ISIS, SDF, AFP, Palmyra. From the lists of people and
organisations, and a table of places (`data/exonyms.tsv`).
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from reader.entities.lookup.keys import folded
from reader.entities.names.lists import known


def other_names(query: str) -> tuple[str, ...]:
    """The other names, Arabic and Latin, of all that goes by exactly `query`; none mostly."""
    wanted = folded(query)
    groups = _groups().get(wanted, ())
    return tuple(
        dict.fromkeys(name for group in groups for name in group if folded(name) != wanted)
    )


@cache
def _groups() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The groups of names that each name stands in, by its search form."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for group in dict.fromkeys((*_listed(), *_places())):
        for name in dict.fromkeys(map(folded, group)):
            found[name] = (*found.get(name, ()), group)
    return found


def _listed() -> Iterator[tuple[str, ...]]:
    """All names of everybody and everything of the lists."""
    for entry in known().values():
        yield (entry.name, *entry.forms, entry.english, *entry.latin)


def _places() -> Iterator[tuple[str, ...]]:
    """All names of the places of the table."""
    table = files("reader.entities.lookup") / "data" / "exonyms.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            english, latin, arabic = line.split("\t")
            yield tuple(filter(None, (english, *latin.split("|"), *arabic.split("|"))))
