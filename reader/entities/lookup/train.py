"""Learn the letter models from pairs of names and write them beside their runtime.

    python -m reader.entities.lookup.train SHARED [--rounds N] [--out FOLDER]

Two files: how Arabic letters are written in Latin ones (``letters.tsv``), and which Latin letters
follow which (``spelling.tsv``, for `reader.entities.lookup.spelling`). `SHARED` holds
``places/pairs_wd_persons_train.tsv.gz``: Latin name, Arabic name, how often they were met
(Wikidata, CC0). Expectation maximisation over all alignments; half a minute on one core, the same
result every time.
"""

import argparse
import gzip
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.entities.lookup.letters import LONGEST, symbols, undoubled
from reader.entities.lookup.spelling import END, START
from reader.text.latin import arabic_letters, latin_letters

PAIRS = Path("places") / "pairs_wd_persons_train.tsv.gz"
OUT = Path(__file__).parent / "data"
ROUNDS = 6
_LENGTHS = (0.1, 0.7, 0.15, 0.05)  # first guess: chunks of 0, 1, 2, 3 letters
_NEAR = 2  # first guess: letters off the diagonal
_RARE = 2.0  # symbols met less are not learned
_LEAST = 1e-4  # chances below it are dropped
_LEAST_KEPT = 3e-4
_MOST_WEIGHT = 5  # times that a pair counts, square root taken
_TINY = 1e-9
_LONGEST_SHARE = 2.2  # Latin letters of a name for each Arabic one

Table = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Pair:
    """One lesson.

    Attributes:
        names: the Arabic name as symbols of the model.
        latin: its Latin letters.
        weight: how much it counts.
    """

    names: tuple[str, ...]
    latin: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Chances:
    """Chances while they are learned, not logs: of chunks by symbol, and of inserted letters."""

    chunks: Mapping[str, Mapping[str, float]]
    inserted: Mapping[str, float]


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file: Latin, Arabic, count, tab-separated."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            latin, arabic, count = line.rstrip("\n").split("\t")
            pair = Pair(
                tuple(symbols(arabic_letters(arabic))),
                undoubled(latin_letters(latin)),
                math.sqrt(min(_MOST_WEIGHT, int(count))),
            )
            if pair.names and pair.latin and " " not in pair.names and " " not in pair.latin:
                yield pair


def learn(pairs: Iterable[Pair], rounds: int = ROUNDS) -> Chances:
    """The chances under which `pairs` are likeliest, as far as `rounds` rounds lead."""
    lessons = list(pairs)
    chances = _first_guess(lessons)
    for number in range(rounds):
        counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        inserted: defaultdict[str, float] = defaultdict(float)
        likelihood = sum(_count(pair, chances, counts, inserted) for pair in lessons)
        chances = _normalised(counts, inserted, lessons)
        sys.stderr.write(f"round {number + 1}: {likelihood / max(1, len(lessons)):.4f} a pair\n")
    return chances


def _first_guess(lessons: Iterable[Pair]) -> Chances:
    """Chunks near the diagonal, one letter the likeliest."""
    counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for pair in lessons:
        length = len(pair.latin)
        for number, name in enumerate(pair.names):
            middle = number * length // len(pair.names)
            for start in range(max(0, middle - _NEAR), min(length, middle + _NEAR) + 1):
                for size in range(min(LONGEST, length - start) + 1):
                    counts[name][pair.latin[start : start + size]] += _LENGTHS[size]
    inserted = {chr(code): 0.15 if chr(code) in "aeiou" else 0.03 for code in range(97, 123)}
    return Chances({name: _shares(found, 0.0) for name, found in counts.items()}, inserted)


def _shares(counts: Mapping[str, float], least: float) -> dict[str, float]:
    """Counts as parts of their sum, those below `least` left out."""
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items() if count / total > least}


def _normalised(
    counts: Mapping[str, Mapping[str, float]],
    inserted: Mapping[str, float],
    lessons: Iterable[Pair],
) -> Chances:
    """The chances that the expected counts of a round give."""
    chunks = {
        name: _shares(found, _LEAST)
        for name, found in counts.items()
        if sum(found.values()) >= _RARE
    }
    places = sum(len(pair.names) * pair.weight for pair in lessons) + sum(inserted.values())
    return Chances(chunks, {letter: count / places for letter, count in inserted.items()})


