"""What a name is looked up by: its letters, its sound, its consonants; and the pieces it has.

Pure functions, for any index of names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.fold import search_key
from reader.text.latin import arabic_letters, consonants, is_arabic, latin_letters, reduced

LONGEST_NAME = 80  # letters of a name that count; what is longer is no name
_ARTICLE = "ال"
_LEAST_BEHIND_ARTICLE = 3  # letters
# The article as one with its word; where its l is made like what follows, that is doubled.
_GLUED = re.compile(r"\b(?:[aeu]l(?=[a-z]{4})|[ae]([rsntdz])(?=\1[a-z]{3})|(?:ash|ech)(?=[sc]h))")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Sound:
    """A name as it is heard.

    Attributes:
        letters: see `reader.text.latin.arabic_letters` and `latin_letters`.
        arabic: whether these are Arabic.
        key: its `reader.text.latin.latin_key`.
        bones: the consonants of the key.
    """

    letters: str
    arabic: bool
    key: str
    bones: str


def folded(name: str) -> str:
    """The search form of a name, what is neither letter nor digit made one blank."""
    return _NOT_WORD.sub(" ", search_key(name[: 4 * LONGEST_NAME])).strip()[:LONGEST_NAME]


def bare(word: str) -> str:
    """A folded word without its article, where enough is left."""
    behind = word.removeprefix(_ARTICLE)
    return behind if len(behind) >= _LEAST_BEHIND_ARTICLE else word


def sound(name: str) -> Sound:
    """How `name` is heard, Arabic or Latin."""
    name = name[: 4 * LONGEST_NAME]
    arabic = is_arabic(name)
    letters = (arabic_letters(name) if arabic else latin_letters(name))[:LONGEST_NAME]
    key = reduced(letters)
    return Sound(letters, arabic, key, consonants(key))


def glued(name: str) -> str:
    """A Latin name without the articles that are written as one with a word: «Alwatan»."""
    return _GLUED.sub("", latin_letters(name[: 4 * LONGEST_NAME]))


def pieces(name: str) -> Iterator[tuple[str, bool]]:
    """`name` and the runs of one or two of its words; with each, whether it is the whole."""
    yield name, True
    words = name.split()
    for size in (1, 2):
        if len(words) > size:
            for start in range(len(words) - size + 1):
                yield " ".join(words[start : start + size]), False
