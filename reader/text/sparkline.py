"""Counts over time as one line of blocks, the earliest first."""

from collections.abc import Sequence

_BLOCKS = "▁▂▃▄▅▆▇█"
_ROWS = _BLOCKS[:-1]  # the eighth eighth is left free: rows under each other would grow together


def sparkline(
    counts: Sequence[int], width: int, *, most: int | None = None, stacked: bool = False
) -> str:
    """A block a count, as high as it is among them; a blank where there is nothing.

    Args:
        counts: not negative, in order.
        width: cells at most; neighbouring counts are put together where there are more.
        most: the count that the highest block stands for; the largest of them where None.
        stacked: whether it stands under others of its kind: a base line where there is nothing,
            and room above.
    """
    each = -(-len(counts) // max(1, width)) or 1
    sums = [sum(counts[at : at + each]) for at in range(0, len(counts), each)]
    highest = max(1, most if most is not None else max(sums, default=0))
    blocks = _ROWS if stacked else _BLOCKS
    empty = _BLOCKS[0] if stacked else " "
    last = len(blocks) - 1
    return "".join(blocks[-(-count * last // highest)] if count else empty for count in sums)
