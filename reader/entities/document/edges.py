"""The words at the edges of names, read once from `words.toml`; all folded by `search_key`.

The cue words of `cues` are bits of the tagger's features and stand there as its model learnt them,
some with letters that no folded word has («هيئه»); here they are folded.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reader.entities.document.cues import cues
from reader.entities.model import EntityType
from reader.text.fold import search_key


@dataclass(frozen=True, slots=True)
class Edges:
    """Words that tell where a name begins and ends; what each means stands in the table."""

    stripped: frozenset[str]
    kinds: frozenset[str]
    common: frozenset[str]
    facilities: frozenset[str]
    closing: frozenset[str]
    offices: frozenset[str]
    branches: frozenset[str]
    several: frozenset[str]
    portfolios: frozenset[str]
    everyday: frozenset[str]
    particles: frozenset[str]
    sides: frozenset[str]
    wins: frozenset[str]
    events: frozenset[str]
    works: frozenset[str]
    eventful: frozenset[str]
    attached: frozenset[str]
    leading: frozenset[str]
    trailing: frozenset[str]
    directions: frozenset[str]
    generic: frozenset[str]
    heads: frozenset[str]
    organs: frozenset[str]
    others: frozenset[str]
    titles: frozenset[str]
    letters: frozenset[str]
    designators: Mapping[str, EntityType]


@cache
def edges() -> Edges:
    """The words."""
    path = files("reader.entities.document") / "words.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    data["titles"] = [*data["titles"], *cues().titles]
    return Edges(
        designators={search_key(word): kind for word, kind in cues().designators.items()},
        **{name: frozenset(map(search_key, words)) for name, words in data.items()},
    )
