"""What the data is worth: leave-one-source-out, learning curves, spread over seeds.

    python -m reader.entities.train study SHARED VECTORS.npz OUT.json [--start PRE.pt] [--read N]

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
from reader.entities.train.swapping import people, swapped

_SEEDS = (17, 18, 19, 20, 21)
_PARTS = (0.125, 0.25, 0.5)
_WORDS = 90_000


@dataclass(frozen=True, slots=True)
class Run:
    """One short training.

    Attributes:
        name: of the run in the file.
        seed: of everything random.
        left_out: a source that is not learned from.
        news_part: the share of the news gold that is learned from.
        swap: whether people are swapped for listed ones (`swapping`).
    """

    name: str
    seed: int = _SEEDS[0]
    left_out: str = ""
    news_part: float = 1.0
    swap: bool = False

    def lessons(self, train: Sequence[Example], size: int) -> list[Example]:
        """The sentences that are learned from, in random order, repeated up to `size` words.

        Where there is more, a part of it: it is data that is compared, not steps.
        """
        rng = random.Random(self.seed)  # noqa: S311 - repeatable on purpose
        news = [example for example in train if example.source == NEWS]
        kept = rng.sample(news, round(self.news_part * len(news)))
        rest = [example for example in train if example.source != NEWS]
        known = [example for example in (*rest, *kept) if example.source != self.left_out]
        found: list[Example] = []
        words = 0
        while words < size:
            for example in rng.sample(known, len(known)):
                found.append(example)
                words += len(example.words)
                if words >= size:
                    break
        return found


def runs() -> Iterator[Run]:
    """All of the study, what tells most first."""
    yield Run("all")
    for source in reversed(SOURCES):
        yield Run(f"without {source}", left_out=source)
    for part in _PARTS:
        yield Run(f"{part:.1%} of the news gold", news_part=part)
    for seed in _SEEDS[1:]:
        yield Run(f"all, seed {seed}", seed=seed)
    yield Run("all, people swapped", swap=True)


def main(words: Sequence[str] | None = None) -> None:
    """Run what is not told yet, and write the figures after each run."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train study")
    parser.add_argument("shared", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="weights from reader.entities.train.pretrain")
    parser.add_argument("--read", type=int, default=800_000, help="words of each training")
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
    lessons = run.lessons(train, args.read)
    if run.swap:
        names = people(args.shared / "entities" / "name_lists")
        lessons = swapped(lessons, names, random.Random(run.seed))  # noqa: S311
    coder = Coder(known, lessons)
    network = Tagger(torch.tensor(vectors, dtype=torch.float32), len(coder.table) + 1)
    if args.start:
        network.load_state_dict(torch.load(args.start), strict=False)
    network.fast = True
    fit(network, coder, 1, lambda: lessons, ())
    return evaluate(network, coder, dev, "anercorp" if run.left_out == NEWS else NEWS)
