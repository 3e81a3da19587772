"""What screens tell of the work behind them, and of what was taken back."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from reader.app.widgets.label_line import Phrase
from reader.app.words import Words
from reader.notice import QariError

if TYPE_CHECKING:
    from reader.app.library.work import Work
    from reader.library.catalogue import Catalogue


class Teller(Protocol):
    """A screen that can tell."""

    @property
    def words(self) -> Words:
        """The interface's words."""

    def tell(self, message: str, *, warn: bool = False) -> None:
        """Say something until the next key."""


@contextmanager
def refusals(screen: Teller) -> Iterator[None]:
    """Tell what the reader's own file refuses: it may lie where nothing can be written."""
    try:
        yield
    except QariError as error:
        screen.tell(screen.words.notice(error.notice), warn=True)


def progress(work: "Work", words: Words) -> Iterable[Phrase]:
    """What is being done, for the head of a footer."""
    stage = work.stage
    if stage is not None:
        code = stage.code if stage.total else f"{stage.code}-begun"
        yield Phrase(f" ↻ {words(code, done=stage.done, total=stage.total)} ", "strong")


def undone(catalogue: "Catalogue", words: Words) -> str:
    """Take the last action back, and say which it was, or why it cannot be."""
    try:
        taken = catalogue.user.undo_last()
    except QariError as error:
        return words.notice(error.notice)
    if taken is None:
        return words("nothing-to-undo")
    return words("taken-back", what=words(f"action-{taken.action}"), n=taken.count)
