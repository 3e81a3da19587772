"""What a name may mean that the gazetteer does not have; every answer is a guess and says so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.entities.model import Place
from reader.entities.places.candidates import Candidate, Group
from reader.entities.places.friends import is_false_friend
from reader.entities.places.gazetteer import Gazetteer
from reader.entities.places.geo import distance_km
from reader.entities.places.keys import name_key
from reader.entities.places.scoring import Neighbours, Shares, score
from reader.notice import Notice

# Letters that differ by their dots, or are one stroke apart in print.
_ALIKE = ("جحخ", "بتنيث", "قف", "عغ", "دذ", "رز", "صض", "طظ", "سش")
_OTHERS = {letter: group.replace(letter, "") for group in _ALIKE for letter in group}
_NAMED_AFTER = -0.5  # what it costs to show a thing where its namesake is
_LEAST = 1.4  # score below which a namesake is no answer
_SHARE, _COUNTRIES = 0.15, 2  # a country's share from which guesses inside it are made; how many
_SLIP_KM = 15.0  # how near a neighbour must be for a slip of a letter
_SLIP_WEIGHT = 0.3  # and how near in the text
_KNOWN = 250_000  # inhabitants of a city whose Arabic name is well known
_NAMED = ("capital", "country")
_LETTERS = 4  # of the shortest name that is guessed at
_ONE_KM = 10.0  # within which guesses are one place


@dataclass(frozen=True, slots=True)
class Guess:
    """A place for a name that is in no list, and why."""

    place: Place
    reason: Notice


def guess(
    number: int, group: Group, gazetteer: Gazetteer, shares: Shares, neighbours: Neighbours
) -> Guess | None:
    """The best guess at the place of group `number`, or None."""
    if group.near:
        return _namesake(number, group, gazetteer, shares, neighbours)
    if group.common:
        return None
    for country in shares.foremost(number, _SHARE, _COUNTRIES):
        found = None if group.candidates else _by_sound(group, gazetteer, country)
        found = found or _by_slip(number, group, gazetteer, country, neighbours)
        if found is not None:
            return found
    return None


def _namesake(
    number: int, group: Group, gazetteer: Gazetteer, shares: Shares, neighbours: Neighbours
) -> Guess | None:
    """The place that a facility is called after: it lies in it or near it."""
    bare = replace(group, designators=((None, 1),), facility=False)
    near = neighbours.of(number)
    best: tuple[float, Place] | None = None
    for form in group.forms:
        if is_false_friend(form):
            continue
        for place in gazetteer.lookup(form):
            if place.kind in ("city", "capital", "village", "area"):
                value = score(Candidate(place), bare, shares.share(place.country, number))
                value += neighbours.pull(place, near) + _NAMED_AFTER
                if best is None or value > best[0]:
                    best = value, place
        if best is not None:
            break
    if best is None or best[0] < _LEAST:
        return None
    return Guess(best[1], Notice("link-near", {"name": best[1].name}))


def _by_sound(group: Group, gazetteer: Gazetteer, country: str) -> Guess | None:
    """The one place of the main country whose Latin name sounds so (Kurdish: كوباني, Kobani)."""
    for form in group.forms:
        if len(form) < _LETTERS:
            continue
        place = _one(gazetteer.lookup_latin(form, country))
        # by another name a large city is seldom called, and its Arabic one is listed
        if place is not None and place.population < _KNOWN and place.kind not in _NAMED:
            return Guess(place, Notice("link-by-sound", {"name": place.name_en or place.name}))
    return None


def _by_slip(
    number: int, group: Group, gazetteer: Gazetteer, country: str, neighbours: Neighbours
) -> Guess | None:
    """The place one letter away that lies by a neighbour (جيلا for حيلا)."""
    anchors = [
        neighbours.place(other)
        for other, weight in neighbours.of(number).items()
        if weight >= _SLIP_WEIGHT
    ]
    if not anchors:
        return None
    found = [
        place
        for form in group.forms
        for key in _slips(name_key(form))
        for place in gazetteer.exact(key)
        if place.country == country
        and any(distance_km(place, anchor) <= _SLIP_KM for anchor in anchors)
    ]
    place = _one(found)
    return Guess(place, Notice("link-by-slip", {"name": place.name})) if place else None


def _slips(key: str) -> Iterator[str]:
    """The keys that differ from `key` by one letter that looks alike."""
    if len(key) < _LETTERS:
        return
    for index, letter in enumerate(key):
        for other in _OTHERS.get(letter, ""):
            yield key[:index] + other + key[index + 1 :]


def _one(places: list[Place]) -> Place | None:
    """The place that all of `places` are, the most populous record; None where they differ."""
    if not places:
        return None
    best = max(places, key=lambda place: (place.population, place.key))
    return best if all(distance_km(best, place) <= _ONE_KM for place in places) else None
