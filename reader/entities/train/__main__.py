"""Making the tagger, step by step or all at once.

    python -m reader.entities.train all SHARED FOLDER      the whole recipe, what is there is kept
    python -m reader.entities.train STEP …                 one step; --help tells its arguments

The steps: `vectors` learns word vectors from raw text, `pretrain` the context of words, `tagger`
the names, `silver` lets trained networks tag news for another round of `tagger`, `study` tells what
the data is worth, `card` measures what ships. One core each, fixed seeds. Run in the project's
folder, with the extras ``train`` and ``dev``.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

_STEPS = {
    "vectors": "reader.entities.train.vectors",
    "pretrain": "reader.entities.train.pretrain",
    "tagger": "reader.entities.train.tagging",
    "silver": "reader.entities.train.silver",
    "export": "reader.entities.train.export",
    "study": "reader.entities.train.study",
    "card": "reader.entities.train.card",
}
# What is made, and by which step; {shared} and {folder} are the arguments of `all`.
_RECIPE = (
    ("vectors.npz", "vectors {shared} {folder}/vectors.npz"),
    ("context.pt", "pretrain {folder}/vectors.npz {folder}/context.pt"),
    (
        "early.pt",
        "pretrain {folder}/vectors.npz {folder}/early.pt --tokens 6000000 --dilations 1,2,4,2",
    ),
    (
        "teacher.pt",
        "tagger {shared} {folder}/vectors.npz --start {folder}/early.pt --encoder bilstm"
        " --epochs 4 --seed 31 --keep {folder}/teacher.pt",
    ),
    (
        "other.pt",
        "tagger {shared} {folder}/vectors.npz --start {folder}/early.pt --encoder cnn"
        " --dilations 1,2,4,2 --epochs 4 --seed 41 --keep {folder}/other.pt"
        " --out {folder}/other.npz",
    ),
    (
        "silver.jsonl.gz",
        "silver {shared} {folder}/silver.jsonl.gz {folder}/teacher.pt {folder}/other.pt",
    ),
    (
        "student.pt",
        "tagger {shared} {folder}/vectors.npz --start {folder}/context.pt --epochs 3"
        " --times anercorp=3 --silver {folder}/silver.jsonl.gz --seed 18"
        " --keep {folder}/student.pt --out {folder}/student.npz",
    ),
    (
        "final.pt",  # what people annotated alone, its guidelines told, at a low rate
        "tagger {shared} {folder}/vectors.npz --resume {folder}/student.pt --rate 0.0008 --told 1"
        " --times anercorp=3 --epochs 2 --seed 23 --style anercorp+anercorp+news"
        " --keep {folder}/final.pt",
    ),
    (
        "small.pt",  # the smaller network the same way
        "tagger {shared} {folder}/vectors.npz --resume {folder}/other.pt --rate 0.0008 --told 1"
        " --times anercorp=3 --epochs 2 --seed 23 --style anercorp+anercorp+news"
        " --keep {folder}/small.pt --small",
    ),
    (
        "study.json",
        "study {shared} {folder}/vectors.npz {folder}/study.json --start {folder}/context.pt",
    ),
    ("card", "card {shared} --study {folder}/study.json"),
)


def main(words: Sequence[str]) -> int:
    """Run a step, or all of them."""
    if words[:1] == ["all"] and len(words) == 3:
        _all(*words[1:])
        return 0
    if words and words[0] in _STEPS:
        import_module(_STEPS[words[0]]).main(words[1:])
        return 0
    sys.stderr.write(f"{__doc__}")
    return 2


def _all(shared: str, folder: str) -> None:
    """The whole recipe; a step whose file is there is not repeated."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for made, command in _RECIPE:
        if not Path(folder, made).exists():
            step, *words = (part.format(shared=shared, folder=folder) for part in command.split())
            sys.stdout.write(f"{step} → {made}\n")
            import_module(_STEPS[step]).main(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
