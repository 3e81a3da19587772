"""The model card: what a model was made from, how, and what it scores; nothing by hand.

    python -m reader.entities.train card SHARED [--study STUDY.json]

Training writes the card; this step measures the model that ships again, and more of it.
"""

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reader.entities.tagger.model import PATH, SMALL
from reader.entities.tagger.small import SmallTagger
from reader.entities.train.data import Example
from reader.entities.train.measure import engine_scores, novelty, people
from reader.entities.train.news import SOURCE as NEWS
from reader.entities.train.news import everything
from reader.entities.train.score import runtime_tags, scores

_LICENCES = {
    "anercorp": "CC BY-SA 4.0",
    "aqmar": "CC BY-SA 3.0",
    "wikifane": "CC BY-SA 3.0",
    "wojood_sample": "MIT",
    "news": "annotation: this project's own; the texts belong to their publishers",
    "silver": "raw text tagged by earlier networks of this recipe",
}


def main(words: Sequence[str] | None = None) -> None:
    """Measure the models that ship and complete their cards."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train card")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--study", type=Path, help="figures from reader.entities.train.study")
    args = parser.parse_args(words)
    train, dev = everything(args.shared)
    for path, tagger in ((PATH, None), (SMALL, SmallTagger())):
        card = path.with_suffix(".json")
        record = json.loads(card.read_text("utf-8"))
        scored = _scored(path, (train, dev, ()))
        record |= scored | {"data": record["data"] | scored["data"]}
        told = runtime_tags(path, dev)
        news = [(example, tags) for example, tags in told if example.source == NEWS]
        record["engine_on_news"] = engine_scores(args.shared, tagger=tagger)
        record["engine_on_old_print"] = engine_scores(args.shared, "old", tagger)
        record["recall_of_people"] = people(told)
        record["recall_in_news"] = novelty(news, train)
        if args.study and path == PATH:
            record["short_trainings_f1"] = json.loads(args.study.read_text("utf-8"))
        _write(card, record)


def write_card(
    path: Path,
    args: argparse.Namespace,
    parts: tuple[Sequence[Example], Sequence[Example], Sequence[Example]],
    alike: float,
) -> None:
    """Write the card beside the model file `path`: the scores are those of the runtime itself.

    Args:
        path: the model file.
        args: of the training.
        parts: sentences of training, development and self-training.
        alike: share of the development words that the runtime tags as training does.
    """
    record = {
        "file": path.name,
        "bytes": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "network": _network(path),
        "recipe": {name: _shown(value) for name, value in vars(args).items()},
        "cpu_seconds": round(time.process_time()),
        "tags_as_in_training": round(alike, 5),
    }
    _write(path.with_suffix(".json"), record | _scored(path, parts))


def _network(path: Path) -> str:
    """What kind of network a model file holds."""
    with np.load(path) as data:
        units, dilations = len(data["enter.bias"]), data["dilations"].tolist()
        ways = "BiLSTM, " if "lstm.weight_hh_l0" in data.files else ""
    return f"dilated CNN, {units} units, dilations {dilations}, {ways}CRF"


def _scored(
    path: Path, parts: tuple[Sequence[Example], Sequence[Example], Sequence[Example]]
) -> dict[str, Any]:
    """The sentences and tokens of each source, and the scores of the runtime."""
    train, dev, silver = parts
    found = scores(runtime_tags(path, dev))
    counts = Counter(example.source for example in (*train, *silver))
    return {
        "data": {
            name: {
                "licence": _LICENCES[name],
                "train": [count, _tokens(name, (*train, *silver))],
                "dev": [sum(e.source == name for e in dev), _tokens(name, dev)],
            }
            for name, count in sorted(counts.items())
        },
        "dev_f1": {name: round(value, 4) for name, value in found.items()},
    }


def _write(path: Path, record: dict[str, object]) -> None:
    """The card as JSON, on the screen too."""
    told = json.dumps(record, ensure_ascii=False, indent=2)
    path.write_text(told + "\n", encoding="utf-8")
    sys.stdout.write(told + "\n")


def _tokens(source: str, examples: Sequence[Example]) -> int:
    """Tokens of the sentences of a source."""
    return sum(len(example.words) for example in examples if example.source == source)


def _shown(value: object) -> object:
    """An argument without the folder it lies in."""
    return value.name if isinstance(value, Path) else value
