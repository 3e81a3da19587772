"""What the commands over analyses share: each article of each source, failures told."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from reader.cli.output import tell
from reader.notice import QariError

if TYPE_CHECKING:
    from reader.analysis import Analysis


class Analyses:
    """The analyses of the sources named in `args`, one by one; failures are told and counted.

    Attributes:
        failed: whether a source could not be opened.
    """

    def __init__(self, args: argparse.Namespace, day: date | None = None) -> None:
        """Read `args.sources`; `day` is the creation date where the user names one."""
        self._args = args
        self._day = day
        self.failed = False

    def __iter__(self) -> "Iterator[Analysis]":
        from reader.analysis import analyse
        from reader.articles import open_articles

        for source in self._args.sources:
            try:
                for article in open_articles(source, encoding=self._args.encoding):
                    for warning in article.warnings:
                        tell(warning, self._args.language)
                    yield analyse(article, day=self._day)
            except QariError as error:
                self.failed = True
                tell(error.notice, self._args.language)
