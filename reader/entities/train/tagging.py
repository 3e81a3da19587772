"""Train a tagger on the annotated corpora and write it beside its runtime, with its card.

    python -m reader.entities.train tagger SHARED VECTORS.npz [--start PRE.pt] [--silver FILE]
        [--resume NET.pt] [--swap] [--epochs N] [--seed N] [--style NAME+NAME] [--times SOURCE=N]
        [--dilations N,N,…] [--keep NET.pt] [--out MODEL.npz] [--small]

Repeatable: one thread, fixed seeds. The dev part is cut by blocks of sentences of every source
(`data.load`).
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from reader.entities.tagger.model import SMALL
from reader.entities.train.card import write_card
from reader.entities.train.coding import Coder
from reader.entities.train.data import Example
from reader.entities.train.export import export
from reader.entities.train.fitting import BATCH, RATE, STYLES_TOLD, evaluate, fit, tagged, told
from reader.entities.train.network import (
    DILATIONS,
    ENCODERS,
    SOURCES,
    Tagger,
    keep_trained,
    load_trained,
    numbers,
    scaled,
)
from reader.entities.train.news import everything
from reader.entities.train.score import agreement, runtime_tags
from reader.entities.train.silver import lessons as silver_lessons
from reader.entities.train.swapping import people, swapped


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m reader.entities.train tagger")
    parser.add_argument("shared", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--start", type=Path, help="weights from reader.entities.train.pretrain")
    parser.add_argument("--resume", type=Path, help="a network that --keep left, to go on from")
    parser.add_argument("--rate", type=float, default=RATE, help="of learning, at its highest")
    parser.add_argument("--told", type=float, default=STYLES_TOLD, help="share of known guidelines")
    parser.add_argument("--silver", type=Path, help="lessons from reader.entities.train.silver")
    parser.add_argument("--share", type=float, default=1.0, help="of the silver in each epoch")
    parser.add_argument(
        "--times", type=_times, default=[], action="append", help="SOURCE=N: so often in each epoch"
    )
    parser.add_argument("--fast", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch", type=int, default=BATCH, help="sentences of a step")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--words", type=int, default=90_000)
    parser.add_argument("--encoder", choices=ENCODERS, default=ENCODERS[0])
    parser.add_argument("--dilations", type=numbers, default=DILATIONS, help="of the layers")
    parser.add_argument("--style", default="anercorp", help="whose guideline the runtime follows")
    parser.add_argument("--swap", action=argparse.BooleanOptionalAction, default=False)
    parser.add_argument("--leave-out", default=None, help="a source that is not learned from")
    parser.add_argument("--part", type=float, default=1.0, help="share of the training sentences")
    parser.add_argument("--keep", type=Path, default=None, help="where the network itself is kept")
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--small", action="store_true", help="write the smaller network that ships")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    """Train, score on the dev part after each epoch, keep the best, export."""
    args = arguments(words)
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    random.seed(args.seed)
    train, dev = everything(args.shared)
    train = [example for example in train if example.source != args.leave_out]
    if args.part < 1:
        train = random.sample(train, round(args.part * len(train)))
    network, coder = load_trained(args.resume) if args.resume else _begun(args, train)
    silver = list(silver_lessons(args.silver)) if args.silver else []
    names = people(args.shared / "entities" / "name_lists") if args.swap else []
    rng = random.Random(args.seed)  # noqa: S311 - repeatable on purpose

    times = dict(args.times)
    own = [example for example in train for _time in range(times.get(example.source, 1))]

    def lessons() -> list[Example]:
        some = rng.sample(silver, round(args.share * len(silver)))
        return [*(swapped(own, names, rng) if names else own), *some]

    network.fast = args.fast
    fit(
        network,
        coder,
        args.epochs,
        lessons,
        dev,
        highest=args.rate,
        known=args.told,
        size=args.batch,
    )
    for name in (None, *SOURCES):
        sys.stdout.write(f"as {name}: {told(evaluate(network, coder, dev, name))}\n")
    if args.keep:
        keep_trained(network, coder, args.keep)
    if network.encoder == "bilstm":
        return  # to be compared, or to teach; the runtime has no such network
    out = SMALL if args.small else args.out
    path = export(network, coder, args.style, out, bare=args.small)
    alike = agreement(tagged([network], coder, dev, args.style), runtime_tags(path, dev))
    write_card(path, args, (train, dev, silver), alike)


def _times(value: str) -> tuple[str, int]:
    """What ``SOURCE=N`` says.

    Raises:
        ValueError: it says something else.
    """
    source, count = value.split("=")
    if source not in SOURCES:
        raise ValueError(source)
    return source, int(count)


def _begun(args: argparse.Namespace, train: Sequence[Example]) -> tuple[Tagger, Coder]:
    """A network that has seen no names yet, and the coder of its words."""
    known, vectors = scaled(args.vectors, args.words)
    coder = Coder(known, train)
    rows = torch.tensor(vectors, dtype=torch.float32)
    network = Tagger(rows, len(coder.table) + 1, args.encoder, args.dilations)
    if args.start:
        network.load_state_dict(torch.load(args.start), strict=False)
    return network, coder
