"""Latin names of a country by their sound, as far as the Arabic script would write it.

Arabic leaves short vowels out, so equal keys are too much to ask of a name known in Latin only:
باسكنو is Bassikounou. Measured on 12 countries, each name tried with its own record hidden: of
1,313 names outside Iran 9 find a wrong place; in Iran, most of whose places have no Arabic name
here, 7 %.
"""

import re
from collections.abc import Iterator

_VOWELS = re.compile("[aiu ]")
_LEAST = 3  # consonants of a name that is found by them


class Sounds:
    """Rows of a table by `latin_key` of their names.

    Attributes:
        equal: the rows of each key.
    """

    def __init__(self) -> None:
        self.equal: dict[str, list[int]] = {}
        self._consonants: dict[str, list[tuple[str, int]]] = {}

    def add(self, key: str, row: int, *, named: bool) -> None:
        """Add a name by its key; a row that is `named` in Arabic is found by an equal key only."""
        self.equal.setdefault(key, []).append(row)
        if not named:
            whole = _whole(key)
            self._consonants.setdefault(_VOWELS.sub("", whole), []).append((whole, row))

    def alike(self, key: str) -> Iterator[int]:
        """The rows of the same consonants whose vowels hold those of `key`, in its order."""
        wanted = _whole(key)
        consonants = _VOWELS.sub("", wanted)
        if len(consonants) >= _LEAST:
            for whole, row in self._consonants.get(consonants, ()):
                if _within(wanted, whole):
                    yield row


def _whole(key: str) -> str:
    """The key as one word; a final h is the ة of one script and silent in the other."""
    return key.replace(" ", "").removesuffix("h")


def _within(short: str, long: str) -> bool:
    """Whether the letters of `short` stand in `long` in their order."""
    letters = iter(long)
    return all(letter in letters for letter in short)
