"""Unseen names are the whole game: names in the training sentences are swapped for listed ones.

The lists train the tagger and do not ship. A swap keeps the type and the sentence; what the lists
hold by mistake teaches little, for each name is seen a few times among many.
"""

import gzip
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.entities.tagger.features import TAGS, normal
from reader.entities.train.data import Example
from reader.entities.train.score import spans_of

_FILES = {
    "PER": ("ne_lexicon_PER", "nerar_bi_PERS"),
    "LOC": ("ne_lexicon_LOC", "nerar_bi_LOC"),
    "ORG": ("ne_lexicon_ORG",),
}
_FOREIGN = re.compile("[پچژگکیےۀەۆڵێ]")
_LONGEST = {"PER": 4, "LOC": 3, "ORG": 5}
_SHARE = 0.25  # of the sentences that have a name


def name_lists(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """The listed names of each type as folded words, doubtful ones left out."""
    lists: dict[str, list[tuple[str, ...]]] = {}
    for kind, files in _FILES.items():
        names: set[tuple[str, ...]] = set()
        for file in files:
            with gzip.open(folder / f"{file}.tsv.gz", "rt", encoding="utf-8") as lines:
                for line in lines:
                    name = line.split("\t")[0].strip()
                    words = tuple(normal(word) for word in name.split())
                    short = len(words) == 1 and len(name) < 3
                    whole = all(words) and 0 < len(words) <= _LONGEST[kind]
                    if whole and not short and not _FOREIGN.search(name):
                        names.add(words)
        lists[kind] = sorted(names)
    return lists


def swapped(
    examples: Sequence[Example],
    lists: Mapping[str, Sequence[tuple[str, ...]]],
    rng: random.Random,
) -> list[Example]:
    """The examples, some with one of their names swapped for a listed one of its type."""
    return [
        _swap(example, lists, rng) if rng.random() < _SHARE else example for example in examples
    ]


def _swap(
    example: Example, lists: Mapping[str, Sequence[tuple[str, ...]]], rng: random.Random
) -> Example:
    """One example with one name swapped."""
    spans = [span for span in sorted(spans_of(example.tags)) if span[2] in lists]
    if not spans:
        return example
    start, end, kind = rng.choice(spans)
    name = rng.choice(lists[kind])
    tags = (f"B-{kind}", *[f"I-{kind}"] * (len(name) - 1))
    allowed = tuple(1 << TAGS.index(tag) for tag in tags)
    return Example(
        example.source,
        (*example.words[:start], *name, *example.words[end:]),
        (*example.tags[:start], *tags, *example.tags[end:]),
        (*example.allowed[:start], *allowed, *example.allowed[end:]),
    )
