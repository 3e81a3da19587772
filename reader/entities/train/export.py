"""The trained network as the one file that the runtime reads.

python -m reader.entities.train export NETWORK.pt OUT.npz [--style NAME+NAME] [--bare]
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from reader.entities.tagger.features import BITS
from reader.entities.tagger.model import PATH
from reader.entities.train.coding import Coder, guideline
from reader.entities.train.network import Tagger, load_trained

_SMALL = 1000  # numbers; smaller weights stay float16
_BY_ROW = ("vectors", "table.weight")  # of which the runtime takes single rows


def main(words: Sequence[str] | None = None) -> None:
    """Write a network that training kept."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train export")
    parser.add_argument("network", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--style", default="anercorp", help="whose guideline the runtime follows")
    parser.add_argument("--bare", action="store_true", help="without words and their vectors")
    args = parser.parse_args(words)
    export(*load_trained(args.network), args.style, args.out, bare=args.bare)


def export(
    network: Tagger, coder: Coder, style: str, out: Path | None, *, bare: bool = False
) -> Path:
    """Write matrices as int8 with a scale a row, the rest as float16, the vocabularies as text.

    A row of a weight is what one unit takes in: int8 per channel, as usual for inference.

    Args:
        network: the trained network.
        coder: of its words.
        style: the guideline that the runtime follows (`guideline`); it becomes part of a bias.
        out: the file, or None for the runtime's own.
        bare: leave words and vectors out; the runtime takes those of the other network.
    """
    state = {name: value.numpy().copy() for name, value in network.state_dict().items()}
    asked = guideline(style).numpy()[0]
    state["enter.bias"] = state["enter.bias"] + state.pop("style.weight") @ asked
    arrays: dict[str, np.ndarray] = {}
    if bare:
        del state["vectors"]
    else:
        arrays["words"] = _text(coder.words)
    for name, value in state.items():
        if value.size < _SMALL and name not in _BY_ROW:
            arrays[name] = value.astype(np.float16)
        else:
            arrays[name], arrays[f"{name}_scale"] = _quantised(value)
    arrays["dilations"] = np.array(network.dilations)
    arrays["table_words"] = _text(list(coder.table))
    arrays["bits"] = _text(list(BITS))  # their order must be the same for ever
    path = out or PATH
    path.parent.mkdir(exist_ok=True)
    np.savez(path, **arrays)  # type: ignore[arg-type]  # no array is called allow_pickle
    return path


def restored(path: Path) -> "tuple[Tagger, Coder]":
    """The network of a model file and the coder of its words, as training has them.

    Its weights are those of the runtime, and its guideline is fixed.
    """
    with np.load(path) as data, np.load(PATH) as shared:
        raw = {name: data[name] for name in data.files}
        for name in ("words", "vectors", "vectors_scale"):
            if name not in raw:
                raw[name] = shared[name]
    words, table = (
        raw.pop(name).tobytes().decode().split("\n") for name in ("words", "table_words")
    )
    state = {}
    for name, value in raw.items():
        if not name.endswith("_scale") and name not in ("bits", "dilations"):
            scale = raw.get(f"{name}_scale", np.ones(1)).astype(np.float32)
            state[name] = torch.tensor(value * scale.reshape(-1, *[1] * (value.ndim - 1)))
    coder = Coder(words, ())
    coder.table = {word: number for number, word in enumerate(table, start=1)}
    encoder = "cnn+bilstm" if "lstm.weight_hh_l0" in raw else "cnn"
    network = Tagger(state["vectors"], len(table) + 1, encoder, raw["dilations"].tolist())
    network.load_state_dict({**network.state_dict(), **state})
    torch.nn.init.zeros_(network.style.weight)  # it is part of a bias
    network.eval()
    return network, coder


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
