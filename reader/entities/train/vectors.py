"""Word vectors: skip-gram with negative sampling (Mikolov et al. 2013), repeatable.

    python -m reader.entities.train vectors SHARED OUT.npz [--model MODEL.npz]

A model that was trained before holds its vectors: with ``--model`` they are taken from there.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from reader.entities.train.corpus import corpus_sentences

DIMENSIONS = 96
WINDOW = 5
NEGATIVES = 5
LEAST_COUNT = 6
EPOCHS = 3
KEPT = 120_000  # the commonest words
SEED = 17


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn the vectors and write words and vectors, the commonest word first."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train vectors")
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, help="whose vectors are taken")
    args = parser.parse_args(arguments)
    start = time.process_time()
    text = args.out.with_suffix(".txt")
    if not text.exists():
        with text.open("w", encoding="utf-8") as file:
            for words in corpus_sentences(args.shared):
                file.write(" ".join(words) + "\n")
    sys.stdout.write(f"corpus: {time.process_time() - start:.0f} CPU s\n")
    sys.stdout.flush()
    found, vectors = taken(args.model) if args.model else learned(text)
    np.savez(args.out, words=np.array(found), vectors=vectors)
    sys.stdout.write(f"{len(found)} words, {time.process_time() - start:.0f} CPU s\n")


def taken(model: Path) -> "tuple[list[str], np.ndarray]":
    """The words of a model file and their vectors, as exact as its int8 are."""
    with np.load(model) as data:
        words = data["words"].tobytes().decode().split("\n")
        vectors = data["vectors"][1:] * data["vectors_scale"][1:, None].astype(np.float32)
    return words, vectors


def learned(text: Path) -> "tuple[list[str], np.ndarray]":
    """The words of a text, a sentence a line, and their vectors."""
    from gensim.models import Word2Vec  # noqa: PLC0415 - of the extra

    model = Word2Vec(
        corpus_file=None,
        sentences=_Lines(text),
        vector_size=DIMENSIONS,
        window=WINDOW,
        negative=NEGATIVES,
        min_count=LEAST_COUNT,
        sg=1,
        sample=1e-4,
        epochs=EPOCHS,
        workers=1,  # more would not be repeatable
        seed=SEED,
        max_vocab_size=None,
    )
    words = model.wv.index_to_key[:KEPT]
    return words, model.wv.vectors[: len(words)]


class _Lines:
    """The sentences of a file, to be read again for each epoch."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[list[str]]:
        with self._path.open(encoding="utf-8") as file:
            for line in file:
                yield line.split()
