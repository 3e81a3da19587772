"""Mentions that mean the same, and why.

1. The same name by its search form, with or without ال, or by an entry of the lists. 2. A short
form joins the nearest earlier fuller name of its kind that it fits, else the first later one («most
frequent» is wrong: it joins الجيش with الجيش الأميركي). 3. A name that differs from another by one
long vowel is a spelling of it. Types must agree; places have no short forms.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.entities.document.edges import edges
from reader.entities.document.lexicon import Form, heads_of
from reader.entities.document.page import Page
from reader.entities.model import EntityType, Mention
from reader.entities.names.romanize import is_common
from reader.entities.names.user import entry_of
from reader.text.fold import search_key

_MOST = 40  # fuller names that are tried for a short one, the nearest first
_LEAST_SPELLED = 6  # letters of a word that may be spelled with another long vowel
_VOWELS = frozenset("اوي")


@dataclass(slots=True)
class Group:
    """The mentions of one entity, in reading order, and why they are one.

    Attributes:
        mentions: in reading order.
        shorts: for each short form the code of the reason, the form and the fuller name.
    """

    mentions: list[Mention] = field(default_factory=list)
    shorts: dict[tuple[str, str, str], None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Name:
    """A mention as it is compared.

    Attributes:
        number: of the mention.
        kind: its type, a facility being a place.
        key: what makes it the same as another.
        words: its name, folded, articles left out.
    """

    number: int
    kind: EntityType
    key: str
    words: tuple[str, ...]


def grouped(
    page: Page, mentions: Sequence[Mention], forms: Mapping[str, Form] | None = None
) -> list[Group]:
    """The mentions of each entity, in order of their first ones.

    Args:
        page: the article.
        mentions: in reading order.
        forms: the forms of the article's lexicon, which know initials.
    """
    names = [_name(number, mention) for number, mention in enumerate(mentions)]
    spelled = _spellings(names)
    fuller = _Fuller(page, mentions, names)
    links = [
        _initials(mention, forms or {}, fuller.by_form) or fuller.of(name, mention)
        for mention, name in zip(mentions, names, strict=True)
    ]
    groups: dict[tuple[str, EntityType], Group] = {}
    for mention, name in zip(mentions, names, strict=True):
        link = links[name.number]
        key = names[_last(links, name.number)].key
        group = groups.setdefault((spelled.get(key, key), name.kind), Group())
        group.mentions.append(mention)
        if link is not None and names[link.number].key != name.key:
            group.shorts[link.reason, mention.name, mentions[link.number].name] = None
    return sorted(groups.values(), key=lambda group: group.mentions[0].start)


class _Link(NamedTuple):
    """That a mention is short for another: the other's number, and the code of the reason."""

    number: int
    reason: str


def _last(links: Sequence[_Link | None], number: int) -> int:
    """The fullest name that a mention is short for; a fuller name has more words than its short."""
    seen = {number}
    while (link := links[number]) is not None and link.number not in seen:
        number = link.number
        seen.add(number)
    return number


def _name(number: int, mention: Mention) -> _Name:
    """How a mention is compared."""
    form = search_key(mention.name).replace("عبد ال", "عبدال")
    entry = entry_of(form)
    kind = EntityType.LOC if mention.type is EntityType.FAC else mention.type
    listed = entry is not None and (entry.type is mention.type)
    key = entry.key if entry is not None and listed else _bare(form)
    words = tuple(_bare(word) for word in form.split())
    return _Name(number, kind, key, words)


def _bare(form: str) -> str:
    """A name without its ال, where enough is left."""
    return form.removeprefix("ال") if len(form) > 4 else form


