"""A BiLSTM (Hochreiter and Schmidhuber 1997; Graves and Schmidhuber 2005) over sentences, in numpy.

All sentences go one step at a time, both ways at once: a step is one product for the whole batch.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

_WAYS = ("", "_reverse")  # as torch names the weights of the two directions
_NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
_ORDER = (0, 1, 3, 2)  # torch's gates i, f, g, o: the three with the logistic function first


class Recurrent:
    """The layer, with its weights.

    The logistic function is half of one more than tanh at half the place: tanh does for all gates.
    The halves are in the weights where they can be, so a state here is twice the layer's own.
    """

    def __init__(self, weights: "Mapping[str, Array]") -> None:
        """Take the weights under the names that torch gives them, behind ``lstm.``."""
        import numpy as np  # noqa: PLC0415 - loaded with the model, after the first paint

        self._np = np
        units = self._units = weights["lstm.weight_hh_l0"].shape[1]
        halved = np.full((4 * units, 1), 0.5, np.float32)
        halved[3 * units :] = 1  # the cell's gate, the last in our order
        rows = np.concatenate([np.arange(units) + gate * units for gate in _ORDER])
        named = [{n: weights[f"lstm.{n}_l0{way}"][rows] for n in _NAMES} for way in _WAYS]
        self._own = [(halved * each["weight_ih"]).T.copy() for each in named]
        self._back = np.stack([(0.5 * halved * each["weight_hh"]).T for each in named])
        bias = [halved[:, 0] * (each["bias_ih"] + each["bias_hh"]) for each in named]
        self._bias = np.stack(bias)[:, None]

    def __call__(self, words: "Array", lengths: Sequence[int]) -> "Array":
        """What both ways make of the words of some sentences.

        Args:
            words: the sentences one behind the other, words × size.
            lengths: words of each sentence, in that order.

        Returns:
            words × twice the units, in the same order.
        """
        np, units = self._np, self._units
        there, back, going = self._steps(lengths)
        gates = np.empty((2, len(words), 4 * units), np.float32)  # step by step, both ways
        for way, rows in enumerate((there, back)):
            np.matmul(words[rows], self._own[way], out=gates[way])
        states = np.empty((2, len(words), units), np.float32)
        state = np.zeros((2, going[0], units), np.float32)
        cell = np.zeros_like(state)
        end = 0
        for count in going:
            start, end = end, end + count
            inner = np.matmul(state[:, :count], self._back)
            inner += gates[:, start:end]
            inner += self._bias
            np.tanh(inner, out=inner)
            inner[..., : 3 * units] += 1
            taken, kept = inner[..., :units], inner[..., units : 2 * units]
            cell = cell[:, :count]
            cell *= kept
            taken *= inner[..., 3 * units :]
            cell += taken
            cell *= 0.5
            state = states[:, start:end]
            np.tanh(cell, out=state)
            state *= inner[..., 2 * units : 3 * units]
        read = np.empty((len(words), 2, units), np.float32)
        read[there, 0], read[back, 1] = states
        read *= 0.5
        whole: Array = read.reshape(len(words), 2 * units)
        return whole

    def _steps(
        self, lengths: Sequence[int]
    ) -> "tuple[NDArray[np.int64], NDArray[np.int64], list[int]]":
        """The words of each step, there and back, step behind step, and how many each step has.

        The longest sentence is the first, so that those that still go on are always the first ones.
        """
        np = self._np
        sizes = np.array(lengths)
        order = np.argsort(-sizes, kind="stable")
        starts, sizes = (np.cumsum(sizes) - sizes)[order], sizes[order]
        steps = np.arange(sizes[0])[:, None]
        on = steps < sizes
        there, back = starts + steps, starts + sizes - 1 - steps
        return there[on], back[on], on.sum(axis=1).tolist()
