"""The model file and the network in numpy: the same sums as in training, no framework."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.entities.tagger.features import BITS, WORD_LETTERS, bits, letters, lookups

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

PATH = Path(__file__).parent / "data" / "model.npz"
_DILATIONS = (1, 2, 4, 1, 2)
_EPSILON = 1e-5  # of the layer norms, as torch has it


class Model:
    """The weights, and what they make of words."""

    def __init__(self, path: Path) -> None:
        """Read the file at once."""
        import numpy as np  # noqa: PLC0415 - loaded with the model, after the first paint

        self._np = np
        with np.load(path) as data:
            raw = {name: data[name] for name in data.files}
        words = raw.pop("words").tobytes().decode().split("\n")
        table = raw.pop("table_words").tobytes().decode().split("\n")
        self._words = {word: number for number, word in enumerate(words, start=1)}
        self._table = {word: number for number, word in enumerate(table, start=1)}
        self._vectors, self._vector_scale = raw.pop("vectors"), raw.pop("vectors_scale")
        self._rows, self._row_scale = raw.pop("table"), raw.pop("table_scale")
        self._weights = {name: value.astype(np.float32) for name, value in raw.items()}
        self.start = self._weights["start"]
        self.transitions = self._weights["transitions"]
        self._letter_filters = self._weights["letter_conv.weight"].transpose(2, 1, 0).copy()
        self._convs = [
            np.concatenate(list(self._weights[f"convs.{k}.weight"].transpose(2, 1, 0)))
            for k in range(len(_DILATIONS))
        ]
        self._known: dict[str, Array] = {}

    def rank(self, word: str) -> int | None:
        """The place of a folded word among the commonest ones, or None where it has no vector."""
        return self._words.get(word)

    def likeness(self, one: int, other: int) -> float:
        """How alike two words are used: the cosine of the vectors of their ranks."""
        np = self._np
        left, right = (self._vectors[rank].astype(np.float32) for rank in (one, other))
        norm = float(np.linalg.norm(left) * np.linalg.norm(right)) or 1.0
        return float(left @ right) / norm

    def emissions(self, sentences: Sequence[Sequence[str]]) -> "list[Array]":
        """Scores of the tags of each word of each sentence.

        Args:
            sentences: folded words; none empty.
        """
        np = self._np
        order = sorted(range(len(sentences)), key=lambda number: len(sentences[number]))
        result: list[Array] = [np.empty(0, np.float32)] * len(sentences)
        for first in range(0, len(order), 32):
            numbers = order[first : first + 32]
            scores = self._batch([sentences[number] for number in numbers])
            for row, number in enumerate(numbers):
                result[number] = scores[row, : len(sentences[number])]
        return result

    def _batch(self, sentences: Sequence[Sequence[str]]) -> "Array":
        """Scores of some sentences of like length: sentence × word × tag."""
        np = self._np
        size = max(map(len, sentences))
        self._learn({word for words in sentences for word in words if word not in self._known})
        width = self._weights["enter.weight"].shape[1] - len(BITS)
        inputs = np.zeros((len(sentences), size, width + len(BITS)), np.float32)
        mask = np.zeros((len(sentences), size, 1), np.float32)
        places = np.arange(len(BITS))
        for row, words in enumerate(sentences):
            inputs[row, : len(words), :width] = [self._known[word] for word in words]
            packed = np.array(bits(words), dtype=np.int64)
            inputs[row, : len(words), width:] = (packed[:, None] >> places) & 1
            mask[row, : len(words)] = 1
        weights = self._weights
        hidden = np.maximum(inputs @ weights["enter.weight"].T + weights["enter.bias"], 0)
        for number, dilation in enumerate(_DILATIONS):
            step = self._convolved(hidden * mask, number, dilation)
            hidden = self._normed(hidden + np.maximum(step, 0), number)
        scores: Array = hidden @ weights["leave.weight"].T + weights["leave.bias"]
        return scores

    def _convolved(self, hidden: "Array", number: int, dilation: int) -> "Array":
        """A dilated convolution of width three, padded by zeros."""
        np = self._np
        padded = np.pad(hidden, ((0, 0), (dilation, dilation), (0, 0)))
        size = hidden.shape[1]
        # one product of all words at once: three shifts of the sentence side by side
        wide = np.concatenate([padded[:, k * dilation : k * dilation + size] for k in range(3)], 2)
        flat = wide.reshape(-1, wide.shape[2]) @ self._convs[number]
        total: Array = flat.reshape(hidden.shape)
        total += self._weights[f"convs.{number}.bias"]
        return total

    def _normed(self, hidden: "Array", number: int) -> "Array":
        """A layer norm."""
        mean = hidden.mean(axis=2, keepdims=True)
        centred = hidden - mean
        variance = (centred * centred).mean(axis=2, keepdims=True)
        scaled = centred / self._np.sqrt(variance + _EPSILON)
        weights = self._weights
        normed: Array = scaled * weights[f"norms.{number}.weight"] + weights[f"norms.{number}.bias"]
        return normed

    def _learn(self, words: set[str]) -> None:
        """Remember what the network sees of words that it has not met: vector, row, letters."""
        if not words:
            return
        np = self._np
        ordered = sorted(words)
        vector = [self._vector_of(word) for word in ordered]
        row = [self._table.get(word, 0) for word in ordered]
        parts = np.concatenate(
            [
                self._vectors[vector] * self._vector_scale[vector].astype(np.float32)[:, None],
                self._rows[row] * self._row_scale[row].astype(np.float32)[:, None],
                self._spelled(ordered),
            ],
            axis=1,
        )
        if len(self._known) > 200_000:
            self._known.clear()
        self._known.update(zip(ordered, parts.astype(np.float32), strict=True))

    def _vector_of(self, word: str) -> int:
        """The number of a word's vector, 0 for none."""
        return next((self._words[form] for form in lookups(word) if form in self._words), 0)

    def _spelled(self, words: Sequence[str]) -> "Array":
        """What the letters of words say: the strongest answer of each filter."""
        np = self._np
        codes = np.zeros((len(words), WORD_LETTERS + 2), np.int64)
        for number, word in enumerate(words):
            row = letters(word)
            codes[number, 1 : 1 + len(row)] = row
        seen = self._weights["letters.weight"][codes]
        total = self._weights["letter_conv.bias"] + sum(
            seen[:, k : k + WORD_LETTERS] @ self._letter_filters[k] for k in range(3)
        )
        strongest: Array = np.maximum(total, 0).max(axis=1)
        return strongest


@cache
def model() -> Model:
    """The model that ships, read once."""
    return Model(PATH)
