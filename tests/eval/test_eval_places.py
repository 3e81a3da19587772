"""How well places are resolved: the seed article's gold and our own texts, floors pinned."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.entities.model import EntityType, Mention, Place
from reader.entities.places import Gazetteer, configure, gazetteer, is_false_friend, resolve_places
from reader.entities.places.geo import distance
from reader.entities.places.importing import import_gazetteer
from tests.support import PROJECT, SHARED, needs_shared

FLOORS = json.loads((Path(__file__).parent / "floors_places.json").read_text(encoding="utf-8"))
OWN = json.loads((PROJECT / "tests" / "gold" / "places.json").read_text(encoding="utf-8"))
NEAR_KM, CITY_KM = 5.0, 161.0  # the least radius that counts as right; the usual 100 miles


@dataclass(frozen=True)
class Answer:
    """What was said of one gold place.

    Attributes:
        name: the place.
        place: what was answered.
        point: latitude, longitude and radius in km, or None where no list that ships has it.
        mentions: how many it has.
    """

    name: str
    place: Place | None
    point: tuple[float, float, float] | None
    mentions: int = 1

    def within(self, least: float) -> bool:
        """Whether the answer lies within the radius, or `least` km if that is more."""
        if self.place is None or self.point is None:
            return False
        latitude, longitude, radius = self.point
        away = distance(self.place.latitude, self.place.longitude, latitude, longitude)
        return away <= max(least, radius)

    @property
    def wrong(self) -> bool:
        """Whether a place was answered that it is not."""
        return self.place is not None and not self.within(NEAR_KM)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The villages of Who's On First, imported."""
    folder = tmp_path_factory.mktemp("gazetteers")
    import_gazetteer(SHARED / "places" / "wof_arab_places.tsv.gz", folder)
    return folder


@pytest.fixture
def shipped() -> Gazetteer:
    """The gazetteer as it ships."""
    configure(None)
    return gazetteer()


def seed(places: Gazetteer, sure: str) -> list[Answer]:
    """The answers to the gold places of the seed article that are `sure`."""
    gold = json.loads((SHARED / "seeds" / "entities.json").read_text(encoding="utf-8"))
    text = (SHARED / "seeds" / gold["document"]).read_bytes().decode("utf-8")
    groups: dict[str, list[Mention]] = {}
    for each in gold["mentions"]:
        if each["type"] in ("LOC", "FAC") and each["kind"] != "nominal":
            mention = Mention(each["start"], each["end"], each["text"], EntityType(each["type"]))
            groups.setdefault(each["cluster"], []).append(mention)
    found = resolve_places(text, list(groups.values()), places)
    return [
        Answer(key, each.place, _point(gold["clusters"][key]), len(groups[key]))
        for key, each in zip(groups, found, strict=True)
        if gold["clusters"][key]["sure"] == sure
    ]


def _point(cluster: dict[str, Any]) -> tuple[float, float, float]:
    return cluster["lat"], cluster["lon"], cluster["radius_km"]


def own(places: Gazetteer, part: str) -> Iterator[Answer]:
    """The answers to a part of our own texts."""
    for article in OWN[part]:
        text, groups = _unmarked(article["text"])
        found = resolve_places(text, list(groups.values()), places)
        for name, each in zip(groups, found, strict=True):
            point = article["places"][name]
            yield Answer(name, each.place, tuple(point) if point else None)


def _unmarked(marked: str) -> tuple[str, dict[str, list[Mention]]]:
    """The text without its marks, and the mentions they marked, by name."""
    text, groups = "", dict[str, list[Mention]]()
    for piece in re.split("(⟦[^⟧]*⟧)", marked):
        name = piece.strip("⟦⟧")
        if piece.startswith("⟦"):
            mention = Mention(len(text), len(text) + len(name), name, EntityType.LOC)
            groups.setdefault(name, []).append(mention)
        text += name
    return text, groups


def right(answers: list[Answer]) -> int:
    """How many mentions are right."""
    return sum(answer.mentions for answer in answers if answer.within(NEAR_KM))


@needs_shared
def test_seed_with_what_ships(shipped: Gazetteer) -> None:
    answers = seed(shipped, "certain")
    assert sum(answer.mentions for answer in answers) == FLOORS["seed_mentions"]
    assert right(answers) >= FLOORS["seed_certain_shipped"]
    assert not [answer.name for answer in answers if answer.wrong]


@needs_shared
def test_seed_guesses_nothing_wrong(shipped: Gazetteer) -> None:
    answers = [*seed(shipped, "probable"), *seed(shipped, "rough")]
    assert not [answer.name for answer in answers if answer.wrong]


@needs_shared
def test_villages_imported_make_no_answer_worse(shipped: Gazetteer, imported: Path) -> None:
    before = {
        answer.name: answer.within(NEAR_KM)
        for answer in [*seed(shipped, "certain"), *seed(shipped, "probable")]
    }
    try:
        configure(imported)
        certain = seed(gazetteer(), "certain")
        after = [*certain, *seed(gazetteer(), "probable")]
    finally:
        configure(None)
    assert not [a.name for a in after if before[a.name] and not a.within(NEAR_KM)]
    assert right(certain) >= FLOORS["seed_certain_imported"]
    assert sum(a.within(NEAR_KM) for a in after) > sum(before.values())


@pytest.mark.parametrize("part", ["dev", "test"])
def test_our_own_texts(shipped: Gazetteer, part: str) -> None:
    answers = list(own(shipped, part))
    listed = [answer for answer in answers if answer.point]
    floors = FLOORS[f"own_{part}"]
    assert sum(a.within(CITY_KM) for a in listed) / len(listed) >= floors["within_161_km"]
    assert sum(a.within(NEAR_KM) for a in listed) / len(listed) >= floors["within_radius"]
    assert sum(a.wrong for a in answers) / len(answers) <= floors["wrong_at_most"]


def test_false_friends_are_no_places_on_their_own(shipped: Gazetteer) -> None:
    words = [
        word
        for line in (PROJECT / "reader/entities/places/data/false_friends.txt")
        .read_text(encoding="utf-8")
        .splitlines()
        if not line.startswith("#")
        for word in line.split()
    ]
    assert len(words) > 400
    for word in words:
        if is_false_friend(word):
            text = f"وفي سوريا قيل {word} ثم انتهى"
            start = text.index(f" {word} ") + 1
            mention = Mention(start, start + len(word), word, EntityType.LOC)
            assert resolve_places(text, [[mention]], shipped)[0].place is None, word
