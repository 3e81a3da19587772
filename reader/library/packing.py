"""Lists of numbers as bytes: offsets as LEB128 differences, ids as little-endian words."""

import struct
from collections.abc import Iterable, Iterator

from reader.text.span import Span


def pack_spans(spans: Iterable[Span]) -> bytes:
    """Spans in rising order as unsigned LEB128: distance from the last start, then length.

    Raises:
        ValueError: where a span begins before the one in front of it.
    """
    packed = bytearray()
    last = 0
    for span in spans:
        if span.start < last:
            raise ValueError("spans must rise")
        _write(packed, span.start - last)
        _write(packed, span.end - span.start)
        last = span.start
    return bytes(packed)


def unpack_spans(packed: bytes) -> Iterator[Span]:
    """The spans that `pack_spans` packed."""
    numbers = _numbers(packed)
    start = 0
    for distance in numbers:
        start += distance
        yield Span(start, start + next(numbers))


def pack_ids(ids: Iterable[int]) -> bytes:
    """Ids below 2³² as four bytes each."""
    numbers = list(ids)
    return struct.pack(f"<{len(numbers)}I", *numbers)


def unpack_ids(packed: bytes) -> tuple[int, ...]:
    """The ids that `pack_ids` packed."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Rising numbers as unsigned LEB128 of their differences."""
    packed = bytearray()
    last = 0
    for number in numbers:
        if number < last:
            raise ValueError("numbers must rise")
        _write(packed, number - last)
        last = number
    return bytes(packed)


def unpack_numbers(packed: bytes) -> Iterator[int]:
    """The numbers that `pack_numbers` packed."""
    last = 0
    for distance in _numbers(packed):
        last += distance
        yield last


def pack_varints(numbers: Iterable[int]) -> bytes:
    """Numbers as they are, unsigned LEB128."""
    packed = bytearray()
    for number in numbers:
        _write(packed, number)
    return bytes(packed)


def unpack_varints(packed: bytes) -> Iterator[int]:
    """The numbers that `pack_varints` packed."""
    return _numbers(packed)


def _write(packed: bytearray, number: int) -> None:
    """Append one number, seven bits a byte, the lowest first."""
    while number > 0x7F:
        packed.append(number & 0x7F | 0x80)
        number >>= 7
    packed.append(number)


def _numbers(packed: bytes) -> Iterator[int]:
    """The numbers that `_write` wrote."""
    number = shift = 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            yield number
            number = shift = 0
