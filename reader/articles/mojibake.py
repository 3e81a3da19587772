"""Mojibake: text that was once read in a wrong encoding, and how to undo that.

A file may be perfect UTF-8 and yet hold «Ø§Ù„Ø³Ø¹ÙˆØ¯ÙŠØ©» (UTF-8 read as windows-1252),
«ط§ظ„ط³ط¹ظˆط¯ظٹط©» (UTF-8 read as windows-1256) or «ÇáÓÚæÏíÉ» (windows-1256 read as
windows-1252). Undoing it is provable: the letters go back into the bytes of the wrong encoding,
and the right one makes Arabic words of them that were not there before.
"""

import re
from functools import cache

from reader.text.sanitize import REPLACEMENT

_SAMPLE = 1 << 14  # code points looked at
# What the letters were taken for, and what they were: in falling order of how common it is.
_CHAINS = (
    ("cp1252", "utf-8"),
    ("cp1256", "utf-8"),
    ("cp1252", "cp1256"),
    ("cp1252", "iso8859_6"),
    ("mac_roman", "utf-8"),
)
_LATIN = re.compile("[\u00c0-\u00ff]")
# Two of them side by side, or one before a sign: no Latin language writes so again and again.
_PAIRS = re.compile(
    "[\u00c0-\u00ff][\u0080-\u00ff\u0152-\u0192\u02c6-\u02dc\u2018-\u203a\u20ac\u2122\ufffd]"
)
_TWINS = re.compile("[طظ][\u0080-\u00bf\u0152-\u0192\u02c6\u0679-\u06d2\u200c-\u203a\u20ac\u2122]")
_WORD = re.compile(r"(?<![\u0621-\u064a])(?:في|من|على|ال[\u0621-\u064a]{2,})(?![\u0621-\u064a])")
_ARABIC = re.compile("[\u0621-\u064a]")
_SOME_DAMAGE = 0.05  # share of the repaired text that may be lost


def looks_garbled(text: str) -> bool:
    """Whether a good part of `text` are letters that Arabic read in a wrong encoding leaves."""
    sample = text[:_SAMPLE]
    suspicious = 2 * max(len(_PAIRS.findall(sample)), len(_TWINS.findall(sample)))
    return suspicious >= 8 and suspicious * 3 > sum(map(str.isalpha, sample))


def repair(text: str) -> tuple[str, str] | None:
    """Undo the wrong reading of `text`.

    Args:
        text: for which `looks_garbled` is true.

    Returns:
        The text as it was and the chain of encodings, such as ``utf-8 > cp1252``; None where no
        chain makes Arabic words of it with under 5 % of its letters lost.
    """
    before = len(_WORD.findall(text[:_SAMPLE]))
    best: tuple[str, str] | None = None
    most = before
    for wrong, right in _CHAINS:
        repaired = _undone(text, wrong, right)
        if repaired.count(REPLACEMENT) > _SOME_DAMAGE * len(repaired):
            continue
        words = len(_WORD.findall(repaired[:_SAMPLE]))
        if words > most and len(_ARABIC.findall(repaired)) * 2 > len(_LATIN.findall(repaired)):
            best, most = (repaired, f"{right} > {wrong}"), words
    return best


def _undone(text: str, wrong: str, right: str) -> str:
    """`text` put back into the bytes of `wrong` and read as `right`; what fails is U+FFFD."""
    table = _bytes_of(wrong)
    data = bytearray()
    for letter in text:
        value = table.get(letter)
        if value is None:
            data += b"\xff" if letter > "\x7f" else letter.encode()
        else:
            data.append(value)
    return data.decode(right, "replace")


@cache
def _bytes_of(codec: str) -> dict[str, int]:
    """The byte of each letter in `codec`; C1 controls stand for bytes that it does not define."""
    table = {chr(value): value for value in range(256)}
    for value in range(128, 256):
        letter = bytes([value]).decode(codec, "replace")
        if letter != REPLACEMENT:
            table[letter] = value
    return table
