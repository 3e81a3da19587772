"""What the network sees of a word: folded form, letters, and bits of lists and cue words.

Everything is folded, so that a corpus that writes no hamza gives nothing away.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from reader.entities.document.cues import cues
from reader.entities.document.tokens import readings
from reader.entities.model import EntityType
from reader.entities.names.lists import known
from reader.entities.places.gazetteer import gazetteer
from reader.text.fold import search_key

TAGS = ("O", *(f"{edge}-{kind.value}" for kind in EntityType for edge in "BI"))
LETTERS = " ءابتثجحخدذرزسشصضطظعغفقكلمنهويپچژڤ0abcdefghijklmnopqrstuvwxyz.,-\"'()«»؟،؛:!%/"
LETTER_INDEX = {letter: index for index, letter in enumerate(LETTERS, start=1)}
WORD_LETTERS = 14  # letters of a word that are looked at
_LONGEST = 6
_DIGIT = re.compile("[0-9]")

# Bits of a word, in this order for ever: the model file depends on it.
BITS = (
    *(f"list-{kind}-{edge}" for kind in ("PER", "ORG", "LOC", "FAC") for edge in ("B", "I")),
    *(f"designator-{kind}" for kind in ("LOC", "ORG", "FAC")),
    "title",
    "between",
    "quoted-start",
    "quoted",
    "latin",
    "digit",
    "punctuation",
)
_BIT = {name: index for index, name in enumerate(BITS)}


@lru_cache(maxsize=1 << 16)
def normal(word: str) -> str:
    """The form of a word in the vocabulary: folded, digits as 0."""
    return _DIGIT.sub("0", search_key(word))


def lookups(word: str) -> tuple[str, ...]:
    """The forms under which a folded word is looked for among the vectors, the best first."""
    forms = [word]
    forms += [form for form, skipped in readings(word) if skipped]
    forms.append("ال" + word)
    return tuple(forms)


def letters(word: str) -> list[int]:
    """The numbers of the first letters of a folded word; 0 for padding, 1 for others."""
    return [LETTER_INDEX.get(letter, 1) for letter in word[:WORD_LETTERS]]


def bits(words: Sequence[str]) -> list[int]:
    """The bits of each word of a sentence, packed into an integer.

    Args:
        words: the folded words.
    """
    packed = [_own_bits(word) for word in words]
    _mark_lists(words, packed)
    _mark_quotes(words, packed)
    return packed


@lru_cache(maxsize=1 << 16)
def _own_bits(word: str) -> int:
    """The bits that a word has by itself."""
    table = cues()
    value = 0
    for form in {word, word.removeprefix("ال"), word[1:]}:
        kind = table.designators.get(form)
        if kind is not None:
            value |= 1 << _BIT[f"designator-{kind.value}"]
        if form in table.titles:
            value |= 1 << _BIT["title"]
    if word in table.between:
        value |= 1 << _BIT["between"]
    if word[:1].isascii() and word[:1].isalpha():
        value |= 1 << _BIT["latin"]
    elif word[:1].isdigit():
        value |= 1 << _BIT["digit"]
    elif not word[:1].isalnum():
        value |= 1 << _BIT["punctuation"]
    return value


def _mark_lists(words: Sequence[str], packed: list[int]) -> None:
    """Longest matches of the lists and the gazetteer, first and further words apart."""
    index = 0
    while index < len(words):
        size = 1
        heads = _heads(words[index])
        longest, forms = heads or (0, ())
        for length in range(min(longest, len(words) - index), 0, -1):
            rest = "".join(f" {word}" for word in words[index + 1 : index + length])
            kind = next((k for form in forms if (k := _listed(form + rest))), None)
            if kind is not None:
                packed[index] |= 1 << _BIT[f"list-{kind}-B"]
                for inner in range(index + 1, index + length):
                    packed[inner] |= 1 << _BIT[f"list-{kind}-I"]
                size = length
                break
        index += size


@lru_cache(maxsize=1 << 16)
def _heads(word: str) -> tuple[int, tuple[str, ...]] | None:
    """With how many words a listed name can begin at `word`, and its readings that begin one."""
    places, lists = gazetteer().heads, _list_heads()
    found = {
        form: max(places.get(form.replace("ء", ""), 0), lists.get(form, 0))
        for form, _skipped in readings(word)
    }
    forms = tuple(form for form, longest in found.items() if longest)
    return (min(_LONGEST, max(found.values())), forms) if forms else None


@cache
def _list_heads() -> Mapping[str, int]:
    """The first words of the listed names, with the words of the longest behind each."""
    longest: dict[str, int] = {}
    for name in known():
        words = name.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _listed(form: str) -> str | None:
    """The kind under which the lists know a form."""
    entry = known().get(form)
    if entry is not None:
        return str(entry.type.value)
    return "LOC" if gazetteer().ships_name(form.replace("ء", "")) else None


def _mark_quotes(words: Sequence[str], packed: list[int]) -> None:
    """Words in short quotes; the first of them apart."""
    opened = -1
    for index, word in enumerate(words):
        if word == "«" or (word == '"' and opened < 0):
            opened = index
        elif word in ("»", '"') and opened >= 0:
            if index - opened <= 7:
                for inner in range(opened + 1, index):
                    packed[inner] |= 1 << _BIT["quoted"]
                if opened + 1 < index:
                    packed[opened + 1] |= 1 << _BIT["quoted-start"]
            opened = -1
