"""A text as items of time: words of the lexicon, numbers, dates in digits, and the gaps between.

Proclitics (و ف ب ل ك) are peeled off only where what is left is in the closed lexicon; a peeled و
becomes an item of its own, for it joins («خمسة وعشرين», «عامي 2011 و2015»).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from reader.times.lexicon import TOKEN, Entry, TimeLexicon, lexicon
from reader.times.numbers import merged_numbers

GAP = "."
WAW = "W"
_BEFORE_DIGITS = {
    "ال": 0,
    "وال": 1,
    "بال": 1,
    "كال": 1,
    "لل": 1,
    "ولل": 2,
    "ل": 1,
    "ب": 1,
    "ك": 1,
    "ول": 2,
    "وب": 2,
    "و": 1,
}
_PREFIXES = ("و", "ف", "ب", "ل", "ك", "ال", "وب", "ول", "لل", "وال", "فال", "بال", "كال", "ولل")
_MARKS = {mark: mark for mark in "/-()،"} | {",": "،", "–": "-", "؛": "؛", ":": ":", ";": "؛"}
_YEAR_DIGITS = 4
_CACHED = 20_000  # surfaces whose peeling is remembered


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be part of a time.

    Attributes:
        letters: the classes it can be; the first is the usual one, ``.`` for none.
        value: by class, its value.
        start, end: places in the search form of the text; an article belongs to it.
        text: its words, folded, without what was peeled off.
        number: its number, for numbers in digits or words, or None.
        definite: whether it has the article.
    """

    letters: str
    value: dict[str, str]
    start: int
    end: int
    text: str
    number: int | None = None
    definite: bool = False


Token = tuple[int, int, str]


def scan(text: str) -> list[Item]:
    """The items of `text`, a search form (`reader.text.fold.SearchText`)."""
    table = lexicon()
    tokens = [(found.start(), found.end(), found[0]) for found in TOKEN.finditer(text)]
    items: list[Item] = []
    index = 0
    while index < len(tokens):
        made, size = _at(tokens, index, table)
        items += made
        index += size
    return list(merged_numbers(items))


def _at(tokens: list[Token], index: int, table: TimeLexicon) -> tuple[list[Item], int]:
    """The items that begin at token `index`, and how many tokens they take."""
    start, end, word = tokens[index]
    if word[0].isdigit():
        return [_digits(start, end, word)], 1
    if word in _BEFORE_DIGITS and _digits_follow(tokens, index):
        return _before_digits(tokens, index), 2  # «الـ24», «لـ72»: the tatweel is gone by now
    if word == "و":
        return [Item(WAW, {}, start, end, word)], 1
    if word == "." and _before_year(tokens, index):
        return [Item("،", {}, start, end, word)], 1  # «عام.2002»
    if not word[0].isalpha():
        return [Item(_MARKS.get(word, GAP), {}, start, end, word)], 1
    best: tuple[str, str, Item, int] | None = None
    for prefix, rest in _readings(word):
        found = _phrase_at(tokens, index, rest, table)
        if found is not None and (best is None or found[1] > best[3]):
            best = (prefix, rest, *found)
    if best is not None:
        prefix, rest, item, size = best
        return _peeled(start, end, prefix, rest, item), size
    return [Item(GAP, {}, start, end, word)], 1


def _peeled(start: int, end: int, prefix: str, rest: str, item: Item) -> list[Item]:
    """The item of a word without its proclitics, behind the و that joins it."""
    begin = end - len(rest)
    if prefix.endswith("ال"):
        begin -= 2
    elif prefix.endswith("لل") and not rest.startswith("ال"):
        begin -= 1
    elif rest.startswith("ال") and prefix.endswith("ل") and begin < start + len(prefix):
        begin = max(start, begin + 1)  # «للأسبوع»: the article has lost its alif
    definite = prefix.endswith(("ال", "لل")) or item.definite
    item = replace(item, start=begin, definite=definite)
    waw = [Item(WAW, {}, start, start + 1, "و")] if prefix[:1] == "و" else []
    return [*waw, item]


def _digits_follow(tokens: list[Token], index: int) -> bool:
    """Whether digits are joined to token `index`; an article may have a blank behind it."""
    _, end, word = tokens[index]
    if index + 1 == len(tokens):
        return False
    start, _, after = tokens[index + 1]
    return after[0].isdigit() and start - end <= word.endswith(("ال", "لل"))


