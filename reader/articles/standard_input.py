"""Standard input, which comes once and is read as often as a file."""

import io
import sys
import tempfile
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, BinaryIO

from reader.articles.source import HEAD, LARGEST_FILE, Source
from reader.notice import QariError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGEST_INPUT = 4 << 30  # bytes; more is no list of articles


def standard_input(encoding: str | None = None) -> Source:
    """A source of what comes on standard input; what is large lies in a file without a name.

    Raises:
        QariError: ``file-too-large`` for input without end, ``file-unreadable``.
    """
    if sys.stdin is None:  # closed by who started us
        raise QariError("empty", path="-")
    try:
        first = sys.stdin.buffer.read(LARGEST_FILE + 1)
        if len(first) <= LARGEST_FILE:
            return _source(first[:HEAD], lambda: io.BytesIO(first), encoding)
        kept = _kept(first)
    except OSError as error:
        raise QariError("file-unreadable", path="-", why=error.strerror or str(error)) from error
    return _source(first[:HEAD], lambda: io.BufferedReader(_View(kept)), encoding)


def _source(head: bytes, opener: Callable[[], BinaryIO], encoding: str | None) -> Source:
    return Source(head, opener, "-", encoding=encoding)


def _kept(first: bytes) -> IO[bytes]:
    """A file of all of the input; it goes with the process, however that ends."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the source owns it
    file.write(first)
    size = len(first)
    while piece := sys.stdin.buffer.read(1 << 20):
        size += len(piece)
        if size > LARGEST_INPUT:
            raise QariError("file-too-large", path="-", most=str(LARGEST_INPUT >> 20))
        file.write(piece)
    return file


class _View(io.RawIOBase):
    """A file from its beginning, with a place of its own; closing it leaves the file open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._place = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, place: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place, as of any file."""
        if whence == io.SEEK_CUR:
            place, whence = self._place + place, io.SEEK_SET
        self._place = self._file.seek(place, whence)
        return self._place

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read as much as `buffer` takes."""
        view = memoryview(buffer).cast("B")
        self._file.seek(self._place)
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._place += len(data)
        return len(data)
