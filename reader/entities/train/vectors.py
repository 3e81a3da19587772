"""Word vectors: skip-gram with negative sampling (Mikolov et al. 2013), repeatable.

python -m reader.entities.train vectors SHARED OUT.npz
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
    args = parser.parse_args(arguments)
    learn(args.shared, args.out)


def learn(shared: Path, out: Path) -> None:
    """Learn the vectors of the texts under `shared`; the text itself stays beside them as .txt."""
    from gensim.models import Word2Vec  # noqa: PLC0415 - of the extra

    start = time.process_time()
    text = out.with_suffix(".txt")
    if not text.exists():
        with text.open("w", encoding="utf-8") as file:
            for words in corpus_sentences(shared):
                file.write(" ".join(words) + "\n")
    sys.stdout.write(f"corpus: {time.process_time() - start:.0f} CPU s\n")
    sys.stdout.flush()
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
    np.savez(out, words=np.array(words), vectors=model.wv.vectors[: len(words)])
    sys.stdout.write(f"{len(words)} words, {time.process_time() - start:.0f} CPU s\n")


class _Lines:
    """The sentences of a file, to be read again for each epoch."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[list[str]]:
        with self._path.open(encoding="utf-8") as file:
            for line in file:
                yield line.split()
