"""How well a candidate fits: people, country, the words before the name, and the neighbours.

0.35·log10(inhabitants + 10) + 4·share of the country + designator + kind
    + Σ weight of the neighbour · 1.5 · exp(−distance / 60 km)
"""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from reader.entities.model import Place
from reader.entities.places.candidates import Candidate, Group
from reader.entities.places.context import Designator
from reader.entities.places.geo import distance_km

_KIND = {
    "country": 3.0, "continent": 3.0, "capital": 2.0, "area": 0.5, "water": 0.5, "facility": 0.5,
    "neighbourhood": -1.0, "county": -1.0,
}  # fmt: skip
_REGION_BESIDE_CITY = -2.0  # a division of a city's name, where no word tells which is meant
_VILLAGE_BESIDE_CITY, _TOWN = -2.5, 20_000  # a bare name is the town of so many, not a hamlet
_FACILITY_ASKED = 1.0
_SHARE = 4.0
_NEIGHBOUR, _NEAR_KM, _NEIGHBOURS_MOST = 1.5, 60.0, 3.0
_WINDOW, _CLOSE = 600, 120  # code points in which neighbours are looked for, and count whole
_CLOSE_WEIGHT, _PARAGRAPH_WEIGHT, _ELSEWHERE_WEIGHT = 1.0, 0.3, 0.03
_MENTIONS, _SIDE, _ELSEWHERE = 8, 12, 30  # how many are looked at, so that cost stays linear
_POINTS = frozenset(("city", "capital", "village", "facility", "neighbourhood"))
_SMALL_AREA_KM = 60.0
_LARGE = frozenset(("country", "region", "continent", "water"))
_ABROAD, _MUCH = -0.7, 6.0  # for a small town of a country never named; votes that tell so much
_HARDLY, _WORLD_KNOWN = 0.08, 150_000
_LEAST_EVIDENCE = 1.5  # votes below which a share is no certainty


class Shares:
    """The votes of an article for countries."""

    def __init__(self, votes: Sequence[Mapping[str, float]], words: Mapping[str, float]) -> None:
        """Add up the votes of each group and those of the text's `words`."""
        self._groups = votes
        self._total: dict[str, float] = dict(words)
        for each in votes:
            for country, vote in each.items():
                self._total[country] = self._total.get(country, 0.0) + vote
        self._sum = sum(self._total.values())
        self._leading: dict[int, float] = {}

    def share(self, country: str | None, group: int) -> float:
        """The country's share of all votes but those of `group` itself, from 0 to 1."""
        if country is None:
            return 0.0
        own = self._groups[group]
        rest = self._sum - sum(own.values())
        votes = self._total.get(country, 0.0) - own.get(country, 0.0)
        return max(0.0, votes) / max(rest, _LEAST_EVIDENCE)

    def abroad(self, place: Place, group: int) -> float:
        """What counts against a small town of a country that an article about another hardly names.

        The more the article tells of one country, the more: among the quarters of Algiers الحمامات
        is no town of Tunisia. Towns that the world knows are named without their country.
        """
        if place.country is None or not 0 < place.population < _WORLD_KNOWN:
            return 0.0
        if self.share(place.country, group) > _HARDLY:
            return 0.0
        if group not in self._leading:
            others = self.foremost(group, 0.0, 1)
            self._leading[group] = self.share(others[0], group) if others else 0.0
        return _ABROAD * self._leading[group] * min(1.0, self._sum / _MUCH)

    def foremost(self, group: int, least: float, most: int) -> list[str]:
        """The countries most spoken of beside `group`: at most `most`, of a share of `least`."""
        shares = {country: self.share(country, group) for country in self._total}
        ranked = sorted(shares, key=lambda country: (-shares[country], country))
        return [country for country in ranked[:most] if shares[country] >= least]


def vote(group: Group, winner: Place | None) -> dict[str, float]:
    """How a group's vote spreads over countries: on its winner, else over all candidates."""
    weight = math.sqrt(min(len(group.mentions), 16))
    if winner is not None:
        return {winner.country: weight} if winner.country else {}
    spread: dict[str, float] = {}
    for candidate in group.candidates:
        place = candidate.place
        if place.country:
            votes = math.log10(place.population + 10) + _KIND.get(place.kind, 0.0)
            spread[place.country] = spread.get(place.country, 0.0) + max(votes, 0.1)
    total = sum(spread.values())
    return {country: weight * votes / total for country, votes in spread.items()}


