"""Which place a name means: a score over its candidates in the light of the whole article.

    0.35·log10(population + 10) + 4·share of the country + designator + kind + neighbours

The country's share is a vote of all names of the article, each spread over the countries of its
candidates; a neighbour is a place surely known that is named close by. An honest "unknown" is
better than the largest homonym, so a winner needs a score and a lead.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.entities.model import Certainty, Mention, Place
from reader.entities.places.gazetteer import Gazetteer
from reader.notice import Notice
from reader.text.fold import search_key

_EARTH_KM = 6371.0
_NEAR_KM = 60.0
_KIND_BONUS = {"country": 3.0, "capital": 2.0, "area": 0.5, "water": 0.5, "facility": 0.5}
# what a designator says of the kind: bonus where it fits, malus where it does not
_DESIGNATED = {
    "محافظه": ("region", 1.5, -1.0),
    "ولايه": ("region", 1.5, -0.5),
    "اقليم": ("region", 1.0, -0.5),
    "مدينه": ("city", 0.8, -1.5),
    "بلده": ("city", 0.8, -1.5),
    "بلدتي": ("city", 0.8, -1.5),
    "قريه": ("city", 0.8, -1.5),
    "قريتي": ("city", 0.8, -1.5),
    "جبل": ("area", 0.5, -4.0),
    "سهل": ("area", 0.5, -4.0),
    "نهر": ("water", 1.0, -4.0),
    "بحر": ("water", 1.0, -4.0),
}
_SURE = 2.2  # score from which a single candidate is trusted
_LEAD = 0.6  # lead over the next that makes a link probable


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name was linked to.

    Attributes:
        place: the winner, or None where it is unknown.
        certainty: how sure it is.
        candidates: the others, best first.
        reasons: why, to be shown.
    """

    place: Place | None
    certainty: Certainty
    candidates: tuple[Place, ...]
    reasons: tuple[Notice, ...]


def resolve_places(
    groups: Sequence[Sequence[Mention]],
    designators: Sequence[frozenset[str]],
    gazetteer: Gazetteer,
    *,
    chosen: Mapping[str, str] | None = None,
) -> list[Resolved]:
    """Link each group of mentions to a place.

    Args:
        groups: the mentions of one place or facility each.
        designators: for each group the words before its mentions, folded.
        gazetteer: the places known.
        chosen: by search key of a name, the key of the place that the reader chose.
    """
    found = [_candidates(group, gazetteer) for group in groups]
    shares = _shares(found)
    anchors: dict[int, Place] = {}
    resolved: list[Resolved] = []
    for _round in range(2):  # a second round knows the neighbours that the first was sure of
        resolved = [
            _choose(
                group,
                candidates,
                [
                    (
                        score(place, shares, designated)
                        + _neighbours(place, number, groups, anchors),
                        place,
                    )
                    for place in candidates
                ],
                shares,
                chosen or {},
            )
            for number, (group, candidates, designated) in enumerate(
                zip(groups, found, designators, strict=True)
            )
        ]
        anchors = {
            number: each.place
            for number, each in enumerate(resolved)
            if each.place is not None
            and each.certainty in (Certainty.EXACT, Certainty.PROBABLE)
            and each.place.kind in ("city", "capital")
        }
    return resolved


def _candidates(group: Sequence[Mention], gazetteer: Gazetteer) -> list[Place]:
    """The places that go by a form of the group, the longest form that has any."""
    for form in sorted({mention.name for mention in group}, key=len, reverse=True):
        places = gazetteer.lookup(form)
        if places:
            return places
    return []


def _shares(found: Sequence[Sequence[Place]]) -> Mapping[str, float]:
    """Each country's share of the votes of all names."""
    votes: dict[str, float] = {}
    for places in found:
        weights = {
            place: math.log10(place.population + 10) + (3 if place.kind == "country" else 0)
            for place in places
        }
        total = sum(weights.values()) or 1.0
        for place, weight in weights.items():
            if place.country:
                bonus = 3.0 if place.kind == "country" else 1.0
                vote = bonus * weight / total
                votes[place.country] = votes.get(place.country, 0.0) + vote
    everything = sum(votes.values()) or 1.0
    return {country: count / everything for country, count in votes.items()}


def score(place: Place, shares: Mapping[str, float], designators: frozenset[str]) -> float:
    """How well a candidate fits the article, its neighbours left out."""
    value = 0.35 * math.log10(place.population + 10)
    value += 4 * shares.get(place.country or "", 0.0)
    value += _KIND_BONUS.get(place.kind, 0.0)
    told = [_DESIGNATED[word] for word in designators if word in _DESIGNATED]
    for kind, bonus, malus in told:
        fits = place.kind == kind or (kind == "city" and place.kind == "capital")
        value += bonus if fits else malus
    if not told and place.kind == "region":
        value -= 2.0
    return value


def _neighbours(
    place: Place, number: int, groups: Sequence[Sequence[Mention]], anchors: Mapping[int, Place]
) -> float:
    """What the surely known places named close by add."""
    total = 0.0
    for other, anchor in anchors.items():
        if other == number:
            continue
        gap = min(
            (abs(a.start - b.start) for a in groups[number][:4] for b in groups[other][:4]),
            default=10_000,
        )
        weight = 1.0 if gap <= 120 else 0.3 if gap <= 600 else 0.03
        total += weight * 1.5 * math.exp(-distance_km(place, anchor) / _NEAR_KM)
    return min(total, 3.0)


def _choose(
    group: Sequence[Mention],
    candidates: Sequence[Place],
    scored: list[tuple[float, Place]],
    shares: Mapping[str, float],
    chosen: Mapping[str, str],
) -> Resolved:
    """The best candidate, or none where nothing speaks for it."""
    for mention in group:
        key = chosen.get(search_key(mention.name))
        told = next((place for place in candidates if place.key == key), None)
        if told is not None:
            others = tuple(place for place in candidates if place is not told)
            return Resolved(told, Certainty.EXACT, others, (Notice("place-chosen"),))
    if not scored:
        return Resolved(None, Certainty.UNKNOWN, (), (Notice("place-not-listed"),))
    scored.sort(key=lambda pair: (-pair[0], pair[1].key))
    best, place = scored[0]
    others = tuple(other for _, other in scored[1:])
    lead = best - scored[1][0] if len(scored) > 1 else math.inf
    share = shares.get(place.country or "", 0.0)
    rivals = [o for o in others if distance_km(o, place) > 50]  # km
    reason = Notice(
        "place-chosen-among",
        {"count": str(len(scored)), "country": place.country or "", "share": f"{share:.0%}"},
    )
    if best < _SURE:
        return Resolved(None, Certainty.UNKNOWN, (place, *others), (Notice("place-unsure"),))
    if not rivals:
        return Resolved(place, Certainty.EXACT, others, (Notice("place-only-one"),))
    certainty = Certainty.PROBABLE if lead >= _LEAD else Certainty.APPROXIMATE
    return Resolved(place, certainty, others, (reason,))


def distance_km(one: Place, other: Place) -> float:
    """The great-circle distance of two places in kilometres (haversine)."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    step = math.radians(other.longitude - one.longitude) / 2
    inner = math.sin((lat2 - lat1) / 2) ** 2
    inner += math.cos(lat1) * math.cos(lat2) * math.sin(step) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, inner)))
