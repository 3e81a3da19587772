"""Advanced SubStation subtitles (.ass, .ssa): what is said, in the order of time."""

import re
from collections.abc import Iterator

from reader.articles.formats.subtitles import Cue, spoken
from reader.articles.model import Article
from reader.articles.source import Source

_HEADER = re.compile(r"\s*\[(?:script info|events|v4\+? styles)\]", re.IGNORECASE)
_FIELD = re.compile(r"^(Format|Dialogue)[ \t]*:[ \t]*(.*)$", re.MULTILINE | re.IGNORECASE)
_EVENTS = re.compile(r"^\[events\][ \t]*$", re.MULTILINE | re.IGNORECASE)
_TIME = re.compile(r"\s*(\d{1,3}):(\d\d):(\d\d(?:\.\d{1,3})?)\s*")
_USUAL = "layer, start, end, style, name, marginl, marginr, marginv, effect, text"
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")  # what follows are strokes, no words


class AdvancedSubtitles:
    """The subtitles of a film with styles and effects."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins with a section of such a script."""
        return _HEADER.match(source.opening.lstrip("\ufeff")) is not None

    def read(self, source: Source) -> Iterator[Article]:
        """One article: the lines joined, a paragraph up to each pause."""
        decoded = source.decoded()
        yield spoken(source, decoded, sorted(_cues(decoded.text), key=lambda cue: cue[0]))


def _cues(text: str) -> Iterator[Cue]:
    """Beginning, end and words of each line of dialogue; its columns are named before them."""
    begun = _EVENTS.search(text)
    columns = _columns(_USUAL)
    for found in _FIELD.finditer(text, begun.end() if begun else 0):
        if found[1].lower() == "format":
            columns = _columns(found[2])
            continue
        values = found[2].split(",", len(columns) - 1)  # the last column may hold commas
        row = dict(zip(columns, values, strict=False))
        start, end = _seconds(row.get("start", "")), _seconds(row.get("end", ""))
        words = row.get("text", "")
        if start is not None and end is not None and not _DRAWING.search(words):
            yield start, end, re.sub(r"\\[Nnh]", "\n", words)


def _columns(names: str) -> list[str]:
    return [name.strip().lower() for name in names.split(",")]


def _seconds(time: str) -> float | None:
    """A time in seconds, or None where it is none."""
    found = _TIME.fullmatch(time)
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found else None
