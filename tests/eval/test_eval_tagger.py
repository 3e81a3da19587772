"""The tagger against the development parts of corpora and news gold: floors that only rise."""

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest

from reader.entities.tagger.model import PATH, SMALL
from reader.entities.train.data import Example
from reader.entities.train.score import agreement, runtime_tags, scores
from tests.support import SHARED, needs_shared

FLOORS = Path(__file__).parent / "floors" / "tagger.json"


@cache
def dev() -> list[Example]:
    from reader.entities.train.news import development

    return development(SHARED)


@needs_shared
def test_exact_span_f1_by_source_and_type() -> None:
    found = scores(runtime_tags(PATH, dev()))
    print({name: round(value, 4) for name, value in found.items()})
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    below = {
        name: (round(found[name], 4), floor)
        for name, floor in floors.items()
        if found[name] < floor
    }
    assert not below


@needs_shared
@pytest.mark.parametrize("path", [PATH, SMALL], ids=lambda path: path.stem)
def test_the_runtime_tags_as_the_training_framework_does(path: Path) -> None:
    pytest.importorskip("torch", reason="training needs torch (the extra `train`)")
    from reader.entities.train.export import restored
    from reader.entities.train.fitting import tagged

    network, coder = restored(path)
    alike = agreement(tagged([network], coder, dev(), None), runtime_tags(path, dev()))
    print(f"{alike:.5f} of the words have the same tag")
    assert alike >= 0.999


@pytest.mark.parametrize("path", [PATH, SMALL], ids=lambda path: path.stem)
def test_the_card_tells_the_file_that_ships(path: Path) -> None:
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert card["bytes"] == path.stat().st_size
    assert card["tags_as_in_training"] >= 0.999


def test_the_card_and_the_floors_tell_the_same() -> None:
    card = json.loads(PATH.with_suffix(".json").read_text(encoding="utf-8"))
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    for name, floor in floors.items():
        assert card["dev_f1"][name] == pytest.approx(floor, abs=0.02)
