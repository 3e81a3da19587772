"""The lists of people and organisations, by the search form of every Arabic name they go by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reader.entities.model import EntityType
from reader.text.fold import search_key


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something of the lists.

    Attributes:
        key: ``per:`` or ``org:`` and the id of the list.
        type: PER or ORG.
        name: the Arabic name to show.
        english: the English name.
        forms: the other Arabic forms, partisan ones too.
        partisan: search keys of the forms that are matched and never shown.
        latin: other Latin spellings and acronyms.
    """

    key: str
    type: EntityType
    name: str
    english: str
    forms: tuple[str, ...]
    partisan: frozenset[str]
    latin: tuple[str, ...]


@cache
def known() -> Mapping[str, Known]:
    """Everybody and everything of the lists, by the search key of each form; first listed wins."""
    found: dict[str, Known] = {}
    for entry in (
        *_read("organisations.tsv", EntityType.ORG),
        *_read("people.tsv", EntityType.PER),
    ):
        for form in (entry.name, *entry.forms):
            found.setdefault(search_key(form), entry)
    return found


def _read(name: str, kind: EntityType) -> Iterator[Known]:
    """The entries of one list."""
    text = (files("reader.entities.names") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        fields = [*line.split("\t"), "", "", ""]
        forms = [form for form in fields[4].split("|") if form]
        yield Known(
            key=f"{kind.value.lower()}:{fields[0]}",
            type=kind,
            name=fields[3],
            english=fields[1],
            forms=tuple(form.strip("*") for form in forms),
            partisan=frozenset(search_key(form.strip("*")) for form in forms if "*" in form),
            latin=tuple(form for form in fields[2].split("|") if form),
        )
