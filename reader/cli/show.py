"""`qari show`: articles laid out for the width of the terminal, or as plain logical text."""

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from reader.articles import Article, open_articles
from reader.cli.arguments import add_bidi, add_sources, help_words
from reader.cli.output import LEAST_WIDTH, columns, printing, tell
from reader.notice import QariError
from reader.settings import Settings
from reader.terminal import Dialect, encode
from reader.text.layout import Paragraph, document_base
from reader.text.sanitize import label, sanitize

_FALLBACK_PAGER = "less -R"
Write = Callable[[str], object]


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("show", description=words("command-show"))
    add_sources(parser, words)
    parser.add_argument("--width", type=int, help=words("option-width"))
    parser.add_argument("--logical", action="store_true", help=words("option-logical"))
    parser.add_argument("--pager", action="store_true", help=words("option-pager"))
    parser.add_argument("--no-marks", action="store_true", help=words("option-marks"))
    add_bidi(parser, words)


def run(args: argparse.Namespace) -> int:
    """Print the articles named."""
    if args.width is not None and args.width < LEAST_WIDTH:
        raise QariError("width-too-small", width=str(args.width), least=str(LEAST_WIDTH))
    return print_articles(
        args.sources,
        args.settings,
        width=args.width,
        logical=args.logical,
        pager=args.pager,
        marks=args.settings.marks and not args.no_marks,
        bidi=args.bidi,
        encoding=args.encoding,
        language=args.language,
    )


def print_articles(
    sources: Sequence[str],
    settings: Settings,
    *,
    width: int | None = None,
    logical: bool = False,
    pager: bool = False,
    marks: bool = True,
    bidi: str | None = None,
    encoding: str | None = None,
    language: str = "en",
) -> int:
    """Print all articles of `sources`; one that cannot be opened is told and passed over.

    Args:
        sources: as the user gave them.
        settings: of the user.
        width: cells, or None for the terminal's, at most the setting's.
        logical: whether plain logical text is printed instead of laid-out lines.
        pager: whether the user's pager shows it.
        marks: whether harakat are drawn.
        bidi: the option of the command line, or None.
        encoding: of the files, or None to find it.
        language: of the messages.

    Returns:
        0, or 1 where a source could not be opened.
    """
    cells = width or columns()
    session = printing(settings, bidi)
    dialect = Dialect.PLAIN if logical else session.dialect
    margin = dialect is Dialect.LRO  # the override stands behind a blank first cell
    failed = False

    def lines() -> Iterator[str]:
        nonlocal failed
        first = True
        for source in sources:
            try:
                for article in open_articles(source, encoding=encoding):
                    yield from () if first else ("",)
                    first = False
                    for warning in article.warnings:
                        tell(warning, language)
                    yield from (
                        logical_lines(article)
                        if logical
                        else (
                            encode(line, dialect)
                            for line in laid_out(article, cells, marks, margin)
                        )
                    )
            except QariError as error:
                failed = True
                tell(error.notice, language)

    if logical:
        _write_all(lines(), pager=pager)
    else:
        with session:
            _write_all(lines(), pager=pager)
    return int(failed)


def logical_lines(article: Article) -> Iterator[str]:
    """The lines of the article as they are stored.

    In a terminal bidi controls are left out, for they would act on the screen.
    """
    lines = sanitize(article.text).rstrip("\n").split("\n")
    return map(label, lines) if sys.stdout.isatty() else iter(lines)


def laid_out(
    article: Article, width: int, marks: bool = True, margin: bool = False
) -> Iterator[str]:
    """The lines of the article in visual order, right-aligned where they run right to left.

    Args:
        article: what is printed.
        width: cells of a line.
        marks: whether harakat are drawn.
        margin: whether the first cell of each line stays blank.
    """
    base = document_base(article.text)
    for text in article.text.rstrip("\n").split("\n"):
        paragraph = Paragraph(text, base, marks=marks)
        for span in paragraph.lines_from(0, width - margin):
            line = paragraph.line(*span)
            indent = " " * (width - line.width if base and line.width else margin)
            yield indent + line.text


def _write_all(lines: Iterator[str], *, pager: bool) -> None:
    """Write the lines to standard output, or to the pager where one is asked for."""
    if not (pager and sys.stdout.isatty()):
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
        return
    command = os.environ.get("PAGER") or _FALLBACK_PAGER
    try:
        process = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE)
    except (OSError, ValueError, IndexError) as error:
        raise QariError("pager-failed", pager=command, why=str(error)) from error
    assert process.stdin is not None
    try:
        for line in lines:
            process.stdin.write(f"{line}\n".encode())
        process.stdin.close()
    except BrokenPipeError:
        pass  # the user left the pager before the end
    process.wait()