class _Fuller:
    """The fuller names of an article, by the words that short forms can share with them."""

    def __init__(self, page: Page, mentions: Sequence[Mention], names: Sequence[_Name]) -> None:
        self._page, self._mentions, self._names = page, mentions, names
        self.by_form: dict[str, _Name] = {}
        self._at: dict[tuple[EntityType, str], list[int]] = {}
        self._heads: dict[str, list[int]] = {}
        for name in names:
            mention = mentions[name.number]
            self.by_form.setdefault(search_key(mention.name), name)
            if len(name.words) > 1:
                for word in {name.words[0], name.words[-1]}:
                    self._at.setdefault((name.kind, word), []).append(name.number)
            if name.kind is EntityType.ORG and search_key(mention.name) not in edges().heads:
                for head in heads_of(mention, page):
                    self._heads.setdefault(head, []).append(name.number)

    def of(self, name: _Name, mention: Mention) -> _Link | None:
        """The fuller name that a mention is short for."""
        form = search_key(mention.name)
        if name.kind is EntityType.ORG and form in edges().heads:
            near = next(_nearest(self._heads.get(form, ()), name.number), None)
            return None if near is None else _Link(near, "entity-head")
        if name.kind not in _FITS:
            return None
        for word in dict.fromkeys((name.words[0], name.words[-1])):
            for number in _nearest(self._at.get((name.kind, word), ()), name.number):
                other = self._names[number]
                if len(other.words) > len(name.words) and _FITS[name.kind](name, other):
                    return _Link(number, "entity-short")
        return None


def _nearest(numbers: Sequence[int], own: int) -> Iterator[int]:
    """The numbers before `own`, the nearest first, then those behind it; not too many."""
    place = bisect_left(numbers, own)
    yield from reversed(numbers[max(0, place - _MOST) : place])
    yield from (number for number in numbers[place : place + _MOST] if number != own)


def _fits_person(short: _Name, full: _Name) -> bool:
    """Whether a person's short form has only words of the fuller name, in their order."""
    rest = iter(full.words)
    inside = all(word in rest for word in short.words)
    return inside and (short.words[0] == full.words[0] or short.words[-1] == full.words[-1])


def _fits_organisation(short: _Name, full: _Name) -> bool:
    """Whether an organisation's short form begins the fuller name, or is its last word."""
    if ":" in short.key and not short.key.startswith("org:ministry"):
        # what the lists know is itself, whatever is named after it («حزب الله», «معهد الجزيرة»)
        listed = ":" in full.key or len(short.words) > 1 or full.words[0] != short.words[0]
        if listed and full.key != short.key:
            return False
    return short.words in (full.words[: len(short.words)], full.words[-1:])


_FITS = {EntityType.PER: _fits_person, EntityType.ORG: _fits_organisation}


def _initials(
    mention: Mention, forms: Mapping[str, Form], names: Mapping[str, _Name]
) -> _Link | None:
    """The name whose initials a mention is."""
    form = forms.get(search_key(mention.name))
    name = names.get(form.full) if form is not None and form.full else None
    return None if name is None else _Link(name.number, "entity-initials")


def _spellings(names: Sequence[_Name]) -> Mapping[str, str]:
    """The keys that are spellings of another, one long vowel more or less, with that other."""
    counts = Counter((name.kind, name.key) for name in names)
    first: dict[tuple[EntityType, str], str] = {}
    result: dict[str, str] = {}
    for kind, key in sorted(counts, key=lambda each: -counts[each]):
        if ":" in key or max(map(len, key.split()), default=0) < _LEAST_SPELLED:
            continue
        skeleton = "".join(c for c in key[1:] if c not in _VOWELS)
        other = first.setdefault((kind, key[:1] + skeleton), key)
        if other != key and abs(len(other) - len(key)) == 1:
            result[key] = other
    return result


def canonical(group: Sequence[Mention]) -> str:
    """The name to show: the fullest form in the article.

    A form that takes sides gives way to the name of the lists, and so does a lone surname that
    hardly anybody else bears.
    """
    forms = Counter(mention.name for mention in group)
    entry = next((e for form in forms if (e := entry_of(search_key(form)))), None)
    if entry is not None and entry.type is group[0].type:
        fair = [form for form in forms if search_key(form) not in entry.partisan]
        alone = entry.type is EntityType.PER and all(" " not in form for form in fair)
        if not fair or (alone and not is_common(entry.name)) or entry.key.startswith("user:"):
            return entry.name
        forms = Counter({form: forms[form] for form in fair})
    heads = edges().heads
    return max(
        forms,
        key=lambda form: (
            not form.isascii(),
            search_key(form) not in heads,
            len(form.split()),
            forms[form],
            len(form),
        ),
    )
