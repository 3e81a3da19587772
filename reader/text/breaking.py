"""Where a line may break: UAX #14, Unicode 17.0, all rules, fast on running text.

A text is cut into islands at places where a break is certain whatever stands around (after a blank
between ordinary letters, between ideographs). Rules look neither back nor ahead over such a place,
so each island is judged alone; an island of letters and trailing blanks has no break inside, and
the breaks of the others are remembered by their class bytes (`reader.text.breaking_rules` judges).
"""

import re
from collections.abc import Iterable

from reader.text.breaking_rules import breaks_of_kinds
from reader.text.unicode import PropertyMap
from reader.text.unicode.tables_breaking import LINE_KINDS, LINE_STARTS, LINE_VALUES

KINDS = PropertyMap(LINE_STARTS, LINE_VALUES)
_TAIL = 512
_FIRST_LETTER = 0x21  # the generator gives kind number k the letter chr(0x21 + k)
_FORCING = ("BK", "CR", "LF", "NL")


def _letters(classes: Iterable[str], *, flagged: bool = True) -> bytes:
    """The letters of all kinds of the line break `classes`, as a byte class of a pattern."""
    wanted = frozenset(classes)
    return b"".join(
        re.escape(bytes([_FIRST_LETTER + number]))
        for number, kind in enumerate(LINE_KINDS)
        if kind.partition(":")[0] in wanted and (flagged or not kind.partition(":")[2])
    )


_SPACE = _letters(["SP"])
# After these and blanks a break can still be forbidden, or is none of this pattern's business.
_HOLDING = _letters(["OP", "QU", "ZW", "SP", "CL", "CP", "B2", *_FORCING])
# Before these no break stands, or not always, even after blanks.
_CLINGING = _letters(["SP", "ZW", "WJ", "CL", "CP", "EX", "SY", "IS", "NS", "QU", "B2", *_FORCING])
_MARK = _letters(["CM"])
_IDEOGRAPH = b"".join(
    re.escape(bytes([_FIRST_LETTER + LINE_KINDS.index(kind)])) for kind in ("ID:", "ID:e")
)
_CERTAIN = re.compile(
    b"(?:\\A|[^%b%b][%b]*)[%b]+(?=[^%b])" % (_HOLDING, _MARK, _MARK, _SPACE, _CLINGING)
    + b"|[%b][%b]*(?=[%b])" % (_IDEOGRAPH, _MARK, _IDEOGRAPH),
    re.DOTALL,
)
# What can have a break before or after it inside an island: all but letters, digits and the marks
# on them; a mark without a base counts as a letter that `_CERTAIN` passes over.
_SPECIAL = re.compile(
    b"[^%b%b]|(?:(?<=[%b])|\\A)[%b]"
    % (_letters(["AL", "HL", "NU", "CM"], flagged=False), _SPACE, _SPACE, _MARK),
    re.DOTALL,
)
_FORCED = re.compile(b"[%b]" % _letters(_FORCING), re.DOTALL)


def kinds(text: str) -> bytes:
    """The line break kind of each code point of `text`: a letter of the generated tables."""
    return KINDS.of(text)


def opportunities(text_kinds: bytes) -> list[int]:
    """The offsets at which a line may or must break, ascending; the end of the text is the last.

    Args:
        text_kinds: what `kinds` gives for the text.
    """
    offsets: list[int] = []
    specials = _SPECIAL.finditer(text_kinds)
    special = next((found.start() for found in specials), len(text_kinds))
    start = 0
    ends = [found.end() for found in _CERTAIN.finditer(text_kinds)]
    if text_kinds and (not ends or ends[-1] < len(text_kinds)):
        ends.append(len(text_kinds))
    for end in ends:
        if special >= end:
            offsets.append(end)
        else:
            inner = breaks_of_kinds(text_kinds[start:end])
            offsets += [start + offset for offset in inner] if len(inner) > 1 else (end,)
            while special < end:
                special = next((found.start() for found in specials), len(text_kinds))
        start = end
    return offsets


def last_certain(text_kinds: bytes) -> int:
    """The last offset at which a break is certain whatever follows the text, or 0.

    A text can be cut there and its parts be judged alone.
    """
    size = len(text_kinds)
    for start in range(max(0, size - _TAIL), -_TAIL, -_TAIL):
        window = _CERTAIN.finditer(text_kinds, max(0, start), min(size, start + 2 * _TAIL))
        ends = [found.end() for found in window]
        if ends:
            return ends[-1]
    return 0


def forced(text_kinds: bytes) -> list[int]:
    """The offsets at which a line must break, but for the end of the text."""
    if not _FORCED.search(text_kinds):
        return []
    return [
        offset
        for offset in opportunities(text_kinds)
        if offset < len(text_kinds) and _FORCED.match(text_kinds, offset - 1)
    ]
