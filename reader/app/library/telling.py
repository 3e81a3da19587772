"""What screens tell of the work behind them, and of what was taken back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.app.widgets.label_line import Phrase
from reader.app.words import Words

if TYPE_CHECKING:
    from reader.app.library.work import Work
    from reader.library.catalogue import Catalogue


def progress(work: "Work", words: Words) -> Iterable[Phrase]:
    """What is being done, for the head of a footer."""
    stage = work.stage
    if stage is not None:
        code = stage.code if stage.total else f"{stage.code}-begun"
        yield Phrase(f" ↻ {words(code, done=stage.done, total=stage.total)} ", "strong")


def undone(catalogue: "Catalogue", words: Words) -> str:
    """Take the last action back, and say which it was."""
    taken = catalogue.user.undo_last()
    if taken is None:
        return words("nothing-to-undo")
    return words("taken-back", what=words(f"action-{taken.action}"), n=taken.count)
