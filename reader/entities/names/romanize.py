"""Latin forms of Arabic names: word by word out of tables of personal names, then by letters.

The tables are `personal_names.tsv` (usual spellings, out of Wikidata) and over it the hand-written
`spellings.tsv`. What comes from here is a transliteration and is marked so where it is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from reader.entities.names.lists import rows
from reader.text.fold import search_key
from reader.text.latin import romanized

_LEAST_ARTICLED = 5  # letters of the shortest word whose ال is an article
# Words that the next one is joined to: «عبد الرحمن» is looked up as one.
_JOINED = frozenset(("عبد", "نصر", "حزب", "سعد", "عطا", "فضل"))


@cache
def spellings() -> Mapping[str, str]:
    """Latin spellings of the words of names, by their search keys."""
    made = {row[0]: row[1] for row in rows("personal_names.tsv")}
    return made | {search_key(row[0]): row[1] for row in rows("spellings.tsv")}


@cache
def given_names() -> frozenset[str]:
    """The words that are given names, as search keys."""
    return frozenset(row[0] for row in rows("personal_names.tsv") if row[2] == "g")


def is_common(name: str) -> bool:
    """Whether the last word of a person's name is one that the table of names knows."""
    last = search_key(name).split()[-1]
    return last in spellings() or (last.startswith("ال") and last[2:] in spellings())


def romanized_name(name: str, *, person: bool) -> str:
    """A Latin form of `name`; "" where it has no Arabic letters.

    Args:
        name: an Arabic name.
        person: whether it is a person's, whose words are looked up among personal names.
    """
    if not person:
        return romanized(name)
    return " ".join(_parts(name.split()))


def _parts(words: Sequence[str]) -> Iterator[str]:
    """The words of a person's name in Latin letters."""
    index = 0
    while index < len(words):
        word = search_key(words[index])
        following = search_key(words[index + 1]) if index + 1 < len(words) else ""
        whole = spellings().get(word + following) if word in _JOINED and following else None
        if whole:
            index += 2
            yield whole
            continue
        index += 1
        made = _word(words[index - 1], word)
        if made:
            yield made if index > 1 else made[:1].upper() + made[1:]


def _word(written: str, key: str) -> str:
    """One word in Latin letters."""
    found = spellings().get(key)
    if found or not key.startswith("ال") or len(key) < _LEAST_ARTICLED:
        return found or romanized(written)
    bare = spellings().get(key[2:])
    return f"al-{bare}" if bare else romanized(written)
