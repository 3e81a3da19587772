"""Floor 5: the commands. A module a command, each with `register(subparsers)` and `run(args)`.

`COMMANDS` is all that start-up knows of them: the module of the command used is imported, the
others are not. `Description` codes stand in `reader.messages`.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """A subcommand: its module, and the code of the message that describes it in the help."""

    module: str
    description: str


COMMANDS: dict[str, Command] = {
    "show": Command("reader.cli.show", "command-show"),
    "analyse": Command("reader.cli.analyse", "command-analyse"),
    "who": Command("reader.cli.who", "command-who"),
    "entities": Command("reader.cli.entities", "command-entities"),
    "gazetteer": Command("reader.cli.gazetteer", "command-gazetteer"),
    "timeline": Command("reader.cli.timeline", "command-timeline"),
    "search": Command("reader.cli.search", "command-search"),
    "related": Command("reader.cli.related", "command-related"),
    "add": Command("reader.cli.add", "command-add"),
    "sync": Command("reader.cli.sync", "command-sync"),
    "export": Command("reader.cli.export", "command-export"),
    "library": Command("reader.cli.library", "command-library"),
    "doctor": Command("reader.cli.doctor", "command-doctor"),
}
