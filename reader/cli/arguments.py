"""What the commands share of their arguments: a parser that sanitises, days, common options."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from typing import NoReturn

from reader.messages import interface_language, render, tr
from reader.notice import Notice
from reader.settings import load
from reader.text.sanitize import label

Words = Callable[[str], str]
LANGUAGES = ("ar", "en", "auto")
_asked: ContextVar[str | None] = ContextVar("asked", default=None)  # by --language, if at all
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints cannot carry a control to the terminal.

    Options may stand between names and files (``who NAME --json FILE``), which argparse allows
    only where it is asked for, and never together with subcommands.
    """

    _mixing = False

    def parse_known_args(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse `args`; what argparse itself calls again in the course of it is parsed as ever."""
        if self._mixing or self._subparsers is not None:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False

    def takes_value(self, option: str) -> bool:
        """Whether a word of its own follows `option`; what is no option takes none."""
        action = self._option_string_actions.get(option)
        return action is not None and action.nargs != 0

    def with_actions(self) -> "Iterator[Parser]":
        """This parser, and those of the actions below it."""
        yield self
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                for parser in action.choices.values():
                    yield from parser.with_actions()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the usage and exit with status 2."""
        sys.stderr.write(f"{label(self.format_usage())}\n{self.prog}: {label(message)}\n")
        sys.exit(2)


def note_language(arguments: Sequence[str]) -> None:
    """Note which language the command line asks for: complaints about it are in that one too."""
    asked = None
    for number, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--":
            break
        if name == "--language":
            asked = value if equals else "".join(arguments[number + 1 : number + 2])
    _asked.set(asked if asked in LANGUAGES else None)


def spoken_language(setting: str | None = None) -> str:
    """The language asked for, else that of `setting` (by default the one of the settings)."""
    return interface_language(_asked.get() or setting or load().language)


def help_words() -> Words:
    """The words of the help in the language of the interface, for `argparse`."""
    language = spoken_language()
    return lambda code: tr(code, language).replace("%", "%%")


def add_date(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the creation date; what is no day is wrong usage."""
    parser.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help=words("option-date"))


def _day(text: str) -> date:
    """The day that ``YYYY-MM-DD`` names, in digits of any script."""
    figures = "".join(str(int(c)) if c.isdecimal() else c for c in text.strip())
    found = _DAY.fullmatch(figures)
    try:
        return date(*map(int, found.groups() if found else ()))
    except (TypeError, ValueError) as error:
        notice = Notice("date-malformed", {"date": text})
        words = render(notice, spoken_language())
        raise argparse.ArgumentTypeError(words) from error


def add_sources(parser: argparse.ArgumentParser, words: Words, *, needed: bool = True) -> None:
    """Add the articles to open, and how their bytes are read."""
    nargs = "+" if needed else "*"
    parser.add_argument("sources", metavar="FILE", nargs=nargs, help=words("command-files"))
    parser.add_argument("--encoding", help=words("option-encoding"))


def add_tagger(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the choice of who finds the names."""
    parser.add_argument("--tagger", metavar="NAME", help=words("option-tagger"))


def add_language(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the language of the interface."""
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,  # an action says nothing where its command has said it
        help=words("option-language"),
    )


def add_library(parser: argparse._ActionsContainer, words: Words) -> None:
    """Add the choice of another library than the one in the data folder."""
    parser.add_argument("--library", metavar="FILE", type=Path, help=words("option-library"))


def add_bidi(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the choice of who orders the letters."""
    parser.add_argument(
        "--bidi", choices=("auto", "app", "lro", "kitty", "terminal"), help=words("option-bidi")
    )
