"""Number words that belong together as one: «خمسة وعشرين», «الثالث والعشرين», «ثلاث مئة»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.times.scanning import Item

_WAW = "W"


def merged_numbers(items: Sequence[Item]) -> Iterator[Item]:
    """The items, runs of number words as one each."""
    index = 0
    while index < len(items):
        end = _run_end(items, index) if _is_number_word(items[index]) else index + 1
        yield items[index] if end - index == 1 else _number(items[index:end])
        index = end


def _run_end(items: Sequence[Item], index: int) -> int:
    """The end of the run of number words that begins at `index`."""
    end = index + 1
    ordinal = "o" in items[index].value
    while end < len(items):
        joined = items[end].letters == _WAW
        place = end + joined
        if place >= len(items) or not _is_number_word(items[place]):
            break
        if not _may_follow(items[end - 1], items[place], joined=joined, ordinal=ordinal):
            break
        end = place + 1
    return end


def _is_number_word(item: Item) -> bool:
    return item.number is not None and item.letters[0] in "1o"


def _may_follow(before: Item, after: Item, *, joined: bool, ordinal: bool) -> bool:
    """Whether one number word goes on where another ends: units with tens, hundreds with units.

    An ordinal goes on with an ordinal («الثالث والعشرين») or with عشر; «الرابعة وعشرون» is a clock.
    """
    first, second = before.number or 0, after.number or 0
    if ordinal:
        if joined:
            return "o" in after.value and after.definite and first < 10 < second
        return first < 10 and second == 10 and "1" in after.value
    if "o" in after.value and "1" not in after.value:
        return False
    if joined:
        return (first < 10 < second <= 90) or (first >= 100 and second < first)
    return (first < 10 and second in (10, 100, 1000)) or (first >= 100 and second == 1000)


def _number(run: Sequence[Item]) -> Item:
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
    first, last = run[0], run[-1]
    value = {letter: str(number)}
    return replace(first, letters=letter, value=value, end=last.end, text=text, number=number)
