"""The trained network as the one file that the runtime reads."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reader.entities.tagger.features import BITS
from reader.entities.tagger.model import PATH
from reader.entities.train.network import SOURCES

if TYPE_CHECKING:
    from reader.entities.train.coding import Coder
    from reader.entities.train.network import Tagger


def export(network: "Tagger", coder: "Coder", style: str, out: Path | None) -> Path:
    """Write vectors as int8 with a scale a row, the rest as float16, the vocabularies as text.

    Args:
        network: the trained network.
        coder: of its words.
        style: the source whose guideline the runtime follows; it becomes part of a bias.
        out: the file, or None for the runtime's own.
    """
    state = {name: value.numpy().copy() for name, value in network.state_dict().items()}
    guideline = state.pop("style.weight")[:, SOURCES.index(style)]
    state["enter.bias"] = state["enter.bias"] + guideline
    vectors, table = state.pop("vectors"), state.pop("table.weight")
    arrays = {name: value.astype(np.float16) for name, value in state.items()}
    for name, matrix in (("vectors", vectors), ("table", table)):
        scale = np.abs(matrix).max(axis=1) / 127
        scale[scale == 0] = 1
        scale = scale.astype(np.float16)
        arrays[name] = np.clip(np.round(matrix / scale[:, None]), -127, 127).astype(np.int8)
        arrays[f"{name}_scale"] = scale
    arrays["words"] = _text(coder.words)
    arrays["table_words"] = _text(list(coder.table))
    arrays["bits"] = _text(list(BITS))  # their order must be the same for ever
    path = out or PATH
    path.parent.mkdir(exist_ok=True)
    np.savez(path, **arrays)
    return path


def _text(lines: list[str]) -> "np.ndarray":
    """Lines as bytes."""
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)
