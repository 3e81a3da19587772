"""The trained network as the one file that the runtime reads."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reader.entities.tagger.features import BITS
from reader.entities.tagger.model import PATH
from reader.entities.train.network import DILATIONS, SOURCES

_SMALL = 1000  # numbers; smaller weights stay float16
_BY_ROW = ("vectors", "table.weight")  # of which the runtime takes single rows

if TYPE_CHECKING:
    from reader.entities.train.coding import Coder
    from reader.entities.train.network import Tagger


def export(network: "Tagger", coder: "Coder", style: str, out: Path | None) -> Path:
    """Write matrices as int8 with a scale a row, the rest as float16, the vocabularies as text.

    A row of a weight is what one unit takes in: int8 per channel, as usual for inference.

    Args:
        network: the trained network.
        coder: of its words.
        style: the source whose guideline the runtime follows; it becomes part of a bias.
        out: the file, or None for the runtime's own.
    """
    state = {name: value.numpy().copy() for name, value in network.state_dict().items()}
    guideline = state.pop("style.weight")[:, SOURCES.index(style)]
    state["enter.bias"] = state["enter.bias"] + guideline
    arrays: dict[str, np.ndarray] = {}
    for name, value in state.items():
        if value.size < _SMALL and name not in _BY_ROW:
            arrays[name] = value.astype(np.float16)
        else:
            arrays[name], arrays[f"{name}_scale"] = _quantised(value)
    arrays["dilations"] = np.array(DILATIONS)
    arrays["words"] = _text(coder.words)
    arrays["table_words"] = _text(list(coder.table))
    arrays["bits"] = _text(list(BITS))  # their order must be the same for ever
    path = out or PATH
    path.parent.mkdir(exist_ok=True)
    np.savez(path, **arrays)  # type: ignore[arg-type]  # no array is called allow_pickle
    return path


def _quantised(matrix: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
    """A matrix as int8, and the scale of each row."""
    rows = matrix.reshape(len(matrix), -1)
    scale = np.abs(rows).max(axis=1) / 127
    scale[scale == 0] = 1
    scale = scale.astype(np.float16)
    whole = np.clip(np.round(rows / scale[:, None].astype(np.float32)), -127, 127)
    return whole.astype(np.int8).reshape(matrix.shape), scale


def _text(lines: list[str]) -> "np.ndarray":
    """Lines as bytes."""
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)
