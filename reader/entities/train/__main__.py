"""Train the tagger and write it beside its runtime.

python -m reader.entities.train SHARED VECTORS.npz [--epochs N] [--seed N] [--words N]

VECTORS comes from `python -m reader.entities.train.vectors`. Everything is repeatable: one thread,
fixed seeds. The dev part is cut by blocks of sentences of every source (`data.load`).
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

from reader.entities.tagger.crf import best_path
from reader.entities.tagger.features import BITS, TAGS, WORD_LETTERS, bits, letters, lookups
from reader.entities.train.data import Example, load
from reader.entities.train.export import export
from reader.entities.train.network import SOURCES, Tagger, scaled
from reader.entities.train.score import scores
from reader.entities.train.swapping import name_lists, swapped

_BATCH = 32
_RATE = 0.002
_LEAST_IN_TABLE = 3
_REMEMBERED = 40_000  # sentences
_STYLE_TOLD = 0.5  # share of the sentences


def main() -> None:
    """Train, score on the dev part after each epoch, keep the best, export."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--words", type=int, default=80_000)
    parser.add_argument("--swap", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--start", type=Path, help="weights from reader.entities.train.pretrain")
    parser.add_argument("--out", type=Path, default=None)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    random.seed(args.seed)
    words, vectors = scaled(args.vectors, args.words)
    train, dev = load(args.shared / "entities" / "train.jsonl.xz")
    coder = Coder(words, train)
    network = Tagger(torch.tensor(vectors, dtype=torch.float32), len(coder.table) + 1)
    if args.start:
        network.load_state_dict(torch.load(args.start), strict=False)
    lists = name_lists(args.shared / "entities" / "name_lists") if args.swap else {}
    fit(network, coder, train, dev, args.epochs, lists)
    export(network, coder, args.out)


class Coder:
    """Words into numbers, remembered by word."""

    def __init__(self, words: Sequence[str], train: Sequence[Example]) -> None:
        self.words = list(words)
        self.index = {word: number for number, word in enumerate(words, start=1)}
        counts = Counter(word for example in train for word in example.words)
        kept = sorted(word for word, count in counts.items() if count >= _LEAST_IN_TABLE)
        self.table = {word: number for number, word in enumerate(kept, start=1)}
        self._vector: dict[str, int] = {}
        self._coded: dict[tuple[str, ...], list[int]] = {}

    def vector(self, word: str) -> int:
        """The number of a word's vector, 0 for none."""
        if word not in self._vector:
            found = (self.index[form] for form in lookups(word) if form in self.index)
            self._vector[word] = next(found, 0)
        return self._vector[word]

    def batch(self, examples: Sequence[Example]) -> dict[str, torch.Tensor]:
        """The tensors of some sentences."""
        size = max(len(example.words) for example in examples)
        types = {
            word: n for n, word in enumerate(dict.fromkeys(w for e in examples for w in e.words))
        }
        spelled = np.zeros((len(types), WORD_LETTERS), dtype=np.int64)
        for word, number in types.items():
            row = letters(word)
            spelled[number, : len(row)] = row
        shape = (len(examples), size)
        arrays = {name: np.zeros(shape, dtype=np.int64) for name in ("vector", "table", "type")}
        mask = np.zeros(shape, dtype=bool)
        bit = np.zeros((*shape, len(BITS)), dtype=np.float32)
        allowed = np.ones((*shape, len(TAGS)), dtype=bool)
        for number, example in enumerate(examples):
            coded = self._bits(example)
            for place, word in enumerate(example.words):
                at = number, place
                arrays["vector"][at] = self.vector(word)
                arrays["table"][at] = self.table.get(word, 0)
                arrays["type"][at] = types[word]
                mask[at] = True
                value, tags = coded[place], example.allowed[place]
                bit[at] = [(value >> k) & 1 for k in range(len(BITS))]
                allowed[at] = [(tags >> k) & 1 for k in range(len(TAGS))]
        made = {name: torch.from_numpy(array) for name, array in arrays.items()}
        return made | {
            "letters": torch.from_numpy(spelled),
            "mask": torch.from_numpy(mask),
            "bits": torch.from_numpy(bit),
            "allowed": torch.from_numpy(allowed),
        }

    def _bits(self, example: Example) -> list[int]:
        """The bits of a sentence; remembered, but for swapped ones, which come once."""
        found = self._coded.get(example.words)
        if found is None:
            found = bits(example.words)
            if len(self._coded) < _REMEMBERED:
                self._coded[example.words] = found
        return found


def fit(  # noqa: PLR0917 - what a training needs
    network: Tagger,
    coder: Coder,
    train: list[Example],
    dev: list[Example],
    epochs: int,
    lists: Mapping[str, Sequence[tuple[str, ...]]],
) -> None:
    """Train for `epochs` and leave the network as it was after the best of them."""
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=1e-3)
    best, kept = -1.0, network.state_dict()
    rng = random.Random(epochs)  # noqa: S311 - repeatable on purpose
    for epoch in range(epochs):
        start = time.process_time()
        network.train()
        rate = _RATE * (1 - epoch / epochs) ** 0.7
        for group in optimizer.param_groups:
            group["lr"] = rate
        total = 0.0
        for examples in _batches(swapped(train, lists, rng) if lists else train):
            optimizer.zero_grad()
            batch = coder.batch(examples)
            batch["style"] = style(examples) * (torch.rand(len(examples), 1) < _STYLE_TOLD)
            loss = network.loss(batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            total += float(loss.detach())
        found = evaluate(network, coder, dev)
        told = " ".join(f"{name} {value:.3f}" for name, value in found.items())
        seconds = time.process_time() - start
        sys.stdout.write(f"epoch {epoch + 1}: loss {total:.1f} {told} ({seconds:.0f} CPU s)\n")
        sys.stdout.flush()
        if found["all"] > best:
            best = found["all"]
            kept = {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(kept)
    for name, row in zip(SOURCES, torch.eye(len(SOURCES)), strict=True):
        found = evaluate(network, coder, dev, row)
        told_in = " ".join(f"{key} {value:.3f}" for key, value in found.items())
        sys.stdout.write(f"as {name}: {told_in}\n")


def style(examples: Sequence[Example]) -> torch.Tensor:
    """Who annotated each sentence."""
    rows = [[float(example.source == name) for name in SOURCES] for example in examples]
    return torch.tensor(rows)


def _batches(examples: list[Example]) -> Iterator[list[Example]]:
    """Batches of sentences of like length, in random order."""
    order = sorted(examples, key=lambda e: (len(e.words), random.random()))  # noqa: S311
    batches = [order[k : k + _BATCH] for k in range(0, len(order), _BATCH)]
    random.shuffle(batches)
    yield from batches


@torch.no_grad()  # type: ignore[untyped-decorator, unused-ignore]
def evaluate(
    network: Tagger, coder: Coder, dev: list[Example], style: torch.Tensor | None = None
) -> dict[str, float]:
    """Exact-span F1 over all, by source and by type; `style` as if one had annotated all."""
    network.eval()
    told: list[tuple[Example, list[str]]] = []
    ordered = sorted(dev, key=lambda e: len(e.words))
    for start in range(0, len(ordered), 64):
        examples = ordered[start : start + 64]
        batch = coder.batch(examples)
        if style is not None:
            batch["style"] = style.expand(len(examples), -1)
        found = network.emissions(batch).numpy()
        for row, example in enumerate(examples):
            told.append((example, decode(network, found[row, : len(example.words)])))
    return scores(told)


def decode(network: Tagger, emissions: np.ndarray) -> list[str]:
    """The best tags of one sentence (Viterbi)."""
    path = best_path(
        emissions, network.start.detach().numpy(), network.transitions.detach().numpy()
    )
    return [TAGS[tag] for tag in path]


if __name__ == "__main__":
    main()
