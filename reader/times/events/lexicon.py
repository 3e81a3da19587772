"""The closed lexicons of the event engine, loaded once from the tables beside this module.

Verbs are listed as pairs of perfect and imperfect; their forms are built by the regular endings
of the perfect (ـت، ـوا، ـا، ـتا، ـن) and the prefixes of the imperfect (يـ، تـ، نـ، أـ, with سـ for
the future). That covers third persons, in which news is written.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from reader.text.fold import search_key
from reader.times.events.model import RelationKind
from reader.times.model import Modality


class Tense(StrEnum):
    """Form in which a verb stands."""

    PERFECT = "perfect"
    IMPERFECT = "imperfect"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb form: its class in the table and its tense."""

    role: str
    tense: Tense


@dataclass(frozen=True, slots=True)
class Signal:
    """An ordering signal: the relation it states and whether it refers to what follows it."""

    kind: RelationKind
    to_target: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """What words before an event say of it; `of_nouns`: only where a noun names it («دعوة إلى»)."""

    modality: Modality
    of_nouns: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words the event engine knows, folded by `search_key`."""

    verbs: Mapping[str, Verb]
    nouns: Mapping[str, str]
    signals: Mapping[tuple[str, ...], Signal]
    modality: Mapping[tuple[str, ...], Cue]
    complement: frozenset[str]
    relative: frozenset[str]
    openers: frozenset[str]
    prepositions: frozenset[str]
    places: frozenset[str]
    according: frozenset[str]
    begun_by: frozenset[tuple[str, ...]]
    unscheduled: frozenset[str]
    negation: frozenset[str]
    without: frozenset[str]


_PERFECT_ENDINGS = ("", "ت", "وا", "ا", "تا", "ن")
_IMPERFECT_PREFIXES = "يتنأ"
_IMPERFECT_ENDINGS = ("", "ون", "ان", "وا", "ن")
_OBJECTS = ("ها", "هم", "هما", "هن", "ه", "نا", "ني")
_NOUN_PROCLITICS = ("", "ال", "ب", "ل", "ك", "بال", "لل", "كال")
_CONJUNCTIONS = ("و", "ف")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    folder = files("reader.times.events") / "data"
    words: dict[str, Any] = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    return Lexicon(
        verbs=_verb_forms((folder / "verbs.tsv").read_text(encoding="utf-8")),
        nouns={search_key(noun): role for role, nouns in words["nouns"].items() for noun in nouns},
        signals={
            _phrase(phrase): Signal(RelationKind(row["kind"]), row["scope"] == "target")
            for row in words["signals"]
            for phrase in row["words"]
        },
        modality={
            _phrase(phrase): Cue(Modality(row["value"]), of_nouns=row.get("of") == "nouns")
            for row in words["modality"]
            for phrase in row["words"]
        },
        begun_by=frozenset(_phrase(phrase) for phrase in words["begun_by"]["words"]),
        **{
            name: frozenset(search_key(word) for word in words[name]["words"])
            for name in (
                "complement",
                "relative",
                "openers",
                "prepositions",
                "places",
                "according",
                "unscheduled",
                "negation",
                "without",
            )
        },
    )


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(search_key(words).split())


def verb_of(word: str) -> Verb | None:
    """The verb that the folded word `word` is, with a conjunction before or an object behind."""
    verbs = lexicon().verbs
    stem = word
    if stem not in verbs and stem[:1] in _CONJUNCTIONS:
        stem = stem[1:]
    if stem in verbs:
        return verbs[stem]
    for pronoun in _OBJECTS:
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= 3:
            bare = stem[: -len(pronoun)]
            if bare in verbs:
                return verbs[bare]
    return None


def noun_of(word: str) -> str | None:
    """The role of the event noun that the folded word `word` is, clitics allowed; or None."""
    nouns = lexicon().nouns
    for stem in (word, word[1:]) if word[:1] in _CONJUNCTIONS else (word,):
        for proclitic in _NOUN_PROCLITICS:
            if stem.startswith(proclitic):
                role = _bare_noun(nouns, stem[len(proclitic) :])
                if role is not None:
                    return role
    return None


def _bare_noun(nouns: Mapping[str, str], stem: str) -> str | None:
    """The role of `stem`, with or without a suffix pronoun (before which ة becomes ت)."""
    if stem in nouns:
        return nouns[stem]
    for pronoun in _OBJECTS[:-1]:
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= 3:
            bare = stem[: -len(pronoun)]
            role = nouns.get(bare) or (nouns.get(bare[:-1] + "ه") if bare[-1] == "ت" else None)
            if role is not None:
                return role
    return None


def _verb_forms(table: str) -> dict[str, Verb]:
    """All forms of the verbs of `table`; where two verbs share a form the first listed wins."""
    forms: dict[str, Verb] = {}
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        perfect, imperfect, role = line.split("\t")[:3]
        role, only_imperfect, _ = role.partition("-imperfect")
        if not only_imperfect:
            for form in _perfect_forms(perfect):
                forms.setdefault(search_key(form), Verb(role, Tense.PERFECT))
        for form in _imperfect_forms(imperfect):
            forms.setdefault(search_key(form), Verb(role, Tense.IMPERFECT))
            forms.setdefault("س" + search_key(form), Verb(role, Tense.FUTURE))
    return forms


def _perfect_forms(perfect: str) -> list[str]:
    """The third persons of a perfect; a final weak letter falls before ت and وا."""
    if perfect[-1] in "ىا":
        return [perfect, *(perfect[:-1] + ending for ending in ("ت", "وا", "يا", "تا"))]
    return [perfect + ending for ending in _PERFECT_ENDINGS]


def _imperfect_forms(imperfect: str) -> list[str]:
    """The imperfects of all prefixes; a final weak letter falls before ون and وا."""
    stem = imperfect[1:]
    short = stem[:-1] if stem[-1] in "يوىا" else stem
    return [
        prefix + (short if ending.startswith("و") else stem) + ending
        for prefix in _IMPERFECT_PREFIXES
        for ending in _IMPERFECT_ENDINGS
    ]
