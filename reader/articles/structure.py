"""Title, byline and paragraphs of a text, as spans of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.span import Span

_TITLE_LONGEST = 300  # code points; a longer first line is a body without a title
_BYLINE_LONGEST = 90
# «| الوطن- وكالات», «دمشق - سانا», «بقلم: فلان»: short, and marked as what it is.
_BYLINE = re.compile(r"\s*(?:[|｜]|بقلم\b|كتب(?:ت)?\s*[:/]|المصدر\s*:|تحرير\s*:)\s*\S")
# «وكالات», «الوطن – وكالات», «(رويترز)»: nothing but who it comes from.
_AGENCY = re.compile(
    r"[(\[]?(?:[^\n.:!؟()]{2,40}\s*[-–—]\s*وكالات|وكالات|رويترز|[أا] ?ف ?ب|فرانس برس|د ?ب ?[أا]"
    r"|[أا] ?ش ?[أا]|الأناضول|سانا|CNN|بي بي سي)[)\]]?"
)
_SENTENCE_END = re.compile(r"[.؟!]\s*$")
# A page pasted as text has its columns apart by many blanks; a sentence never has.
_GAP = re.compile(r"[ \t\u00a0]{4,}|[ \t]{2,}\t[ \t]*|\n")
_GAPS = re.compile(r"\S[ \t\u00a0]{4,}(?=\S)")
_EDGES = " \t\u00a0\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HEADLINE_SHORTEST = 12  # code points; shorter pieces repeat by chance


@dataclass(frozen=True, slots=True)
class Structure:
    """The parts of a text.

    Attributes:
        title: span of the title, or None.
        byline: span of the byline, or None.
        paragraphs: spans of the paragraphs of the body; blanks at their ends left out.
    """

    title: Span | None
    byline: Span | None
    paragraphs: tuple[Span, ...]


def structure(text: str, *, titled: bool | None = None) -> Structure:
    """Find the parts of `text`: the first line is the title, a short marked line the byline.

    A page pasted with its navigation begins with «site - headline» and repeats the headline where
    the article begins; then that is the title, and what stands before it no part of the body.

    Args:
        text: the article's text.
        titled: whether the first line is known to be the title; None to judge by its length.
    """
    lines = lines_of(text)
    if titled is None:
        pasted = _pasted_page(text)
        if pasted is not None:
            return pasted
    title = byline = None
    if lines and titled is not False and (titled or _looks_like_title(text, lines)):
        title = lines.pop(0)
    if lines and _is_byline(text, lines[0]):
        byline = lines.pop(0)
    return Structure(title, byline, tuple(lines))


def lines_of(text: str) -> list[Span]:
    """The spans of the lines of `text` that hold words, blanks at their ends left out."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            left = start + len(line) - len(line.lstrip())
            spans.append(Span(left, left + len(body)))
        start += len(line) + 1
    return spans


def _pasted_page(text: str) -> Structure | None:
    """The parts of a page that was pasted with its navigation, or None where `text` is no such."""
    if len(_GAPS.findall(text[:4000])) < 3:
        return None
    pieces = list(_pieces(text))
    if not pieces:
        return None
    first = text[pieces[0].start : pieces[0].end]
    for number, piece in enumerate(pieces[1:], 1):
        headline = text[piece.start : piece.end]
        if len(headline) >= _HEADLINE_SHORTEST and first.endswith(headline):
            return Structure(piece, None, tuple(pieces[number + 1 :]))
    return None


def _pieces(text: str) -> Iterator[Span]:
    """The spans between line ends and wide gaps, without blanks and bidi controls at the ends."""
    start = 0
    for found in (*_GAP.finditer(text), None):
        end = found.start() if found else len(text)
        piece = text[start:end]
        body = piece.strip(_EDGES)
        if body:
            left = start + piece.index(body)
            yield Span(left, left + len(body))
        start = found.end() if found else end


def _looks_like_title(text: str, lines: list[Span]) -> bool:
    """Whether the first line is a title: not too long, and not a sentence before a shorter one."""
    first = lines[0]
    if first.end - first.start > _TITLE_LONGEST:
        return False
    if len(lines) == 1:
        return not _SENTENCE_END.search(text[first.start : first.end])
    return True


def _is_byline(text: str, line: Span) -> bool:
    """Whether the line is a short one that is marked as byline."""
    words = text[line.start : line.end]
    return len(words) <= _BYLINE_LONGEST and bool(_BYLINE.match(words) or _AGENCY.fullmatch(words))
