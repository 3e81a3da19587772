"""What a name is looked up by: its letters, its sound, its consonants; and the pieces it has.

Pure functions, for any index of names. A store that holds too many names to go through writes
`stored_keys` of every form beside it, fetches what `wanted_keys` of a query name, and lets
`reader.entities.lookup.best` put these candidates in order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.fold import search_key
from reader.text.latin import arabic_letters, consonants, is_arabic, latin_letters, reduced

LONGEST_NAME = 80  # letters of a name that count; what is longer is no name
_BY_SOUND = "~"  # begins a key of consonants, so that it equals no word
_LEAST_CONSONANTS = 2
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


def stored_keys(form: str) -> frozenset[str]:
    """The keys under which a store keeps one form of a name: its search form and its consonants.

    Words of it have keys of their own, so that a part of the name finds it.
    """
    return frozenset(
        key
        for piece, _whole in pieces(form)
        for key in (folded(piece), _BY_SOUND + sound(piece).bones)
        if len(key) > _LEAST_CONSONANTS
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """The keys of a query, to be compared with `stored_keys`.

    Attributes:
        equal: keys that are equal to those of what is looked for.
        beginnings: beginnings of such keys: for what is still being typed.
    """

    equal: frozenset[str]
    beginnings: frozenset[str]


def wanted_keys(query: str) -> Wanted:
    """The keys by which a store finds the candidates for `query`.

    The consonants are tried as they are, with each one left out, and as a beginning.
    """
    bones, form = sound(query).bones, folded(query)
    shorter = (bones[:at] + bones[at + 1 :] for at in range(len(bones)))
    equal = {form} | {
        _BY_SOUND + each for each in (bones, *shorter) if len(each) >= _LEAST_CONSONANTS
    }
    beginnings = {form}
    if len(bones) > _LEAST_CONSONANTS:
        beginnings.add(_BY_SOUND + bones)
    return Wanted(frozenset(equal - {""}), frozenset(beginnings - {""}))
