"""Counts over time as one line of blocks, the earliest first."""

from collections.abc import Sequence

_BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(counts: Sequence[int], width: int) -> str:
    """A block a count, as high as it is among them; a blank where there is nothing.

    Args:
        counts: not negative, in order.
        width: cells at most; neighbouring counts are put together where there are more.
    """
    each = -(-len(counts) // max(1, width)) or 1
    sums = [sum(counts[at : at + each]) for at in range(0, len(counts), each)]
    most = max(sums, default=0)
    last = len(_BLOCKS) - 1
    return "".join(_BLOCKS[-(-count * last // most)] if count else " " for count in sums)
