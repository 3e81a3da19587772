"""The trained network as the one file that the runtime reads."""

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reader.entities.tagger.model import PATH

if TYPE_CHECKING:
    from reader.entities.train.__main__ import Coder
    from reader.entities.train.network import Tagger


def export(network: "Tagger", coder: "Coder", out: Path | None) -> None:
    """Write vectors as int8 with a scale a row, the rest as float16, the vocabularies as text."""
    state = {name: value.numpy() for name, value in network.state_dict().items()}
    del state["style.weight"]  # the runtime reads what nobody in particular annotated
    vectors, table = state.pop("vectors"), state.pop("table.weight")
    arrays = {name: value.astype(np.float16) for name, value in state.items()}
    for name, matrix in (("vectors", vectors), ("table", table)):
        scale = np.abs(matrix).max(axis=1) / 127
        scale[scale == 0] = 1
        arrays[name] = np.round(matrix / scale[:, None]).astype(np.int8)
        arrays[f"{name}_scale"] = scale.astype(np.float16)
    arrays["words"] = np.frombuffer("\n".join(coder.words).encode(), dtype=np.uint8)
    arrays["table_words"] = np.frombuffer("\n".join(coder.table).encode(), dtype=np.uint8)
    path = out or PATH
    path.parent.mkdir(exist_ok=True)
    np.savez(path, **arrays)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sys.stdout.write(f"{path}: {path.stat().st_size} bytes, sha256 {digest}\n")
