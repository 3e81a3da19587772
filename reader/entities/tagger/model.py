"""The model file and the network in numpy: the same sums as in training, no framework."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.entities.tagger.features import BITS, WORD_LETTERS, bits, letters, lookups
from reader.entities.tagger.recurrent import Recurrent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

PATH = Path(__file__).parent / "data" / "model.npz"
SMALL = PATH.with_name("small.npz")  # fewer layers; its words and their vectors are those of PATH
_PIECE = 1400  # words that go through the network at once: what a core's cache holds
_EPSILON = 1e-5  # of the layer norms, as torch has it
_REMEMBERED = 50_000  # words


class Model:
    """The weights, and what they make of words."""

    def __init__(self, path: Path) -> None:
        """Read the file at once; one without words shares those of the model that ships."""
        # The products are small: threads would wait for each other longer than they work.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        import numpy as np  # noqa: PLC0415 - loaded with the model, after the first paint

        self._np = np
        with np.load(path) as data:
            raw = {name: data[name] for name in data.files}
        table = raw.pop("table_words").tobytes().decode().split("\n")
        raw.pop("bits", None)
        self._dilations: list[int] = raw.pop("dilations").tolist()
        self._gap = max(self._dilations)  # empty words between sentences: none sees another
        self._table = {word: number for number, word in enumerate(table, start=1)}
        if "words" in raw:
            words = raw.pop("words").tobytes().decode().split("\n")
            self._words = {word: number for number, word in enumerate(words, start=1)}
            self._vectors, self._vector_scale = raw.pop("vectors"), raw.pop("vectors_scale")
        else:
            self._words = model()._words
            self._vectors, self._vector_scale = model()._vectors, model()._vector_scale
        self._rows, self._row_scale = raw.pop("table.weight"), raw.pop("table.weight_scale")
        self._weights = {
            name: self._unpacked(value, raw.get(f"{name}_scale"))
            for name, value in raw.items()
            if not name.endswith("_scale")
        }
        self._recurrent = Recurrent(self._weights) if "lstm.weight_hh_l0" in raw else None
        self.start = self._weights["start"]
        self.transitions = self._weights["transitions"]
        self._letter_filters = self._weights["letter_conv.weight"].transpose(2, 1, 0).copy()
        self._convs = [
            np.concatenate(list(self._weights[f"convs.{k}.weight"].transpose(2, 1, 0)))
            for k in range(len(self._dilations))
        ]
        entering = self._weights["enter.weight"].T
        self._enter_word = entering[: -len(BITS)].copy()
        self._enter_bits = entering[-len(BITS) :].copy()
        self._width = entering.shape[1]
        self._rows_of: dict[str, int] = {}
        self._entered = np.empty((1 << 12, entering.shape[1]), np.float32)

    def _unpacked(self, value: "NDArray[Any]", scale: "NDArray[Any] | None") -> "Array":
        """A weight as float32; int8 ones have a scale a row."""
        whole: Array = value.astype(self._np.float32)
        if scale is not None:
            whole *= scale.astype(self._np.float32).reshape(-1, *[1] * (value.ndim - 1))
        return whole

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
        result: list[Array] = []
        piece: list[Sequence[str]] = []
        for words in sentences:
            piece.append(words)
            if sum(map(len, piece)) > _PIECE:
                result += self._piece(piece)
                piece = []
        return result + (self._piece(piece) if piece else [])

    def _piece(self, sentences: "Sequence[Sequence[str]]") -> "list[Array]":
        """Scores of some sentences, which stand in one row of words with gaps between."""
        np = self._np
        lengths = [len(words) for words in sentences]
        # Where the words stand: sentences with empty rows between, so that none sees another.
        gaps = np.repeat(np.arange(1, len(lengths) + 1) * self._gap, lengths)
        rows = np.arange(sum(lengths)) + gaps
        row = np.zeros((len(rows) + (len(lengths) + 1) * self._gap, self._width), np.float32)
        hidden = self._entering(sentences)
        for number, dilation in enumerate(self._dilations):
            row[rows] = hidden
            beside = row[rows[:, None] + np.array([-dilation, 0, dilation])]
            step = beside.reshape(len(rows), -1) @ self._convs[number]
            step += self._weights[f"convs.{number}.bias"]
            np.maximum(step, 0, out=step)
            step += hidden
            hidden = self._normed(step, number)
        if self._recurrent is not None:
            hidden = hidden + self._recurrent(hidden, lengths)
        scores: Array = hidden @ self._weights["leave.weight"].T + self._weights["leave.bias"]
        return list(np.split(scores, np.cumsum(lengths)[:-1]))

    def _entering(self, sentences: "Sequence[Sequence[str]]") -> "Array":
        """What the first layer makes of the words of sentences, one behind the other."""
        np = self._np
        packed = np.array([value for words in sentences for value in bits(words)], dtype=np.int64)
        seen = ((packed[:, None] >> np.arange(len(BITS))) & 1).astype(np.float32)
        known = self._numbers([word for words in sentences for word in words])
        entered: Array = self._entered[known]
        entered += seen @ self._enter_bits
        np.maximum(entered, 0, out=entered)
        return entered

    def _normed(self, hidden: "Array", number: int) -> "Array":
        """A layer norm."""
        np = self._np
        width = hidden.shape[1]
        hidden -= (hidden.sum(axis=1) / width)[:, None]
        variance = np.einsum("ij,ij->i", hidden, hidden) / width
        hidden *= (1 / np.sqrt(variance + _EPSILON))[:, None]
        hidden *= self._weights[f"norms.{number}.weight"]
        hidden += self._weights[f"norms.{number}.bias"]
        return hidden

    def _numbers(self, words: Sequence[str]) -> list[int]:
        """The rows of what the network sees of words, new ones learned."""
        if len(self._rows_of) > _REMEMBERED:
            self._rows_of.clear()
        fresh = sorted({word for word in words if word not in self._rows_of})
        if fresh:
            self._learn(fresh)
        return [self._rows_of[word] for word in words]

    def _learn(self, words: list[str]) -> None:
        """Remember what the network sees of words by themselves: vector, row of table, letters."""
        np = self._np
        start = len(self._rows_of)
        while start + len(words) > len(self._entered):
            self._entered = np.concatenate([self._entered, np.empty_like(self._entered)])
        vector = [self._vector_of(word) for word in words]
        row = [self._table.get(word, 0) for word in words]
        parts = np.concatenate(
            [
                self._vectors[vector] * self._vector_scale[vector].astype(np.float32)[:, None],
                self._rows[row] * self._row_scale[row].astype(np.float32)[:, None],
                self._spelled(words),
            ],
            axis=1,
        )
        entered = parts.astype(np.float32) @ self._enter_word + self._weights["enter.bias"]
        self._entered[start : start + len(words)] = entered
        self._rows_of.update(zip(words, range(start, start + len(words)), strict=True))

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


@cache
def small() -> Model:
    """The smaller and faster one, read once."""
    return Model(SMALL)
