"""The BiLSTM in numpy against its definition, sentence by sentence and word by word."""

import numpy as np
import pytest
from numpy.typing import NDArray

from reader.entities.tagger.recurrent import Recurrent

SIZE, UNITS = 6, 5
Array = NDArray[np.float32]


def weights(seed: int) -> dict[str, Array]:
    rng = np.random.default_rng(seed)
    shapes = {
        "weight_ih_l0": (4 * UNITS, SIZE),
        "weight_hh_l0": (4 * UNITS, UNITS),
        "bias_ih_l0": (4 * UNITS,),
        "bias_hh_l0": (4 * UNITS,),
    }
    return {
        f"lstm.{name}{way}": rng.standard_normal(shape).astype(np.float32)
        for way in ("", "_reverse")
        for name, shape in shapes.items()
    }


def one_way(own: dict[str, Array], way: str, words: Array) -> Array:
    """The definition: gates i, f, g, o in torch's order."""
    state = cell = np.zeros(UNITS, np.float32)
    read = []
    for word in words:
        gates = own[f"lstm.weight_ih_l0{way}"] @ word + own[f"lstm.bias_ih_l0{way}"]
        gates = gates + own[f"lstm.weight_hh_l0{way}"] @ state + own[f"lstm.bias_hh_l0{way}"]
        i, f, g, o = np.split(gates, 4)
        cell = cell / (1 + np.exp(-f)) + np.tanh(g) / (1 + np.exp(-i))
        state = np.tanh(cell) / (1 + np.exp(-o))
        read.append(state)
    return np.array(read)


@pytest.mark.parametrize("lengths", [[1], [7], [2, 9, 1, 4], [3, 3]])
def test_each_sentence_is_read_both_ways(lengths: list[int]) -> None:
    own = weights(1)
    words = np.random.default_rng(2).standard_normal((sum(lengths), SIZE)).astype(np.float32)
    read = Recurrent(own)(words, lengths)
    start = 0
    for length in lengths:
        sentence = words[start : start + length]
        there = one_way(own, "", sentence)
        back = one_way(own, "_reverse", sentence[::-1])[::-1]
        wanted = np.concatenate([there, back], axis=1)
        np.testing.assert_allclose(read[start : start + length], wanted, atol=1e-5)
        start += length
