"""Other names of what a query names, where letters lead from the one to the other no more.

Acronyms, translations and old names: ISIS, SDF, AFP, Palmyra. From the lists of people and
organisations, and a table of places (`data/exonyms.tsv`). Of a single word the translations too:
a glossary of what names are made of (`data/glossary.tsv`), and the adjectives of states.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reader.entities.lookup.keys import bare, folded
from reader.entities.names.lists import known, rows

_LEAST_INITIALS = 2
_COMMON, _OF_KIND = 0.6, 0.3  # what a word of the glossary tells, a proper name telling 1
# Words that initials pass over: «MoD» is the Ministry of Defence.
SMALL_WORDS = frozenset(("of", "the", "for", "and", "in", "to", "on", "al", "el", "de", "la", "du"))


def other_names(query: str) -> tuple[str, ...]:
    """The other names, Arabic and Latin, of all that goes by exactly `query`; none mostly."""
    wanted = folded(query)
    names = (name for group in _groups().get(wanted, ()) for name in group)
    return tuple(dict.fromkeys(name for name in names if folded(name) != wanted))


def translated(word: str) -> frozenset[str]:
    """The words that `word` is translated by, and its other names of one word.

    Args:
        word: as `reader.entities.lookup.keys.folded` gives it.

    Returns:
        Words without the article, folded.
    """
    others = (folded(name) for name in other_names(word))
    return _glossary().arabic.get(word, frozenset()) | {
        bare(name) for name in others if " " not in name
    }


def initials(name: str) -> frozenset[str]:
    """The acronyms that a Latin name of several words may go by, folded.

    Small words count or not («MoD»), and so does the state's adjective before an organ («MFA»).
    """
    words = folded(name.replace("-", " ")).split()
    if not name.isascii() or len(words) < _LEAST_INITIALS:
        return frozenset()
    organ = words[1:] if words[0] in _adjectives() and len(words) > _LEAST_INITIALS else words
    kept = (words, organ)
    full = [[word for word in each if word not in SMALL_WORDS] for each in kept]
    made = {"".join(word[0] for word in each) for each in (*kept, *full)}
    return frozenset(each for each in made if len(each) >= _LEAST_INITIALS)


@cache
def _adjectives() -> frozenset[str]:
    """The English adjectives of states, folded."""
    return frozenset(folded(row[1]) for row in rows("states.tsv"))


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
    for entry in dict.fromkeys(known().values()):
        yield (entry.name, *entry.forms, entry.english, *entry.latin)


def _places() -> Iterator[tuple[str, ...]]:
    """All names of the places of the table."""
    for english, latin, arabic in _table("exonyms.tsv"):
        yield tuple(filter(None, (english, *latin.split("|"), *arabic.split("|"))))


def weight(word: str) -> float:
    """How much a word tells of a name: a proper name most, what many names share less.

    Args:
        word: as `reader.entities.lookup.keys.folded` gives it.
    """
    return _glossary().weights.get(bare(word), 1.0)


@dataclass(frozen=True, slots=True)
class _Glossary:
    """What names are made of.

    Attributes:
        arabic: by English word its Arabic ones, folded, without the article.
        weights: of the words of both languages, see `weight`.
    """

    arabic: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]


@cache
def _glossary() -> _Glossary:
    """The glossary, and the adjectives of states."""
    arabic: dict[str, frozenset[str]] = {}
    weights: dict[str, float] = {}
    states = ([row[1], f"{row[2]}|{row[3]}", ""] for row in rows("states.tsv") if " " not in row[1])
    for english, own, kind in (*states, *_table("glossary.tsv")):
        words = frozenset(bare(folded(word)) for word in own.split("|"))
        for word in map(folded, english.split("|")):
            arabic[word] = arabic.get(word, frozenset()) | words
            weights[word] = _OF_KIND if kind else _COMMON
        for word in words:
            weights[word] = max(weights.get(word, 0.0), _OF_KIND if kind else _COMMON)
    return _Glossary(arabic, weights)


def _table(name: str) -> Iterator[list[str]]:
    """The fields of each line of a table beside this module; comments are left out."""
    table = files("reader.entities.lookup") / "data" / name
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [*line.split("\t"), ""][:3]
