"""The annotated sentences, their tags brought to ours, cut into training and development parts."""

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.entities.document.cues import cues
from reader.entities.model import EntityType
from reader.entities.tagger.features import TAGS, normal

_BLOCK = 40  # sentences that stay together: a document, as far as the corpora tell
_DEV_EVERY = 12  # one block in so many is development
LONGEST = 90  # tokens of a sentence; longer ones are cut

_WIKIFANE = {
    "PER": "Politician Athlete Artist Scientist Businessperson Engineer Lawyer Religious_PER "
    "Other_PER Police",
    "ORG": "Government Non-Governmental Commercial Educational Media Sports Entertainment "
    "Medical-Science Religious_ORG",
    "LOC": "Nation Population-Center State-or-Province County-or-District Continent GPE-Cluster "
    "Land-Region-Natural Water-Body",
    "FAC": "Airport Building-Grounds Path Plant Subarea-Facility",
    "MISC": "Book Movie Sound Software Hardware Food Drug Land Water Air Blunt Sharp Shooting "
    "Exploding Projectile Nuclear Chemical",
}
_WOJOOD = {
    "PER": "PERS",
    "ORG": "ORG",
    "LOC": "GPE LOC",
    "FAC": "FAC",
    "MISC": "EVENT LAW PRODUCT",
}
_PLAIN = {"PER": "PER", "ORG": "ORG -ORG", "LOC": "LOC"}


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {name: kind for kind, names in rows.items() for name in names.split()}


# corpus → its classes → ours; classes that are not named are no entities
_MAPS = {
    "anercorp": _table(_PLAIN),
    "aqmar": _table(_PLAIN),
    "wikifane": _table(_WIKIFANE),
    "wojood_sample": _table(_WOJOOD),
}
# What a corpus does not annotate: its O can hide these, its own MISC is masked.
_UNTOLD = {
    "anercorp": ("FAC", "MISC"),
    "aqmar": ("FAC", "MISC"),
    "wikifane": (),
    "wojood_sample": (),
}
_MASKED = {"anercorp": ("MISC",), "aqmar": ("MIS",)}
_DESIGNATED = frozenset(("wikifane", "wojood_sample", "aqmar"))  # designators inside spans
_PART_OF_NAME = frozenset(("جبل", "نهر", "بحر", "خليج"))  # «البحر الأحمر» is a whole name
_HEADS = frozenset(("جريده", "بلديه", "جامعه"))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence for training.

    Attributes:
        source: the corpus.
        words: folded.
        tags: our tag of each word.
        allowed: for each word the tags that its annotation allows, as bits over `TAGS`.
        guideline: whose guideline a machine followed; "" for the corpus's own.
    """

    source: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    allowed: tuple[int, ...]
    guideline: str = ""

    @property
    def style(self) -> str:
        """The source whose guideline the tags follow."""
        return self.guideline or self.source


def load(path: Path) -> tuple[list[Example], list[Example]]:
    """The training and development parts of ``train.jsonl.xz``, repeated sentences left out."""
    parts: tuple[list[Example], list[Example]] = ([], [])
    seen: set[tuple[str, ...]] = set()
    counts: dict[str, int] = {}
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            source = row["source"]
            number = counts.get(source, 0)
            counts[source] = number + 1
            words = tuple(normal(token) or "." for token in row["tokens"])
            if words in seen:
                continue
            seen.add(words)
            dev = (number // _BLOCK) % _DEV_EVERY == _DEV_EVERY - 1
            for start in range(0, len(words), LONGEST):
                end = start + LONGEST
                piece = _example(source, words[start:end], row["tags"][start:end])
                parts[dev].append(piece)
    return parts


def _example(source: str, words: Sequence[str], raw: Sequence[str]) -> Example:
    """One sentence with our tags."""
    kinds = [_kind(source, tag) for tag in raw]
    edges = [tag[:1] for tag in raw]
    if source == "wojood_sample":
        _join_heads(words, kinds, edges)
    tags = _repaired(kinds, edges)
    if source in _DESIGNATED:
        _cut_designators(words, tags)
    return Example(source, tuple(words), tuple(tags), tuple(_allowed(source, tags, raw)))


def _kind(source: str, tag: str) -> str | None:
    """Our type of a corpus tag, None for no entity."""
    return _MAPS[source].get(tag[2:])


def _join_heads(words: Sequence[str], kinds: list[str | None], edges: list[str]) -> None:
    """Wojood's flattening cut «جريدة فلسطين» in two: an organisation head and a place are one."""
    for index in range(len(words) - 1):
        head = words[index].removeprefix("ال") in _HEADS and kinds[index] == "ORG"
        if head and edges[index] == "B" and kinds[index + 1] == "LOC":
            place = index + 1
            while place < len(words) and kinds[place] == "LOC":
                kinds[place], edges[place] = "ORG", "I"
                place += 1


def _repaired(kinds: Sequence[str | None], edges: Sequence[str]) -> list[str]:
    """Tags in IOB2: an I that continues nothing begins."""
    tags: list[str] = []
    for index, (kind, edge) in enumerate(zip(kinds, edges, strict=True)):
        if kind is None:
            tags.append("O")
            continue
        goes_on = edge == "I" and index and kinds[index - 1] == kind
        tags.append(f"{'I' if goes_on else 'B'}-{kind}")
    return tags


def _cut_designators(words: Sequence[str], tags: list[str]) -> None:
    """A designator of a place at the head of its span stands outside it.

    With the article it is part of the name: «المملكة المتحدة», «المدينة المنورة».
    """
    table = cues().designators
    for index in range(len(words) - 1):
        word = words[index]
        designated = table.get(word) is EntityType.LOC and word not in _PART_OF_NAME
        if designated and tags[index] == "B-LOC" and tags[index + 1] == "I-LOC":
            tags[index], tags[index + 1] = "O", "B-LOC"


def _allowed(source: str, tags: Sequence[str], raw: Sequence[str]) -> Iterator[int]:
    """The tags that each word's annotation allows."""
    untold = 1
    for kind in _UNTOLD[source]:
        untold |= 1 << TAGS.index(f"B-{kind}") | 1 << TAGS.index(f"I-{kind}")
    masked = _MASKED.get(source, ())
    for tag, told in zip(tags, raw, strict=True):
        hidden = any(told[2:].startswith(name) for name in masked)
        yield untold if hidden or tag == "O" else 1 << TAGS.index(tag)
