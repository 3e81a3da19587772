"""A text as items of time: words of the lexicon, numbers, dates in digits, and the gaps between.

Proclitics (و ف ب ل ك) are peeled off only where what is left is in the closed lexicon; a peeled و
becomes an item of its own, for it joins («خمسة وعشرين», «عامي 2011 و2015»).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.times.lexicon import LONGEST, Entry, TimeLexicon, lexicon

_TOKEN = re.compile(
    r"\d{1,4}(?:\s?[/.\-]\s?\d{1,4}){1,2}(?!\d)|\d+(?::\d\d)+|\d+(?:[.,]\d+)?|[\u0621-\u064a]+|[^\s\w]"
)
_GAP = "."
_BEFORE_DIGITS = frozenset(("ال", "ل", "ب", "لل", "ك", "وال", "بال"))
_WAW = "W"
_PREFIXES = ("وب", "ول", "وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be part of a time.

    Attributes:
        letters: the classes it can be; the first is the usual one, ``.`` for none.
        value: by class, its value.
        start, end: places in the search form of the text.
        text: its words, folded.
        number: its number, for numbers in digits or words, or None.
    """

    letters: str
    value: dict[str, str]
    start: int
    end: int
    text: str
    number: int | None = None


def scan(text: str) -> list[Item]:
    """The items of `text`, a search form (`reader.text.fold.SearchText`)."""
    table = lexicon()
    tokens = [(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(text)]
    items: list[Item] = []
    index = 0
    while index < len(tokens):
        made, size = _at(tokens, index, table)
        items += made
        index += size
    return list(_merged_numbers(items))


Token = tuple[int, int, str]


def _at(tokens: list[Token], index: int, table: TimeLexicon) -> tuple[list[Item], int]:
    """The items that begin at token `index`, and how many tokens they take."""
    start, end, word = tokens[index]
    if word == "و":
        return [Item(_WAW, {}, start, end, word)], 1
    joined = index + 1 < len(tokens) and tokens[index + 1][0] == end
    if word in _BEFORE_DIGITS and joined and tokens[index + 1][2][0].isdigit():
        return [], 1  # «الـ24», «لـ72»: the tatweel is gone by now
    if word[0].isdigit():
        return [_digits(start, end, word)], 1
    if not word[0].isalpha():
        return [Item(word if word in "/-()،" else _GAP, {}, start, end, word)], 1
    for prefix in _cuts(word):
        rest = word[len(prefix) :]
        found = _phrase_at(tokens, index, rest, table)
        if found is not None:
            item, size = found
            if prefix.endswith("ال") or prefix == "لل":  # the article belongs to the time
                item = replace(item, start=item.start - (2 if prefix.endswith("ال") else 1))
            waw = [Item(_WAW, {}, start, start + 1, "و")] if prefix[:1] == "و" else []
            return [*waw, item], size
    return [Item(_GAP, {}, start, end, word)], 1


def _cuts(word: str) -> Iterator[str]:
    """What may stand before a word of the lexicon, nothing first."""
    yield ""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            yield prefix


def _phrase_at(
    tokens: list[Token], index: int, head: str, table: TimeLexicon
) -> tuple[Item, int] | None:
    """The longest phrase that begins with `head`, the rest of token `index`."""
    _start, end, _word = tokens[index]
    start = end - len(head)
    if head in table.heads:
        for size in range(LONGEST, 0, -1):
            words = (head, *(token[2] for token in tokens[index + 1 : index + size]))
            entries = table.phrases.get(words)
            if entries is not None and len(words) == size:
                last = tokens[index + size - 1][1]
                return _item(entries, start, last, " ".join(words), table), size
    for letter, numbers in (("1", table.cardinals), ("o", table.ordinals)):
        if head in numbers:
            number = numbers[head]
            return Item(letter, {letter: str(number)}, start, end, head, number), 1
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
    return Item(letters, value, start, end, words, number)


_SPLIT = re.compile(r"\s?[/.\-]\s?")


def _digits(start: int, end: int, word: str) -> Item:
    """A number, a clock time or a date in digits."""
    if ":" in word:
        return Item("C", {}, start, end, word)
    parts = _SPLIT.split(word)
    if len(parts) == 3:
        return Item("D", {}, start, end, word)
    if len(parts) == 2:
        return Item("2", {}, start, end, word)
    if word.isdigit():
        return Item("#", {"#": word}, start, end, word, int(word[:9]))
    return Item("2" if "." in word or "," in word else _GAP, {}, start, end, word)


def _merged_numbers(items: list[Item]) -> Iterator[Item]:
    """The items, number words that belong together as one («خمسة وعشرين», «الثالث والعشرين»)."""
    index = 0
    while index < len(items):
        end = _number_end(items, index)
        if end - index > 1:
            yield _number(items[index:end])
        else:
            yield items[index]
        index = end
    return


def _number_end(items: list[Item], index: int) -> int:
    """The end of the run of number words that begins at `index`."""
    if not _is_number_word(items[index]):
        return index + 1
    end = index + 1
    while end < len(items):
        after = items[end]
        if _is_number_word(after) and _may_follow(items[end - 1], after, joined=False):
            end += 1
        elif (
            after.letters == _WAW
            and end + 1 < len(items)
            and _is_number_word(items[end + 1])
            and _may_follow(items[end - 1], items[end + 1], joined=True)
        ):
            end += 2
        else:
            break
    return end


def _is_number_word(item: Item) -> bool:
    return item.number is not None and item.letters[0] in "1o" and "#" not in item.value


def _may_follow(before: Item, after: Item, *, joined: bool) -> bool:
    """Whether one number word goes on where another ends: units with tens, hundreds with units."""
    first, second = before.number or 0, after.number or 0
    if joined:
        return (first < 10 < second <= 90) or (first >= 100 and second < first) or second < first
    return (first < 10 and second in (10, 100, 1000)) or (first >= 100 and second == 1000)


def _number(run: list[Item]) -> Item:
    """One item of the number words `run`."""
    total = current = 0
    for item in run:
        if item.letters == _WAW:
            continue
        number = item.number or 0
        if number in (100, 1000) and current:
            current *= number
            total, current = (total + current, 0) if number == 1000 else (total, current)
        elif number == 10 and 0 < current < 10:
            current += 10
        else:
            if number >= 1000:
                total, current = total + current, 0
            current += number
    letter = "o" if "o" in run[0].value else "1"
    number = total + current
    text = " ".join(item.text for item in run)
    return Item(letter, {letter: str(number)}, run[0].start, run[-1].end, text, number)
