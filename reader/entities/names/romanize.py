"""Latin forms of Arabic names: word by word out of tables of names, then by letters.

The tables are `personal_names.tsv` (usual spellings, out of Wikidata) and over it the hand-written
`spellings.tsv`. What comes from here is a transliteration and is marked so where it is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from reader.entities.lookup.spelling import spelled
from reader.entities.names.lists import rows
from reader.text.fold import search_key
from reader.text.latin import is_arabic

# What is written as one with the word behind it, the article in all of them.
_PREFIXES = {"ال": "al-", "وال": "wal-", "لل": "lil-", "بال": "bil-"} | {
    "أبوال": "Abu al-",
    "ابوال": "Abu al-",
}
_LEAST_PREFIXED = 3  # letters of a word behind one of these
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


@cache
def letter_names() -> Mapping[str, str]:
    """The names of Latin letters as Arabic spells them, with the letter."""
    return {name: row[0] for row in rows("letters.tsv") for name in row[1].split("|")}


def is_common(name: str) -> bool:
    """Whether the last word of a person's name is one that the table of names knows."""
    last = search_key(name).split()[-1]
    return last in spellings() or (last.startswith("ال") and last[2:] in spellings())


def romanized_name(name: str) -> str:
    """A Latin form of an Arabic name; "" where it has no Arabic letters.

    Names of Latin letters («سي إن إن») are an acronym.
    """
    if not is_arabic(name):
        return ""
    words = name.split()
    letters = [letter_names().get(word, "") for word in words]
    if len(words) > 1 and all(letters):
        return "".join(letters)
    made = " ".join(_parts(words))
    return made[:1].upper() + made[1:]


def _parts(words: Sequence[str]) -> Iterator[str]:
    """The words of a name in Latin letters."""
    index = 0
    while index < len(words):
        word = search_key(words[index])
        following = search_key(words[index + 1]) if index + 1 < len(words) else ""
        whole = spellings().get(word + following) if word in _JOINED and following else None
        made = whole or _word(words[index], word)
        index += 2 if whole else 1
        if made:
            yield made


def _word(written: str, key: str) -> str:
    """One word in Latin letters.

    Args:
        written: as it is written: ة and ى tell what folding hides.
        key: its search form.
    """
    found = spellings().get(key)
    if found:
        return found
    for prefix, latin in _PREFIXES.items():
        # With hamza («إلياس») it is no article.
        if written.startswith(prefix) and len(key) >= len(prefix) + _LEAST_PREFIXED:
            rest = spellings().get(key.removeprefix(prefix))
            return latin + (rest or spelled(written.removeprefix(prefix)).capitalize())
    return spelled(written).capitalize()
