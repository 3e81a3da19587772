"""Names by their words in any order, each as it is written, translated, or by its sound.

What an analyst types for a name of several words is seldom all of it and in its order: «Defense
Ministry», «Raqqa Liberation Brigade», «Lavrov Sergey». Every word of the query is looked for by
itself; a name counts by how many of them it has, and a little by how much of it they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from reader.entities.lookup.aliases import SMALL_WORDS, translated, weight
from reader.entities.lookup.found import How
from reader.entities.lookup.keys import bare, sound
from reader.entities.lookup.sounds import Sounds
from reader.text.latin import is_arabic

_MOST_WORDS = 6  # of a query; what is longer is no name
_LEAST_HEARD = 0.5  # likeness of two words that sound alike
_TRANSLATED, _HEARD = 0.97, 0.95  # what a word so found counts
_LEAST = 0.52  # of the weight of the query's words that a name has at least
_FULL, _COVERED = 0.8, 0.08  # a name with all words, and added where they are all of it


class Phrases:
    """Search forms of names by the words they hold."""

    def __init__(self, forms: Sequence[str], sounds: Sounds) -> None:
        """Index `forms`, as `reader.entities.lookup.keys.folded` gives them.

        Args:
            forms: search forms of names.
            sounds: the same names by their sound.
        """
        self._sounds = sounds
        self._sizes = [form.count(" ") + 1 for form in forms]
        self._having: dict[str, list[int]] = {}
        for number, form in enumerate(forms):
            for word in dict.fromkeys(map(bare, form.split())):
                self._having.setdefault(word, []).append(number)

    def search(self, wanted: str) -> Iterator[tuple[int, float, How]]:
        """Form, score and way of each agreement with the words of `wanted`."""
        words = [word for word in wanted.split() if word not in SMALL_WORDS][:_MOST_WORDS]
        alone = len(words) == 1
        total: dict[int, float] = {}
        count: dict[int, int] = {}
        for word in words:
            for number, share in self._with(word, alone=alone).items():
                total[number] = total.get(number, 0.0) + weight(word) * share
                count[number] = count.get(number, 0) + 1
        most = sum(map(weight, words))
        for number, shares in total.items():
            if shares >= _LEAST * most:
                covered = _COVERED * sqrt(min(1.0, count[number] / self._sizes[number]))
                yield number, _FULL * shares / most + covered, How.WORDS

    def _with(self, word: str, *, alone: bool) -> Mapping[int, float]:
        """The forms that have `word`, with how sure that is.

        Args:
            word: folded.
            alone: whether it is all of the query; by itself and its sound it is found without.

        By its sound a word is looked for where it is found neither as it is nor translated: that
        takes by far the most time.
        """
        found: dict[int, float] = {}
        for other in translated(word):
            found |= dict.fromkeys(self._having.get(other, ()), _TRANSLATED)
        if alone:
            return found
        equal = self._having.get(bare(word), ())
        if not (found or (equal and is_arabic(word))):
            for number, likeness in self._sounds.having(sound(word)):
                if likeness >= _LEAST_HEARD:
                    found[number] = max(found.get(number, 0.0), _HEARD * likeness)
        return found | dict.fromkeys(equal, 1.0)
