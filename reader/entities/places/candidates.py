"""The places that a group of mentions may mean, found by its forms in the gazetteer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.entities.model import EntityType, Mention, Place
from reader.entities.places.context import Designator, context_of
from reader.entities.places.friends import is_false_friend
from reader.entities.places.gazetteer import Gazetteer
from reader.entities.places.keys import name_key, other_article

_WITHOUT_ARTICLE = -0.7  # what a match costs that differs by ال
_LOOKED_AT = 50  # mentions whose surroundings are read: more of the same name tell nothing new


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        place: the place.
        cost: what the way it was found costs, 0 or below.
    """

    place: Place
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """The mentions of one place, with what their surroundings tell.

    Attributes:
        mentions: in reading order.
        forms: the names as written, without a designator of their own; the longest first.
        designators: the designators before its mentions (None: without one), and how many have it.
        areas: how many of those looked at are areas by the place (ريف حمص الشرقي).
        looked_at: how many mentions were looked at.
        facility: whether its mentions are typed as facilities.
        candidates: by the gazetteer, the order of no meaning.
    """

    mentions: Sequence[Mention]
    forms: tuple[str, ...]
    designators: tuple[tuple[Designator | None, int], ...]
    areas: int
    looked_at: int
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
    told = [(mention, context_of(text, mention)) for mention in mentions[:_LOOKED_AT]]
    designators = _agreed([context.designator for _, context in told])
    forms = sorted({mention.text for mention, _ in told}, key=lambda form: (-len(form), form))
    bare = sorted({m.text[c.inside :] for m, c in told}, key=lambda form: (-len(form), form))
    found: dict[str, Candidate] = {}
    if set(designators) != {None} or not all(map(is_false_friend, forms)):
        phrases = {f"{context.words} {mention.text}" for mention, context in told if context.words}
        _add(found, phrases, gazetteer, exact=True)
        _add(found, forms, gazetteer)
        if not found and bare != forms:
            _add(found, bare, gazetteer)
    return Group(
        mentions=mentions,
        forms=tuple(bare),
        designators=tuple(designators.items()),
        areas=sum(context.area for _, context in told),
        looked_at=len(told),
        facility=any(mention.type is EntityType.FAC for mention in mentions),
        candidates=tuple(found.values()),
    )


def _agreed(words: Sequence[Designator | None]) -> Counter[Designator | None]:
    """The designators that count: the first mention tells whether a blocking one does.

    Behind «جبل خنيزير» a bare خنيزير is the mountain; behind «تدمر» «مطار تدمر» is another thing.
    """
    blocked = words[0] is not None and words[0].blocks
    return Counter(word for word in words if (word is not None and word.blocks) == blocked)


def _add(
    found: dict[str, Candidate], names: Iterable[str], gazetteer: Gazetteer, *, exact: bool = False
) -> None:
    """Put the places of the first of `names` that has any into `found`, by their keys."""
    for name in names:
        places = gazetteer.exact(name)
        for place in places:
            found.setdefault(place.key, Candidate(place))
        other = None if exact else other_article(name_key(name))
        for place in gazetteer.exact(other) if other else ():
            found.setdefault(place.key, Candidate(place, _WITHOUT_ARTICLE))
            places = [*places, place]
        if places:
            return
