"""Opening articles: a path, a folder, an address, or standard input."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from reader.articles.formats import read_articles
from reader.articles.model import Article
from reader.articles.source import Recorded, Source, source_at
from reader.articles.urls import is_address
from reader.notice import Notice, QariError

MOST_FILES = 20_000  # of one folder that is opened to be read
MOST_ARTICLE_FILES = 1_000_000  # of one folder that is read through


def open_articles(
    source: str,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    report: Callable[[Notice], None] | None = None,
    recorded: Recorded | None = None,
) -> Iterator[Article]:
    """The articles of `source`, one by one as they are read.

    Args:
        source: path of a file or folder, address (http, https), or ``-`` for standard input.
        encoding: name of the encoding, or None to find out.
        columns: names of the columns of a table by field (``{"title": "headline"}``); the fields
            are ``title``, ``text``, ``date``, ``source``, ``url``, ``author`` and ``uid``.
        report: is told which files of a folder or archive were passed over, and why.
        recorded: is told of each article that Qari exported, with its record, before it is yielded.

    Raises:
        QariError: in one line, what cannot be opened and why. Of a folder or archive, files that
            hold no article are passed over, and the error comes only where none does.
    """
    if source != "-" and not is_address(source) and _is_folder(source):
        yield from _read_folder(source, encoding, columns, report, recorded)
        return
    yield from read_articles(_told(_source(source, encoding), columns, report, recorded))


def open_article(source: str, *, encoding: str | None = None) -> Article:
    """The first article of `source`; arguments and errors as `open_articles`."""
    for article in open_articles(source, encoding=encoding):
        return article
    raise QariError("empty", path=source)


def files_in(
    folder: str, *, most: int | None = None, report: Callable[[Notice], None] | None = None
) -> list[str]:
    """The paths of the files in `folder` and the folders in it, sorted; hidden ones left out.

    Args:
        folder: links in it that lead to folders are not followed.
        most: files, or None for as many as can be read in a sitting.
        report: is told which folders in it cannot be looked into.

    Raises:
        QariError: ``folder-too-large``; ``file-unreadable`` where it cannot be looked into itself.
    """
    found: list[str] = []
    most = MOST_FILES if most is None else most

    def refused(error: OSError) -> None:
        path = str(error.filename or folder)
        told = QariError("file-unreadable", path=path, why=error.strerror or str(error))
        if path == folder:
            raise told
        if report is not None:
            report(told.notice)

    for place, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [str(Path(place, name)) for name in sorted(names) if not name.startswith(".")]
        if len(found) > most:
            raise QariError("folder-too-large", path=folder, most=str(most))
    return found


def _is_folder(source: str) -> bool:
    """Whether `source` is the path of a folder; what is no path at all is none."""
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _source(source: str, encoding: str | None) -> Source:
    """The bytes behind a path, an address, or ``-``."""
    if source == "-":
        from reader.articles.standard_input import standard_input  # noqa: PLC0415 - rarely

        return standard_input(encoding)
    if is_address(source):
        from reader.articles.fetching import fetch  # noqa: PLC0415 - a client files do not need

        return fetch(source, encoding=encoding)
    return source_at(source, encoding=encoding)


def _told(
    source: Source,
    columns: Mapping[str, str] | None,
    report: Callable[[Notice], None] | None,
    recorded: Recorded | None,
) -> Source:
    """`source` with the user's names of columns and whom to tell."""
    return replace(
        source,
        columns=columns or {},
        report=report or source.report,
        recorded=recorded or source.recorded,
    )


def _read_folder(
    folder: str,
    encoding: str | None,
    columns: Mapping[str, str] | None,
    report: Callable[[Notice], None] | None,
    recorded: Recorded | None,
) -> Iterator[Article]:
    """The articles of a folder, what holds none passed over and reported."""
    any_read = False
    for path in files_in(folder, most=MOST_ARTICLE_FILES, report=report):
        try:
            for article in read_articles(
                _told(source_at(path, encoding=encoding), columns, report, recorded)
            ):
                any_read = True
                yield article
        except QariError as error:
            if report is not None:
                report(error.notice)
    if not any_read:
        raise QariError("folder-empty", path=folder)
