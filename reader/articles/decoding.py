"""Bytes into text: which encoding an Arabic file is really in.

Labels lie (a folder named ISO-Arabic held windows-1256), and detectors fail on real files that end
in NUL. The rule: BOM, strict UTF-8, UTF-16 by its NUL bytes, UTF-8 with little damage, then the
single-byte encodings against each other by counting words that begin with ال and words that every
Arabic text has.
"""

import codecs
import re
from dataclasses import dataclass

from reader.articles.mojibake import looks_garbled, repair
from reader.notice import Notice, QariError
from reader.text.sanitize import REPLACEMENT

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In falling order of how often files are in them; the first of equals wins.
_SINGLE_BYTE = ("cp1256", "iso8859_6", "mac_arabic", "cp720")
_SOME_DAMAGE = 0.05  # share of bytes outside valid UTF-8 up to which it is damaged UTF-8
_MOST_DAMAGE = 0.3  # share of damaged characters above which nothing can be read
_SAMPLE = 1 << 16  # bytes looked at to choose
_COMMON = re.compile(
    r"(?<![\u0621-\u064a])(?:في|من|على|الى|إلى|عن|ان|أن|هذا|التي|الذي|ما|لا|مع|كان|ال[\u0621-\u064a]{2,})"
    r"(?![\u0621-\u064a])"
)
_ARABIC = re.compile("[\u0621-\u064a]")
_TORN_WORD = re.compile("[\u0621-\u064a][A-Za-z\u00c0-\u024f]|[A-Za-z\u00c0-\u024f][\u0621-\u064a]")
_BINARY_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A letter and a sign of windows-1256 whose bytes happen to be one character of UTF-8.
_LETTER_AND_SIGN = re.compile(rb"[\xc2-\xdf][\x85\x91-\x97\xa0\xa1\xab-\xad\xba\xbb\xbf]")
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"%PDF", b"PK\x03\x04", b"\x1f\x8b",
    b"MZ\x90", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"SQLite format 3\0", b"\0asm", b"RIFF",
    b"OggS",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text made of bytes.

    Attributes:
        text: the text, BOM dropped, line ends as they are.
        encoding: Python's name of the encoding.
        warnings: damage and mojibake that the reader should know of.
    """

    text: str
    encoding: str
    warnings: tuple[Notice, ...] = ()


def decode(data: bytes, *, encoding: str | None = None, name: str = "") -> Decoded:
    """Decode `data`.

    Args:
        data: the whole file.
        encoding: the user's word for it, or None to find out.
        name: what to call the file in messages.

    Raises:
        QariError: ``encoding-unknown`` for a name that is no encoding, ``binary`` for what is no
            text, ``encoding-wrong`` where `encoding` cannot read the bytes at all,
            ``encoding-undetected`` where no encoding that is tried gives readable text.
    """
    if encoding is not None:
        return _as_told(data, encoding, name)
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _checked(data.decode(codec, "replace"), codec.removesuffix("-sig"), name)
    trimmed = data.rstrip(b"\0")  # one corpus ends all its files in NUL
    wide = _wide_by_nul(data)
    if wide is not None:
        return _checked(data.decode(wide, "replace"), wide, name)
    if is_binary(trimmed):
        raise QariError("binary", path=name)
    if _utf8_damage(trimmed) <= _SOME_DAMAGE:
        return _checked(trimmed.decode("utf-8", "replace"), "utf-8", name)
    codec = _single_byte(trimmed) or "utf-8"
    return _checked(trimmed.decode(codec, "replace"), codec, name)


def _as_told(data: bytes, encoding: str, name: str) -> Decoded:
    """Decode by the user's word; what does not fit becomes U+FFFD."""
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError) as error:  # a NUL in the name is a ValueError
        raise QariError("encoding-unknown", encoding=encoding) from error
    try:
        text = data.decode(codec.name, "replace")
    except (UnicodeError, LookupError) as error:  # codecs between bytes, such as base64
        raise QariError("encoding-wrong", encoding=encoding, path=name) from error
    return Decoded(text.removeprefix("\ufeff"), codec.name, _damage(text, codec.name))


