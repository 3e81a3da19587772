"""What the data is worth: leave-one-source-out, learning curves, spread over seeds.

    python -m reader.entities.train study SHARED VECTORS.npz OUT.json [--start PRE.pt] [--epochs N]

Short trainings without silver, so the figures compare with each other and lie below those of the
model. A run that OUT tells already is not repeated.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from reader.entities.train.coding import Coder
from reader.entities.train.data import Example
from reader.entities.train.fitting import evaluate, fit
from reader.entities.train.network import SOURCES, Tagger, scaled
from reader.entities.train.news import SOURCE as NEWS
from reader.entities.train.news import everything

_SEEDS = (17, 18, 19)
_PARTS = (0.25, 0.5)
_WORDS = 90_000
_NEWS_TIMES = 3  # as in `tagging`


@dataclass(frozen=True, slots=True)
class Run:
    """One short training.

    Attributes:
        name: of the run in the file.
        seed: of everything random.
        left_out: a source that is not learned from.
        part: the share of all training sentences.
        news_part: the share of the news gold.
    """

    name: str
    seed: int = _SEEDS[0]
    left_out: str = ""
    part: float = 1.0
    news_part: float = 1.0

    def lessons(self, train: Sequence[Example]) -> list[Example]:
        """The sentences that are learned from."""
        rng = random.Random(self.seed)  # noqa: S311 - repeatable on purpose
        news = [example for example in train if example.source == NEWS]
        rest = [example for example in train if example.source not in (NEWS, self.left_out)]
        news = rng.sample(news, round(self.news_part * len(news)))
        if self.left_out == NEWS:
            news = []
        rest, news = (rng.sample(each, round(self.part * len(each))) for each in (rest, news))
        return [*rest, *news * _NEWS_TIMES]


def runs() -> Iterator[Run]:
    """All of the study, what tells most first."""
    yield Run("all")
    yield Run(f"without {NEWS}", left_out=NEWS)
    for part in _PARTS:
        yield Run(f"{part:.0%} of the news gold", news_part=part)
    for source in SOURCES:
        if source != NEWS:
            yield Run(f"without {source}", left_out=source)
    for seed in _SEEDS[1:]:
        yield Run(f"all, seed {seed}", seed=seed)
    for part in _PARTS:
        yield Run(f"{part:.0%} of every source", part=part)


def main(words: Sequence[str] | None = None) -> None:
    """Run what is not told yet, and write the figures after each run."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train study")
    parser.add_argument("shared", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="weights from reader.entities.train.pretrain")
    parser.add_argument("--epochs", type=int, default=3)
    args = parser.parse_args(words)
    torch.set_num_threads(1)
    train, dev = everything(args.shared)
    done = json.loads(args.out.read_text("utf-8")) if args.out.exists() else {}
    for run in runs():
        if run.name not in done:
            sys.stdout.write(f"{run.name}\n")
            found = _trained(run, args, train, dev)
            done[run.name] = {name: round(f1, 4) for name, f1 in found.items() if " " not in name}
            args.out.write_text(json.dumps(done, indent=2) + "\n", encoding="utf-8")


def _trained(
    run: Run, args: argparse.Namespace, train: Sequence[Example], dev: Sequence[Example]
) -> dict[str, float]:
    """F1 on the development parts after a short training; each source by the news guideline."""
    torch.manual_seed(run.seed)
    random.seed(run.seed)
    known, vectors = scaled(args.vectors, _WORDS)
    lessons = run.lessons(train)
    coder = Coder(known, lessons)
    network = Tagger(torch.tensor(vectors, dtype=torch.float32), len(coder.table) + 1)
    if args.start:
        network.load_state_dict(torch.load(args.start), strict=False)
    network.fast = True
    # the fewer the sentences, the more often they are seen: it is data that is compared, not steps
    fit(network, coder, round(args.epochs / run.part), lambda: lessons, ())
    return evaluate(network, coder, dev, "anercorp" if run.left_out == NEWS else NEWS)
