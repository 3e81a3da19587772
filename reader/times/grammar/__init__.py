"""The rules: patterns over the classes of items, each with the builder of its meaning.

In a pattern ``{mx}`` is one item of class m or x, ``{d:#o}`` the same under the name d; ``?`` and
groups are those of regular expressions. The longest match wins, then the order of the tables. The
letters are those of `reader.times.lexicon`; besides, # is a number in digits, 1 in words, o an
ordinal, D a date in digits, 2 a pair of numbers, C a clock time in digits, W a joined و.
"""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from reader.times.grammar import clocks, dates, days, durations, hijri, named, relative, years
from reader.times.grammar.parts import Builder

_MODULES = (named, dates, hijri, days, relative, durations, clocks, years)
_MACRO = re.compile(r"\{(?:(\w+):)?([^{}]+)\}")
_PIECE = re.compile(r"(\(\?:|\||\)\??)|\{(?:\w+:)?([^{}]+)\}(\??)")


class Rule(NamedTuple):
    """A pattern and the builder of what it means; `first` are the classes that it begins with."""

    pattern: str
    build: Builder
    first: frozenset[str]

    def match(self, classes: str) -> re.Match[str] | None:
        """The match at the head of `classes`; the pattern is compiled on first use."""
        return _compiled(self.pattern).match(classes)

    def named(self, found: re.Match[str]) -> dict[str, int]:
        """Where in the classes the named items of a match begin."""
        return {
            name.partition("__")[0]: found.start(name)
            for name, part in found.groupdict().items()
            if part is not None
        }


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern over items written as ``<classes>``; a name may stand in several alternatives."""
    times: Counter[str] = Counter()

    def item(found: re.Match[str]) -> str:
        body = f"<[^<>]*[{re.escape(found[2])}][^<>]*>"
        if not found[1]:
            return f"(?:{body})"
        times[found[1]] += 1
        return f"(?P<{found[1]}__{times[found[1]]}>{body})"

    return re.compile(_MACRO.sub(item, pattern))


def _first(pattern: str) -> frozenset[str]:
    """The classes with which a match can begin."""
    letters, _ = _sequence(list(_PIECE.finditer(pattern)), 0)
    return frozenset(letters)


def _sequence(pieces: list[re.Match[str]], index: int) -> tuple[set[str], tuple[int, bool]]:
    """First classes of the alternatives from `index`; where they end and if all are optional."""
    letters: set[str] = set()
    empty, open_ = False, True
    while index < len(pieces):
        bracket, classes, optional = pieces[index].groups()
        if bracket == "(?:":
            inner, (index, inner_empty) = _sequence(pieces, index + 1)
            skipped = inner_empty or pieces[index][1] == ")?"
            if open_:
                letters |= inner
            open_ = open_ and skipped
        elif bracket == "|":
            empty, open_ = empty or open_, True
        elif bracket:
            return letters, (index, empty or open_)
        else:
            if open_:
                letters |= set(classes)
            open_ = open_ and bool(optional)
        index += 1
    return letters, (index, empty or open_)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules."""
    return tuple(
        Rule(pattern, builder, _first(pattern))
        for module in _MODULES
        for pattern, builder in module.RULES
    )


@cache
def rules_for(letters: str) -> tuple[Rule, ...]:
    """The rules of which a match can begin with an item of one of the classes `letters`."""
    return tuple(rule for rule in rules() if not rule.first.isdisjoint(letters))
