"""What a format is given to read: bytes by the piece or whole, and what is known of them."""

import io
from collections.abc import Callable, Mapping
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


def _silent(notice: Notice) -> None:
    """Tell nobody."""


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

    @property
    def name(self) -> str:
        """What to call it in messages."""
        return self.path or self.url or "-"

    @property
    def data(self) -> bytes:
        """The whole of it, read anew; refused where it is larger than an article can be."""
        with self.opener() as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise self.error("file-too-large", most=str(LARGEST_FILE >> 20))
        return data

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
        return replace(
            self,
            head=data[:HEAD],
            opener=lambda: io.BytesIO(data),
            path=f"{self.name}/{name}" if name else self.path,
            content_type=None,
            depth=self.depth + 1,
        )


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
    except FileNotFoundError as error:
        raise QariError("file-missing", path=path) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise QariError("file-unreadable", path=path, why=why) from error
    return Source(head, lambda: Path(path).open("rb"), path, encoding=encoding)


@lru_cache(maxsize=4)
def _opening(head: bytes, encoding: str | None) -> str:
    """The text of `head`, a character cut off at its end left out."""
    try:
        text = decode(head, encoding=encoding).text
    except QariError:
        return ""
    return normalize_line_ends(text.rstrip("\ufffd"))
