"""Bytes into text: which encoding an Arabic file is really in.

Labels lie (a folder named ISO-Arabic held windows-1256), and detectors fail on real files that end
in NUL; this rule reads all 81 files with known letters that it was measured on: BOM, strict UTF-8,
UTF-8 with little damage, UTF-16 by its NUL bytes, then windows-1256 against ISO-8859-6 by counting
words that begin with ال and words that every Arabic text has.
"""

import codecs
import re
from dataclasses import dataclass

from reader.notice import Notice, QariError
from reader.text.sanitize import REPLACEMENT

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("cp1256", "iso8859_6")
_SOME_DAMAGE = 0.05  # share of bytes outside valid UTF-8 up to which it is damaged UTF-8
_SAMPLE = 1 << 16  # bytes looked at to choose
_COMMON = re.compile(
    r"(?<![\u0621-\u064a])(?:في|من|على|الى|إلى|عن|ان|أن|هذا|التي|الذي|ما|لا|مع|كان|ال[\u0621-\u064a]{2,})"
    r"(?![\u0621-\u064a])"
)
_MOJIBAKE = re.compile("[ØÙÚÛ][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]")
_BINARY_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"MZ",
)


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
            text, ``encoding-wrong`` where `encoding` cannot read the bytes at all.
    """
    if encoding is not None:
        return _as_told(data, encoding, name)
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _checked(data.decode(codec, "replace"), codec.removesuffix("-sig"))
    trimmed = data.rstrip(b"\0")  # one corpus ends all its files in NUL
    wide = _utf16_by_nul(trimmed)
    if wide is not None:
        return _checked(data.decode(wide, "replace"), wide)
    if is_binary(trimmed):
        raise QariError("binary", path=name)
    damage = _utf8_damage(trimmed)
    if damage <= _SOME_DAMAGE:
        return _checked(trimmed.decode("utf-8", "replace"), "utf-8")
    codec = _single_byte(trimmed) or "utf-8"
    return _checked(trimmed.decode(codec, "replace"), codec)


def _as_told(data: bytes, encoding: str, name: str) -> Decoded:
    """Decode by the user's word; what does not fit becomes U+FFFD."""
    try:
        codec = codecs.lookup(encoding)
    except LookupError as error:
        raise QariError("encoding-unknown", encoding=encoding) from error
    try:
        text = data.decode(codec.name, "replace")
    except (UnicodeError, LookupError) as error:  # codecs between bytes, such as base64
        raise QariError("encoding-wrong", encoding=encoding, path=name) from error
    return _checked(text.removeprefix("\ufeff"), codec.name)


def is_binary(data: bytes) -> bool:
    """Whether `data` is no text in any encoding: known magic, or many control bytes."""
    if data.startswith(_MAGIC):
        return True
    sample = data[:_SAMPLE]
    controls = len(_BINARY_CONTROLS.findall(sample))
    return controls > max(8, len(sample) // 50)


def _utf16_by_nul(data: bytes) -> str | None:
    """UTF-16 without BOM: blanks and punctuation have a NUL on always the same side."""
    sample = data[:_SAMPLE]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(2, len(sample) // 50) or min(even, odd) * 8 > max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: len(sample) & ~1].decode(codec, "replace")
    letters = sum(letter.isalpha() for letter in text)
    return codec if letters * 2 > len(text) else None


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
    """The single-byte encoding that gives more Arabic words; None where none gives any."""
    sample = data[:_SAMPLE]
    scores = [len(_COMMON.findall(sample.decode(codec, "replace"))) for codec in _SINGLE_BYTE]
    return _SINGLE_BYTE[scores[1] > scores[0]] if any(scores) else None


def _checked(text: str, encoding: str) -> Decoded:
    """The result, with a warning for what is visibly wrong with it."""
    warnings = []
    damaged = text.count(REPLACEMENT)
    if damaged:
        warnings.append(Notice("text-damaged", {"count": str(damaged), "encoding": encoding}))
    if len(_MOJIBAKE.findall(text[:_SAMPLE])) * 8 > len(text[:_SAMPLE]):
        warnings.append(Notice("mojibake", {"encoding": encoding}))
    return Decoded(text, encoding, tuple(warnings))


def repaired_mojibake(text: str) -> str | None:
    """`text` as it was before UTF-8 was read as a Western encoding, or None if not reversible."""
    for wrong in ("latin-1", "cp1252"):
        try:
            return text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
    return None
