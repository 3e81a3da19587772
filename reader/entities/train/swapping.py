"""Unseen names are the whole game: people in the training sentences are swapped for listed ones.

The lists train the tagger and do not ship. A swap keeps the sentence (mention replacement, Dai and
Adel 2020); what the lists hold by mistake teaches little, for each name is seen once or twice among
many. The lists of places and organisations are too noisy to be of use.
"""

import gzip
import random
import re
from collections.abc import Sequence
from pathlib import Path

from reader.entities.document.cues import cues
from reader.entities.tagger.features import TAGS, normal
from reader.entities.train.data import Example
from reader.entities.train.score import spans_of

_FILES = ("ne_lexicon_PER", "nerar_bi_PERS")
_FOREIGN = re.compile("[پچژگکیےۀەۆڵێ]")
_LONGEST = 4
_SHARE = 0.2  # of the sentences that have a person

Name = tuple[str, ...]


def people(folder: Path) -> list[Name]:
    """The listed names of people as folded words, titles and doubtful ones left out."""
    names: set[Name] = set()
    for file in _FILES:
        with gzip.open(folder / f"{file}.tsv.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                name = line.split("\t")[0].strip()
                words = [normal(word) for word in name.split()]
                while words and words[0] in cues().titles:
                    words = words[1:]
                short = len(words) == 1 and len(words[0]) < 3
                whole = all(words) and 0 < len(words) <= _LONGEST
                if whole and not short and not _FOREIGN.search(name):
                    names.add(tuple(words))
    return sorted(names)


def swapped(
    examples: Sequence[Example], names: Sequence[Name], rng: random.Random
) -> list[Example]:
    """The examples, some with one of their people swapped for a listed one."""
    return [
        _swap(example, names, rng) if rng.random() < _SHARE else example for example in examples
    ]


def _swap(example: Example, names: Sequence[Name], rng: random.Random) -> Example:
    """One example with one name swapped."""
    spans = [span for span in sorted(spans_of(example.tags)) if span[2] == "PER"]
    if not spans:
        return example
    start, end, kind = rng.choice(spans)
    name = rng.choice(names)
    tags = (f"B-{kind}", *[f"I-{kind}"] * (len(name) - 1))
    allowed = tuple(1 << TAGS.index(tag) for tag in tags)
    return Example(
        example.source,
        (*example.words[:start], *name, *example.words[end:]),
        (*example.tags[:start], *tags, *example.tags[end:]),
        (*example.allowed[:start], *allowed, *example.allowed[end:]),
        example.guideline,
    )
