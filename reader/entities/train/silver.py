"""Self-training: raw sentences that trained networks tag become lessons for the next one.

    python -m reader.entities.train silver TEXT OUT.jsonl.gz NETWORK.pt… [--sentences N]

Where the networks agree, their tag is the lesson; where they do not, each of their tags is allowed
and the loss of the CRF for partial annotation leaves the choice to the student (Scudder 1965 for
self-training; the agreement stands for a threshold of confidence, as in tri-training, Zhou and Li
2005). TEXT is the corpus that the step `vectors` leaves beside the vectors.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from reader.entities.tagger.features import TAGS
from reader.entities.train.data import LONGEST, Example
from reader.entities.train.fitting import tagged
from reader.entities.train.network import load_trained

SOURCE = "silver"
_FEWEST, _STYLE = 6, "anercorp"  # words of a sentence; the guideline that comes nearest to news


def main(words: Sequence[str] | None = None) -> None:
    """Tag a sample of raw sentences and write what was found."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train silver")
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--sentences", type=int, default=40_000)
    args = parser.parse_args(words)
    torch.set_num_threads(1)
    loaded = [load_trained(path) for path in args.networks]
    networks, coder = [network for network, _coder in loaded], loaded[0][1]
    raw = sample(args.text, args.sentences)
    answers = [
        {example.words: tags for example, tags in tagged([network], coder, raw, _STYLE)}
        for network in networks
    ]
    kept = 0
    with gzip.open(args.out, "wt", encoding="utf-8") as file:
        for example in raw:
            lesson = agreed(example.words, [answer[example.words] for answer in answers])
            if any(tag != "O" for tag in lesson["tags"]):
                kept += 1
                file.write(json.dumps(lesson, ensure_ascii=False) + "\n")
    sys.stdout.write(f"{kept} of {len(raw)} sentences\n")


def sample(path: Path, size: int) -> list[Example]:
    """Every so many of the sentences of a corpus, as sentences to be tagged."""
    with path.open(encoding="utf-8") as file:
        lines = [line.split() for line in file]
    wanted = [words for words in lines if _FEWEST <= len(words) <= LONGEST]
    rows = np.random.default_rng(17).choice(len(wanted), min(size, len(wanted)), replace=False)
    distinct = dict.fromkeys(tuple(wanted[row]) for row in sorted(rows))
    return [Example(SOURCE, words, ("O",) * len(words), (1,) * len(words)) for words in distinct]


def agreed(words: tuple[str, ...], answers: list[list[str]]) -> dict[str, list[str] | list[int]]:
    """One lesson: for each word the tags that some network gave it."""
    allowed = [0] * len(words)
    for tags in answers:
        for index, tag in enumerate(tags):
            allowed[index] |= 1 << TAGS.index(tag)
    return {"words": list(words), "tags": answers[0], "allowed": allowed}


def lessons(path: Path) -> Iterator[Example]:
    """The lessons of a file that `main` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield Example(SOURCE, tuple(row["words"]), tuple(row["tags"]), tuple(row["allowed"]))
