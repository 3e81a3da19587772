"""Which place a name means, in the light of its whole article.

Candidates by name are scored (`scoring`) in rounds: each round knows the countries and neighbours
that the one before was sure of. A winner needs a score; a name that none fits is tried as a thing
named after a place, in Latin letters, and as a slip of one letter (`fallbacks`). What is left is
unknown: more honest than the largest homonym of the world.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.entities.model import Certainty, Mention, Place
from reader.entities.places.candidates import Candidate, Group, gather
from reader.entities.places.fallbacks import guess
from reader.entities.places.gazetteer import Gazetteer
from reader.entities.places.geo import distance_km
from reader.entities.places.keys import name_key
from reader.entities.places.prior import country_votes
from reader.entities.places.scoring import Neighbours, Shares, score, vote
from reader.notice import Notice
from reader.text.fold import search_key

_ROUNDS = 3
_LEAST = 1.7  # score below which a winner is no answer
_LEAST_ALONE = 1.4  # the same where no other place has the name, in countries known town by town
_WHOLE = frozenset(
    "AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SY TN YE".split()  # noqa: SIM905 - short
)
_SURE, _SURE_LEAD = 2.4, 1.2  # score and lead over the next other place of an exact link
_LEAD = 0.25  # lead below which two far places of one name leave it open
_SAME_KM = 30.0  # within which two records are one place
_ONE_PLACE = frozenset(("city", "capital", "village", "region", "county", "neighbourhood"))


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name was linked to.

    Attributes:
        place: the winner, or None where it is unknown.
        certainty: how sure it is; APPROXIMATE where the place only lies near or around what is
            meant, or was found by a guess at its letters.
        candidates: the others, best first.
        reasons: why, to be shown.
    """

    place: Place | None
    certainty: Certainty
    candidates: tuple[Place, ...]
    reasons: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """A group's candidates with their scores, best first."""

    ranked: tuple[tuple[float, Candidate], ...]

    @property
    def winner(self) -> Place | None:
        """The best candidate if its score will do and no far one is as good."""
        if not self.ranked or self.lead < _LEAD:
            return None
        value, best = self.ranked[0]
        # villages that were imported are no rivals of what was known without them
        rivals = [c for _, c in self.ranked[1:] if not c.imported and not same(best.place, c.place)]
        alone = not rivals and not best.imported and best.place.country in _WHOLE
        return best.place if value >= (_LEAST_ALONE if alone else _LEAST) else None

    @property
    def lead(self) -> float:
        """How far the best is before the next that is another place."""
        if not self.ranked:
            return 0.0
        best, first = self.ranked[0]
        rival = next(
            (value for value, other in self.ranked[1:] if not same(first.place, other.place)),
            float("-inf"),
        )
        return best - rival


def same(one: Place, other: Place) -> bool:
    """Whether two records are one place to a reader: close, or a city and its division."""
    near = distance_km(one, other)
    if {one.kind, other.kind} & {"region", "county"} and one.country == other.country:
        return near <= _SAME_KM + max(one.radius_km or 0.0, other.radius_km or 0.0)
    return near <= _SAME_KM and {one.kind, other.kind} <= _ONE_PLACE


def resolve_places(
    text: str,
    groups: Sequence[Sequence[Mention]],
    gazetteer: Gazetteer,
    *,
    chosen: Mapping[str, str] | None = None,
) -> list[Resolved]:
    """Link each group of mentions to a place.

    Pure and linear in the mentions: nothing is kept between calls but what the gazetteer has
    indexed. How the groups were made does not matter.

    Args:
        text: the text that the mentions' code points count in.
        groups: the mentions of one place or facility each, in reading order.
        gazetteer: the places known.
        chosen: by search key of a name, the key of the place that the reader chose; it wins.

    Returns:
        For each group what it is linked to, in the order of the groups.
    """
    gathered = [gather(text, group, gazetteer) for group in groups]
    told = [_chosen(group, gazetteer, chosen or {}) for group in gathered]
    words = country_votes(text)
    winners: dict[int, Place] = {n: place for n, place in enumerate(told) if place is not None}
    for _ in range(_ROUNDS):
        article = _Article(text, gathered, words, winners)
        scored = [article.scored(number) for number in range(len(gathered))]
        found = {
            number: place
            for number, each in enumerate(scored)
            if (place := told[number] or each.winner) is not None
        }
        if found == winners:
            break
        winners = found
    article = _Article(text, gathered, words, winners)
    return [
        _by_choice(place, article.scored(number))
        if (place := told[number]) is not None
        else _resolved(number, article, gazetteer)
        for number in range(len(gathered))
    ]


