"""What follows when articles came in: the index by the newest normaliser, names and dates."""

import argparse
from typing import TYPE_CHECKING

from reader.cli.arguments import Words
from reader.cli.progress import ProgressLine
from reader.messages import tr
from reader.notice import Notice

if TYPE_CHECKING:
    from reader.library.store import Library

_MINUTE = 60  # seconds


def add_upkeep(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add how much of it is done now."""
    parser.add_argument("--no-analysis", action="store_true", help=words("option-no-analysis"))
    parser.add_argument("--processes", metavar="N", type=int, help=words("option-processes"))


def keep_up(library: "Library", args: argparse.Namespace, line: ProgressLine) -> None:
    """Re-index what an older normaliser indexed, and analyse what waits for it.

    Interrupted, it goes on with the rest at the next time.
    """
    from reader.library.analysing import analyse_pending, pending
    from reader.library.indexing import reindex
    from reader.library.paths import user_path
    from reader.library.search.watching import watching_analysis

    language = args.language
    reindex(
        library,
        lambda done, total: line.show(
            tr("library-reindexing", language, done=str(done), total=str(total))
        ),
    )
    try:
        if not args.no_analysis:
            done = analyse_pending(
                library,
                user_path(library.path),
                processes=args.processes,
                progress=lambda progress: line.show(
                    tr(
                        "library-analysing",
                        language,
                        done=str(progress.done),
                        total=str(progress.total),
                        rate=f"{progress.rate:.1f}",
                        left=clock(progress.left),
                    ),
                    now=True,
                ),
                report=lambda notice: line.tell(notice, language),
                first_done=watching_analysis(library),
            )
            if done:
                line.tell(Notice("library-analysed", {"n": str(done)}), language)
    finally:
        waiting = len(pending(library))
        if waiting:
            line.tell(Notice("library-to-analyse", {"n": str(waiting)}), language)


def clock(seconds: float) -> str:
    """A time left as ``m:ss`` or ``h:mm:ss``."""
    minutes, second = divmod(round(seconds), _MINUTE)
    hours, minute = divmod(minutes, _MINUTE)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
