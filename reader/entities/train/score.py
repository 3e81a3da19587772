"""Exact-span F1, as the field counts it: span and type must be right; an I without B opens one."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from reader.entities.tagger.crf import best_paths
from reader.entities.tagger.features import TAGS
from reader.entities.tagger.model import Model
from reader.entities.train.data import Example

Span = tuple[int, int, str]
Told = Sequence[tuple[Example, Sequence[str]]]


def spans_of(tags: Sequence[str]) -> set[Span]:
    """Start, end and type of each entity in a sequence of IOB tags."""
    spans: set[Span] = set()
    start, kind = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        goes_on = tag.startswith("I-") and tag[2:] == kind
        if kind and not goes_on:
            spans.add((start, index, kind))
            kind = ""
        if tag != "O" and not goes_on:
            start, kind = index, tag[2:]
    return spans


def scores(told: Told) -> dict[str, float]:
    """F1 over all, by source and by type; what a corpus does not annotate is not counted there."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for example, tags in told:
        partial = example.source in ("anercorp", "aqmar")
        gold, made = spans_of(example.tags), spans_of(tags)
        if partial:
            made = {span for span in made if span[2] in ("PER", "ORG", "LOC")}
        for counter, spans in ((wanted, gold), (found, made), (right, gold & made)):
            for _start, _end, kind in spans:
                counter.update(("all", example.source, kind, f"{example.source} {kind}"))
    return {
        name: 2 * right[name] / (found[name] + wanted[name]) if wanted[name] else 0.0
        for name in sorted(wanted)
    }


def runtime_tags(path: Path, examples: Sequence[Example]) -> list[tuple[Example, list[str]]]:
    """The tags that the runtime gives to sentences with the model file `path`."""
    network = Model(path)
    emissions = network.emissions([example.words for example in examples])
    paths = best_paths(emissions, network.start, network.transitions)
    return [
        (example, [TAGS[tag] for tag in tags])
        for example, tags in zip(examples, paths, strict=True)
    ]


def agreement(one: Told, other: Told) -> float:
    """The share of words that two taggings of the same sentences tag alike."""
    tags = {example.words: tags for example, tags in other}
    pairs = [pair for example, own in one for pair in zip(own, tags[example.words], strict=True)]
    return sum(a == b for a, b in pairs) / len(pairs)
