"""The command `qari`: a subcommand, or the reader on the files named.

Start-up is imports, so only the module of the command used is imported. Whatever is wrong with
the input is told in one line: exit status 1; 2 for wrong usage.
"""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import TextIO

from reader import __version__
from reader.cli import COMMANDS
from reader.cli.arguments import (
    Parser,
    Words,
    add_bidi,
    add_date,
    add_language,
    add_library,
    add_sources,
    add_tagger,
    help_words,
    note_language,
    spoken_language,
)
from reader.cli.output import tell, use_utf8
from reader.messages import interface_language, render
from reader.notice import Notice, QariError
from reader.settings import Settings, load

_INTERRUPTED = 128 + signal.SIGINT
_PIPE_CLOSED = 128 + 13  # what a shell reports of a program ended by SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (without the program's name) and return the exit status."""
    use_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    settings = load()
    note_language(arguments)
    language = spoken_language(settings.language)
    try:
        return _run(arguments, settings, language)
    except QariError as error:
        tell(error.notice, language)
    except BrokenPipeError:
        # The reader of the pipe left: what is still buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except OSError as error:
        tell(Notice("command-unknown-failure", {"why": str(error)}), language)
    except KeyboardInterrupt:
        tell(Notice("interrupted"), language)
        return _INTERRUPTED
    return 1


def _run(arguments: list[str], settings: Settings, language: str) -> int:
    """Parse the arguments and run the command, or the reader where none is named."""
    for problem in settings.problems:
        tell(problem, language)

    if arguments and arguments[0] in COMMANDS:
        return _command(arguments, settings, language)
    parser = _reader_parser(help_words())
    behind = _command_behind(arguments, parser)
    if behind is not None:
        return _command(behind, settings, language)
    args = parser.parse_args(arguments)
    args.settings, args.language = settings, _chosen_language(args, language)
    return _read(args)


def _command_behind(arguments: list[str], parser: Parser) -> list[str] | None:
    """The arguments from a command behind options on, which it takes then; None without one."""
    number = 0
    while number < len(arguments) and parser.takes_value(arguments[number].partition("=")[0]):
        number += 1 if "=" in arguments[number] else 2
    if number < len(arguments) and arguments[number] in COMMANDS:
        return [*arguments[number:], *arguments[:number]]
    return None


def _command(arguments: list[str], settings: Settings, language: str) -> int:
    """Run the subcommand that `arguments` begin with; its module alone is imported."""
    name, words = arguments[0], help_words()
    module = importlib.import_module(COMMANDS[name].module)
    parser = Parser(prog="qari")
    subparsers = parser.add_subparsers(dest="command", parser_class=Parser)
    module.register(subparsers)
    command = subparsers.choices[name]
    for one in command.with_actions():
        add_language(one, words)
    args, unknown = parser.parse_known_args(arguments)
    if unknown:
        notice = Notice("arguments-unknown", {"arguments": " ".join(unknown)})
        command.error(render(notice, language))
    args.settings, args.language = settings, _chosen_language(args, language)
    status: int = module.run(args)
    sys.stdout.flush()
    return status


def _chosen_language(args: argparse.Namespace, language: str) -> str:
    """The language asked for on the command line, else the one of settings and locale."""
    asked: str | None = getattr(args, "language", None)
    return interface_language(asked) if asked else language


def _reader_parser(words: Words) -> Parser:
    """The parser of `qari` without a subcommand; its help names the subcommands."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {words(c.description)}" for name, c in COMMANDS.items()]
    parser = Parser(
        prog="qari",
        usage="qari [option…] [FILE…]\n       qari {" + ",".join(COMMANDS) + "} …",
        description=words("command-description"),
        epilog="\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help=words("option-help"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"qari {__version__}",
        help=words("option-version"),
    )
    add_sources(parser, words, needed=False)
    add_date(parser, words)
    add_language(parser, words)
    parser.add_argument("--theme", choices=("auto", "dark", "light"), help=words("option-theme"))
    add_bidi(parser, words)
    add_tagger(parser, words)
    add_library(parser, words)
    return parser


def _read(args: argparse.Namespace) -> int:
    """Open the reader; print the articles where there is no terminal to read in."""
    given_day = args.date
    if "-" in args.sources:
        _take_keys_from_terminal()
    if args.sources and not (_is_terminal(sys.__stdin__) and _is_terminal(sys.stdout)):
        return _command_show(args)
    from reader.app import AppOptions, run  # noqa: PLC0415 - Textual, for the reader only

    options = AppOptions(
        language=args.language,
        theme=args.theme,
        bidi=args.bidi,
        encoding=args.encoding,
        day=given_day,
        library=args.library,
        tagger=args.tagger,
    )
    return run(args.sources, options)


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether `stream` is open and a terminal."""
    return stream is not None and stream.isatty()


def _take_keys_from_terminal() -> None:
    """Where the article comes through standard input, make the terminal descriptor 0 for the keys.

    `sys.stdin` goes on reading the article.
    """
    if _is_terminal(sys.stdin) or not _is_terminal(sys.stdout):
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return  # no terminal of our own: the article is printed
    sys.stdin = os.fdopen(os.dup(0), encoding="utf-8", errors="replace")
    os.dup2(terminal, 0)
    os.close(terminal)


def _command_show(args: argparse.Namespace) -> int:
    """Print the articles as `qari show` does."""
    from reader.cli import show  # noqa: PLC0415

    return show.print_articles(args.sources, args.settings, encoding=args.encoding)


if __name__ == "__main__":
    sys.exit(main())
