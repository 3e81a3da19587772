"""False friends: common words that are names of places somewhere."""

from functools import cache
from importlib.resources import files

from reader.entities.places.keys import name_key


@cache
def false_friends() -> frozenset[str]:
    """The words that a list alone must not take for a place, as search keys.

    A designator before them (مدينة العين) or a recogniser that has read the sentence may.
    """
    return _words("false_friends.txt") | context_names()


@cache
def context_names() -> frozenset[str]:
    """Real places whose names are common words too: they need something to speak for them."""
    return _words("context_names.txt")


def is_false_friend(name: str) -> bool:
    """Whether `name` is no place unless a designator stands before it, whoever has found it."""
    return name_key(name) in false_friends() - context_names()


def needs_context(name: str) -> bool:
    """Whether `name` is a real place that only its surroundings tell from a common word."""
    return name_key(name) in context_names()


def _words(file: str) -> frozenset[str]:
    """The names of a list, parted by blanks; two words are joined by ``_``."""
    text = (files("reader.entities.places") / "data" / file).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(name_key(word.replace("_", " ")) for line in lines for word in line.split())
