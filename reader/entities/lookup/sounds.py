"""Names by their sound, whole or by the words they hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from reader.entities.lookup.found import How
from reader.entities.lookup.keys import Sound, pieces, sound

_MOST_NEAR, _MOST_SAME, _MOST_BEGUN = 60, 40, 40  # pieces of each kind that are weighed
_FEWEST, _SHARE = 16, 25  # of few pieces not all are near: this many, and every so manieth
_LEAST_RATIO = 50.0  # of 100: what is less near is not looked at
_LEAST_BONES = 2  # consonants of a beginning
_LAST = "\U0010ffff"
_SOUND, _PIECE, _BEGUN = 0.95, 0.85, 0.75  # what a whole name, a word, a beginning can count
_RATIO = 0.1  # what a point of the keys' ratio adds to a log chance
_MEAN_RATIO = 80.0
# Measured on Arab places: of names written in Latin letters the right one has a log chance of -1.0
# a letter (median), the likeliest wrong one -2.2.
_MIDDLE, _STEEP = -2.1, 2.0
_LEAST = 0.15  # a likeness below it is none
_EQUAL_SHARE = 0.6  # of letters that two names of one script share at least


class _Likeness(Protocol):
    def __call__(self, piece: Sound, ratio: float) -> tuple[float, float]: ...


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
        self._keys = [piece.sound.key for piece in self._pieces]
        self._by_bones = sorted((piece.sound.bones, at) for at, piece in enumerate(self._pieces))

    def search(self, heard: Sound) -> Iterator[tuple[int, float, How]]:
        """Form, score and way of each agreement with what is `heard`."""
