"""The best tags of sentences under a linear-chain CRF (Viterbi), in numpy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def best_path(
    emissions: "NDArray[np.float32]",
    start: "NDArray[np.float32]",
    transitions: "NDArray[np.float32]",
) -> list[int]:
    """The tags of one sentence with the highest summed score; see `best_paths`."""
    return best_paths([emissions], start, transitions)[0]


def best_paths(
    emissions: "Sequence[NDArray[np.float32]]",
    start: "NDArray[np.float32]",
    transitions: "NDArray[np.float32]",
) -> list[list[int]]:
    """The tags with the highest summed score, of many sentences at once.

    Args:
        emissions: words × tags of each sentence; none empty.
        start: score of each tag at the beginning.
        transitions: from × to.

    Returns:
        The numbers of the tags of each sentence.
    """
    import numpy as np  # noqa: PLC0415 - loaded with the model, after the first paint

    # The longest first, so that the sentences that still go on are always the first ones.
    order = sorted(range(len(emissions)), key=lambda number: -len(emissions[number]))
    lengths = np.array([len(emissions[number]) for number in order])
    padded = np.zeros((int(lengths[0]), len(order), len(start)), np.float32)
    for row, number in enumerate(order):
        padded[: lengths[row], row] = emissions[number]
    back = np.zeros(padded.shape, np.int8)
    into = transitions.T.copy()
    total = padded[0] + start
    for step in range(1, len(padded)):
        going = int((lengths > step).sum())
        scores = total[:going, None, :] + into
        back[step, :going] = scores.argmax(axis=2)
        total[:going] = scores.max(axis=2) + padded[step, :going]
    paths: list[list[int]] = [[]] * len(order)
    last = total.argmax(axis=1)
    for row, number in enumerate(order):
        path = [int(last[row])]
        for pointers in back[1 : lengths[row], row][::-1].tolist():
            path.append(pointers[path[-1]])
        paths[number] = path[::-1]
    return paths
