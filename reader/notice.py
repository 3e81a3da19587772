"""What the program has to tell its user, as data: a code and the values that belong to it.

The core raises and collects notices; `reader.messages` holds their Arabic and English words.
So one message is worded in one place, and no floor below the front ends knows a language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell: `code` names the message, `values` fill its places.

    Attributes:
        code: key of the message in `reader.messages`, such as ``file-missing``.
        values: what the message names (a path, a count, an option); not yet sanitised.
    """

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The code with its values, for logs and tests; users see `reader.messages`."""
        return ", ".join([self.code, *(f"{key}={value}" for key, value in self.values.items())])


class QariError(Exception):
    """A failure that the user is told in one line: the base of all errors that Qari raises."""

    def __init__(self, code: str, **values: str) -> None:
        """Keep the notice `code` with its `values`."""
        self.notice = Notice(code, MappingProxyType(values))
        super().__init__(str(self.notice))
