"""Tables of the Unicode Character Database 17.0, made by `generate`, and their look-up."""

from bisect import bisect_right
from collections.abc import Sequence


class PropertyMap(dict[int, int]):
    """A property of all code points, from runs: the value of the last run that starts at or before.

    It is a dict that fills itself, so that `codecs.charmap_encode` can use it at the speed of C.
    """

    __slots__ = ("_starts", "_values")

    def __init__(self, starts: Sequence[int], values: str) -> None:
        """Take the runs.

        Args:
            starts: first code point of each run, ascending, beginning with 0.
            values: one letter a run.
        """
        super().__init__()
        self._starts = starts
        self._values = values

    def __missing__(self, point: int) -> int:
        value = ord(self._values[bisect_right(self._starts, point) - 1])
        self[point] = value
        return value
