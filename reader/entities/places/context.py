"""What the words before a name tell: the kind of place, or an area that only lies by it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reader.entities.model import Mention
from reader.entities.places.keys import name_key

_BEFORE = 30  # code points looked at before a name
_BLOCKING = -5.0
_CAPITAL_OF = "عاصمه"
_WORD = re.compile(r"[^\W\d_]+")
_CLOSED = re.compile(r"[.،؛:!؟\n()]")
_PROCLITICS = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ف", "ل", "ك")


@dataclass(frozen=True, slots=True)
class Designator:
    """A word that tells the kind of the place that follows.

    Attributes:
        role: the name of its group of words.
        fits: the kinds that may follow.
        bonus, malus: what a candidate gains that fits, and loses that does not.
        near: whether a thing named after a place may be shown where that place is.
    """

    role: str
    fits: frozenset[str]
    bonus: float
    malus: float
    near: bool = False

    @property
    def blocks(self) -> bool:
        """Whether no other kind may follow at all (جبل: no village)."""
        return self.malus <= _BLOCKING


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a mention.

    Attributes:
        designator: the word that tells its kind, or None.
        words: the designator's word as `name_key`, "" without one.
        area: whether a direction or "countryside" makes it an area by the place.
        inside: code points of designators and directions at the beginning of the mention itself.
    """

    designator: Designator | None
    words: str
    area: bool
    inside: int = 0


@cache
def designators() -> Mapping[str, Designator]:
    """The designators by their words."""
    return {
        name_key(word): Designator(
            role,
            frozenset(group["fits"]),
            float(group["bonus"]),
            float(group["malus"]),
            bool(group.get("near", False)),
        )
        for role, group in _table().items()
        if "fits" in group
        for word in group["words"]
    }


@cache
def directions() -> frozenset[str]:
    """The words that make an area of the place behind them."""
    return frozenset(map(name_key, _table()["directions"]["words"]))


@cache
def _table() -> dict[str, dict[str, Any]]:
    """The table of words."""
    path = files("reader.entities.places") / "designators.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def context_of(text: str, mention: Mention) -> Context:
    """What `text` tells of `mention`: by its own first word, its designator, the words before it.

    A designator counts over one word of direction before it («ريف مدينة حمص») or behind it; words
    beyond a sign of punctuation do not.
    """
    own, own_word, inside, area = _words_inside(mention.name)
    before = _words_before(text, mention)
    told: Designator | None = None
    told_word = ""
    for word in before:
        if word == _CAPITAL_OF:
            break  # «عاصمة ويلز» is not called Wales, «العاصمة لندن» is London
        if told is None and (found := _bare(word, designators())) is not None:
            told, told_word = designators()[found], found
        elif _bare(word, directions()) is not None:
            area = True
        else:
            break
    return Context(own or told, own_word or told_word, area, inside)


def _words_inside(name: str) -> tuple[Designator | None, str, int, bool]:
    """The designator and direction that a name as marked begins with, and their code points."""
    designator: Designator | None = None
    word, start, area = "", 0, False
    for found in list(_WORD.finditer(name))[:-1]:
        key = name_key(found[0])
        if designator is None and key in designators():
            designator, word = designators()[key], key
        elif key in directions():
            area = True
        else:
            break
        start = found.end()
    while start and name[start].isspace():
        start += 1
    return designator, word, start, area


def _words_before(text: str, mention: Mention) -> list[str]:
    """The keys of up to three words before the mention, the nearest first."""
    piece = text[max(0, mention.start - _BEFORE) : mention.start]
    piece = _CLOSED.split(piece)[-1]
    words = [name_key(word) for word in _WORD.findall(piece)]
    if mention.start > _BEFORE and words and len(piece) == _BEFORE:
        words = words[1:]  # may be cut
    return words[::-1][:3]


def _bare(word: str, known: Mapping[str, Designator] | frozenset[str]) -> str | None:
    """The form of `word` that is `known`, itself or behind a proclitic."""
    if word in known:
        return word
    for proclitic in _PROCLITICS:
        if word.startswith(proclitic) and word[len(proclitic) :] in known:
            return word[len(proclitic) :]
    return None
