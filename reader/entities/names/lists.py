"""The lists of people and organisations, by the search form of every Arabic name they go by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reader.entities.model import EntityType
from reader.text.fold import search_key

_LEAST_LATIN = 3  # letters of the shortest Latin name


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something of the lists.

    Attributes:
        key: ``per:`` or ``org:`` and the id of the list.
        type: PER or ORG; of the reader's own names any.
        name: the Arabic name to show.
        english: the English name, or "" where none is known.
        forms: the other Arabic forms, partisan ones too.
        partisan: search keys of the forms that are matched and never shown.
        latin: other Latin spellings and acronyms.
        note: what it is, in a few words: an office with its years; "" where nothing is said.
    """

    key: str
    type: EntityType
    name: str
    english: str
    forms: tuple[str, ...] = ()
    partisan: frozenset[str] = frozenset()
    latin: tuple[str, ...] = ()
    note: str = ""


_COMPOUND = re.compile("عبد|ابو|ابي|الله")
_BEFORE_ARTICLE = re.compile(r"\b(عبد|ابو|ابي) (?=ال)")
_JOINED_ARTICLE = re.compile(r"\b(عبد|ابو|ابي)(?=ال\w)")
_JOINED_GOD = re.compile(r"(?<=\w\w)(?=الله\b)")


@cache
def known() -> Mapping[str, Known]:
    """Everybody and everything that ships, by the search key of each form; first listed wins."""
    found: dict[str, Known] = {}
    for entry in (
        *_read("organisations.tsv", EntityType.ORG),
        *_read("people.tsv", EntityType.PER),
        *_organs(),
    ):
        for form in (entry.name, *entry.forms):
            for spelling in spellings_of(search_key(form)):
                found.setdefault(spelling, entry)
    return found


@cache
def latin_names() -> Mapping[str, tuple[str, Known]]:
    """The names in Latin letters that Arabic articles write («CNN»), by their search keys.

    Beside each entry stands the name as it is written. Two letters stand for too many things.
    """
    found: dict[str, tuple[str, Known]] = {}
    for entry in known().values():
        for name in (entry.english, *entry.latin):
            if len(name) >= _LEAST_LATIN and name.isascii() and name[:1].isupper():
                found.setdefault(search_key(name), (name, entry))
    return found


@cache
def things() -> Mapping[str, Known]:
    """The names of `things.tsv`, by the search key of each form: no features of the tagger."""
    found: dict[str, Known] = {}
    for row in rows("things.tsv"):
        kind, forms = EntityType(row[1]), [form for form in row[4].split("|") if form]
        entry = Known(f"{kind.value.lower()}:{row[0]}", kind, row[3], row[2], tuple(forms))
        for form in (entry.name, *forms):
            found.setdefault(search_key(form), entry)
    return found


def spellings_of(key: str) -> tuple[str, ...]:
    """The search key of a name, and its parts that are written as one word or as two so written.

    «عبد الله» and «عبدالله», «أبو الغيط» and «أبوالغيط», «نصر الله» and «نصرالله».
    """
    if not _COMPOUND.search(key):
        return (key,)
    joined = _BEFORE_ARTICLE.sub(r"\1", key.replace(" الله", "الله"))
    parted = _JOINED_ARTICLE.sub(r"\1 ", _JOINED_GOD.sub(r" ", joined))
    return tuple(dict.fromkeys((key, joined, parted)))


@cache
def heads() -> Mapping[str, int]:
    """The first words of the names that ship, with the words of the longest behind each."""
    return head_words(dict.fromkeys((*known(), *things())))


def head_words(names: Mapping[str, object]) -> Mapping[str, int]:
    """The first words of `names`, with the words of the longest behind each."""
    longest: dict[str, int] = {}
    for name in names:
        words = name.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def nationalities() -> Mapping[str, str]:
    """The adjectives of states, as search keys, with the ISO 3166-1 code of each."""
    return {
        search_key(adjective): row[0]
        for row in rows("states.tsv")
        for adjective in "|".join(row[2:4]).split("|")
    }


def rows(name: str) -> Iterator[list[str]]:
    """The fields of each line of the list `name` that ships; comments are left out."""
    text = (files("reader.entities.names") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield [*line.split("\t"), "", "", ""]


def _read(name: str, kind: EntityType) -> Iterator[Known]:
    """The entries of one list."""
    for fields in rows(name):
        forms = [form for form in fields[4].split("|") if form]
        yield Known(
            key=f"{kind.value.lower()}:{fields[0]}",
            type=kind,
            name=fields[3],
            english=fields[1],
            forms=tuple(form.strip("*") for form in forms),
            partisan=frozenset(search_key(form.strip("*")) for form in forms if "*" in form),
            latin=tuple(form for form in fields[2].split("|") if form),
            note=fields[5],
        )


def _organs() -> Iterator[Known]:
    """The organs of every state («الجيش الليبي»), and its ministries without one."""
    states = [(row[0], row[1], row[2].split("|"), row[3].split("|")) for row in rows("states.tsv")]
    for organ, english, templates, bare, *_rest in rows("organs.tsv"):
        for code, adjective, masculine, feminine in states:
            forms = [
                template.format(m=m, f=f)
                for template in filter(None, templates.split("|"))
                for m, f in dict.fromkeys(
                    (m, f if "{f}" in template else "") for m in masculine for f in feminine
                )
            ]
            if forms:
                told = english.format(adjective)
                key = f"org:{organ}-{code}"
                yield Known(key, EntityType.ORG, forms[0], told, tuple(dict.fromkeys(forms[1:])))
        names = bare.split("|")
        if names[0]:
            told = english.format("").strip()
            yield Known(f"org:ministry-{organ}", EntityType.ORG, names[0], told, tuple(names[1:]))
