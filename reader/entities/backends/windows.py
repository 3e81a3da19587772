"""Sentences that are longer than a model can read, in windows that overlap."""

from collections.abc import Sequence

_SHARED = 4  # a window shares one part in so many with the one before


def windows(sizes: Sequence[int], most: int) -> list[range]:
    """The tokens of each window of a sentence.

    Args:
        sizes: how many sub-words each token has.
        most: sub-words that the model reads at once.

    Returns:
        Ranges of tokens that together hold all; each shares about a quarter of its sub-words with
        the one before, so that no name is torn by an edge. A token that alone is longer than
        `most` has a window of its own, which the model cuts.
    """
    result: list[range] = []
    start = 0
    while start < len(sizes):
        end, used = start, 0
        while end < len(sizes) and (end == start or used + sizes[end] <= most):
            used += sizes[end]
            end += 1
        result.append(range(start, end))
        if end == len(sizes):
            break
        shared = 0
        back = end
        while back - 1 > start and shared + sizes[back - 1] <= most // _SHARED:
            back -= 1
            shared += sizes[back]
        # The token that did not fit must fit next time: else nothing would be gained.
        start = back if shared + sizes[end] <= most else end
    return result


def owners(parts: Sequence[range], size: int) -> list[int]:
    """For each of `size` tokens, the number of the window in whose middle it stands the deepest."""
    best: list[tuple[int, int]] = [(-1, 0)] * size
    for number, part in enumerate(parts):
        for token in part:
            # The ends of the sentence are no edges.
            left = token - part.start if part.start else size
            right = part.stop - 1 - token if part.stop < size else size
            depth = min(left, right)
            if depth > best[token][0]:
                best[token] = (depth, number)
    return [number for _, number in best]
