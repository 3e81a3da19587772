"""An Arabic word in likely Latin letters: short vowels found, foreign names as they are spelled.

Among the spellings that the letter model allows, the one that also looks most like a name: a beam
search under the model's chances and those of Latin letters behind the two before them (a trigram
model, Witten-Bell smoothed, of the same names as the letter model was learned from;
`reader.entities.lookup.train`).
"""

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from reader.entities.lookup.letters import letter_model, symbols
from reader.text.latin import arabic_letters

START, END = "^", "$"  # before and behind a Latin word
_BEAM = 4  # spellings that are followed
_LEAST = -4.0  # log chance of a chunk that is tried
_LIKES = 0.6  # how much the letters before count against the letter model
_LETTER = 2.5  # what a letter is worth, else the shortest spelling would win
_VOWELS = "aeiou"
# What is written in any case; the others are vowels or go unheard.
_WRITTEN = frozenset("بتثجحخدذرزسشصضطظغفقكلمن")
# How English news writes letters that other languages of the lessons write in another way: always,
# and in words with letters that stand in no foreign name.
_ALWAYS = {"ش": "sh", "خ": "kh"}
_NATIVE = {"ق": "q", "ج": "j", "غ": "gh", "ذ": "dh", "ث": "th"}
_NATIVE_LETTERS = frozenset("حخذثصضظعق")
_NEVER = -20.0  # log chance of a letter that no name has


@lru_cache(maxsize=20_000)
def spelled(word: str) -> str:
    """`word`, Arabic, in small Latin letters, its article left out; "" where nothing is known."""
    chances, model = _chances(), letter_model()
    beam = {"": 0.0}
    letters = arabic_letters(word).replace(" ", "")
    native = not _NATIVE_LETTERS.isdisjoint(letters)
    for symbol in symbols(letters):
        letter = symbol.strip("^$")
        first = _ALWAYS.get(letter) or (_NATIVE.get(letter) if native else None)
        chunks = [
            (chunk, chance)
            for chunk, chance in model.of(symbol).items()
            if chance >= _LEAST and (chunk or letter not in _WRITTEN)
        ]
        if first:  # and «qu» would be said otherwise
            like = [each for each in chunks if each[0].startswith(first) and each[0][1:2] != "u"]
            chunks = like or chunks
        after: dict[str, float] = {}
        for latin, score in beam.items():
            for chunk, chance in chunks:
                _keep(after, latin + chunk, score + chance + _liked(latin, chunk, chances))
        for latin, score in list(after.items()):
            for vowel in _VOWELS:
                chance = model.inserted[vowel] + _liked(latin, vowel, chances)
                _keep(after, latin + vowel, score + chance)
        best = sorted(after.items(), key=lambda pair: (-pair[1], pair[0]))[:_BEAM]
        beam = dict(best) or beam
    return max(beam, key=lambda latin: beam[latin] + _LIKES * _chance(latin, END, chances))


def _keep(found: dict[str, float], latin: str, score: float) -> None:
    """Keep a spelling where it is better than before."""
    if score > found.get(latin, -math.inf):
        found[latin] = score


def _liked(latin: str, chunk: str, chances: Mapping[str, Mapping[str, float]]) -> float:
    """What `chunk` is worth behind `latin`."""
    worth = 0.0
    for letter in chunk:
        worth += _LIKES * (_chance(latin, letter, chances) + _LETTER)
        latin += letter
    return worth


def _chance(latin: str, letter: str, chances: Mapping[str, Mapping[str, float]]) -> float:
    """The log chance of `letter` behind the last two letters of `latin`."""
    before = (START + START + latin)[-2:]
    found = chances.get(before, {}).get(letter)
    return chances.get(before[1], {}).get(letter, _NEVER) if found is None else found


@cache
def _chances() -> Mapping[str, Mapping[str, float]]:
    """The log chances of letters behind two letters, and behind one."""
    table = files("reader.entities.lookup") / "data" / "spelling.tsv"
    counts: dict[str, dict[str, int]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            before, *fields = line.split("\t")
            counts[before] = {field[0]: int(field[1:]) for field in fields}
    behind_one: dict[str, dict[str, int]] = {}
    for before, found in counts.items():
        sums = behind_one.setdefault(before[1], {})
        for letter, count in found.items():
            sums[letter] = sums.get(letter, 0) + count
    alone: dict[str, int] = {}
    for found in behind_one.values():
        for letter, count in found.items():
            alone[letter] = alone.get(letter, 0) + count
    total = sum(alone.values())
    base = {letter: count / total for letter, count in alone.items()}
    one = {before: _smoothed(found, base) for before, found in behind_one.items()}
    two = {before: _smoothed(found, one[before[1]]) for before, found in counts.items()}
    return {
        before: {letter: math.log(chance) for letter, chance in found.items()}
        for before, found in (one | two).items()
    }


def _smoothed(counts: Mapping[str, int], lower: Mapping[str, float]) -> dict[str, float]:
    """Witten-Bell: as much is left for what `lower` knows as there are letters in `counts`."""
    total = sum(counts.values()) + len(counts)
    return {
        letter: (counts.get(letter, 0) + len(counts) * chance) / total
        for letter, chance in lower.items()
    }
