"""The closed lexicons of time, folded, as one table from phrases to classes.

A class is one letter, so that a text becomes a string of classes on which the rules are regular
expressions (`reader.times.rules`).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reader.text.fold import search_key

# table of the lexicon → letter of its class
_LETTERS = {
    "months": "m",
    "months_doubtful": "x",
    "hijri": "h",
    "weekdays": "w",
    "units": "u",
    "duals": "d",
    "deictics": "e",
    "dayparts": "p",
    "edges": "g",
    "approximate": "a",
    "seasons": "s",
    "vague": "v",
    "sets": "S",
    "decades": "c",
    "zones": "z",
    "named": "N",
    "lexicalised": "L",
}
_RELATIVE = {"last": "l", "this": "t", "next": "n"}
LONGEST = 4  # words in a phrase


@dataclass(frozen=True, slots=True)
class Entry:
    """A class and its value: the number of a month, the letter of a unit, a TIMEX3 value."""

    letter: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """Everything the tagger knows of words, folded.

    Attributes:
        phrases: by words, all classes that they can be.
        heads: the first words of all phrases.
        cardinals, ordinals: number words and their values.
        not_before: words that make a time behind them part of a name.
        not_after: words that make a number before them a count.
    """

    phrases: Mapping[tuple[str, ...], tuple[Entry, ...]]
    heads: frozenset[str]
    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    not_before: frozenset[str]
    not_after: frozenset[str]


@cache
def lexicon() -> TimeLexicon:
    """The lexicon, read once."""
    data, numbers = _load("lexicon.toml"), _load("numbers.toml")
    phrases: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for phrase, entry in _entries(data):
        phrases[phrase] = (*phrases.get(phrase, ()), entry)
    return TimeLexicon(
        phrases=phrases,
        heads=frozenset(phrase[0] for phrase in phrases),
        cardinals=_numbers(numbers["cardinals"]),
        ordinals=_numbers(numbers["ordinals"]),
        not_before=_folded(data["not_before"]["words"]),
        not_after=_folded(data["not_after"]["words"]),
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("reader.times") / "data" / name).read_text(encoding="utf-8"))


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Every phrase of the tables with its class."""
    for table, letter in _LETTERS.items():
        for value, words in data[table].items():
            for phrase in dict.fromkeys(_phrase(word) for word in words):
                yield phrase, Entry(letter, value)
    for name, words in data["relative"].items():
        for phrase in dict.fromkeys(_phrase(word) for word in words):
            yield phrase, Entry(_RELATIVE[name], name)
    for letter, words in data["words"].items():
        for phrase in dict.fromkeys(_phrase(word) for word in words):
            yield phrase, Entry(letter, "")


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(search_key(words).split())


def _numbers(table: Mapping[str, list[str]]) -> dict[str, int]:
    return {search_key(word): int(value) for value, words in table.items() for word in words}


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(search_key(word) for word in words)
