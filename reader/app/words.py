"""The interface's words and direction, in one place for all widgets."""

from dataclasses import dataclass

from reader.messages import catalogue, render, tr
from reader.notice import Notice


@dataclass(slots=True)
class Words:
    """The words of the interface; its language can change while the program runs.

    Attributes:
        language: ``ar`` or ``en``.
        calendar: whose names of the months dates are written in: a setting.
    """

    language: str
    calendar: str = "levant"

    def __call__(self, code: str, **values: object) -> str:
        """The message `code`, its places filled with `values`."""
        return tr(code, self.language, **{name: str(value) for name, value in values.items()})

    def maybe(self, code: str) -> str:
        """The message `code`, or nothing where there is none."""
        return tr(code, self.language) if code in catalogue(self.language) else ""

    def notice(self, notice: Notice) -> str:
        """The words of `notice`."""
        return render(notice, self.language)

    def direction(self) -> int:
        """1 where the interface runs right to left, else 0."""
        return 1 if self.language == "ar" else 0
