"""Opening articles: a path, a folder, an address, or standard input."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from reader.articles.formats import Source, format_of
from reader.articles.model import Article
from reader.notice import QariError

LARGEST_FILE = 64 << 20  # bytes
MOST_FILES = 20_000  # of one folder


def open_articles(source: str, *, encoding: str | None = None) -> Iterator[Article]:
    """The articles of `source`, one by one as they are read.

    Args:
        source: path of a file or folder, address (http, https), or ``-`` for standard input.
        encoding: name of the encoding, or None to find out.

    Raises:
        QariError: in one line, what cannot be opened and why. Of a folder, files that hold no
            article are passed over, and the error comes only where none does.
    """
    if source == "-":
        yield from _read(
            Source(_bounded(sys.stdin.buffer.read(LARGEST_FILE + 1), "-"), "-", encoding=encoding)
        )
    elif source.startswith(("http://", "https://")):
        from reader.articles.fetching import fetch  # noqa: PLC0415 - a client files do not need

        yield from _read(fetch(source, encoding=encoding))
    elif Path(source).is_dir():
        yield from _read_folder(source, encoding)
    else:
        yield from _read(_load(source, encoding))


def open_article(source: str, *, encoding: str | None = None) -> Article:
    """The first article of `source`; arguments and errors as `open_articles`."""
    for article in open_articles(source, encoding=encoding):
        return article
    raise QariError("empty", path=source)


def files_in(folder: str) -> list[str]:
    """The paths of the files in `folder` and the folders in it, sorted; hidden ones left out."""
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [str(Path(place, name)) for name in sorted(names) if not name.startswith(".")]
        if len(found) > MOST_FILES:
            raise QariError("folder-too-large", path=folder, most=str(MOST_FILES))
    return found


def _read_folder(folder: str, encoding: str | None) -> Iterator[Article]:
    """The articles of a folder, what holds none passed over."""
    any_read = False
    for path in files_in(folder):
        try:
            for article in _read(_load(path, encoding)):
                any_read = True
                yield article
        except QariError:
            continue
    if not any_read:
        raise QariError("folder-empty", path=folder)


def _load(path: str, encoding: str | None) -> Source:
    """The bytes of a file."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise QariError("file-missing", path=path) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise QariError("file-unreadable", path=path, why=why) from error
    return Source(_bounded(data, path), path, encoding=encoding)


def _bounded(data: bytes, name: str) -> bytes:
    """`data`, refused where it is larger than an article can be."""
    if len(data) > LARGEST_FILE:
        raise QariError("file-too-large", path=name, most=str(LARGEST_FILE >> 20))
    return data


def _read(source: Source) -> Iterator[Article]:
    """The articles of `source` in its format."""
    if not source.data.strip(b"\0 \t\r\n"):
        raise QariError("empty", path=source.name)
    yield from format_of(source).read(source)
