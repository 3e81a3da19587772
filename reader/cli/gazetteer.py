"""`qari gazetteer`: import places of others, list and remove what was imported."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from reader.cli.arguments import help_words
from reader.cli.output import emit, tell
from reader.messages import tr
from reader.notice import Notice
from reader.settings.folders import data_folder

_FOLDER = "gazetteers"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("gazetteer", description=words("command-gazetteer"))
    actions = parser.add_subparsers(dest="action", required=True)
    adding = actions.add_parser("import", help=words("gazetteer-import"))
    adding.add_argument("file", metavar="FILE", type=Path, help=words("gazetteer-file"))
    adding.add_argument("--name", help=words("gazetteer-option-name"))
    adding.add_argument(
        "--alternate-names", metavar="FILE", type=Path, help=words("gazetteer-option-alternates")
    )
    actions.add_parser("list", help=words("gazetteer-list"))
    removing = actions.add_parser("remove", help=words("gazetteer-remove"))
    removing.add_argument("name", metavar="NAME")


def run(args: argparse.Namespace) -> int:
    """Do what was asked for; what cannot be done is raised as `QariError`."""
    return _ACTIONS[args.action](args)


def _import(args: argparse.Namespace) -> int:
    """Import a file."""
    from reader.entities.places.importing import import_gazetteer

    info = import_gazetteer(
        args.file,
        data_folder() / _FOLDER,
        name=args.name,
        alternates=args.alternate_names,
        progress=_progress(args.language) if sys.stderr.isatty() else None,
    )
    values = {"name": info.name, "places": str(info.places), "names": str(info.names)}
    tell(Notice("gazetteer-imported", values), args.language)
    if info.skipped:
        tell(Notice("gazetteer-skipped", {"count": str(info.skipped)}), args.language)
    return 0


def _progress(language: str) -> Callable[[int, int], None]:
    """A line on standard error that tells the hundredth being read, rewritten in its place."""
    shown = -1

    def show(read: int, size: int) -> None:
        nonlocal shown
        percent = 100 * read // max(size, 1)
        if percent != shown:
            shown = percent
            end = "\n" if read >= size else ""
            line = tr("gazetteer-progress", language, percent=str(percent))
            sys.stderr.write(f"\r{line}{end}")
            sys.stderr.flush()

    return show


def _list(args: argparse.Namespace) -> int:
    """Print the imported gazetteers."""
    from reader.entities.places.imported import listed

    infos = listed(data_folder() / _FOLDER)
    for info in infos:
        code = "gazetteer-damaged" if info.damaged else "gazetteer-row"
        values = {
            "name": info.name,
            "source": info.source,
            "places": str(info.places),
            "names": str(info.names),
            "day": info.imported,
        }
        emit(tr(code, args.language, **values))
    if not infos:
        tell(Notice("gazetteer-none"), args.language)
    return 0


def _remove(args: argparse.Namespace) -> int:
    """Remove an imported gazetteer."""
    from reader.entities.places.imported import remove

    remove(data_folder() / _FOLDER, args.name)
    tell(Notice("gazetteer-removed", {"name": args.name}), args.language)
    return 0


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "list": _list,
    "remove": _remove,
}
