"""Sentences as the tensors that the network takes."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from reader.entities.tagger.features import BITS, TAGS, WORD_LETTERS, bits, letters, lookups
from reader.entities.train.data import Example
from reader.entities.train.network import SOURCES

_LEAST_IN_TABLE = 3
_REMEMBERED = 200_000  # sentences


class Coder:
    """Words into numbers, remembered by word."""

    def __init__(self, words: Sequence[str], train: Sequence[Example]) -> None:
        """Number the words of the vectors, and those that training sees often enough."""
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
        distinct = dict.fromkeys(word for example in examples for word in example.words)
        types = {word: number for number, word in enumerate(distinct)}
        shape = (len(examples), size)
        arrays = {name: np.zeros(shape, dtype=np.int64) for name in ("vector", "table", "type")}
        mask = np.zeros(shape, dtype=bool)
        packed = np.zeros(shape, dtype=np.int64)
        allowed = np.ones(shape, dtype=np.int64)
        for row, example in enumerate(examples):
            words, end = example.words, len(example.words)
            arrays["vector"][row, :end] = [self.vector(word) for word in words]
            arrays["table"][row, :end] = [self.table.get(word, 0) for word in words]
            arrays["type"][row, :end] = [types[word] for word in words]
            packed[row, :end] = self._bits(example)
            allowed[row, :end] = example.allowed
            mask[row, :end] = True
        made = {name: torch.from_numpy(array) for name, array in arrays.items()}
        return made | {
            "letters": torch.from_numpy(_spelled(types)),
            "mask": torch.from_numpy(mask),
            "bits": torch.from_numpy(_unpacked(packed, len(BITS)).astype(np.float32)),
            "allowed": torch.from_numpy(_unpacked(allowed, len(TAGS)).astype(bool)),
        }

    def _bits(self, example: Example) -> list[int]:
        """The bits of a sentence; remembered, but for swapped ones, which come once."""
        found = self._coded.get(example.words)
        if found is None:
            found = bits(example.words)
            if len(self._coded) < _REMEMBERED:
                self._coded[example.words] = found
        return found


def _spelled(types: dict[str, int]) -> "np.ndarray":
    """The letters of each distinct word."""
    spelled = np.zeros((len(types), WORD_LETTERS), dtype=np.int64)
    for word, number in types.items():
        row = letters(word)
        spelled[number, : len(row)] = row
    return spelled


def _unpacked(packed: "np.ndarray", size: int) -> "np.ndarray":
    """Integers as rows of bits, the lowest first."""
    bits_of: np.ndarray = (packed[..., None] >> np.arange(size)) & 1
    return bits_of


def styles(examples: Sequence[Example]) -> torch.Tensor:
    """By whose guideline each sentence was annotated."""
    return torch.tensor([[float(e.style == name) for name in SOURCES] for e in examples])


def guideline(style: str | None) -> torch.Tensor:
    """Whose guideline is asked for: a source's, the mean of some (``a+a+b``), or nobody's.

    Returns:
        A row, as of `styles`.
    """
    asked = style.split("+") if style else []
    return torch.tensor([[asked.count(name) / max(1, len(asked)) for name in SOURCES]])


def batches(examples: Sequence[Example], size: int) -> Iterator[list[Example]]:
    """The sentences by length, as many as `size` at once."""
    order = sorted(examples, key=lambda example: len(example.words))
    for start in range(0, len(order), size):
        yield order[start : start + size]
