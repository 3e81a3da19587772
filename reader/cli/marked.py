"""Lines with marked words: laid out and lit up in a terminal, logical and plain elsewhere."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from reader.cli.output import columns, printing
from reader.settings import Settings
from reader.text.layout import Paragraph
from reader.text.line import Line
from reader.text.sanitize import part
from reader.text.span import Span

BOLD, MARK, DIM = "1", "1;4", "2"  # SGR: how words are lit up
_RESET = "\x1b[0m"


class Marked:
    """Writes lines to standard output; use it as a context manager."""

    def __init__(self, settings: Settings) -> None:
        """Find out what the terminal wants, if one is there."""
        self.terminal = sys.stdout.isatty()
        self.width = columns()
        self._session = printing(settings, None) if self.terminal else None

    def __enter__(self) -> Self:
        if self._session is not None:
            self._session.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            self._session.__exit__(kind, error, trace)

    def write(
        self, parts: Iterable[tuple[str, str]], *, base: int | None = None, indent: int = 0
    ) -> None:
        """Write one line of several parts, broken where it is wider than the terminal.

        Args:
            parts: words and how they are lit up (SGR parameters, empty for not at all).
            base: 1 right to left, 0 left to right, None by the first strong character.
            indent: cells at the beginning of the line, in its direction.
        """
        clean = [(part(text), style) for text, style in parts]
        text = "".join(words for words, _style in clean)
        if self._session is None:
            sys.stdout.write(" " * indent + text.strip() + "\n")
            return
        paragraph = Paragraph(text, base)
        styles = list(_spans(clean))
        for start, end in paragraph.lines_from(0, max(1, self.width - indent - 1)):
            line = paragraph.line(start, end)
            free = self.width - 1 - line.width - indent if paragraph.base else indent
            self._put(" " * max(0, free), line, styles)

    def around(self, before: str, hit: str, after: str) -> None:
        """Write a line of a concordance, the hit in the middle and what comes before at its right.

        Args:
            before: in logical order, as the others.
            hit: what is lit up.
            after: what follows.
        """
        if self._session is None:
            sys.stdout.write("\t".join(part(text).strip() for text in (before, hit, after)) + "\n")
            return
        hit = part(hit)
        half = max(0, (self.width - 1 - len(hit)) // 2)  # a code point takes a cell at most here
        before, after = _last_words(part(before), half), _first_words(part(after), half)
        text = before + hit + after
        line = Paragraph(text, 1).line(0, len(text), keep_spaces=True)
        spans = line.spans(len(before), len(before) + len(hit))
        right = spans[-1][1] if spans else line.width
        middle = (self.width - 1 + len(hit)) // 2
        self._put(
            " " * max(0, middle - right), line, [(Span(len(before), len(before + hit)), MARK)]
        )

    def _put(self, blanks: str, line: Line, styles: Sequence[tuple[Span, str]]) -> None:
        """Write one row."""
        assert self._session is not None  # only a terminal has rows
        looks = [""] * line.width
        for span, style in styles:
            for first, last in line.spans(span.start, span.end):
                looks[first:last] = [style] * (last - first)
        if not any(looks):
            sys.stdout.write(self._session.encode(blanks + line.text) + "\n")
            return
        pieces, start = [blanks], 0
        for cell in range(1, len(looks) + 1):
            if cell == len(looks) or looks[cell] != looks[start]:
                words = self._session.encode(line.slice(start, cell))
                style = looks[start]
                pieces.append(f"\x1b[{style}m{words}{_RESET}" if style else words)
                start = cell
        sys.stdout.write("".join(pieces) + "\n")


def with_spans(text: str, spans: Iterable[Span], style: str = MARK) -> Iterator[tuple[str, str]]:
    """The parts of `text`, those in `spans` (rising, apart) lit up."""
    at = 0
    for span in spans:
        yield text[at : span.start], ""
        yield text[span.start : span.end], style
        at = span.end
    yield text[at:], ""


def _first_words(text: str, size: int) -> str:
    """The beginning of `text` in at most `size` code points, without a half word at its end."""
    if len(text) <= size:
        return text
    cut = text[:size]
    return cut if text[size].isspace() else cut[: cut.rfind(" ") + 1]


def _last_words(text: str, size: int) -> str:
    """The end of `text` in at most `size` code points, without a half word at its beginning."""
    return _first_words(text[::-1], size)[::-1]


def _spans(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[Span, str]]:
    """Where the lit parts stand in the whole line."""
    at = 0
    for text, style in parts:
        if style:
            yield Span(at, at + len(text)), style
        at += len(text)
