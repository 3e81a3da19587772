"""English names of what is named after a place or somebody: «جامعة دمشق», «مؤسسة الملك فيصل».

The head gives the pattern (`data/heads.tsv`), the lists or the gazetteer give the English name of
what stands behind it; where they do not know it, nothing is made.
"""

import re
from collections.abc import Mapping
from functools import cache

from reader.entities.names.lists import rows
from reader.entities.names.user import entry_of
from reader.entities.places.gazetteer import gazetteer
from reader.text.fold import search_key

_BESIDE = re.compile(r" \(.*|, .*")  # what stands beside a name: «Washington, D.C.»
_KINDS = frozenset(("country", "capital", "city", "region"))
_LEAST_PEOPLE = 20_000  # of a city: smaller ones share their names with too many things


def by_pattern(name: str) -> str | None:
    """The English name made of the pattern of the first word and the name behind it, or None."""
    head, _blank, rest = name.partition(" ")
    pattern = _patterns().get(search_key(head))
    inner = _english(rest) if pattern and rest else None
    return pattern.format(inner) if pattern and inner else None


@cache
def _patterns() -> Mapping[str, str]:
    """The patterns by the search keys of their heads."""
    return {search_key(head): row[1] for row in rows("heads.tsv") for head in row[0].split("|")}


def _english(name: str) -> str | None:
    """The English name of what lists or gazetteer know by `name`."""
    entry = entry_of(search_key(name))
    if entry is not None and entry.english:
        return entry.english
    places = [place for place in gazetteer().exact(name) if place.kind in _KINDS and place.name_en]
    known = max(places, key=lambda place: place.population, default=None)
    if known is None or (known.kind == "city" and known.population < _LEAST_PEOPLE):
        return None
    return _BESIDE.sub("", known.name_en or "")
