"""Pre-train the network on raw text: hidden words are guessed from those around them.

    python -m reader.entities.train pretrain VECTORS.npz OUT.pt [--tokens N] [--passes N]
        [--device cuda] [--clusters N] [--dilations N,N,…] [--seed N]

A masked language model (Devlin et al. 2019) whose answers are clusters of word vectors, not words
(as HuBERT's are clusters of sounds, Hsu et al. 2021): a name that was seen ten times is as good a
lesson as a common word, and the answer is a small softmax. VECTORS and the text beside it (.txt)
come from `python -m reader.entities.train vectors`. One thread, fixed seed: repeatable. With an
accelerator, ``--device cuda --tokens 60000000 --passes 20`` is what the network can make use of.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from reader.entities.tagger.features import BITS, WORD_LETTERS, letters, lookups
from reader.entities.train.network import DEEP, HIDDEN, Tagger, numbers, scaled

_ROUNDS = 8  # of k-means
_ROW, _ROWS = 256, 16  # words of a row, rows of a step
_GAP = 4  # empty places between sentences: the widest dilation
_HIDDEN_SHARE = 0.2
_SPELLED = 0.4  # share of the hidden words whose letters are shown: what unknown words are like
_RATE = 1.5e-3
_WARM = 0.05  # share of the steps in which the rate rises


def main(words: Sequence[str] | None = None) -> None:
    """Pre-train and write the weights of the encoder."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train pretrain")
    parser.add_argument("vectors", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tokens", type=int, default=30_000_000, help="read of the text")
    parser.add_argument("--passes", type=int, default=1, help="over them")
    parser.add_argument("--clusters", type=int, default=2048)
    parser.add_argument("--words", type=int, default=90_000)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--dilations", type=numbers, default=DEEP, help="of the layers: N,N,…")
    parser.add_argument("--device", default="cpu", help="cpu, or cuda where there is one")
    args = parser.parse_args(words)
    torch.manual_seed(args.seed)
    if args.device == "cpu":
        torch.set_num_threads(1)
    known, vectors = scaled(args.vectors, args.words)
    text = Text(args.vectors.with_suffix(".txt"), known, args.tokens, args.seed)
    answers = text.answers(clustered(vectors, args.clusters))
    rows = torch.tensor(vectors, dtype=torch.float32)
    network = Tagger(rows, 1, "cnn", args.dilations).to(args.device)
    learn(network, text, torch.tensor(answers, device=args.device), args.passes)
    kept = ("letters", "letter_conv", "enter", "convs", "norms")
    state = {k: v.cpu() for k, v in network.state_dict().items() if k.split(".")[0] in kept}
    torch.save(state, args.out)


def clustered(vectors: "np.ndarray", size: int) -> "np.ndarray":
    """Into which of `size` clusters each vector falls; row 0, no word, is in none: -1.

    K-means on the unit sphere.
    """
    unit = vectors[1:] / np.linalg.norm(vectors[1:], axis=1, keepdims=True)
    unit = unit.astype(np.float32)
    size = min(size, len(unit))
    centres = unit[np.random.default_rng(17).choice(len(unit), size, replace=False)]
    for _round in range(_ROUNDS):
        nearest = (unit @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, unit)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(norms > 0, sums / np.maximum(norms, 1e-9), centres)
    return np.concatenate([[-1], (unit @ centres.T).argmax(axis=1)])


class Text:
    """The raw text as numbers of its distinct words, sentences apart by gaps.

    Attributes:
        tokens: the number of each word's type, 0 in a gap.
        vector: the row of the vector of each type.
        spelled: the letters of each type.
    """

    def __init__(self, path: Path, words: list[str], size: int, seed: int) -> None:
        """Read `size` words of the file, its sentences in random order."""
        lines = path.read_text(encoding="utf-8").splitlines()
        np.random.default_rng(seed).shuffle(lines)
        types: dict[str, int] = {"": 0}
        tokens: list[int] = []
        for line in lines:
            tokens += [types.setdefault(word, len(types)) for word in line.split()]
            tokens += [0] * _GAP
            if len(tokens) >= size:
                break
        self.tokens = np.array(tokens, dtype=np.int32)
        index = {word: number for number, word in enumerate(words, start=1)}
        self.vector = np.zeros(len(types), dtype=np.int64)
        self.exact = np.zeros(len(types), dtype=np.int64)
        self.spelled = np.zeros((len(types), WORD_LETTERS), dtype=np.uint8)
        for word, number in types.items():
            if number:
                found = (index[form] for form in lookups(word) if form in index)
                self.vector[number] = next(found, 0)
                self.exact[number] = index.get(word, 0)
                row = letters(word)
                self.spelled[number, : len(row)] = row

    def answers(self, clusters: "np.ndarray") -> "np.ndarray":
        """The cluster of each type, -1 for a type without a vector of its own."""
        found: np.ndarray = clusters[self.exact]
        return found

    def steps(self) -> Iterator["np.ndarray"]:
        """The words of each step: rows × words."""
        size = _ROW * _ROWS
        for start in range(0, len(self.tokens) - size, size):
            yield self.tokens[start : start + size].reshape(_ROWS, _ROW)


def learn(network: Tagger, text: Text, clusters: Tensor, passes: int) -> None:
    """Some passes over the text.

    Args:
        network: what is trained.
        text: what it reads.
        clusters: of each type of word, -1 for none; on the device of the network.
        passes: over the text.
    """
    device = clusters.device
    answer = nn.Linear(HIDDEN, int(clusters.max()) + 1).to(device)
    weights = [*network.parameters(), *answer.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=_RATE, weight_decay=1e-3, betas=(0.9, 0.98))
    vector = torch.tensor(text.vector, device=device)
    spelled = torch.tensor(text.spelled, device=device)
    steps = passes * max(1, (len(text.tokens) - 1) // (_ROW * _ROWS))
    network.train()
    network.input_drop.share, network.drop.share = 0.1, 0.0  # raw text is plenty
    total, start = 0.0, time.process_time()
    for step, rows in enumerate(rows for _pass in range(passes) for rows in text.steps()):
        done = step / steps
        rate = _RATE * min((done + 1e-3) / _WARM, 1.02 - done)
        for group in optimizer.param_groups:
            group["lr"] = rate
        types = torch.from_numpy(rows.astype(np.int64)).to(device)
        covered = (torch.rand(types.shape, device=device) < _HIDDEN_SHARE) & (clusters[types] >= 0)
        silent = covered & (torch.rand(types.shape, device=device) > _SPELLED)
        distinct, number = torch.unique(types.masked_fill(silent, 0), return_inverse=True)
        batch = {
            "letters": spelled[distinct].long(),
            "type": number,
            "vector": vector[types].masked_fill(covered, 0),
            "table": torch.zeros_like(types),
            "bits": torch.zeros((*types.shape, len(BITS)), device=device),
            "mask": types > 0,
        }
        optimizer.zero_grad()
        with torch.autocast(device.type, torch.bfloat16):
            guesses = answer(network.hidden(batch)[covered])
        loss = nn.functional.cross_entropy(guesses.float(), clusters[types][covered])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        total += float(loss.detach())
        if step % 200 == 199:
            words = (step + 1) * _ROW * _ROWS
            seconds = time.process_time() - start
            sys.stdout.write(f"{words} words: loss {total / 200:.3f} ({seconds:.0f} CPU s)\n")
            sys.stdout.flush()
            total = 0.0
