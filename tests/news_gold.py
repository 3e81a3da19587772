"""Hand-made gold of names in real news: lists of names per article, projected on its text.

The gold holds no text, only names. A name of a list stands wherever the article has it as whole
words, proclitics peeled; exceptions tell the occurrences that are something else.
"""

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import zstandard

from tests.support import SHARED

FOLDER = Path(__file__).parent / "gold" / "news"
TYPES = ("PER", "ORG", "LOC", "FAC", "MISC")
_MARK = r"[\u064b-\u0652\u0670]"
_START = rf"(?<![^\W_\u0640])(?<!{_MARK})"  # a word may begin after a tatweel: لـالرقة
_PROCLITICS = rf"(?:[وف]{_MARK}*)?(?:[بلك]{_MARK}*)?"
_BEFORE = re.compile(rf"{_START}{_PROCLITICS}\Z")
_BEFORE_ARTICLE = re.compile(rf"{_START}[وف]?لل\Z")
_END = re.compile(rf"(?![^\W_]|{_MARK})")
_SPACES = re.compile("[ \u00a0]+")
_FURTHEST = 24  # code points of the longest proclitics with their marks


@dataclass(frozen=True, slots=True)
class Unlike:
    """An occurrence that is not what its string is elsewhere in the article.

    Attributes:
        text: the string.
        nth: which of its occurrences, from 0.
        type: what it is there, None for no name.
    """

    text: str
    nth: int
    type: str | None


@dataclass(frozen=True, slots=True)
class NewsGold:
    """The names of an article.

    Attributes:
        uid: of the article in the collection.
        digest: the first 16 hexadecimal digits of the SHA-256 of its `text` as stored.
        names: type of each name, in the order of the lists.
        exceptions: occurrences that are something else.
    """

    uid: str
    digest: str
    names: Mapping[str, str]
    exceptions: tuple[Unlike, ...]


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name in a text, by code points, end exclusive."""

    start: int
    end: int
    type: str


def load(split: str, folder: Path = FOLDER) -> list[NewsGold]:
    """The gold of the split "dev" or "train".

    Raises:
        ValueError: a type is unknown, or a string has two types in one article.
    """
    files = sorted(folder.glob(f"{split}-*.json"))
    return [_gold(each) for path in files for each in json.loads(path.read_text("utf-8"))]


def _gold(raw: Mapping[str, object]) -> NewsGold:
    lists, rest = raw["names"], raw["except"]
    assert isinstance(lists, dict)
    assert isinstance(rest, list)
    names: dict[str, str] = {}
    for kind, strings in lists.items():
        for string in strings:
            if kind not in TYPES or string in names:
                raise ValueError(f"{raw['uid']}: {kind} {string}: unknown type, or twice")
            names[string] = kind
    exceptions = tuple(Unlike(each["text"], each["nth"], each["type"]) for each in rest)
    return NewsGold(str(raw["uid"]), str(raw["sha256_16"]), names, exceptions)


def digest(text: str) -> str:
    """What `NewsGold.digest` is for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def document(title: str | None, text: str) -> str:
    """What is annotated of an article: its title, unless the text repeats it, and its text."""
    title, text = (title or "").strip(), text.strip()
    return text if text.startswith(title) else f"{title}\n\n{text}"


def documents(golds: Iterable[NewsGold]) -> Iterator[tuple[NewsGold, str]]:
    """Each gold with what is annotated of its article, in the order of the shared collection.

    Raises:
        ValueError: the text of an article is not the one that was annotated.
    """
    wanted = {each.uid: each for each in golds}
    with (SHARED / "articles" / "news.jsonl.zst").open("rb") as packed:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(packed), "utf-8")
        for row in map(json.loads, lines):
            gold = wanted.get(row["uid"])
            if gold is not None:
                if digest(row["text"]) != gold.digest:
                    raise ValueError(f"{gold.uid}: the text has changed")
                yield gold, document(row.get("title"), row["text"])


def occurrences(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where `name` stands in `text` as whole words, before it at most proclitics.

    The article of a name after the preposition li- is written with it: of للرقة the name is رقة.
    """
    found = list(_standing(text, name, _BEFORE))
    if name.startswith("ال") and len(name) > 2:
        found += _standing(text, name[2:], _BEFORE_ARTICLE)
    yield from sorted(found)


def _standing(text: str, name: str, before: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where a string stands before the end of a word, and behind what `before` allows."""
    words = name.split(" ")
    start = text.find(words[0])
    while start >= 0:
        end = _end(text, start, words)
        whole = end > start and _END.match(text, end)
        if whole and before.search(text, max(0, start - _FURTHEST), start):
            yield start, end
            start = text.find(words[0], end)
        else:
            start = text.find(words[0], start + 1)


def _end(text: str, start: int, words: Sequence[str]) -> int:
    """Where `words` end that stand at `start` with runs of spaces between; -1 where they do not."""
    end = start + len(words[0])
    for word in words[1:]:
        spaces = _SPACES.match(text, end)
        if not spaces or not text.startswith(word, spaces.end()):
            return -1
        end = spaces.end() + len(word)
    return end


def project(text: str, gold: NewsGold) -> list[Named]:
    """The names of `gold` in `text`, in order; the longest string wins where two overlap."""
    overruled = {(each.text, each.nth): each.type for each in gold.exceptions}
    strings = {*gold.names, *(each.text for each in gold.exceptions)}
    taken: list[Named] = []
    for string in sorted(strings, key=lambda each: (-len(each), each)):
        for nth, (start, end) in enumerate(occurrences(text, string)):
            kind = overruled.get((string, nth), gold.names.get(string))
            if kind and all(end <= each.start or each.end <= start for each in taken):
                taken.append(Named(start, end, kind))
    return sorted(taken)


def absent(text: str, gold: NewsGold) -> list[str]:
    """The strings of `gold` without a mention of their own, and exceptions that hit nothing."""
    shown = {(each.start, each.end) for each in project(text, gold)}
    lost = [name for name in gold.names if not shown & set(occurrences(text, name))]
    counts = {each.text: len(list(occurrences(text, each.text))) for each in gold.exceptions}
    return lost + [each.text for each in gold.exceptions if each.nth >= counts[each.text]]


def marked(text: str, names: Sequence[Named]) -> str:
    """`text` with its names in brackets, for reading."""
    parts, last = [], 0
    for each in names:
        parts += [text[last : each.start], f"[{each.type} {text[each.start : each.end]}]"]
        last = each.end
    return "".join([*parts, text[last:]])
