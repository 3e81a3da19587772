"""Tables of the Unicode Character Database 17.0, made by `generate`, and their look-up."""

import codecs
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any


class PropertyMap(dict[int, int]):
    """A property of all code points, from runs: the value of the last run that starts at or before.

    It is a dict that fills itself, so that `codecs.charmap_encode` can use it.
    """

    __slots__ = ("_common", "_errors", "_slots", "_starts", "_values")

    def __init__(self, starts: Sequence[int], values: str) -> None:
        """Take the runs.

        Args:
            starts: first code point of each run, ascending, beginning with 0.
            values: one ASCII letter a run.
        """
        super().__init__()
        self._starts = starts
        self._values = values
        self._common: Any = None  # the interpreter's EncodingMap, which has no public name
        self._slots = b""
        self._errors = f"qari-property-{id(self)}"

    def __missing__(self, point: int) -> int:
        value = ord(self._values[bisect_right(self._starts, point) - 1])
        self[point] = value
        return value

    def of(self, text: str) -> bytes:
        """The values of the code points of `text`, one byte each.

        Common letters go through a charmap of the interpreter, which knows 256 characters only but
        is several times as fast as a dict; the others through the dict, run by run.
        """
        if not self._slots:
            self._prepare()
        return codecs.charmap_encode(text, self._errors, self._common)[0].translate(self._slots)

    def _prepare(self) -> None:
        """Give the common letters the byte slots that no value uses.

        The bytes of values stand for themselves, so that what the dict finds passes `translate`.
        """
        taken = frozenset(map(ord, self._values))
        letters = iter(_COMMON)
        decoding = ["\0"]  # a charmap begins with NUL
        decoding += [
            "\ufffe" if slot in taken else next(letters, "\ufffe") for slot in range(1, 256)
        ]
        self._common = codecs.charmap_build("".join(decoding))
        self._slots = bytes(
            slot if letter == "\ufffe" else self[ord(letter)]
            for slot, letter in enumerate(decoding)
        )
        codecs.register_error(self._errors, self._others)

    def _others(self, error: UnicodeError) -> tuple[bytes, int]:
        """The values of a run that the charmap does not know."""
        assert isinstance(error, UnicodeEncodeError)
        run = error.object[error.start : error.end]
        return codecs.charmap_encode(run, "strict", self)[0], error.end


def _letters(*ranges: tuple[int, int]) -> str:
    return "".join(chr(point) for first, last in ranges for point in range(first, last + 1))


# What Arabic text is mostly made of.
_COMMON = _letters((0x20, 0x7E), (0x621, 0x63A), (0x640, 0x652), (0x660, 0x66C)) + (
    "\n\t\xa0«»،؛؟…–—‘’“”\u200c\u200e\u200f\u0670ٱپچژڤکگھہیے۔ەۆێڕڵ"
)