def is_binary(data: bytes) -> bool:
    """Whether `data` is no text in any encoding: known magic, or many control bytes."""
    if data.startswith(_MAGIC):
        return True
    sample = data[:_SAMPLE]
    controls = len(_BINARY_CONTROLS.findall(sample))
    return controls > max(8, len(sample) // 50)


def _wide_by_nul(data: bytes) -> str | None:
    """UTF-16 without BOM: blanks and punctuation have a NUL on always the same side.

    Arabic letters have a byte 6 there, which is in no text of another encoding. More than half of
    UTF-32 is NUL: two bytes of each letter, and a third of each blank.
    """
    sample = data[:_SAMPLE]
    if len(sample) < 4:
        return None
    if sample.count(0) * 2 >= len(sample) and not len(data) % 4:
        return _utf32(sample)
    lower, upper = _arabic_pages(sample[0::2]), _arabic_pages(sample[1::2])
    if max(lower, upper) * 10 >= len(sample) * 4:  # four units of five or more
        return "utf-16-le" if upper > lower else "utf-16-be"
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(2, len(sample) // 50) or min(even, odd) * 8 > max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: len(sample) & ~1].decode(codec, "replace")
    letters = sum(letter.isalpha() for letter in text)
    return codec if letters * 2 > len(text) else None


def _arabic_pages(data: bytes) -> int:
    """How many bytes are the upper half of an Arabic letter or of ASCII; 0 where none is Arabic."""
    arabic = data.count(6)
    return arabic + data.count(0) if arabic * 2 > len(data) else 0


def _utf32(sample: bytes) -> str | None:
    """The byte order in which `sample` is UTF-32, or None."""
    for codec in ("utf-32-le", "utf-32-be"):
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        if sum(map(str.isalpha, text)) * 2 > len(text):
            return codec
    return None


def _utf8_damage(data: bytes) -> float:
    """The share of bytes that are no valid UTF-8; a character cut off at the end is no damage."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        wrong = text.count(REPLACEMENT)
        right = sum(letter > "\x7f" for letter in text) - wrong
        return wrong / len(data) if right > wrong else 1.0
    return 0.0


def _single_byte(data: bytes) -> str | None:
    """The single-byte encoding that gives most Arabic words.

    Where none gives any word: windows-1256, if its letters do not mix with Latin ones in words
    (it also holds the letters of French). Else None.
    """
    sample = data[:_SAMPLE]
    readings = [(codec, sample.decode(codec, "replace")) for codec in _SINGLE_BYTE]
    scores = {
        codec: len(_COMMON.findall(text)) - 2 * text.count(REPLACEMENT) for codec, text in readings
    }
    best = max(_SINGLE_BYTE, key=lambda codec: scores[codec])
    if scores[best] > 0:
        return best
    text = readings[0][1]
    torn = len(_TORN_WORD.findall(text))
    if torn * 10 > len(_ARABIC.findall(text)) or _holds_utf8(sample):
        return None
    return "cp1256"


def _holds_utf8(data: bytes) -> bool:
    """Whether some of what is beyond ASCII is valid UTF-8.

    Letters of a single-byte encoding are that by accident only: before a sign, as in «ا،».
    """
    text = data.decode("utf-8", "replace")
    wrong, accidents = text.count(REPLACEMENT), len(_LETTER_AND_SIGN.findall(data))
    return (sum(letter > "\x7f" for letter in text) - wrong - accidents) * 20 > wrong


def _checked(text: str, encoding: str, name: str) -> Decoded:
    """The result, garbled text repaired where that is provable, with a warning for what is not."""
    if text.count(REPLACEMENT) > _MOST_DAMAGE * max(len(text), 64):
        raise QariError("encoding-undetected", path=name)
    warnings = _damage(text, encoding)
    if looks_garbled(text):
        repaired = repair(text)
        if repaired is None:
            warnings += (Notice("mojibake", {"encoding": encoding}),)
        else:
            text, chain = repaired
            warnings += (Notice("mojibake-repaired", {"chain": chain}), *_damage(text, encoding))
    return Decoded(text, encoding, warnings)


def _damage(text: str, encoding: str) -> tuple[Notice, ...]:
    """A warning that counts the damaged characters of `text`, if it has any."""
    damaged = text.count(REPLACEMENT)
    if not damaged:
        return ()
    return (Notice("text-damaged", {"count": str(damaged), "encoding": encoding}),)
