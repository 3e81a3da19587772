"""`qari add`: articles of any source into the library, then their names and dates."""

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reader.cli.arguments import add_library, add_sources, help_words
from reader.cli.progress import ProgressLine
from reader.cli.upkeep import add_upkeep, keep_up
from reader.messages import tr
from reader.notice import Notice, QariError

if TYPE_CHECKING:
    from reader.kept import Kept
    from reader.library.store import Library
    from reader.library.user import UserData

_FIELDS = ("title", "text", "date", "source", "url", "author", "uid")


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    parser = subparsers.add_parser("add", description=words("command-add"))
    add_sources(parser, words)
    parser.add_argument(
        "--map", metavar="FIELD=COLUMN", action="append", default=[], help=words("option-map")
    )
    add_upkeep(parser, words)
    add_library(parser, words)


def run(args: argparse.Namespace) -> int:
    """Add the articles of each source; a source that cannot be opened is told: status 1."""
    from reader.library.paths import user_path
    from reader.library.store import Library
    from reader.library.user import UserData

    columns = _columns(args.map)
    with Library.open(args.library, write=True) as library, ProgressLine() as line:
        adding = Adding(args, line, columns)
        with UserData(user_path(library.path)) as user:
            adding.add(library, user)
        keep_up(library, args, line)
    return int(adding.failed)


class Adding:
    """The adding of the sources named in `args`.

    Attributes:
        failed: whether a source could not be opened.
    """

    def __init__(
        self, args: argparse.Namespace, line: ProgressLine, columns: Mapping[str, str]
    ) -> None:
        """Add `args.sources`, telling of it on `line`."""
        self._args = args
        self._line = line
        self._columns = columns
        self._source = ""
        self._counts: Counter[str] = Counter()
        self.failed = False

    def add(self, library: "Library", user: "UserData") -> None:
        """Add them; what is in is told even where it is interrupted."""
        from reader.library.taking import take_kept

        start = time.monotonic()
        try:
            for added in take_kept(library, user, self._kept()):
                self._counts[added.outcome.value] += 1
                self._show(start)
        finally:
            values = {
                "n": str(self._counts["new"]),
                "changed": str(self._counts["changed"]),
                "known": str(self._counts["known"] + self._counts["duplicate"]),
                "total": str(library.count()),
            }
            self._line.tell(Notice("library-added", values), self._args.language)

    def _kept(self) -> "Iterator[Kept]":
        """The articles of all sources; a failure of one stops none of the others."""
        from reader.export.kept_lines import kept_in

        for source in self._args.sources:
            self._source = source
            try:
                yield from kept_in(
                    source,
                    encoding=self._args.encoding,
                    columns=self._columns,
                    report=lambda notice: self._line.tell(notice, self._args.language),
                )
            except QariError as error:
                self.failed = True
                self._line.tell(error.notice, self._args.language)

    def _show(self, start: float) -> None:
        """How far it is."""
        done = self._counts.total()
        rate = done / max(1e-6, time.monotonic() - start)
        values = {"done": str(done), "new": str(self._counts["new"]), "rate": f"{rate:.0f}"}
        self._line.show(tr("library-adding", self._args.language, source=self._source, **values))


def _columns(given: list[str]) -> dict[str, str]:
    """The columns that the user named, by field.

    Raises:
        QariError: ``map-malformed``.
    """
    columns = {}
    for one in given:
        field, _, column = one.partition("=")
        if field not in _FIELDS or not column:
            raise QariError("map-malformed", given=one, known=", ".join(_FIELDS))
        columns[field] = column
    return columns
