"""What a look-up answers."""

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """How a form and a query agree, the closest first."""

    EQUAL = "equal"
    ALIAS = "alias"  # another name of it, of the tables, is equal
    BEGINNING = "beginning"
    WORD = "word"  # a word of it, or a word's beginning
    WORDS = "words"  # its words in another order, or translated one by one
    INSIDE = "inside"
    SOUND = "sound"  # the other script, by its letters
    NEAR = "near"  # the same script, some letters off


@dataclass(frozen=True, slots=True)
class Found:
    """A name that a query finds.

    Attributes:
        id: its key in the index.
        form: the form that matched.
        score: from 0 to 1, 1 for an equal form.
        how: in which way it matched.
    """

    id: str
    form: str
    score: float
    how: How
