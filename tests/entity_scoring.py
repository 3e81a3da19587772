"""Scores of entities against gold: spans as the seed's guideline has them, clusters by B³."""

import bisect
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from reader.articles import Article
from reader.entities import Entity, Mention, find_entities
from reader.entities.train.data import Example, load
from reader.entities.train.score import spans_of
from reader.text.span import Span
from tests.support import SHARED

SENTENCES = 40  # of a document of the corpora, which tell no borders
NAMED = ("PER", "ORG", "LOC", "FAC")
# What the handbook names as merges that make an answer worthless.
FORBIDDEN = (
    ("loc.moscow", "loc.russia"),
    ("loc.washington", "loc.usa"),
    ("org.coalition", "org.sdf"),
    ("org.saa", "org.us_mil"),
)


@dataclass(frozen=True, slots=True)
class SeedScores:
    """How an analysis of the seed article compares with its gold.

    Attributes:
        recall: of the required mentions, type included.
        precision: of the mentions shown.
        b_cubed: F1 over the required mentions; a missed one is a cluster of its own.
        merged: forbidden pairs of clusters that share an entity.
        missed: required mentions that were not found.
        false: mentions shown that are none.
    """

    recall: float
    precision: float
    b_cubed: float
    merged: tuple[tuple[str, str], ...]
    missed: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def seed_gold() -> dict[str, Any]:
    """The gold of the seed article."""
    gold: dict[str, Any] = json.loads((SHARED / "seeds" / "entities.json").read_text("utf-8"))
    return gold


def seed_scores(article: Article, entities: Sequence[Entity]) -> SeedScores:
    """Score `entities` of the seed article."""
    gold = seed_gold()
    shown = [(mention, entity.id) for entity in entities for mention in entity.mentions]
    required = [m for m in gold["mentions"] if m["required"] and m["type"] in NAMED]
    matches = [next((each for each in shown if _fits(each[0], m)), None) for m in required]
    right = [
        found is not None and found[0].type.value in (m["type"], *m.get("alt_types", ()))
        for m, found in zip(required, matches, strict=True)
    ]
    false = [m.text for m, _ in shown if not any(_fits(m, each) for each in gold["mentions"])]
    system = [found[1] if found else f"missed-{n}" for n, found in enumerate(matches)]
    names = _merged_names(gold)
    wanted = [names.get(m["cluster"], m["cluster"]) for m in required]
    return SeedScores(
        recall=sum(right) / len(required),
        precision=1 - len(false) / max(1, len(shown)),
        b_cubed=b_cubed(wanted, system),
        merged=tuple(pair for pair in FORBIDDEN if _share(pair, required, system)),
        missed=tuple(m["text"] for m, hit in zip(required, right, strict=True) if not hit),
        false=tuple(false),
    )


def _fits(mention: Mention, gold: Mapping[str, Any]) -> bool:
    """Whether a mention holds the core of a gold one and stays within its widest span."""
    holds = mention.start <= gold["start"] and gold["end"] <= mention.end
    return holds and bool(gold["max_start"] <= mention.start and mention.end <= gold["max_end"])


def _merged_names(gold: Mapping[str, Any]) -> dict[str, str]:
    """The cluster by which each one goes that may be one with others."""
    names: dict[str, str] = {}
    for group in gold["guidelines"]["merge_ok"]:
        for cluster in group:
            names[cluster] = names.get(group[0], group[0])
    return names


def _share(pair: tuple[str, str], required: Sequence[Any], system: Sequence[str]) -> bool:
    """Whether two gold clusters meet in an entity."""
    sides = [
        {key for m, key in zip(required, system, strict=True) if m["cluster"] == name}
        for name in pair
    ]
    return bool(sides[0] & sides[1])


def b_cubed(gold: Sequence[str], system: Sequence[str]) -> float:
    """B³ F1 of two clusterings of the same mentions (Bagga and Baldwin 1998)."""
    both = Counter(zip(gold, system, strict=True))
    wanted, found = Counter(gold), Counter(system)
    pairs = list(zip(gold, system, strict=True))
    precision = sum(both[pair] / found[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / wanted[pair[0]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def documents(path: Path) -> Iterator[list[Example]]:
    """The development sentences of ``train.jsonl.xz``, as they stand together in their corpora."""
    _train, dev = load(path)
    for _source, examples in groupby(dev, key=lambda example: example.source):
        rest = list(examples)
        for start in range(0, len(rest), SENTENCES):
            yield rest[start : start + SENTENCES]


def document_scores(parts: Iterable[Sequence[Example]]) -> dict[str, float]:
    """Exact-span F1 of the whole engine on documents, by source and type; precision over all."""
    right, shown, wanted = Counter[str](), Counter[str](), Counter[str]()
    for examples in parts:
        article, places = _article(examples)
        gold = set(_gold_spans(examples))
        found = set(_system_spans(article, places))
        if examples[0].source in ("anercorp", "aqmar"):  # which annotate three types
            found = {span for span in found if span[2] in ("PER", "ORG", "LOC")}
        for counter, spans in ((wanted, gold), (shown, found), (right, gold & found)):
            for span in spans:
                counter.update(("all", examples[0].source, span[2]))
    scores = {name: 2 * right[name] / (shown[name] + wanted[name]) for name in sorted(wanted)}
    return {**scores, "precision": right["all"] / max(1, shown["all"])}


def _article(examples: Sequence[Example]) -> tuple[Article, list[tuple[int, int]]]:
    """The sentences as an article of one paragraph each, and where its words stand."""
    text, lines, places = "", [], []
    for example in examples:
        start = len(text)
        for word in example.words:
            places.append((len(text), len(text) + len(word)))
            text += word + " "
        text = text[:-1] + "\n"
        lines.append(Span(start, len(text) - 1))
    return Article(text, paragraphs=tuple(lines)), places


def _gold_spans(examples: Sequence[Example]) -> Iterator[tuple[int, int, str]]:
    """First word, word behind the last, and type of each span, words counted on."""
    base = 0
    for example in examples:
        yield from ((base + a, base + b, kind) for a, b, kind in spans_of(example.tags))
        base += len(example.tags)


def _system_spans(
    article: Article, places: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """The mentions found, by the words that they touch."""
    starts = [start for start, _ in places]
    for entity in find_entities(article):
        for mention in entity.mentions:
            first = bisect.bisect_right(starts, mention.start) - 1
            yield first, bisect.bisect_left(starts, mention.end), mention.type.value
