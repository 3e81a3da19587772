"""The settings, their places in the file, defaults and limits: one table for all uses."""

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from reader.notice import Notice

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Option:
    """One setting as the file knows it.

    Attributes:
        table: the TOML table it stands in.
        name: its key there, and its attribute in `Settings`.
        default: the value where the file says nothing; its type is the setting's type.
        choices: the words allowed, empty where any is.
        least, most: limits of a number, in the unit of the setting.
    """

    table: str
    name: str
    default: Value
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    @property
    def key(self) -> str:
        """Its name as messages give it, ``table.name``."""
        return f"{self.table}.{self.name}"

    @property
    def variable(self) -> str:
        """The environment variable that overrules the file."""
        return f"QARI_{self.name.upper()}"

    @property
    def description(self) -> str:
        """The code of the message that describes it."""
        return f"setting-{self.name}"


def _option(
    table: str, default: Value, choices: tuple[str, ...] = (), least: int = 0, most: int = 0
) -> Any:
    """A field of `Settings` that carries where it stands and what it may be."""
    metadata = {
        "table": table,
        "default": default,
        "choices": choices,
        "least": least,
        "most": most,
    }
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """What people set; every attribute but `problems` is a key of the settings file.

    Attributes:
        language: of the interface; ``auto`` follows the locale.
        theme: ``auto`` follows the terminal.
        signs: whether entities carry a sign of their kind beside colour.
        calendar: whose names of months dates are given with.
        digits: digits of dates and numbers in the panes.
        width: widest line of the article, in cells.
        marks: whether harakat are shown.
        justify: whether full lines are stretched with kashida.
        sentences: whether each sentence stands in a paragraph of its own.
        bidi: who orders the letters (see `reader.terminal`).
        wait: how long a silent terminal is waited for before start, in milliseconds.
        full_articles: whether the whole article is fetched where a feed holds a summary.
        tagger: who finds the names: ``builtin``, ``small``, or one of `reader.entities.backends`.
        model: the folder of that tagger's model.
        merge: what becomes of the built-in tagger's names beside it.
        timeout: seconds that it may take to load, and then for each article.
        python: the interpreter of the environment it lives in; empty for Qari's own.
        problems: what was wrong with the file; never fatal.
    """

    language: str = _option("interface", "auto", ("auto", "ar", "en"))
    theme: str = _option("interface", "auto", ("auto", "dark", "light"))
    signs: bool = _option("interface", default=False)
    calendar: str = _option("interface", "levant", ("levant", "egypt", "maghreb", "gulf"))
    digits: str = _option("interface", "latin", ("latin", "arabic"))
    width: int = _option("reading", 72, least=20, most=400)
    marks: bool = _option("reading", default=True)
    justify: bool = _option("reading", default=False)
    sentences: bool = _option("reading", default=False)
    bidi: str = _option("terminal", "auto", ("auto", "app", "lro", "kitty", "terminal"))
    wait: int = _option("terminal", 250, least=0, most=10_000)
    full_articles: bool = _option("feeds", default=False)
    tagger: str = _option("entities", "builtin")
    model: str = _option("entities", "")
    merge: str = _option("entities", "replace", ("replace", "union", "vote"))
    timeout: int = _option("entities", 60, least=1, most=3600)
    python: str = _option("entities", "")
    problems: tuple[Notice, ...] = ()


@cache
def options() -> tuple[Option, ...]:
    """All settings in the order of the file."""
    return tuple(
        Option(name=item.name, **item.metadata) for item in fields(Settings) if item.metadata
    )