def score(candidate: Candidate, group: Group, share: float) -> float:
    """How well a candidate fits its group in a country of `share`, neighbours left out."""
    place = candidate.place
    value = 0.35 * math.log10(place.population + 10) + _SHARE * share + candidate.cost
    value += _KIND.get(place.kind, 0.0)
    value += _told(place, group)
    if group.facility and place.kind == "facility":
        value += _FACILITY_ASKED
    return value


def _told(place: Place, group: Group) -> float:
    """What the words before the mentions say of a candidate, on the average of the mentions."""
    bare = 0.0
    if place.kind in ("region", "county") and _city_beside(group, place):
        bare = _REGION_BESIDE_CITY
    elif place.kind == "village" and _larger(group):
        bare = _VILLAGE_BESIDE_CITY
    total = sum(count for _, count in group.designators)
    said = sum(count * _said(word, place, group, bare) for word, count in group.designators)
    return said / total


def _said(word: Designator | None, place: Place, group: Group, bare: float) -> float:
    """What one word before a name says of a candidate."""
    if word is None:
        return bare
    if place.kind in word.fits:
        return word.bonus
    # «محافظة جدة»: a division that is in no list is shown at its town
    lone = word.role == "region" and not any(c.place.kind in word.fits for c in group.candidates)
    return 0.0 if lone else word.malus


def _larger(group: Group) -> bool:
    """Whether a city of some size has the name too, wherever it lies."""
    return any(candidate.place.population >= _TOWN for candidate in group.candidates)


def _city_beside(group: Group, region: Place) -> bool:
    """Whether a city of the same name lies in the country of a division."""
    return any(
        candidate.place.kind in ("city", "capital") and candidate.place.country == region.country
        for candidate in group.candidates
    )


class Neighbours:
    """The places of an article that are known, by where they are named."""

    def __init__(self, text: str, groups: Sequence[Group], winners: Mapping[int, Place]) -> None:
        """Order the mentions of the groups whose winner is a point of the map."""
        self._text = text
        self._groups = groups
        self._winners = {
            number: place
            for number, place in winners.items()
            if place.kind in _POINTS
            or (place.kind not in _LARGE and (place.radius_km or 0) < _SMALL_AREA_KM)
        }
        self._first = list(self._winners)[:_ELSEWHERE]
        marks = sorted(
            (mention.start, number)
            for number in self._winners
            for mention in groups[number].mentions
        )
        self._starts = [start for start, _ in marks]
        self._numbers = [number for _, number in marks]

    def of(self, number: int) -> dict[int, float]:
        """The groups near those of group `number`, each with its weight."""
        weights = dict.fromkeys(self._first, _ELSEWHERE_WEIGHT)
        for mention in self._groups[number].mentions[:_MENTIONS]:
            middle = bisect_left(self._starts, mention.start)
            for place in range(max(0, middle - _SIDE), min(len(self._starts), middle + _SIDE)):
                weight = self._weight(mention.start, self._starts[place])
                other = self._numbers[place]
                weights[other] = max(weight, weights.get(other, 0.0))
        weights.pop(number, None)
        return weights

    def _weight(self, one: int, two: int) -> float:
        """The weight of two places in the text: whole when close, less in one paragraph."""
        low, high = min(one, two), max(one, two)
        if high - low > _WINDOW or "\\n" in self._text[low:high]:
            return _ELSEWHERE_WEIGHT
        return _CLOSE_WEIGHT if high - low <= _CLOSE else _PARAGRAPH_WEIGHT

    def place(self, number: int) -> Place:
        """The winner of a group that `of` names."""
        return self._winners[number]

    def pull(self, place: Place, near: Mapping[int, float]) -> float:
        """What the groups `near` add to a candidate."""
        if place.kind in _LARGE:
            return 0.0
        total = sum(
            weight * _NEIGHBOUR * math.exp(-distance_km(place, self._winners[other]) / _NEAR_KM)
            for other, weight in near.items()
        )
        return min(total, _NEIGHBOURS_MOST)
