"""The form in which the library indexes and compares text; one version of it holds for a library.

Marks, tatweel and controls go, hamza carriers, ى, ة, Persian letters, presentation forms and digits
fold (`reader.text.fold.search_key`): FTS5's own tokenizer would cut vocalised words at each mark.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from reader.text.fold import IGNORED, MARKS, fold, search_key

# Another value makes libraries rebuild their index: change it with whatever changes the result.
NORMALISER = "1"
_WORD = re.compile(r"[^\W_]+")  # as unicode61 cuts text: runs of letters and numbers
# The same in text as it is written, with what is ignored inside a word and the marks at its end.
_WRITTEN = re.compile(f"[^\\W_](?:[^\\W_]+|[{IGNORED}]+(?=[^\\W_]))*[{MARKS}\u0640]*")
_OF_1256 = b"\x01"  # before a text in Windows-1256; zlib begins with another byte
_NO_LETTER = re.compile(r"[\W_]+")
_IGNORED = re.compile(f"[{IGNORED}]+")
# What nearly every text has to fold; replacing these one by one is four times faster than a table.
_COMMON = tuple(zip("أإآىةؤئ", "ااايهوي", strict=True))


class IndexWord(NamedTuple):
    """A word as the index knows it.

    Attributes:
        key: its indexed form.
        start, end: code points of the text.
    """

    key: str
    start: int
    end: int


def normal(text: str) -> str:
    """The indexed form of `text`."""
    if _rare().search(text):
        return search_key(text).lower()
    text = _IGNORED.sub("", text)
    for letter, folded in _COMMON:
        text = text.replace(letter, folded)
    return text.lower()


@cache
def _rare() -> re.Pattern[str]:
    """What the short way does not fold: Persian letters, digits, presentation forms, capitals."""
    common = {letter for letter, _folded in _COMMON}
    points = map(chr, (*range(0x80, 0x700), 0x202F))
    folded = "".join(char for char in points if fold(char) != char and char not in common)
    return re.compile(f"[{folded}\ufb50-\ufdff\ufe70-\ufefc]")


def normal_packed(packed: bytes) -> str:
    """The indexed form of a compressed text, for SQL."""
    return normal(unpack_text(packed))


def pack_text(text: str) -> bytes:
    """`text` compressed.

    In Windows-1256 where its letters are all of that, as those of nine articles in ten are: that
    takes a fifth less than UTF-8 and half the time. Else in UTF-8; what no UTF-8 can hold cannot be
    in an article.
    """
    try:
        return _OF_1256 + zlib.compress(text.encode("cp1256"), 6)
    except UnicodeEncodeError:
        return zlib.compress(text.encode("utf-8"), 6)


def unpack_text(packed: bytes) -> str:
    """The text that `pack_text` compressed."""
    if packed.startswith(_OF_1256):
        return zlib.decompress(packed[1:]).decode("cp1256")
    return zlib.decompress(packed).decode("utf-8")


def letters(text: str) -> str:
    """The folded letters and digits of `text`: two articles with the same ones are the same."""
    return _NO_LETTER.sub("", normal(text))


def index_words(text: str) -> Iterator[IndexWord]:
    """The words of `text` as the index knows them, in order, with their code points."""
    return map(IndexWord, *keyed_words(text))


def keyed_words(text: str) -> tuple[list[str], list[int], list[int]]:
    """The same as three lists, keys, starts and ends: less work for whole texts.

    Strings and numbers alone stay, so that thousands of words never start a garbage collection.
    """
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WRITTEN.finditer(text):
        start, end = found.span()
        for key in _keys(found[0]):
            keys.append(key)
            starts.append(start)
            ends.append(end)
    return keys, starts, ends


@lru_cache(maxsize=1 << 15)  # a text has most of its words from the one before
def _keys(written: str) -> tuple[str, ...]:
    """The indexed forms of a word as written; a ligature can be several words."""
    return tuple(_WORD.findall(normal(written)))
