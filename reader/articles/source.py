"""What a format is given to read: bytes by the piece or whole, and what is known of them."""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from reader.articles.decoding import Decoded, decode
from reader.articles.model import Article
from reader.notice import Notice, QariError
from reader.text.sanitize import normalize_line_ends

LARGEST_FILE = 64 << 20  # bytes that are read whole
HEAD = 1 << 16  # bytes that formats judge by
DEEPEST = 4  # archives in archives
RATIO = 200  # text packs to a tenth; what comes to more than this is a bomb


def _silent(notice: Notice) -> None:
    """Tell nobody."""


class Allowance:
    """How many bytes may still be unpacked of one source, all archives in it together.

    Bounds of one archive do not bound what archives in archives come to.

    Attributes:
        left: bytes; below 0 where too much was unpacked, None where nothing was yet.
    """

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left: int | None = None

    @property
    def is_spent(self) -> bool:
        """Whether more was unpacked than the source can mean."""
        return self.left is not None and self.left < 0


Recorded = Callable[[Article, Mapping[str, Any]], None]


def _unrecorded(article: Article, record: Mapping[str, Any]) -> None:
    """Keep nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read, and what is known of them.

    Attributes:
        head: the first 64 KiB, by which formats recognise themselves.
        opener: opens the bytes from their beginning.
        path: path as the user gave it, a member of an archive behind its path; or None.
        url: address it came from, or None.
        encoding: the user's word for the encoding, or None.
        content_type: what a server said it is, or None.
        columns: the user's names of the columns of tables, by our field (``title``, ``text``…).
        report: is told what was passed over, and why.
        recorded: is told of each article that Qari exported, with its record, before it is read on.
        depth: in how many archives it lies.
        allowance: of this source and all that lies in it.
    """

    head: bytes
    opener: Callable[[], BinaryIO]
    path: str | None = None
    url: str | None = None
    encoding: str | None = None
    content_type: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    report: Callable[[Notice], None] = _silent
    recorded: Recorded = _unrecorded
    depth: int = 0
    allowance: Allowance = field(default_factory=Allowance)

    @property
    def name(self) -> str:
        """What to call it in messages."""
        return self.path or self.url or "-"

    @property
    def data(self) -> bytes:
        """The whole of it, read anew; refused where it is larger than an article can be."""
        with self.reading() as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise self.error("file-too-large", most=str(LARGEST_FILE >> 20))
        return data

    @contextmanager
    def reading(self) -> Iterator[BinaryIO]:
        """Its bytes from their beginning; where they cannot be read, one error that says why.

        Raises:
            QariError: ``file-missing`` or ``file-unreadable``, at whatever moment it happens.
        """
        try:
            with self.opener() as file:
                yield file
        except BrokenPipeError:
            raise  # the reader of our output left
        except OSError as error:
            raise _unreadable(self.name, error) from error

    def decoded(self) -> Decoded:
        """The whole of it as text, line ends LF."""
        found = decode(self.data, encoding=self.encoding, name=self.name)
        return replace(found, text=normalize_line_ends(found.text))

    @property
    def opening(self) -> str:
        """The head as text, line ends LF; empty where it is no text."""
        return _opening(self.head, self.encoding)

    def error(self, code: str, **values: str) -> QariError:
        """The error `code` that names this source."""
        return QariError(code, path=self.name, **values)

    def member(self, name: str, data: bytes) -> "Source":
        """What lies in this source under `name`; refused where archives nest without end."""
        if self.depth >= DEEPEST:
            raise self.error("archive-too-deep")
        self.spend(len(data))
        return replace(
            self,
            head=data[:HEAD],
            opener=lambda: io.BytesIO(data),
            path=f"{self.name}/{name}" if name else self.path,
            content_type=None,
            depth=self.depth + 1,
        )

    def spend(self, size: int) -> None:
        """Count `size` bytes as unpacked of this source.

        Raises:
            QariError: ``archive-bomb`` where that is more than the whole of it can mean.
        """
        allowance = self.allowance
        if allowance.left is None:  # this is the outermost one
            with self.reading() as file:
                allowance.left = max(DEEPEST * LARGEST_FILE, RATIO * file.seek(0, io.SEEK_END))
        allowance.left -= size
        if allowance.is_spent:
            raise self.error("archive-bomb")


def source_of(
    data: bytes,
    path: str | None = None,
    *,
    url: str | None = None,
    encoding: str | None = None,
    content_type: str | None = None,
) -> Source:
    """A source of bytes that are at hand."""
    return Source(data[:HEAD], lambda: io.BytesIO(data), path, url, encoding, content_type)


def source_at(path: str, *, encoding: str | None = None) -> Source:
    """A source of the file at `path`.

    Raises:
        QariError: ``file-missing``, ``file-unreadable`` or ``file-special`` for a device.
    """
    try:
        if not Path(path).is_file() and Path(path).exists():
            raise QariError("file-special", path=path)
        with Path(path).open("rb") as file:
            head = file.read(HEAD)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    return Source(head, lambda: Path(path).open("rb"), path, encoding=encoding)


def _unreadable(path: str, error: OSError | ValueError) -> QariError:
    """What to tell of a file that cannot be read."""
    if isinstance(error, FileNotFoundError):
        return QariError("file-missing", path=path)
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return QariError("file-unreadable", path=path, why=why)


@lru_cache(maxsize=4)
def _opening(head: bytes, encoding: str | None) -> str:
    """The text of `head`, a character cut off at its end left out."""
    try:
        text = decode(head, encoding=encoding).text
    except QariError:
        return ""
    return normalize_line_ends(text.rstrip("\ufffd"))
