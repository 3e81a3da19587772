"""Names by what is written: equal, beginning so, a word of it, inside."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import accumulate

from reader.entities.lookup.found import How

_MOST = 400  # names of one kind that are looked at, the first of the index
_LEAST_INSIDE = 3  # letters that are searched for inside words
_FIRST_WORDS, _WHOLE_WORD, _BEGINNING, _WORD, _INSIDE = 0.9, 0.86, 0.82, 0.76, 0.65
_COVERED = 0.05  # added for the share of the name that is typed
_ARTICLE = "ال"
_LAST = "\U0010ffff"


class Words:
    """Search forms of names, found by any part of them."""

    def __init__(self, forms: Sequence[str]) -> None:
        """Index `forms`, as `reader.entities.lookup.keys.folded` gives them."""
        self._forms = forms
        self._equal: dict[str, list[int]] = {}
        for number, form in enumerate(forms):
            self._equal.setdefault(form, []).append(number)
        tails = sorted((tail, number) for number, form in enumerate(forms) for tail in _tails(form))
        self._tails = [tail for tail, _number in tails]
        self._of_tail = [number for _tail, number in tails]
        self._text = "\n".join(forms)
        self._starts = list(accumulate((len(form) + 1 for form in forms), initial=0))

    def equal(self, wanted: str) -> list[int]:
        """The forms that are `wanted`, with or without the article."""
        article = self._equal.get(_ARTICLE + wanted, []) if len(wanted) > 2 else []
        bare = self._equal.get(wanted.removeprefix(_ARTICLE), []) if len(wanted) > 4 else []
        return list(dict.fromkeys((*self._equal.get(wanted, []), *article, *bare)))

    def search(self, wanted: str) -> Iterator[tuple[int, float, How]]:
        """Form, score and way of each agreement with `wanted`."""
        for number in self.equal(wanted):
            yield number, 1.0 if self._forms[number] == wanted else 0.98, How.EQUAL
        first = bisect_left(self._tails, wanted)
        last = bisect_right(self._tails, wanted + _LAST, lo=first)
        for number in nsmallest(_MOST, self._of_tail[first:last]):
            yield number, *self._begun(wanted, self._forms[number])
        if len(wanted) >= _LEAST_INSIDE:
            for number in self._inside(wanted):
                yield number, self._scored(_INSIDE, wanted, number), How.INSIDE

    def _begun(self, wanted: str, form: str) -> tuple[float, How]:
        """How well a form is matched of which a word begins so."""
        covered = _COVERED * len(wanted) / len(form)
        begins = form.startswith((wanted, _ARTICLE + wanted))
        if f" {wanted} " in f" {form} " or f" {_ARTICLE}{wanted} " in f" {form} ":
            score = _FIRST_WORDS if begins else _WHOLE_WORD
        else:
            score = _BEGINNING if begins else _WORD
        return score + covered, How.BEGINNING if begins else How.WORD

    def _scored(self, base: float, wanted: str, number: int) -> float:
        """A score by how much of the form is typed."""
        return base + _COVERED * len(wanted) / len(self._forms[number])

    def _inside(self, wanted: str) -> Iterator[int]:
        """The forms that hold `wanted`, the first ones of the index."""
        at = self._text.find(wanted)
        for _found in range(_MOST):
            if at < 0:
                return
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._text.find(wanted, self._starts[number + 1])


def _tails(form: str) -> Iterator[str]:
    """The form from each of its words on; where a word has the article, without it too."""
    start = 0
    while True:
        tail = form[start:]
        if tail:
            yield tail
            if tail.startswith(_ARTICLE) and len(tail) > len(_ARTICLE):
                yield tail[len(_ARTICLE) :]
        blank = form.find(" ", start)
        if blank < 0:
            return
        start = blank + 1
