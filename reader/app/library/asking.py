"""Asking the library for a list: while one types, in a thread, the latest question alone counts."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.library.catalogue import Catalogue
from reader.library.listing import Counts, Listing, Shown, Sorted
from reader.notice import QariError


@dataclass(frozen=True, slots=True)
class Question:
    """What the list is to hold.

    Attributes:
        query: as typed.
        shown: which of what it finds.
        order: of the list.
        exact: whether words stand for themselves alone.
    """

    query: str = ""
    shown: Shown = Shown.OPEN
    order: Sorted = Sorted.NEWEST
    exact: bool = False


class Asker:
    """Answers questions by a connection of its own; a newer question interrupts an older one."""

    def __init__(self, path: Path) -> None:
        """Ask the library `path`."""
        self._path = path
        self._lock = threading.Lock()
        self._number = 0
        self._asked: Catalogue | None = None

    def new_number(self) -> int:
        """A number for the next question; what is being answered is interrupted."""
        with self._lock:
            self._number += 1
            if self._asked is not None:
                self._asked.interrupt()
            return self._number

    def answer(self, number: int, question: Question) -> Listing | QariError | None:
        """The answer, or the mistake in the question; None where a newer question was asked."""

        def ask(catalogue: Catalogue) -> Listing:
            return catalogue.while_typed(
                question.query, shown=question.shown, order=question.order, exact=question.exact
            )

        return self._with_own(number, ask)

    def counts(self) -> Counts | None:
        """How many articles there are, by their marks."""
        with Catalogue(self._path) as catalogue:
            return catalogue.counts()

    def _with_own(
        self, number: int, ask: Callable[[Catalogue], Listing]
    ) -> Listing | QariError | None:
        try:
            with Catalogue(self._path) as catalogue:
                with self._lock:
                    if number != self._number:
                        return None
                    self._asked = catalogue
                try:
                    found = ask(catalogue)
                finally:
                    with self._lock:
                        self._asked = None
        except QariError as error:
            return error if number == self._number else None
        return found if number == self._number else None
