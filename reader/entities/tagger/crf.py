"""The best tags of a sentence under a linear-chain CRF (Viterbi), in numpy."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def best_path(
    emissions: "NDArray[np.float32]",
    start: "NDArray[np.float32]",
    transitions: "NDArray[np.float32]",
) -> list[int]:
    """The tags with the highest summed score.

    Args:
        emissions: words × tags.
        start: score of each tag at the beginning.
        transitions: from × to.
    """
    total = start + emissions[0]
    back: list[NDArray[np.intp]] = []
    for row in emissions[1:]:
        scores = total[:, None] + transitions
        back.append(scores.argmax(axis=0))
        total = scores.max(axis=0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
