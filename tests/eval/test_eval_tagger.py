"""The tagger against the development parts of the annotated corpora: floors that only rise."""

import json
from pathlib import Path

import pytest

from tests.support import SHARED, needs_shared

FLOORS = Path(__file__).parent / "floors" / "tagger.json"


@needs_shared
def test_exact_span_f1_by_source_and_type() -> None:
    from reader.entities.tagger.model import PATH
    from reader.entities.train.data import load
    from reader.entities.train.score import runtime_tags, scores

    _train, dev = load(SHARED / "entities" / "train.jsonl.xz")
    found = scores(runtime_tags(PATH, dev))
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    below = {
        name: (round(found[name], 4), floor)
        for name, floor in floors.items()
        if found[name] < floor
    }
    assert not below


def test_the_card_tells_the_file_that_ships() -> None:
    import hashlib

    from reader.entities.tagger.model import PATH

    card = json.loads(PATH.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["sha256"] == hashlib.sha256(PATH.read_bytes()).hexdigest()
    assert card["bytes"] == PATH.stat().st_size
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    for name, floor in floors.items():
        assert card["dev_f1"][name] == pytest.approx(floor, abs=0.02)
