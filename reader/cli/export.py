"""`qari export`: articles of the library out, with notes and marks, in formats of others."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import add_library, help_words
from reader.cli.output import emit, tell
from reader.cli.progress import ProgressLine
from reader.export import KEPT_FORMATS, kept_exporter
from reader.messages import tr
from reader.notice import Notice, QariError
from reader.settings.folders import write_atomically

if TYPE_CHECKING:
    from reader.kept import Kept
    from reader.library.store import Library
    from reader.library.user import UserData


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("export", description=words("command-export"))
    parser.add_argument("--query", metavar="Q", default="", help=words("option-export-query"))
    parser.add_argument(
        "--format", choices=KEPT_FORMATS, default="markdown", help=words("option-export-format")
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=words("option-export-output")
    )
    add_library(parser, words)


def run(args: argparse.Namespace) -> int:
    """Write the articles that the query finds, the newest first; all of them without one."""
    from reader.library.paths import library_path, user_path
    from reader.library.search import find, parse
    from reader.library.store import Library
    from reader.library.user import UserData

    path = args.library or library_path()
    if not path.exists():
        raise QariError("file-missing", path=str(path))
    query = parse(args.query)
    with (
        Library.open(path) as library,
        UserData(user_path(path)) as user,
        ProgressLine() as line,
    ):
        library.attach_user()
        ids = find(library, query).ids
        kept = _counted(library, user, ids, line, args.language)
        pieces = kept_exporter(args.format)(kept)
        if args.output is None:
            _print(pieces)
        else:
            _write(args.output, pieces)
        line.clear()
        if args.output is not None:
            values = {"n": str(len(ids)), "path": str(args.output)}
            tell(Notice("exported", values), args.language)
    return 0


def _counted(
    library: "Library", user: "UserData", ids: list[int], line: ProgressLine, language: str
) -> "Iterator[Kept]":
    """The articles, counted while they are written."""
    from reader.library.giving import kept_articles

    for done, one in enumerate(kept_articles(library, user, ids), start=1):
        yield one
        if sys.stdout.isatty():
            continue  # the articles themselves tell
        line.show(tr("exporting", language, done=str(done), total=str(len(ids))))


def _print(pieces: Iterator[str]) -> None:
    """To standard output: as it is for a program, harmless and laid out for a terminal."""
    for piece in pieces:
        if sys.stdout.isatty():
            emit(piece.removesuffix("\n"))
        else:
            sys.stdout.write(piece)


def _write(path: Path, pieces: Iterator[str]) -> None:
    """Into a file, which is there whole or not at all.

    Raises:
        QariError: ``export-unwritable``.
    """
    try:
        write_atomically(path, pieces)
    except OSError as error:
        why = error.strerror or str(error)
        raise QariError("export-unwritable", path=str(path), why=why) from error
