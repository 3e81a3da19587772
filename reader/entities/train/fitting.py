"""Training: the loss goes down, the mean of the last weights is kept."""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import torch

from reader.entities.tagger.crf import best_paths
from reader.entities.tagger.features import TAGS
from reader.entities.train.coding import Coder, batches, guideline, styles
from reader.entities.train.data import Example
from reader.entities.train.network import Tagger
from reader.entities.train.score import scores

BATCH = 64
RATE = 0.002
STYLES_TOLD = 0.5
_AVERAGED = 0.998  # of the running mean of the weights, a step
_WARM = 300  # steps in which the rate rises
_SCORED = 3  # every so many epochs


def fit(
    network: Tagger,
    coder: Coder,
    epochs: int,
    lessons: Callable[[], Sequence[Example]],
    dev: Sequence[Example],
    *,
    highest: float = RATE,
    known: float = STYLES_TOLD,
    size: int = BATCH,
) -> None:
    """Train for `epochs`; leave the network as the running mean of its weights at the end.

    Args:
        network: what is trained.
        coder: of its words.
        epochs: how often all lessons are seen.
        lessons: gives the sentences of the next epoch.
        dev: what is scored now and then, to be read; it chooses nothing.
        highest: the rate of learning once it has risen; it falls towards nothing.
        known: the share of sentences that tell whose guideline they follow.
        size: sentences of a step.
    """
    optimizer = torch.optim.AdamW(network.parameters(), lr=highest, weight_decay=1e-3, fused=True)
    mean = {name: value.clone() for name, value in network.state_dict().items()}
    step = 0
    for epoch in range(epochs):
        start, total = time.process_time(), 0.0
        network.train()
        batches_now = list(_shuffled(lessons(), size))
        for number, examples in enumerate(batches_now):
            step += 1
            left = 1 - (epoch + number / len(batches_now)) / epochs
            for group in optimizer.param_groups:
                group["lr"] = highest * left**0.7 * min(1.0, step / _WARM)
            batch = coder.batch(examples)
            batch["style"] = styles(examples) * (torch.rand(len(examples), 1) < known)
            total += _learn(network, batch, optimizer)
            _average(mean, network, min(_AVERAGED, step / (step + 10)))
        line = f"epoch {epoch + 1}: loss {total:.1f}"
        if dev and epoch % _SCORED == _SCORED - 1:
            own = {name: value.clone() for name, value in network.state_dict().items()}
            network.load_state_dict(mean)
            line += " " + told(evaluate(network, coder, dev))
            network.load_state_dict(own)
        sys.stdout.write(f"{line} ({time.process_time() - start:.0f} CPU s)\n")
        sys.stdout.flush()
    network.load_state_dict(mean)


def told(found: dict[str, float]) -> str:
    """Scores over sources and types in one line."""
    return " ".join(f"{name} {value:.3f}" for name, value in found.items() if " " not in name)


def _learn(
    network: Tagger, batch: dict[str, torch.Tensor], optimizer: torch.optim.Optimizer
) -> float:
    """One step; its loss."""
    optimizer.zero_grad()
    loss = network.loss(batch)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimizer.step()
    return float(loss.detach())


@torch.no_grad()  # type: ignore[untyped-decorator, unused-ignore]
def _average(mean: dict[str, torch.Tensor], network: Tagger, share: float) -> None:
    """Move the running mean of the weights (Polyak averaging) to where they are now."""
    for name, value in network.named_parameters():
        mean[name].lerp_(value, 1 - share)


def _shuffled(examples: Sequence[Example], size: int) -> Iterator[list[Example]]:
    """Batches of sentences of like length, in random order."""
    order = list(examples)
    random.shuffle(order)
    made = list(batches(order, size))
    random.shuffle(made)
    yield from made


def evaluate(
    network: Tagger, coder: Coder, dev: Sequence[Example], style: str | None = None
) -> dict[str, float]:
    """Exact-span F1 over all, by source and by type, by the guideline `style`; see `guideline`."""
    return scores(tagged([network], coder, dev, style))


@torch.no_grad()  # type: ignore[untyped-decorator, unused-ignore]
def tagged(
    networks: Sequence[Tagger], coder: Coder, examples: Sequence[Example], style: str | None
) -> list[tuple[Example, list[str]]]:
    """The tags that the mean of some networks gives to sentences, which come out by length."""
    row = guideline(style)
    result: list[tuple[Example, list[str]]] = []
    for network in networks:
        network.eval()
    for group in batches(examples, 64):
        batch = coder.batch(group) | {"style": row.expand(len(group), -1)}
        found = torch.stack([network.emissions(batch) for network in networks]).mean(0).numpy()
        start = torch.stack([network.start for network in networks]).mean(0).numpy()
        moves = torch.stack([network.transitions for network in networks]).mean(0).numpy()
        cut = [found[row, : len(example.words)] for row, example in enumerate(group)]
        for example, path in zip(group, best_paths(cut, start, moves), strict=True):
            result.append((example, [TAGS[tag] for tag in path]))
    return result
