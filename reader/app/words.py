"""The interface's words and direction, in one place for all widgets."""

from dataclasses import dataclass

from reader.messages import render, tr
from reader.notice import Notice


@dataclass(slots=True)
class Words:
    """The words of the interface; its language can change while the program runs.

    Attributes:
        language: ``ar`` or ``en``.
    """

    language: str

    def __call__(self, code: str, **values: object) -> str:
        """The message `code`, its places filled with `values`."""
        return tr(code, self.language, **{name: str(value) for name, value in values.items()})

    def notice(self, notice: Notice) -> str:
        """The words of `notice`."""
        return render(notice, self.language)

    def direction(self) -> int:
        """1 where the interface runs right to left, else 0."""
        return 1 if self.language == "ar" else 0
