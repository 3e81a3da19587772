"""One line of the interface, a title or a footer: laid out, and never cut inside a phrase."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.app.encoding import Encode
from reader.text.label import Align, cells, visual


class Phrase(NamedTuple):
    """Words of a line and how they are styled.

    Attributes:
        text: the words, in logical order.
        style: name of the component class without ``line--``, or "".
        base: direction of the words, or None for the interface's.
    """

    text: str
    style: str = ""
    base: int | None = None


class LabelLine(Widget):
    """A line of phrases; those that do not fit are left out whole, the last first."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--key",
        "line--dim",
        "line--strong",
        "line--warning",
    }
    DEFAULT_CSS = "LabelLine { height: 1; width: 100%; }"

    def __init__(
        self, encode: Encode, direction: Callable[[], int], *, id: str | None = None
    ) -> None:
        """An empty line; arguments as of `RowList`."""
        super().__init__(id=id)
        self._encode = encode
        self._direction = direction
        self._phrases: Sequence[Phrase] = ()

    def say(self, *phrases: Phrase) -> None:
        """Show `phrases`, in reading order."""
        if tuple(phrases) != tuple(self._phrases):
            self._phrases = phrases
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        ground = self.rich_style
        if y:
            return Strip.blank(width, ground)
        direction = self._direction()
        fitting = self._fitting(width)
        used = sum(size for _, size in fitting)
        segments = []
        for phrase, size in fitting:
            style = ground
            if phrase.style:
                style += self.get_component_rich_style(f"line--{phrase.style}", partial=True)
            base = direction if phrase.base is None else phrase.base
            # the blanks at both ends of what runs the other way stay where they are
            align = Align.CENTER if base != direction else None
            words = visual(phrase.text, size, base=base, align=align)
            segments.append(Segment(self._encode(words), style))
        rest = Segment(" " * (width - used), ground)
        segments = [rest, *reversed(segments)] if direction else [*segments, rest]
        return Strip(segments, width)

    def _fitting(self, width: int) -> list[tuple[Phrase, int]]:
        """The phrases that fit, each with its cells; the first is shortened if it must be."""
        result: list[tuple[Phrase, int]] = []
        for phrase in self._phrases:
            size = cells(phrase.text) + _outer_blanks(phrase.text)
            if size > width:
                if not result:
                    result.append((phrase, width))
                break
            result.append((phrase, size))
            width -= size
        if len(result) > 1 and result[-1][0].style == "key":
            result.pop()  # a key says nothing without its words
        return result


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken at blanks."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and cells(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _outer_blanks(text: str) -> int:
    """Blanks at the ends, which layout trims and a line of phrases keeps."""
    return len(text) - len(text.strip(" "))
