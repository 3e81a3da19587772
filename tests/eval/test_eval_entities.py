"""The whole entities engine, tagger and document layer, against gold: floors that only rise."""

import json
from pathlib import Path

import pytest

from reader.articles import open_article
from reader.entities import Tagger, find_entities
from reader.entities.tagger.small import SmallTagger
from reader.entities.train.measure import engine_scores
from tests.entity_scoring import SeedScores, document_scores, documents, seed_gold, seed_scores
from tests.support import SHARED, needs_shared

FLOORS = json.loads((Path(__file__).parent / "floors" / "entities.json").read_text("utf-8"))
pytestmark = needs_shared


@pytest.fixture(scope="module")
def seed() -> SeedScores:
    article = open_article(str(SHARED / "seeds" / seed_gold()["document"]))
    found = seed_scores(article, find_entities(article))
    print(
        f"seed: F1 {found.f1:.3f}, P {found.precision:.3f}, R {found.recall:.3f},"
        f" B³ {found.b_cubed:.3f}, merged {found.merged},"
        f"\nmissed {found.missed}\nfalse {found.false}"
    )
    return found


def test_the_required_mentions_of_the_seed(seed: SeedScores) -> None:
    assert seed.f1 >= FLOORS["seed"]["f1"]
    assert seed.precision >= FLOORS["seed"]["precision"]


def test_the_mentions_of_the_seed_that_mean_the_same(seed: SeedScores) -> None:
    assert seed.b_cubed >= FLOORS["seed"]["b_cubed"]
    assert not seed.merged


def test_the_development_parts_of_the_corpora_as_documents() -> None:
    found = document_scores(documents(SHARED / "entities" / "train.jsonl.xz"))
    print({name: round(value, 3) for name, value in found.items()})
    floors = FLOORS["documents"]
    assert not {name: found[name] for name in floors if found[name] < floors[name]}


@pytest.mark.parametrize(("name", "tagger"), [("news", None), ("news_small", SmallTagger())])
def test_the_development_part_of_the_news_gold(name: str, tagger: Tagger | None) -> None:
    found = engine_scores(SHARED, tagger=tagger)
    print({name: (each["precision"], each["recall"], each["f1"]) for name, each in found.items()})
    floors = FLOORS[name]
    below = {
        (name, key): (found[name][key], floor)
        for name, keys in floors.items()
        for key, floor in keys.items()
        if found[name][key] < floor
    }
    assert not below
