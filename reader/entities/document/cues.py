"""The words around names, read once from `cues.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reader.entities.model import EntityType


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words around a name tell; all folded by `search_key`."""

    designators: Mapping[str, EntityType]
    titles: frozenset[str]
    between: frozenset[str]
    kunya: frozenset[str]


@cache
def cues() -> Cues:
    """The cues."""
    path = files("reader.entities.document") / "cues.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Cues(
        designators={
            word: EntityType(kind) for kind, words in data["designators"].items() for word in words
        },
        titles=frozenset(data["titles"]["PER"]),
        between=frozenset(data["between"]["words"]),
        kunya=frozenset(data["kunya"]["words"]),
    )
