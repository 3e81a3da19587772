"""The letter model: how probably an Arabic name is written with given Latin letters.

Every Arabic letter (at the beginning, inside or at the end of its word) is written as a chunk of
0 to 3 Latin letters; between letters the vowels are inserted that Arabic leaves out. The chances
are learned from pairs of names by expectation maximisation (`reader.entities.lookup.train`),
without alignments given: the noisy-channel model of Knight and Graehl (1998), with letters in the
place of their sounds.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST = 3  # Latin letters that one Arabic letter is written with at most
NEVER = -1e9
_UNSEEN = -9.0  # log chance of a chunk of at most one letter that training never met
_FOREIGN_INSERTION = -12.0
_BLANK: Mapping[str, float] = {" ": -0.1, "": -2.0}  # words written as one, or as they are
_BLANK_INSERTED = -4.0

_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1+")

Row = list[float]  # log chances by how many Latin letters are written


@dataclass(frozen=True, slots=True)
class LetterModel:
    """Log chances.

    Attributes:
        chunks: by symbol (see `symbols`), the Latin chunks it is written with.
        inserted: of a Latin letter that stands for no Arabic one.
    """

    chunks: Mapping[str, Mapping[str, float]]
    inserted: Mapping[str, float]

    def of(self, symbol: str) -> Mapping[str, float]:
        """The chunks of `symbol`; of the letter elsewhere in a word where it was never met here."""
        bare = symbol.strip("^$")
        for name in (symbol, bare, f"^{bare}", f"{bare}$"):
            if name in self.chunks:
                return self.chunks[name]
        return {bare: math.log(0.9)}  # a digit is written as itself


def symbols(letters: str) -> Iterator[str]:
    """What the model knows of `letters` (see `reader.text.latin.arabic_letters`), one by one.

    A letter, ``^`` before the first and ``$`` behind the last of a word of several; blanks.
    """
    for number, word in enumerate(letters.split()):
        if number:
            yield " "
        if len(word) == 1:
            yield word
        else:
            yield f"^{word[0]}"
            yield from word[1:-1]
            yield f"{word[-1]}$"


def undoubled(latin: str) -> str:
    """`latin` with doubled consonants as one: Arabic doubles by a mark that is left out."""
    return _DOUBLED.sub(r"\1", latin)


@cache
def letter_model() -> LetterModel:
    """The model that ships."""
    data = files("reader.entities.lookup") / "data" / "letters.tsv"
    chunks: dict[str, dict[str, float]] = {}
    for line in data.read_text(encoding="utf-8").splitlines():
        symbol, *fields = line.split("\t")
        if not symbol.startswith("#"):
            pairs = (field.rpartition(":") for field in fields)
            chunks[symbol] = {chunk: float(chance) for chunk, _colon, chance in pairs}
    return LetterModel(chunks | {" ": dict(_BLANK)}, chunks.pop("") | {" ": _BLANK_INSERTED})


class Reading:
    """A Latin name, to be read as this or that Arabic one."""

    def __init__(self, latin: str, model: LetterModel | None = None) -> None:
        """Read `latin`, which is as `reader.text.latin.latin_letters` gives it."""
        latin = self._latin = undoubled(latin)
        self._model = model or letter_model()
        self._inserted = [self._model.inserted.get(letter, _FOREIGN_INSERTION) for letter in latin]
        self._steps: dict[str, list[list[tuple[int, float]]]] = {}

    def whole(self, arabic: str) -> float:
        """The log chance (natural) that `arabic` is written so, by its best alignment.

        Args:
            arabic: as `reader.text.latin.arabic_letters` gives it.
        """
        return self.both(arabic)[0]

    def both(self, arabic: str) -> tuple[float, float]:
        """The log chances that `arabic` is written so, and that its best beginning is."""
        row = self._with_inserted([0.0, *[NEVER] * len(self._latin)])
        best = NEVER
        for symbol in symbols(arabic):
            row = self._after(row, symbol)
            best = max(best, row[-1])
        return row[-1], best

    def _after(self, before: Row, symbol: str) -> Row:
        """The log chances by letters written, one symbol further."""
        row = [NEVER] * len(before)
        for chance, steps in zip(before, self._steps_of(symbol), strict=True):
            if chance > NEVER:
                for end, step in steps:
                    # Not by max(): this line is most of the time of a look-up.
                    if chance + step > row[end]:  # noqa: PLR1730
                        row[end] = chance + step
        return self._with_inserted(row)

    def _with_inserted(self, row: Row) -> Row:
        """The row, letters inserted where that is better."""
        for end, step in enumerate(self._inserted):
            if row[end] + step > row[end + 1]:  # noqa: PLR1730
                row[end + 1] = row[end] + step
        return row

    def _steps_of(self, symbol: str) -> list[list[tuple[int, float]]]:
        """By the number of letters written: how many are after `symbol`, and the log chance."""
        steps = self._steps.get(symbol)
        if steps is None:
            steps = self._steps[symbol] = [
                list(self._from(self._model.of(symbol), start))
                for start in range(len(self._latin) + 1)
            ]
        return steps

    def _from(self, chunks: Mapping[str, float], start: int) -> Iterator[tuple[int, float]]:
        """The chunks that stand in the Latin name at `start`: their ends and log chances."""
        for end in range(start, min(start + LONGEST, len(self._latin)) + 1):
            chance = chunks.get(self._latin[start:end], _UNSEEN if end <= start + 1 else NEVER)
            if chance > NEVER:
                yield end, chance
