"""What must be found in the project's own articles: at least as much as was pinned.

The floors are recall over the gold of `tests/gold`. Raise them when the engines get better; they
are not lowered.
"""

import json
import math
from typing import Any

import pytest

from reader.analysis import Analysis, analyse
from reader.articles import open_article
from reader.text.fold import search_key
from tests.support import PROJECT, SEEDS

GOLD = sorted((PROJECT / "tests" / "gold").glob("[0-9]*.json"))
FLOORS = {"names": 0.8, "types": 0.8, "places": 0.8, "times": 0.95}
NEAR = 0.6  # degrees: gazetteers place one town that far apart at most


def read() -> list[tuple[dict[str, Any], Analysis]]:
    pairs = []
    for path in GOLD:
        gold = json.loads(path.read_text(encoding="utf-8"))
        pairs.append((gold, analyse(open_article(str(SEEDS / gold["seed"])))))
    return pairs


@pytest.fixture(scope="module")
def analysed() -> list[tuple[dict[str, Any], Analysis]]:
    return read()


def found_types(analysis: Analysis, forms: list[str]) -> set[str]:
    """The types under which a mention that holds one of the forms was found."""
    keys = [search_key(form) for form in forms]
    return {
        mention.type.value
        for entity in analysis.entities
        for mention in entity.mentions
        if any(key in search_key(mention.text) for key in keys)
    }


def is_placed(analysis: Analysis, wanted: dict[str, Any]) -> bool:
    """Whether an entity of that name stands where the gold has it."""
    keys = {search_key(form) for form in wanted["forms"]}
    places = [
        entity.place
        for entity in analysis.entities
        if entity.place and keys & {search_key(mention.text) for mention in entity.mentions}
    ]
    here = (wanted["latitude"], wanted["longitude"])
    return any(math.dist((p.latitude, p.longitude), here) < NEAR for p in places)


def recall(name: str, hits: list[bool], missed: list[str]) -> None:
    reached = sum(hits) / len(hits)
    print(f"{name}: {sum(hits)} of {len(hits)}; missed: {', '.join(missed)}")
    assert reached >= FLOORS[name], missed


def test_names(analysed: list[tuple[dict[str, Any], Analysis]]) -> None:
    wanted = [(a, e) for gold, a in analysed for e in gold["entities"]]
    hits = [bool(found_types(a, e["forms"])) for a, e in wanted]
    recall(
        "names", hits, [e["forms"][0] for (_, e), hit in zip(wanted, hits, strict=True) if not hit]
    )


def test_types(analysed: list[tuple[dict[str, Any], Analysis]]) -> None:
    wanted = [(a, e) for gold, a in analysed for e in gold["entities"]]
    hits = [e["type"] in found_types(a, e["forms"]) for a, e in wanted]
    recall(
        "types", hits, [e["forms"][0] for (_, e), hit in zip(wanted, hits, strict=True) if not hit]
    )


def test_places(analysed: list[tuple[dict[str, Any], Analysis]]) -> None:
    wanted = [(a, e) for gold, a in analysed for e in gold["entities"] if e["latitude"] is not None]
    hits = [is_placed(a, e) for a, e in wanted]
    recall(
        "places", hits, [e["forms"][0] for (_, e), hit in zip(wanted, hits, strict=True) if not hit]
    )


def test_times(analysed: list[tuple[dict[str, Any], Analysis]]) -> None:
    wanted = [(a, t) for gold, a in analysed for t in gold["times"]]
    hits = []
    for analysis, time in wanted:
        values = {
            value.value
            for found, value in zip(analysis.times, analysis.values, strict=True)
            if search_key(time["text"]) in search_key(found.text)
            and found.type.value == time["type"]
        }
        hits.append(time["value"] in values)
    recall("times", hits, [t["text"] for (_, t), hit in zip(wanted, hits, strict=True) if not hit])