def _before_digits(tokens: list[Token], index: int) -> list[Item]:
    """The number behind a joined article or preposition; the article belongs to it."""
    start, _, word = tokens[index]
    _, end, digits = tokens[index + 1]
    item = _digits(start + _BEFORE_DIGITS[word], end, digits)
    if not word.endswith(("ال", "لل")):
        item = replace(item, start=end - len(digits))
    waw = [Item(WAW, {}, start, start + 1, "و")] if word[0] == "و" else []
    return [*waw, replace(item, definite=word.endswith(("ال", "لل")))]


def _before_year(tokens: list[Token], index: int) -> bool:
    """Whether the full stop `index` is joined to a number of four digits."""
    if index + 1 == len(tokens):
        return False
    start, _, word = tokens[index + 1]
    return start == tokens[index][1] and word.isdigit() and len(word) == _YEAR_DIGITS


@lru_cache(_CACHED)
def _readings(word: str) -> tuple[tuple[str, str], ...]:
    """How `word` comes apart into proclitics and something that the lexicon begins with."""
    table = lexicon()
    if word in table.lists["whole"]:
        return ()
    known = table.longest.keys() | table.cardinals.keys() | table.ordinals.keys()
    found = [("", word)] if word in known else []
    for prefix in _PREFIXES:
        rest = word[len(prefix) :]
        twice = prefix.endswith("ال") and rest.startswith("ال")  # «الآلان» are no «الآن»
        if not word.startswith(prefix) or len(rest) < 2 or twice:
            continue
        if prefix.endswith("لل") and "ال" + rest in known:
            found.append((prefix[:-1], "ال" + rest))
        if rest in known:
            found.append((prefix, rest))
    return tuple(found)


def _phrase_at(
    tokens: list[Token], index: int, head: str, table: TimeLexicon
) -> tuple[Item, int] | None:
    """The longest phrase that begins with `head`, the rest of token `index`."""
    start, end, _ = tokens[index]
    for size in range(min(table.longest.get(head, 0), len(tokens) - index), 0, -1):
        words = (head, *(token[2] for token in tokens[index + 1 : index + size]))
        entries = table.phrases.get(words)
        if entries is not None:
            last = tokens[index + size - 1][1]
            return _item(entries, start, last, " ".join(words), table), size
    return _number_word(head, start, end, table)


def _number_word(head: str, start: int, end: int, table: TimeLexicon) -> tuple[Item, int] | None:
    """The item of a number word."""
    for letter, numbers in (("1", table.cardinals), ("o", table.ordinals)):
        if head in numbers:
            number, definite = numbers[head], head.startswith("ال")
            return Item(letter, {letter: str(number)}, start, end, head, number, definite), 1
    return None


def _item(entries: tuple[Entry, ...], start: int, end: int, words: str, table: TimeLexicon) -> Item:
    """The item of a phrase; a word that is a number as well can be both."""
    value = {entry.letter: entry.value for entry in entries}
    letters = "".join(value)
    number = None
    for letter, numbers in (("o", table.ordinals), ("1", table.cardinals)):
        if words in numbers and letter not in value:
            number = numbers[words]
            letters += letter
            value[letter] = str(number)
    return Item(letters, value, start, end, words, number, words.startswith("ال"))


_SPLIT = re.compile(r"\s?[/.\-]\s?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,٬]\d{3})+")


def _digits(start: int, end: int, word: str) -> Item:
    """A number, a clock time or a date in digits."""
    if ":" in word:
        return Item("C", {}, start, end, word)
    if _THOUSANDS.fullmatch(word):
        number = int(re.sub(r"\D", "", word)[:9])
        return Item("#", {"#": str(number)}, start, end, word, number)
    parts = _SPLIT.split(word)
    if len(parts) == 3:
        return Item("D", {}, start, end, word)
    if len(parts) == 2:
        return Item("2", {}, start, end, word)
    if word.isdigit():
        return Item("#", {"#": word}, start, end, word, int(word[:9]))
    return Item("2", {}, start, end, word)


def numbers_of(word: str) -> Iterator[int]:
    """The numbers of a date or clock time in digits."""
    return (int(part) for part in re.split(r"\D+", word) if part)