class _Article:
    """What the groups of an article tell each other, for the winners known so far."""

    def __init__(
        self,
        text: str,
        groups: Sequence[Group],
        words: Mapping[str, float],
        winners: Mapping[int, Place],
    ) -> None:
        self.groups = groups
        self.shares = Shares([vote(g, winners.get(n)) for n, g in enumerate(groups)], words)
        self.neighbours = Neighbours(text, groups, winners)

    def scored(self, number: int) -> _Scored:
        """The candidates of group `number`, best first; ties fall by key."""
        group = self.groups[number]
        near = self.neighbours.of(number) if group.candidates else {}
        pairs = [
            (
                score(candidate, group, self.shares.share(candidate.place.country, number))
                + self.shares.abroad(candidate.place, number)
                + self.neighbours.pull(candidate.place, near),
                candidate,
            )
            for candidate in group.candidates
        ]
        return _Scored(tuple(sorted(pairs, key=lambda pair: (-pair[0], pair[1].place.key))))


def _chosen(group: Group, gazetteer: Gazetteer, chosen: Mapping[str, str]) -> Place | None:
    """The place that the reader chose for a name of the group."""
    for mention in group.mentions if chosen else ():
        key = chosen.get(search_key(mention.name)) or chosen.get(name_key(mention.name))
        place = gazetteer.by_key(key) if key else None
        if place is not None:
            return place
    return None


def _by_choice(place: Place, scored: _Scored) -> Resolved:
    """The place that the reader chose."""
    others = tuple(c.place for _, c in scored.ranked if c.place.key != place.key)
    return Resolved(place, Certainty.EXACT, others, (Notice("link-chosen"),))


def _resolved(number: int, article: _Article, gazetteer: Gazetteer) -> Resolved:
    """The winner, else a guess, else unknown."""
    group, scored = article.groups[number], article.scored(number)
    place = scored.winner
    places = tuple(candidate.place for _, candidate in scored.ranked)
    if place is None:
        guessed = guess(number, group, gazetteer, article.shares, article.neighbours)
        if guessed is not None:
            others = tuple(other for other in places if other.key != guessed.place.key)
            reasons = (guessed.reason,)
            return Resolved(guessed.place, Certainty.APPROXIMATE, others, reasons)
        reason = Notice("link-unsure" if places else "link-not-listed")
        return Resolved(None, Certainty.UNKNOWN, places, (reason,))
    share = article.shares.share(place.country, number)
    return Resolved(
        place, _certainty(group, scored), places[1:], _reasons(group, scored, place, share)
    )


def _certainty(group: Group, scored: _Scored) -> Certainty:
    """How sure a winner is."""
    if group.only_area:
        return Certainty.APPROXIMATE
    sure = scored.ranked[0][0] >= _SURE and scored.lead >= _SURE_LEAD
    return Certainty.EXACT if sure else Certainty.PROBABLE


def _reasons(group: Group, scored: _Scored, place: Place, share: float) -> tuple[Notice, ...]:
    """Why the winner won."""
    far = [c.place for _, c in scored.ranked[1:] if not same(place, c.place)]
    reasons = []
    if not far:
        reasons.append(Notice("link-only-one"))
    else:
        values = {"count": str(len(far) + 1), "country": place.country or "—"}
        reasons.append(Notice("link-among", values | {"share": f"{min(share, 1.0):.0%}"}))
    if any(word is not None and place.kind in word.fits for word, _ in group.designators):
        reasons.append(Notice("link-by-designator"))
    if group.areas:
        reasons.append(Notice("link-area", {"name": place.name}))
    return tuple(reasons)
