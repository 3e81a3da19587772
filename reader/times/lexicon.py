"""The closed lexicons of time, folded, as one table from phrases to classes.

A class is one letter, so that a text becomes a string of classes on which the rules are regular
expressions (`reader.times.grammar`).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reader.text.fold import search_key

# file → tables of it → letter of their class
_TABLES = {
    "months": {
        "levant": "m",
        "egypt_gulf": "m",
        "algeria_tunisia": "m",
        "morocco": "m",
        "doubtful": "x",
        "libya": "y",
        "hijri": "h",
    },
    "days": {
        "weekdays": "w",
        "weekdays_bare": "%",
        "deictics": "e",
        "dayparts": "p",
        "ampm": "0",
        "hours": "@",
        "zones": "z",
    },
    "units": {
        "units": "u",
        "duals": "d",
        "edges": "g",
        "approximate": "a",
        "seasons": "s",
        "decades": "c",
        "vague": "v",
        "sets": "S",
    },
    "named": {"named": "N", "lexicalised": "L"},
}
_RELATIVE = {"last": "l", "this": "t", "next": "n", "before_last": "&", "after_next": "^"}
_WORD_LISTS = {
    "months": ("not_alone",),
    "days": ("dayparts_alone", "dayparts_named", "dayparts_prayer"),
    "units": ("plurals", "adverbial", "seasons_alone", "approximate_behind"),
    "traps": (
        "not_before",
        "not_before_day",
        "not_before_today",
        "not_before_paper",
        "whole",
        "not_before_year",
        "not_after",
        "figurative",
        "happenings",
        "of_balls",
        "idioms",
        "day_of",
        "ahead",
    ),
}
LONGEST = 5  # tokens in a phrase
# Dates and numbers in digits, words, marks and blank lines: what a text is cut into.
TOKEN = re.compile(
    r"\n\s*\n|\d{1,4}(?:/\d{1,4}){1,2}(?!\d)|\d{1,4}(?: / \d{1,4}){2}(?!\d)"
    r"|\d{1,2} - \d{1,2} - \d{4}(?!\d)"
    r"|\d{1,4}(?:-\d{1,4}){1,2}(?!\d)|\d{1,4}(?:\.\d{1,4}){2}(?!\d)"
    r"|\d+(?::\d\d)+|\d{1,3}(?:[,٬]\d{3})+(?!\d)|\d+(?:[.,٫]\d+)?|[\u0621-\u064a]+|[a-z]+|[^\s\w]"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A class and its value: the number of a month, the letter of a unit, a TIMEX3 value."""

    letter: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """Everything the tagger knows of words, folded.

    Attributes:
        phrases: by tokens, all classes that they can be.
        longest: by first token, the most tokens of a phrase that begins with it.
        cardinals, ordinals: number words and their values.
        lists: by name, words that are told apart where a rule asks.
        years: by month and day, the year that a day keeps («11 سبتمبر»).
    """

    phrases: Mapping[tuple[str, ...], tuple[Entry, ...]]
    longest: Mapping[str, int]
    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    lists: Mapping[str, frozenset[str]]
    years: Mapping[tuple[int, int], int]


@cache
def lexicon() -> TimeLexicon:
    """The lexicon, read once."""
    data = {name: _load(name) for name in (*_TABLES, "words", "traps", "numbers")}
    phrases: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    longest: dict[str, int] = {}
    for phrase, entry in _entries(data):
        known = phrases.get(phrase, ())
        if all(entry.letter != other.letter for other in known):
            phrases[phrase] = (*known, entry)
            longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return TimeLexicon(
        phrases=phrases,
        longest=longest,
        cardinals=_numbers(data["numbers"]["cardinals"]),
        ordinals=_numbers(data["numbers"]["ordinals"]),
        lists={
            name: frozenset(search_key(word) for word in data[file][name]["words"])
            for file, names in _WORD_LISTS.items()
            for name in names
        }
        | {"spelled": frozenset(data["traps"]["spelled"]["words"])},
        years={
            (int(day[:2]), int(day[3:])): year
            for day, year in data["named"]["lexicalised_days"].items()
        },
    )


def listed(word: str, name: str) -> bool:
    """Whether the folded `word` stands in the list `name`, with or without its article."""
    words = lexicon().lists[name]
    return word in words or word.removeprefix("ال") in words


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("reader.times") / "data" / f"{name}.toml").read_text("utf-8"))


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Every phrase of the tables with its class."""
    for file, tables in _TABLES.items():
        for table, letter in tables.items():
            for value, words in data[file][table].items():
                yield from _all(words, Entry(letter, value))
    for name, words in data["units"]["relative"].items():
        yield from _all(words, Entry(_RELATIVE[name], name))
    for letter, words in data["words"]["words"].items():
        yield from _all(words, Entry(letter, ""))
    for value, words in data["words"]["morning_evening"].items():
        yield from _all(words, Entry(";", value))


def _all(words: list[str], entry: Entry) -> Iterator[tuple[tuple[str, ...], Entry]]:
    for word in words:
        yield tuple(TOKEN.findall(search_key(word))), entry


def _numbers(table: Mapping[str, list[str]]) -> dict[str, int]:
    return {search_key(word): int(value) for value, words in table.items() for word in words}
