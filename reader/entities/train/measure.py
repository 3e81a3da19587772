"""What a model scores: the runtime on the development parts, the whole engine on news.

Beside F1 by source and type stand the figures of what is known to be hard.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reader.articles import Article
from reader.entities import Tagger, find_entities
from reader.entities.train.data import Example
from reader.entities.train.news import news_documents
from reader.entities.train.score import spans_of

Span = tuple[int, int, str]
Told = Sequence[tuple[Example, Sequence[str]]]
Figures = dict[str, float]

_SHOWN = ("PER", "ORG", "LOC", "FAC")


def engine_scores(
    shared: Path, part: str = "dev", tagger: Tagger | None = None
) -> dict[str, Figures]:
    """Precision, recall and F1 of the whole engine, by type; ``shown`` is all but MISC.

    Args:
        shared: the folder that holds ``articles``.
        part: of the news gold, judged by exact code points.
        tagger: who finds the names in the running text, or None for what ships.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, names in news_documents(shared, part):
        gold = {(name.start, name.end, str(name.type)) for name in names}
        entities = find_entities(Article(text), tagger=tagger)
        found = {(m.start, m.end, m.type.value) for e in entities for m in e.mentions}
        for key in ("all", "shown", *_SHOWN, "MISC"):
            wanted, made = set(_of(gold, key)), set(_of(found, key))
            counts[key].update(wanted=len(wanted), found=len(made), right=len(wanted & made))
    return {key: _figures(each) for key, each in counts.items()}


def _of(spans: set[Span], key: str) -> Iterator[Span]:
    """The spans of a type, of all types, or of those that news is scored by."""
    types = _SHOWN if key == "shown" else (key,)
    return (span for span in spans if key == "all" or span[2] in types)


def _figures(count: Mapping[str, int]) -> Figures:
    """Precision, recall, F1."""
    right, found, wanted = count["right"], count["found"], count["wanted"]
    return {
        "precision": round(right / max(1, found), 4),
        "recall": round(right / max(1, wanted), 4),
        "f1": round(2 * right / max(1, found + wanted), 4),
        "names": wanted,
    }


def people(told: Told) -> dict[str, Figures]:
    """Recall of the names of women, of other Arab names, and of foreign ones, tagger alone.

    A name is a woman's or a man's by its first word in ``given_names.toml``, else foreign: a rough
    cut, which puts rare Arab names among the foreign.
    """
    table = tomllib.loads((Path(__file__).parent / "given_names.toml").read_text("utf-8"))
    kinds = {name: kind for kind in ("women", "men") for name in table[kind].split()}
    right, wanted = Counter[str](), Counter[str]()
    for example, tags in told:
        made = spans_of(tags)
        for span in spans_of(example.tags):
            if span[2] == "PER":
                kind = kinds.get(example.words[span[0]], "foreign and rare")
                wanted[kind] += 1
                right[kind] += span in made
    return {
        kind: {"recall": round(right[kind] / wanted[kind], 4), "names": wanted[kind]}
        for kind in sorted(wanted)
    }


def novelty(told: Told, train: Sequence[Example]) -> dict[str, Figures]:
    """Recall of names that training has seen as such, and of those that it has not."""
    seen = {example.words[a:b] for example in train for a, b, _kind in spans_of(example.tags)}
    right, wanted = Counter[str](), Counter[str]()
    for example, tags in told:
        made = spans_of(tags)
        for span in spans_of(example.tags):
            kind = "seen" if example.words[span[0] : span[1]] in seen else "unseen"
            wanted[kind] += 1
            right[kind] += span in made
    return {
        kind: {"recall": round(right[kind] / wanted[kind], 4), "names": wanted[kind]}
        for kind in sorted(wanted)
    }
