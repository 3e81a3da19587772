"""The places that a group of mentions may mean, found by its forms in the gazetteer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.entities.model import EntityType, Mention, Place
from reader.entities.places.context import Context, Designator, context_of
from reader.entities.places.friends import is_false_friend
from reader.entities.places.gazetteer import Gazetteer
from reader.entities.places.keys import name_key, other_article, spellings

_WITHOUT_ARTICLE = -0.7  # what a match costs that differs by ال
_OTHER_SPELLING, _SPELT_LEAST = -0.5, 4  # what another spelling costs; letters it is tried from
_PROCLITICS = frozenset("وفبلك")
_DIRECTED = frozenset(
    map(name_key, ("الشمالي", "الجنوبي", "الشرقي", "الغربي", "الأوسط", "الشمالية", "الجنوبية"))
)
_IMPORTED = -1.0
_LOOKED_AT = 50  # mentions whose surroundings are read: more of the same name tell nothing new


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        place: the place.
        cost: what the way it was found costs, 0 or below.
        imported: whether only an imported gazetteer has the name.
    """

    place: Place
    cost: float = 0.0
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The mentions of one place, with what their surroundings tell.

    Attributes:
        mentions: in reading order.
        forms: the names as written, without a designator of their own; the longest first.
        designators: the designators before its mentions (None: without one), and how many have it.
        areas: how many of those looked at are areas by the place (ريف حمص الشرقي).
        looked_at: how many mentions were looked at.
        common: whether it is but a common word, with nothing before it that makes it a place.
        facility: whether its mentions are typed as facilities.
        candidates: by the gazetteer, the order of no meaning.
    """

    mentions: Sequence[Mention]
    forms: tuple[str, ...]
    designators: tuple[tuple[Designator | None, int], ...]
    areas: int
    looked_at: int
    common: bool
    facility: bool
    candidates: tuple[Candidate, ...]

    @property
    def near(self) -> bool:
        """Whether the name is of a thing called after a place (مطار تدمر)."""
        return any(word is not None and word.near for word, _ in self.designators)

    @property
    def only_area(self) -> bool:
        """Whether every mention is an area by the place."""
        return self.areas == self.looked_at


def gather(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Group:
    """The group of `mentions` of `text`, with its candidates."""
    told = [(mention, _context(text, mention, gazetteer)) for mention in mentions[:_LOOKED_AT]]
    designators = _agreed([context.designator for _, context in told])
    forms = sorted({mention.name for mention, _ in told}, key=lambda form: (-len(form), form))
    bare = sorted({m.name[c.inside :] for m, c in told}, key=lambda form: (-len(form), form))
    found: dict[str, Candidate] = {}
    common = set(designators) == {None} and all(map(is_false_friend, forms))
    if not common:
        phrases = {f"{context.words} {mention.name}" for mention, context in told if context.words}
        _add(found, phrases, gazetteer, exact=True)
        _add(found, forms, gazetteer)
        if not found:
            _add(found, _barer(bare), gazetteer)
        if not found:
            _add_spellings(found, bare, gazetteer)
    return Group(
        mentions=mentions,
        forms=tuple(bare),
        designators=tuple(designators.items()),
        areas=sum(context.area for _, context in told),
        looked_at=len(told),
        common=common,
        facility=any(mention.type is EntityType.FAC for mention in mentions),
        candidates=_shipped_first(list(found.values())),
    )


def _context(text: str, mention: Mention, gazetteer: Gazetteer) -> Context:
    """What stands around a mention; the first word of a listed name is no designator.

    برج باجي مختار is a town, not a tower.
    """
    context = context_of(text, mention)
    if context.inside and gazetteer.exact(mention.name):
        return Context(None, "", area=False)
    return context


def _shipped_first(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates; beside those by names that ship, imported ones cost, as lesser known."""
    if all(candidate.imported for candidate in found):
        return tuple(found)
    return tuple(
        replace(candidate, cost=candidate.cost + _IMPORTED) if candidate.imported else candidate
        for candidate in found
    )


def _agreed(words: Sequence[Designator | None]) -> Counter[Designator | None]:
    """The designators that count: the first mention tells whether a blocking one does.

    Behind «جبل خنيزير» a bare خنيزير is the mountain; behind «تدمر» «مطار تدمر» is another thing.
    """
    blocked = words[0] is not None and words[0].blocks
    return Counter(word for word in words if (word is not None and word.blocks) == blocked)


def _barer(names: Sequence[str]) -> Iterator[str]:
    """What may be left of names marked too widely: no direction behind, no proclitic before."""
    for name in names:
        yield name
        words = name.split()
        while len(words) > 1 and name_key(words[-1]) in _DIRECTED:
            words.pop()
            yield " ".join(words)
        key = name_key(" ".join(words))
        if key.startswith("لل"):
            yield f"ال{key[2:]}"
        if key[:1] in _PROCLITICS and len(key) > _SPELT_LEAST:
            yield key[1:]
            if key[:2] in ("وب", "ول", "وك", "فب", "فل"):
                yield key[2:]


def _add_spellings(found: dict[str, Candidate], names: Iterable[str], gazetteer: Gazetteer) -> None:
    """Put the places of other spellings of the names into `found`."""
    for name in names:
        if len(name) >= _SPELT_LEAST:
            for key in spellings(name_key(name)):
                _put(found, key, gazetteer, _OTHER_SPELLING)


def _add(
    found: dict[str, Candidate], names: Iterable[str], gazetteer: Gazetteer, *, exact: bool = False
) -> None:
    """Put the places of the first of `names` that has any into `found`, by their keys."""
    for name in names:
        before = len(found)
        _put(found, name, gazetteer)
        other = None if exact else other_article(name_key(name))
        if other:
            _put(found, other, gazetteer, _WITHOUT_ARTICLE)
        if len(found) > before:
            return


def _put(found: dict[str, Candidate], name: str, gazetteer: Gazetteer, cost: float = 0.0) -> None:
    """Put the places of `name` into `found`, where they are not there yet."""
    shipped = {place.key for place in gazetteer.exact(name, imported=False)}
    for place in gazetteer.exact(name):
        found.setdefault(place.key, Candidate(place, cost, place.key not in shipped))
