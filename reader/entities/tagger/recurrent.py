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
_CELL = 2  # which of the four gates is the cell's: it has tanh, the others the logistic function


class Recurrent:
    """The layer, with its weights."""

    def __init__(self, weights: "Mapping[str, Array]") -> None:
        """Take the weights under the names that torch gives them, behind ``lstm.``."""
        import numpy as np  # noqa: PLC0415 - loaded with the model, after the first paint

        self._np = np
        self._units = weights["lstm.weight_hh_l0"].shape[1]
        # The logistic function is half of tanh at half the place: one function for all gates.
        halved = np.full(4 * self._units, 0.5, np.float32)
        halved[_CELL * self._units : (_CELL + 1) * self._units] = 1
        own = [halved[:, None] * weights[f"lstm.weight_ih_l0{way}"] for way in _WAYS]
        back = [halved[:, None] * weights[f"lstm.weight_hh_l0{way}"] for way in _WAYS]
        bias = [
            halved * (weights[f"lstm.bias_ih_l0{way}"] + weights[f"lstm.bias_hh_l0{way}"])
            for way in _WAYS
        ]
        self._own = np.concatenate(own).T.copy()
        self._back = np.stack([each.T for each in back])
        self._bias = np.concatenate(bias)

    def __call__(self, words: "Array", lengths: Sequence[int]) -> "Array":
        """What both ways make of the words of some sentences.

        Args:
            words: the sentences one behind the other, words × size.
            lengths: words of each sentence, in that order.

        Returns:
            words × twice the units, in the same order.
        """
        np, units = self._np, self._units
        gates = (words @ self._own + self._bias).reshape(len(words), 2, 4 * units)
        sizes = np.array(lengths)
        # The longest first, so that the sentences that still go on are always the first ones.
        order = np.argsort(-sizes, kind="stable")
        sizes, starts = sizes[order], (np.cumsum(sizes) - sizes)[order]
        read = np.empty((len(words), 2, units), np.float32)
        state = np.zeros((2, len(sizes), units), np.float32)
        cell = np.zeros_like(state)
        for step in range(int(sizes[0])):
            going = int((sizes > step).sum())
            there, back = starts[:going] + step, (starts + sizes)[:going] - 1 - step
            inner = state[:, :going] @ self._back
            inner[0] += gates[there, 0]
            inner[1] += gates[back, 1]
            np.tanh(inner, out=inner)
            taken, kept, fresh, shown = (
                inner[..., gate * units : (gate + 1) * units] for gate in range(4)
            )
            cell = cell[:, :going] * (0.5 + 0.5 * kept) + (0.5 + 0.5 * taken) * fresh
            state = (0.5 + 0.5 * shown) * np.tanh(cell)
            read[there, 0], read[back, 1] = state
        return read.reshape(len(words), 2 * units)
