"""Names by their sound, whole or by the words they hold."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reader.entities.lookup.found import How
from reader.entities.lookup.keys import Sound, pieces, sound
from reader.entities.lookup.letters import Reading

if TYPE_CHECKING:
    import numpy as np

_MOST_NEAR = 60  # pieces of a near key that are weighed
_MOST_SAME = 30  # and of the same consonants; and of consonants that begin so
_MOST_COMPARED = 10_000  # of more, the keys are compared that share the most letters
_FIRST_LETTER, _OTHER = ord("a"), 26
_OF_WORDS = 3  # by so much fewer are weighed for one word of several
_FEWEST, _SHARE = 16, 25  # of few pieces not all are near: this many, and every so manieth
_LEAST_RATIO = 50.0  # of 100: what is less near is not looked at
_LEAST_TURNED = 65.0  # of a Latin name, heard in Arabic: each needs a reading of its own
_LEAST_BONES = 2  # consonants of a beginning
_LAST = "\U0010ffff"
_SOUND, _PIECE, _BEGUN = 0.95, 0.85, 0.75  # what a whole name, a word, a beginning can count
_RATIO = 0.05  # what a point of the keys' ratio adds to a log chance
_MEAN_RATIO = 80.0
# Measured on Arab places: of names written in Latin letters the right one has a log chance of -1.0
# a letter (median), the likeliest wrong one -2.2.
_MIDDLE, _STEEP = -2.1, 2.0
_LEAST = 0.15  # a likeness below it is none
_EQUAL_SHARE = 0.6  # of letters that two names of one script share at least


@dataclass(slots=True)
class _Piece:
    """A sound and the forms that have it.

    Attributes:
        sound: of the whole form or of some words of it.
        whole: the forms of which it is all.
        parts: the forms of which it is a part.
    """

    sound: Sound
    whole: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)


class _Pieces:
    """Pieces by their keys and consonants."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self._pieces = pieces
        self._keys = [piece.sound.key for piece in pieces]
        self._by_bones = sorted((piece.sound.bones, at) for at, piece in enumerate(pieces))

    @cached_property
    def _letters(self) -> "np.ndarray[Any, np.dtype[np.uint32]]":
        """The letters of each key, a bit each."""
        import numpy as np  # noqa: PLC0415 - few names need none of it

        return np.array(list(map(_bits, self._keys)), dtype=np.uint32)

    def near(self, heard: Sound, share: int = 1) -> Iterator[tuple[_Piece, float]]:
        """Those to be weighed: of a near key, of the same consonants, begun so; the keys' ratio.

        Args:
            heard: what is looked for.
            share: so much fewer than usual.
        """
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - start-up needs none of it

        most = min(_MOST_NEAR // share, _FEWEST + len(self._keys) // _SHARE)
        compared = self._compared(heard.key)
        keys = [self._keys[at] for at in compared]
        near = process.extract(
            heard.key, keys, scorer=fuzz.ratio, limit=most, score_cutoff=_LEAST_RATIO
        )
        found = {compared[number]: ratio for _key, ratio, number in near}
        for at in self._of_bones(heard.bones, _MOST_SAME // share):
            if at not in found:
                found[at] = fuzz.ratio(heard.key, self._keys[at])
        for at, ratio in found.items():
            yield self._pieces[at], ratio

    def _compared(self, key: str) -> Sequence[int]:
        """The keys that are compared with `key`: all, of too many those that share most letters."""
        if len(self._keys) <= _MOST_COMPARED:
            return range(len(self._keys))
        import numpy as np  # noqa: PLC0415 - see above

        bits = np.uint32(_bits(key))
        apart = np.bitwise_count(self._letters ^ bits)
        nearest: Sequence[int] = np.argpartition(apart, _MOST_COMPARED)[:_MOST_COMPARED].tolist()
        return nearest

    def _of_bones(self, bones: str, most: int) -> Iterator[int]:
        """At most so many pieces whose consonants are `bones`, and that begin so."""
        if len(bones) < _LEAST_BONES:
            return
        first = bisect_left(self._by_bones, (bones,))
        same = bisect_left(self._by_bones, (bones + "\0",), lo=first)
        begun = bisect_left(self._by_bones, (bones + _LAST,), lo=same)
        for start, end in ((first, same), (same, begun)):
            yield from (at for _bones, at in self._by_bones[start : min(end, start + most)])


class Sounds:
    """Forms of names by the sounds of their pieces."""

    def __init__(self, forms: Sequence[str]) -> None:
        """Index `forms`."""
        found: dict[str, _Piece] = {}
        for number, form in enumerate(forms):
            for text, whole in pieces(form):
                piece = found.get(text)
                if piece is None:
                    piece = found[text] = _Piece(sound(text))
                (piece.whole if whole else piece.parts).append(number)
        self._pieces = [piece for piece in found.values() if piece.sound.key]
        self._all = _Pieces(self._pieces)

    @cached_property
    def _words(self) -> _Pieces:
        """The pieces that are one word."""
        return _Pieces([piece for piece in self._pieces if " " not in piece.sound.letters])

    def search(self, heard: Sound) -> Iterator[tuple[int, float, How]]:
        """Form, score and way of each agreement with what is `heard`."""
        weigher = _Weigher(heard)
        for piece, ratio in self._all.near(heard):
            how = How.NEAR if piece.sound.arabic == heard.arabic else How.SOUND
            whole, begun = weigher.likeness(piece.sound, ratio)
            if max(whole, begun) < _LEAST:
                continue
            full = max(_SOUND * whole, _BEGUN * begun)
            yield from ((number, full, how) for number in piece.whole)
            yield from (
                (number, _PIECE * max(whole, _BEGUN * begun), how) for number in piece.parts
            )

    def having(self, heard: Sound) -> Iterator[tuple[int, float]]:
        """The forms with a word that is like the one `heard`, and how like, from 0 to 1."""
        weigher = _Weigher(heard)
        for piece, ratio in self._words.near(heard, _OF_WORDS):
            whole, _begun = weigher.likeness(piece.sound, ratio)
            if whole >= _LEAST:
                yield from ((number, whole) for number in (*piece.whole, *piece.parts))


def _bits(key: str) -> int:
    """The letters of a key, a bit each; what is no letter is one."""
    bits = 0
    for letter in key:
        bits |= 1 << (ord(letter) - _FIRST_LETTER if "a" <= letter <= "z" else _OTHER)
    return bits


class _Weigher:
    """How like names are to one that is heard."""

    def __init__(self, heard: Sound) -> None:
        self._heard = heard
        self._reading = None if heard.arabic else Reading(heard.letters)

    def likeness(self, sound: Sound, ratio: float) -> tuple[float, float]:
        """From 0 to 1, how like `sound` is to what is heard, and what it begins with.

        Args:
            sound: a name, or some words of it.
            ratio: of the two keys.
        """
        heard = self._heard
        if sound.arabic == heard.arabic:
            return _same_script(heard, sound, ratio), 0.0
        if self._reading is not None:
            whole, begun = self._reading.both(sound.letters)
            length = len(heard.letters)
        elif ratio < _LEAST_TURNED:
            return 0.0, 0.0
        else:
            whole = begun = Reading(sound.letters).whole(heard.letters)
            length = len(sound.letters)
        near = _RATIO * (ratio - _MEAN_RATIO)
        return _likely((whole + near) / length), _likely(begun / length)


def _same_script(heard: Sound, sound: Sound, ratio: float) -> float:
    """How like two names of one script are, by the letters that they share."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - start-up needs none of it

    share = max(ratio, fuzz.ratio(heard.letters, sound.letters)) / 100
    return max(0.0, (share - _EQUAL_SHARE) / (1 - _EQUAL_SHARE))


def _likely(chance: float) -> float:
    """A log chance a letter as a likeness from 0 to 1."""
    return 1 / (1 + math.exp(-_STEEP * (chance - _MIDDLE)))
