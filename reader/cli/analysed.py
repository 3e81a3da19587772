"""What the commands over analyses share: each article of each source, failures told."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from reader.cli.output import tell
from reader.notice import Notice, QariError

if TYPE_CHECKING:
    from reader.analysis import Analysis
    from reader.entities.corrections import Correction


class Analyses:
    """The analyses of the sources named in `args`, one by one; failures are told and counted.

    The reader's corrections hold, and the tagger that was chosen is asked.

    Attributes:
        failed: whether a source could not be opened.
    """

    def __init__(self, args: argparse.Namespace, day: date | None = None) -> None:
        """Read `args.sources`; `day` is the creation date where the user names one."""
        self._args = args
        self._day = day
        self._corrects = True
        self.failed = False

    def __iter__(self) -> "Iterator[Analysis]":
        from reader.analysis import analyse, chosen_tagger
        from reader.articles import open_articles
        from reader.entities.names.user import untold_problems

        tagger = chosen_tagger(self._args.settings, self._args.tagger, self._tell)
        for source in self._args.sources:
            try:
                for article in open_articles(source, encoding=self._args.encoding):
                    for warning in article.warnings:
                        self._tell(warning)
                    corrections = self._corrections(article.uid)
                    analysis = analyse(
                        article, day=self._day, corrections=corrections, tagger=tagger
                    )
                    for problem in untold_problems():
                        self._tell(problem)
                    yield analysis
            except QariError as error:
                self.failed = True
                self._tell(error.notice)

    def _corrections(self, uid: str) -> "tuple[Correction, ...]":
        """What the reader corrected in an article; a file that cannot be used is told once."""
        from reader.library.paths import user_path
        from reader.library.user.data import corrections_of

        if not self._corrects:
            return ()
        try:
            return corrections_of(user_path(getattr(self._args, "library", None)), uid)
        except QariError as error:
            self._corrects = False
            self._tell(error.notice)
            return ()

    def _tell(self, notice: Notice) -> None:
        """Say what happened to standard error."""
        tell(notice, self._args.language)
