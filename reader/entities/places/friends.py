"""False friends: common words that are names of places somewhere."""

from functools import cache
from importlib.resources import files

from reader.text.fold import search_key


@cache
def false_friends() -> frozenset[str]:
    """The words that are no place unless a designator stands before them, as search keys."""
    text = (files("reader.entities.places") / "data" / "false_friends.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(search_key(word) for line in lines for word in line.split())