def _count(
    pair: Pair,
    chances: Chances,
    counts: defaultdict[str, defaultdict[str, float]],
    inserted: defaultdict[str, float],
) -> float:
    """Add what one pair is expected to use under `chances`; its log likelihood."""
    steps = [_steps(chances.chunks.get(name, {}), pair.latin) for name in pair.names]
    inserting = [chances.inserted.get(letter, _TINY) for letter in pair.latin]
    before, after = _forward(steps, inserting), _backward(steps, inserting)
    total = before[-1][-1]
    if total <= 0:
        return 0.0
    share = pair.weight / total
    for number, name in enumerate(pair.names):
        found = counts[name]
        for start, end, chance in steps[number]:
            expected = before[number][start] * chance * after[number + 1][end]
            if expected:
                found[pair.latin[start:end]] += expected * share
    for row, rest in zip(before, after, strict=True):
        for start, chance in enumerate(inserting):
            inserted[pair.latin[start]] += row[start] * chance * rest[start + 1] * share
    return math.log(total)


def _steps(chunks: Mapping[str, float], latin: str) -> list[tuple[int, int, float]]:
    """Start, end and chance of every chunk of `latin` that a symbol can be."""
    return [
        (start, end, chance)
        for start in range(len(latin) + 1)
        for end in range(start, min(start + LONGEST, len(latin)) + 1)
        if (chance := chunks.get(latin[start:end]))
    ]


def _forward(
    steps: list[list[tuple[int, int, float]]], inserting: list[float]
) -> list[list[float]]:
    """By symbols and letters written: the chance to have come there."""
    row = [1.0, *[0.0] * len(inserting)]
    rows = []
    for number in range(len(steps) + 1):
        if number:
            row, last = [0.0] * len(row), row
            for start, end, chance in steps[number - 1]:
                row[end] += last[start] * chance
        for start, chance in enumerate(inserting):
            row[start + 1] += row[start] * chance
        rows.append(row)
    return rows


def _backward(
    steps: list[list[tuple[int, int, float]]], inserting: list[float]
) -> list[list[float]]:
    """By symbols and letters written: the chance to come from there to the end."""
    row = [*[0.0] * len(inserting), 1.0]
    rows = []
    for number in range(len(steps), -1, -1):
        if number < len(steps):
            row, last = [0.0] * len(row), row
            for start, end, chance in steps[number]:
                row[start] += last[end] * chance
        for start in range(len(inserting) - 1, -1, -1):
            row[start] += inserting[start] * row[start + 1]
        rows.append(row)
    return rows[::-1]


def written(chances: Chances) -> str:
    """The model as the file that ships: a line a symbol, chunks with log chances, likeliest first.

    The line without a symbol holds the inserted letters.
    """
    lines = ["# Letter model, made by reader.entities.lookup.train from Wikidata names (CC0)."]
    tables = {"": chances.inserted, **dict(sorted(chances.chunks.items()))}
    for symbol, table in tables.items():
        ordered = sorted(table.items(), key=lambda pair: (-pair[1], pair[0]))
        fields = [f"{chunk}:{math.log(p):.2f}" for chunk, p in ordered if p >= _LEAST_KEPT]
        lines.append("\t".join((symbol, *fields)))
    return "\n".join(lines) + "\n"


def followers(pairs: Iterable[Pair]) -> str:
    """Which Latin letters follow which two, as the file that ships: a line for every two, counts.

    Pairs that are no transliteration, which their lengths tell, are left out.
    """
    counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for pair in pairs:
        if not pair.latin.isalpha() or len(pair.latin) > _LONGEST_SHARE * len(pair.names) + 2:
            continue
        marked = START + START + pair.latin + END
        for at in range(2, len(marked)):
            counts[marked[at - 2 : at]][marked[at]] += pair.weight
    lines = ["# Latin letters behind two others, how often: reader.entities.lookup.train (CC0)."]
    for before, found in sorted(counts.items()):
        ordered = sorted(found.items(), key=lambda each: (-each[1], each[0]))
        lines.append("\t".join((before, *(f"{letter}{n:.0f}" for letter, n in ordered if n >= 1))))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.lookup.train")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    pairs = list(read_pairs(args.shared / PAIRS))
    args.out.mkdir(exist_ok=True)
    (args.out / "spelling.tsv").write_text(followers(pairs), encoding="utf-8")
    chances = learn(pairs, args.rounds)
    (args.out / "letters.tsv").write_text(written(chances), encoding="utf-8")


if __name__ == "__main__":
    main()
