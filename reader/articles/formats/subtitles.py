"""Subtitles (SRT, WebVTT): what is said, without numbers, times and tags."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from reader.articles.decoding import Decoded
from reader.articles.making import make_article
from reader.articles.model import Article
from reader.articles.source import Source
from reader.notice import Notice

_TIME = r"(?:(\d{1,3}):)?(\d\d):(\d\d)[,.](\d{1,3})"
_TIMES = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}.*$", re.MULTILINE)
_START = re.compile(rf"\s*(?:\d+[ \t]*\n)?[ \t]*{_TIME}[ \t]*-->")
_TAGS = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|\{[\\!][^{}\n]{0,2000}\}|<\d\d[\d:.]+>")
_NUMBER = re.compile(r"\n[ \t]*\d+[ \t]*\n*$")
_NOTES = re.compile(r"^(?:NOTE|STYLE|REGION)\b", re.MULTILINE)
# Written by eye in players that do not order text: the full stop stands at the left of the line.
_STOP_BEFORE = re.compile(r"^([.،,؟?!:…]{1,3}|\.\.\.)(?=[\u0621-\u064a\"«])(.*?[^.،,؟?!:…])$")
_PAUSE = 4.0  # seconds without words after which a paragraph begins

# Beginning and end in seconds, and what is said between.
Cue = tuple[float, float, str]


class Subtitles:
    """The subtitles of a film."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins as WebVTT does, or with the number and times of a cue."""
        start = source.opening[:1000].lstrip("\ufeff")
        return start.startswith("WEBVTT") or _START.match(start) is not None

    def read(self, source: Source) -> Iterator[Article]:
        """One article: the cues joined, a paragraph up to each pause."""
        decoded = source.decoded()
        yield spoken(source, decoded, _cues(decoded.text.replace("\ufeff", "")))


def spoken(source: Source, decoded: Decoded, cues: Iterable[Cue]) -> Article:
    """The article of what is said, a paragraph up to each pause.

    Args:
        source: where it stands.
        decoded: how its bytes were read.
        cues: in the order of time; their lines may hold tags.
    """
    moved = 0
    paragraphs: list[list[str]] = [[]]
    last_end = 0.0
    for start, end, cue in cues:
        if start - last_end > _PAUSE and paragraphs[-1]:
            paragraphs.append([])
        last_end = end
        for line in filter(None, (_plain(line) for line in cue.split("\n"))):
            found = _STOP_BEFORE.match(line)
            moved += found is not None
            paragraphs[-1].append(f"{found[2]}{found[1]}" if found else line)
    body = "\n".join(" ".join(lines) for lines in paragraphs)
    warnings = (Notice("subtitles-mended"),) if moved else ()
    return make_article(source, body, decoded=decoded, titled=False, warnings=warnings)


def _cues(text: str) -> Iterator[Cue]:
    """Beginning and end in seconds, and the lines of each cue."""
    found = list(_TIMES.finditer(text))
    for number, times in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        lines = text[times.end() : end]
        if number + 1 < len(found):
            lines = _NUMBER.sub("", lines)
        lines = _NOTES.split(lines, maxsplit=1)[0]
        yield _seconds(times, 1), _seconds(times, 5), lines


def _seconds(times: re.Match[str], group: int) -> float:
    """The time whose parts begin at `group`, in seconds."""
    hours, minutes, seconds, fraction = (times[group + part] or "0" for part in range(4))
    return int(hours) * 3600 + int(minutes) * 60 + float(f"{seconds}.{fraction}")


def _plain(line: str) -> str:
    """A line of a cue without tags, its entities decoded and blanks squeezed."""
    return " ".join(unescape(_TAGS.sub("", line)).split())
