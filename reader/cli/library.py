"""`qari library`: check, repair, copy or pack the library, or tell where it lies."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from reader.cli.arguments import add_library, help_words
from reader.cli.output import tell
from reader.cli.progress import ProgressLine
from reader.messages import tr
from reader.notice import Notice, QariError

_ACTIONS = ("check", "repair", "backup", "vacuum", "path")


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("library", description=words("command-library"))
    actions = parser.add_subparsers(dest="action", required=True)
    for action in _ACTIONS:
        text = words(f"library-action-{action}")
        one = actions.add_parser(action, help=text, description=text)
        add_library(one, words)
        if action == "backup":
            one.add_argument("target", metavar="FILE", type=Path)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for; status 1 where the library is not whole or it cannot be done."""
    from reader.library.paths import library_path

    path = args.library or library_path()
    return _RUN[args.action](path, args)


def _check(path: Path, args: argparse.Namespace) -> int:
    """Tell what is wrong, or that nothing is."""
    from reader.library.checking import check, index_is_compared
    from reader.library.paths import user_path
    from reader.library.repairing_user import check_user
    from reader.library.store import Library

    _must_exist(path)
    with Library.open(path) as library:
        complaints = (*check(library), *check_user(user_path(path)))
        for notice in complaints:
            tell(notice, args.language)
        if not complaints:
            values = {"path": str(path), "n": str(library.count())}
            tell(Notice("library-whole", values), args.language)
            if not index_is_compared(library):
                tell(Notice("library-index-unasked", {"path": str(path)}), args.language)
    return int(bool(complaints))


def _repair(path: Path, args: argparse.Namespace) -> int:
    """Repair the library and tell what was done."""
    from reader.library.paths import user_path
    from reader.library.repairing import repair
    from reader.library.repairing_user import repair_user

    _must_exist(path)
    with ProgressLine() as line:
        done = repair(path, lambda n: line.show(tr("library-saving", args.language, done=str(n))))
    own = repair_user(user_path(path))
    if own.aside is not None:
        tell(Notice("library-set-aside", {"aside": str(own.aside)}), args.language)
        tell(Notice("library-user-saved", {"n": str(own.saved)}), args.language)
    values = {"path": str(path), "n": str(done.saved), "lost": str(done.lost)}
    if done.aside is not None:
        tell(Notice("library-set-aside", {"aside": str(done.aside)}), args.language)
        tell(Notice("library-saved", values), args.language)
    else:
        mended = done.index or done.analysis
        tell(Notice("library-mended" if mended else "library-was-whole", values), args.language)
    return 0


def _backup(path: Path, args: argparse.Namespace) -> int:
    """Copy the library."""
    from reader.library.copying import back_up
    from reader.library.store import Library

    _must_exist(path)
    with Library.open(path) as library:
        for made in back_up(library, args.target):
            tell(Notice("library-copied", {"path": str(made)}), args.language)
    return 0


def _vacuum(path: Path, args: argparse.Namespace) -> int:
    """Pack the library."""
    from reader.library.copying import vacuum
    from reader.library.store import Library

    _must_exist(path)
    with Library.open(path, write=True) as library:
        before, after = vacuum(library)
    values = {"before": f"{before / 1e6:.1f}", "after": f"{after / 1e6:.1f}"}
    tell(Notice("library-packed", {"path": str(path), **values}), args.language)
    return 0


def _path(path: Path, _args: argparse.Namespace) -> int:
    """Print where the files lie, for other programs: one a line, as they are."""
    from reader.library.paths import user_path

    for file in (path, user_path(path)):
        sys.stdout.write(f"{file}\n")
    return 0


def _must_exist(path: Path) -> None:
    if not path.exists():
        raise QariError("file-missing", path=str(path))


_RUN: dict[str, Callable[[Path, argparse.Namespace], int]] = {
    "check": _check,
    "repair": _repair,
    "backup": _backup,
    "vacuum": _vacuum,
    "path": _path,
}
