"""Self-training: news that trained networks tag become lessons for the next one.

    python -m reader.entities.train silver SHARED OUT.jsonl.gz NETWORK.pt… [--each N] [--seed N]

Where the networks agree, their tag is the lesson; where they do not, each of their tags is allowed
and the loss of the CRF for partial annotation leaves the choice to the student (Scudder 1965 for
self-training; the agreement stands for a threshold of confidence, as in tri-training, Zhou and Li
2005). A name that all of them know in an article is one everywhere in it (one sense per discourse,
Gale et al. 1992): of several words for certain, of one word perhaps.
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch

from reader.entities.tagger.features import TAGS
from reader.entities.train.data import Example
from reader.entities.train.fitting import tagged
from reader.entities.train.network import load_trained
from reader.entities.train.news import annotated, articles, development, examples
from reader.entities.train.score import spans_of

SOURCE = "silver"
_STYLES = ("news", "anercorp")  # whose guidelines the networks follow, article by article
_FEWEST = 6  # words of a sentence
_GRAM = 8  # words that a sentence may not share with one of the development parts
_LEFT_OUT = frozenset(("openarabicpe_periodicals", "wiki_ar"))  # old print, no news
_SUBJECT = re.compile("(?<=:[A-Z]{2})[A-Z]+$")  # of a newspaper's articles, behind its country
_LEAST_LETTERS = 3  # of a name of one word that is looked for elsewhere

Words = tuple[str, ...]
Names = Mapping[Words, str]


def main(words: Sequence[str] | None = None) -> None:
    """Tag a sample of the news articles and write what was found."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train silver")
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--each", type=int, default=230, help="articles of a source at most")
    parser.add_argument("--seed", type=int, default=17)
    args = parser.parse_args(words)
    torch.set_num_threads(1)
    texts = sample(args.shared, args.each, args.seed)
    loaded = [load_trained(path) for path in args.networks]
    kept = 0
    with gzip.open(args.out, "wt", encoding="utf-8") as file:
        for number, style in enumerate(_STYLES):
            some = texts[number :: len(_STYLES)]
            flat = list(dict.fromkeys(example for text in some for example in text))
            answers = [dict(tagged([network], coder, flat, style)) for network, coder in loaded]
            for text in some:
                told = [[answer[example] for answer in answers] for example in text]
                for lesson in lessons_of([example.words for example in text], told):
                    kept += 1
                    row = lesson | {"guideline": style}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.write(f"{kept} sentences of {len(texts)} articles\n")


def sample(shared: Path, each: int, seed: int) -> list[list[Example]]:
    """The sentences of some articles of each source, none of the gold or the development parts."""
    rows = defaultdict(list)
    told = annotated()
    for row in articles(shared):
        if row["corpus"] not in _LEFT_OUT and row["uid"] not in told:
            rows[row["corpus"], _SUBJECT.sub("", row.get("source") or "")].append(row)
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    barred = {gram for example in development(shared) for gram in _grams(example.words)}
    texts = []
    for key in sorted(rows, key=str):
        for row in rng.sample(rows[key], min(each, len(rows[key]))):
            found = examples(f"{row.get('title') or ''}\n\n{row['text']}", ())
            texts.append(
                [
                    example
                    for example in found
                    if len(example.words) >= _FEWEST and barred.isdisjoint(_grams(example.words))
                ]
            )
    return texts


def _grams(words: Words) -> Iterator[Words]:
    """Each run of so many words."""
    return (words[start : start + _GRAM] for start in range(len(words) - _GRAM + 1))


def lessons_of(
    text: Sequence[Words], told: Sequence[Sequence[Sequence[str]]]
) -> Iterator[dict[str, object]]:
    """The lessons of an article; sentences in which nobody saw a name are left out.

    Args:
        text: its sentences.
        told: the tags of each sentence by each network.
    """
    known = names_of(text, told)
    for words, answers in zip(text, told, strict=True):
        tags, allowed = list(answers[0]), [0] * len(words)
        for answer in answers:
            for index, tag in enumerate(answer):
                allowed[index] |= 1 << TAGS.index(tag)
        _propagate(words, tags, allowed, known)
        if any(bits != 1 for bits in allowed):
            yield {"words": list(words), "tags": tags, "allowed": allowed}


def names_of(text: Sequence[Words], told: Sequence[Sequence[Sequence[str]]]) -> Names:
    """The names on which all networks agree somewhere in the article, by their commonest type."""
    counts: defaultdict[Words, Counter[str]] = defaultdict(Counter)
    for words, answers in zip(text, told, strict=True):
        for start, end, kind in set.intersection(*(spans_of(answer) for answer in answers)):
            if end - start > 1 or len(words[start]) >= _LEAST_LETTERS:
                counts[words[start:end]][kind] += 1
    return {name: types.most_common(1)[0][0] for name, types in counts.items()}


def _propagate(words: Words, tags: list[str], allowed: list[int], known: Names) -> None:
    """Names of the article in words that no network tagged."""
    longest = max(map(len, known), default=0)
    index = 0
    while index < len(words):
        size = next(
            (
                size
                for size in range(min(longest, len(words) - index), 0, -1)
                if words[index : index + size] in known
                and all(bits == 1 for bits in allowed[index : index + size])
            ),
            0,
        )
        if size:
            kind = known[words[index : index + size]]
            for inner in range(index, index + size):
                tag = f"{'B' if inner == index else 'I'}-{kind}"
                allowed[inner] = 1 << TAGS.index(tag) | int(size == 1)
                if size > 1:
                    tags[inner] = tag
        index += size or 1


def lessons(path: Path) -> Iterator[Example]:
    """The lessons of a file that `main` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            words, tags, allowed = (tuple(row[name]) for name in ("words", "tags", "allowed"))
            yield Example(SOURCE, words, tags, allowed, row["guideline"])
