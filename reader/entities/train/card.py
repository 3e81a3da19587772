"""The model card: what a model was made from, how, and what it scores; nothing by hand."""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from reader.entities.train.data import Example
from reader.entities.train.network import DILATIONS, HIDDEN
from reader.entities.train.score import runtime_tags, scores

_LICENCES = {
    "anercorp": "CC BY-SA 4.0",
    "aqmar": "CC BY-SA 3.0",
    "wikifane": "CC BY-SA 3.0",
    "wojood_sample": "MIT",
    "silver": "raw text tagged by earlier networks of this recipe",
}


def write_card(
    path: Path,
    args: argparse.Namespace,
    parts: tuple[Sequence[Example], Sequence[Example], Sequence[Example]],
) -> None:
    """Write the card beside the model file `path`: the scores are those of the runtime itself.

    Args:
        path: the model file.
        args: of the training.
        parts: sentences of training, development and self-training.
    """
    train, dev, silver = parts
    found = scores(runtime_tags(path, dev))
    record = {
        "file": path.name,
        "bytes": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "network": f"dilated CNN, {HIDDEN} units, dilations {list(DILATIONS)}, CRF",
        "recipe": {name: _shown(value) for name, value in vars(args).items()},
        "data": {
            name: {
                "licence": _LICENCES[name],
                "train": [count, _tokens(name, (*train, *silver))],
                "dev": [sum(e.source == name for e in dev), _tokens(name, dev)],
            }
            for name, count in sorted(Counter(e.source for e in (*train, *silver)).items())
        },
        "dev_f1": {name: round(value, 4) for name, value in found.items()},
    }
    told = json.dumps(record, ensure_ascii=False, indent=2)
    path.with_suffix(".json").write_text(told + "\n", encoding="utf-8")
    sys.stdout.write(told + "\n")


def _tokens(source: str, examples: Sequence[Example]) -> int:
    """Tokens of the sentences of a source."""
    return sum(len(example.words) for example in examples if example.source == source)


def _shown(value: object) -> object:
    """An argument without the folder it lies in."""
    return value.name if isinstance(value, Path) else value
