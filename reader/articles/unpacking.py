"""Unpacking under bounds: compressed streams and zip members, never more than a reader can mean.

Bounds on what comes out, on how many times larger it is than what went in, on how many members
there are, and on how deep archives nest (`Source.member`); nothing is ever written to disk.
"""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from reader.articles.source import HEAD, LARGEST_FILE, RATIO, Source
from reader.notice import QariError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_MEMBERS = 20_000
LARGEST_ARCHIVE = 8 << 30  # bytes that all members of an archive may come to
_LZMA_MEMORY = 256 << 20  # bytes that a dictionary may take
_ZSTD_WINDOW = 1 << 27  # bytes

MAGIC = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"BZh", "bzip2"),
)


def compression(head: bytes) -> str | None:
    """The compression that `head` begins with, or None."""
    return next((name for magic, name in MAGIC if head.startswith(magic)), None)


def unpacked(source: Source) -> Source:
    """The source inside a compressed one; its head is read, the rest as it is asked for.

    Raises:
        QariError: ``archive-damaged``, ``archive-bomb`` or ``archive-too-deep``.
    """
    name = compression(source.head) or ""

    def opener() -> BinaryIO:
        file = source.opener()
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        most = max(LARGEST_FILE, RATIO * size) + 1
        return io.BufferedReader(_Bounded(_DECOMPRESSORS[name](file), most, inner), HEAD)

    inner = source.member("", b"")
    inner = replace(inner, opener=opener, content_type=source.content_type)
    with inner.reading() as file:
        return replace(inner, head=file.read(HEAD))


class _Bounded(io.RawIOBase):
    """A stream that ends in an error when it gives more than `most` bytes, or is damaged."""

    def __init__(self, stream: BinaryIO, most: int, source: Source) -> None:
        self._stream = stream
        self._left = most
        self._source = source

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read as much as `buffer` takes; `QariError` for damage and bombs."""
        view = memoryview(buffer).cast("B")
        with unpacking(self._source):
            data = self._stream.read(len(view))
        self._left -= len(data)
        self._source.spend(len(data))
        if self._left < 0:
            raise self._source.error("archive-bomb")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream beneath too."""
        if not self.closed:
            self._stream.close()
        super().close()


@contextmanager
def unpacking(source: Source) -> Iterator[None]:
    """Turn what the unpackers raise for damaged data into one error that names `source`."""
    try:
        yield
    except QariError:
        raise
    except NotImplementedError as error:
        raise source.error("archive-damaged") from error
    except RuntimeError as error:  # what zipfile raises where a password is needed
        raise source.error("encrypted") from error
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise source.error("archive-damaged") from error
    except Exception as error:
        if type(error).__name__ != "ZstdError":
            raise
        raise source.error("archive-damaged") from error


def _gzip(file: BinaryIO) -> BinaryIO:
    """The stream in a gzip file, all its members."""
    return gzip.GzipFile(fileobj=file)  # type: ignore[return-value]


def _zstd(file: BinaryIO) -> BinaryIO:
    """The stream in a Zstandard file, all its frames."""
    import zstandard  # noqa: PLC0415 - only for files in it

    made = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    reader: BinaryIO = made.stream_reader(file, read_across_frames=True)
    return reader


def _bzip2(file: BinaryIO) -> BinaryIO:
    """The stream in a bzip2 file."""
    import bz2  # noqa: PLC0415 - only for files in it

    return bz2.BZ2File(file)  # type: ignore[return-value]


def _xz(file: BinaryIO) -> BinaryIO:
    """The stream in an xz file, in bounded memory (which `lzma.open` cannot promise)."""
    return io.BufferedReader(_Xz(file))


class _Xz(io.RawIOBase):
    """The streams of an xz file, one after another."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._made = lzma.LZMADecompressor(memlimit=_LZMA_MEMORY)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read as much as `buffer` takes."""
        view = memoryview(buffer).cast("B")
        while True:
            if self._made.eof:
                rest = self._made.unused_data.lstrip(b"\0") or self._file.read(HEAD).lstrip(b"\0")
                if not rest:
                    return 0
                self._made = lzma.LZMADecompressor(memlimit=_LZMA_MEMORY)
                data = self._made.decompress(rest, len(view))
            else:
                packed = self._file.read(HEAD) if self._made.needs_input else b""
                if not packed and self._made.needs_input:
                    raise EOFError
                data = self._made.decompress(packed, len(view))
            if data:
                view[: len(data)] = data
                return len(data)


_DECOMPRESSORS: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    "gzip": _gzip,
    "xz": _xz,
    "zstd": _zstd,
    "bzip2": _bzip2,
}


@contextmanager
def zip_archive(source: Source) -> Iterator[zipfile.ZipFile]:
    """The zip archive of `source`, looked over before anything of it is unpacked.

    Raises:
        QariError: ``archive-damaged``, ``archive-too-many`` or ``archive-bomb``.
    """
    with source.reading() as file:
        with unpacking(source):
            archive = zipfile.ZipFile(file)
        with archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise source.error("archive-too-many", most=str(MOST_MEMBERS))
            if sum(member.file_size for member in members) > LARGEST_ARCHIVE:
                raise source.error("archive-bomb")
            if any(_is_bomb(member) for member in members):
                raise source.error("archive-bomb")
            yield archive


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    """Whether a member is larger than an article and packed as no text can be."""
    return member.file_size > max(LARGEST_FILE, RATIO * member.compress_size)


def zip_member(source: Source, archive: zipfile.ZipFile, member: str) -> bytes | None:
    """The bytes of a member, or None where there is no such.

    Raises:
        QariError: ``archive-bomb`` for one larger than any article, ``encrypted``,
            ``archive-damaged``.
    """
    try:
        info = archive.getinfo(member)
    except KeyError:
        return None
    return zip_member_data(source, archive, info)


def zip_member_data(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of the member that `info` is about; errors as `zip_member`."""
    if info.file_size > LARGEST_FILE:
        raise source.error("archive-bomb")
    with unpacking(source), archive.open(info) as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise source.error("archive-bomb")
    return data


def zip_names(source: Source) -> frozenset[str]:
    """The names of the members of `source`, if it is a zip archive; else none."""
    if not source.head.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zip_archive(source) as archive:
            return frozenset(archive.namelist())
    except QariError:
        return frozenset()


def leads_out(name: str) -> bool:
    """Whether the name of a member leads out of the archive: absolute, or with ``..`` in it."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":"
