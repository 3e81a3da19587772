"""Likeness of texts as a number: SimHash of the pairs of their words.

After Charikar, «Similarity estimation techniques from rounding algorithms» (2002), with 64 bits:
each feature votes for every bit of its hash, and texts that share most features differ in few bits.
Of two copies of a report, one of them edited, a few bits differ; of two reports about the same
thing, about a third.
"""

import re
from functools import lru_cache
from hashlib import blake2b

NEAR = 10  # bits of 64 that near duplicates differ in at most
_BITS = 64
_LANE = 2  # bytes in which the votes for a bit are counted
_MOST = (1 << 8 * _LANE) - 1  # features that count
_WORD = re.compile(r"[^\W_]+")
_SIGN = 1 << 63


def likeness(folded: str) -> int | None:
    """The SimHash of a folded text.

    Args:
        folded: as `reader.library.normal.normal` gives it.

    Returns:
        A signed number of 64 bits, as SQLite keeps it; None for a text of less than two words.
    """
    words = _WORD.findall(folded)
    pairs = list(dict.fromkeys(map(" ".join, zip(words, words[1:], strict=False))))[:_MOST]
    if not pairs:
        return None
    votes = sum(map(_votes, pairs)).to_bytes(_BITS * _LANE, "little")
    half, number = len(pairs) / 2, 0
    for bit, count in enumerate(memoryview(votes).cast("H")):
        if count > half:
            number |= 1 << bit
    return number - (1 << _BITS) if number & _SIGN else number


def distance(one: int, other: int) -> int:
    """In how many bits two likenesses differ."""
    return ((one ^ other) & ((1 << _BITS) - 1)).bit_count()


@lru_cache(maxsize=1 << 15)
def _votes(feature: str) -> int:
    """A number whose lanes are 1 where the hash of the feature has a bit.

    Adding these counts the votes for all bits at once, without a loop over the bits.
    """
    digest = blake2b(feature.encode(), digest_size=_BITS // 8).digest()
    return int.from_bytes(b"".join(map(_LANES.__getitem__, digest)), "little")


_LANES = [
    b"".join((byte >> bit & 1).to_bytes(_LANE, "little") for bit in range(8)) for byte in range(256)
]
