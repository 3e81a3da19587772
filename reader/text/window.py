"""A stretch of something long, made where it is looked at and kept until one looks elsewhere."""

from collections.abc import Callable
from typing import Generic, TypeVar

_Stretch = TypeVar("_Stretch", str, bytes)
_WHOLE = 8192  # what is not longer is made as a whole
_BEFORE, _AFTER = 1024, 8192  # made before and from the start of what is asked for


class Window(Generic[_Stretch]):
    """A sequence of one item a code point, of which the last stretch that was asked for is kept."""

    __slots__ = ("_end", "_held", "_make", "_size", "_start")

    def __init__(self, size: int, make: Callable[[int, int], _Stretch]) -> None:
        """Nothing is made yet.

        Args:
            size: code points of the whole.
            make: gives the items from a code point to another, exclusive.
        """
        self._size = size
        self._make: Callable[[int, int], _Stretch] = make
        self._start = self._end = -1
        self._held: _Stretch

    def between(self, start: int, end: int) -> _Stretch:
        """The items of the code points `start` to `end`, exclusive."""
        if not self._start <= start <= end <= self._end:
            if end - start > _WHOLE:
                return self._make(start, end)
            self._move(start, end)
        return self._held[start - self._start : end - self._start]

    def _move(self, start: int, end: int) -> None:
        """Make a stretch around what is asked for."""
        if self._size <= _WHOLE:
            self._start, self._end = 0, self._size
        else:
            self._start = max(0, start - _BEFORE)
            self._end = min(self._size, max(end, start + _AFTER))
        self._held = self._make(self._start, self._end)
