"""Real news with names told by hand, as sentences for training.

The gold (`tests/news_gold.py`) tells the names of each article and holds no text; the articles are
those of the collection under ``articles``. Its guideline is that of the product.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.entities.tagger.features import TAGS, normal
from reader.entities.train.data import LONGEST, Example, load
from reader.text.words import sentences, words

if TYPE_CHECKING:
    from tests.news_gold import Named

SOURCE = "news"


def everything(shared: Path) -> tuple[list[Example], list[Example]]:
    """The training and development parts of the corpora and of the news gold."""
    train, dev = load(shared / "entities" / "train.jsonl.xz")
    return [*train, *load_news(shared, "train")], [*dev, *load_news(shared, "dev")]


def development(shared: Path) -> list[Example]:
    """The development parts of the corpora and of the news gold."""
    return [*load(shared / "entities" / "train.jsonl.xz")[1], *load_news(shared, "dev")]


def load_news(shared: Path, part: str) -> list[Example]:
    """The sentences of a part of the news gold, in the order of the collection.

    Args:
        shared: the folder that holds ``articles``.
        part: ``train`` or ``dev``.

    Raises:
        ValueError: an article is not the one that was annotated.
    """
    return [each for text, names in news_documents(shared, part) for each in examples(text, names)]


def annotated() -> frozenset[str]:
    """The articles of the gold, by their uids."""
    from tests import news_gold  # noqa: PLC0415 - training runs in the project's folder

    return frozenset(each.uid for part in ("train", "dev") for each in news_gold.load(part))


def news_documents(shared: Path, part: str) -> "Iterator[tuple[str, list[Named]]]":
    """Text and names of the articles of a part of the gold, ``train`` or ``dev``."""
    from tests import news_gold  # noqa: PLC0415 - training runs in the project's folder

    gold = {each.uid: each for each in news_gold.load(part)}
    for row in articles(shared):
        names = gold.get(row["uid"])
        if names is not None:
            if news_gold.digest(row["text"]) != names.digest:
                raise ValueError(f"{row['uid']}: not the text that was annotated")
            text = news_gold.document(row.get("title"), row["text"])
            yield text, news_gold.project(text, names)


def articles(shared: Path) -> Iterator[dict[str, str]]:
    """The articles of the collection."""
    import zstandard  # noqa: PLC0415 - of the extra

    with zstandard.open(shared / "articles" / "news.jsonl.zst", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def examples(text: str, names: "Sequence[Named]") -> Iterator[Example]:
    """The sentences of a text with the tags of the words that its names touch."""
    for span in sentences(text):
        found = list(words(text, span.start, span.end))
        tags = ["O"] * len(found)
        for name in names:
            inside = [
                index
                for index, word in enumerate(found)
                if word.start < name.end and name.start < word.end
            ]
            for index in inside:
                tags[index] = f"{'B' if index == inside[0] else 'I'}-{name.type}"
        folded = [normal(word.text) or "." for word in found]
        for start in range(0, len(found), LONGEST):
            cut = tags[start : start + LONGEST]
            allowed = tuple(1 << TAGS.index(tag) for tag in cut)
            yield Example(SOURCE, tuple(folded[start : start + LONGEST]), tuple(cut), allowed)
