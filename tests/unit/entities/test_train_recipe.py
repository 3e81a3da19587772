"""The whole recipe of training, at the size of a toy; skips without what training needs."""

import json
import lzma
import random
from pathlib import Path

import pytest

from tests.news_gold import NewsGold, digest

pytest.importorskip("torch", reason="training needs torch (the extra `train`)")
pytest.importorskip("gensim", reason="training needs gensim (the extra `train`)")

PEOPLE, PLACES = ("محمد علي", "ليلى حداد", "عمر سالم"), ("حلب", "دمشق", "القاهرة", "تونس")


def sentences(count: int) -> list[tuple[str, str, str]]:
    """Sentences with a person and a place of each."""
    rng = random.Random(7)
    made = []
    for number in range(count):
        who, where = rng.choice(PEOPLE), rng.choice(PLACES)
        made.append((f"وصل {who} إلى {where} في اليوم {number} من الشهر الماضي", who, where))
    return made


def tags(text: str, who: str, where: str) -> list[str]:
    first, second = who.split()
    kinds = {first: "B-PER", second: "I-PER", where: "B-LOC"}
    return [kinds.get(word, "O") for word in text.split()]


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as training reads it, and a gold of its articles."""
    import zstandard

    folder = tmp_path / "shared"
    (folder / "entities").mkdir(parents=True)
    (folder / "articles" / "lm").mkdir(parents=True)
    with lzma.open(folder / "entities" / "train.jsonl.xz", "wt", encoding="utf-8") as file:
        for number, (text, who, where) in enumerate(sentences(960)):
            source = ("anercorp", "wikifane")[number // 480]
            row = {"source": source, "tokens": text.split(), "tags": tags(text, who, where)}
            file.write(json.dumps(row) + "\n")
    rows = []
    golds: dict[str, list[NewsGold]] = {"train": [], "dev": [], "old": []}
    for number, (text, who, where) in enumerate(sentences(40)):
        uid = f"toy-{number}"
        rows.append({"uid": uid, "corpus": "toy", "source": "x", "title": None, "text": text})
        names = {who: "PER", where: "LOC"}
        part = ("train", "dev", "old", "none")[number % 4]
        if part in golds:
            golds[part].append(NewsGold(uid, digest(text), names, ()))
    packed = folder / "articles" / "news.jsonl.zst"
    with zstandard.open(packed, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    for name in ("news", "wiki"):
        path = folder / "articles" / "lm" / f"lm_{name}.txt.xz"
        with lzma.open(path, "wt", encoding="utf-8") as file:
            file.writelines(f"{text} {name}.\n" for text, _who, _where in sentences(900))
    monkeypatch.setattr("tests.news_gold.load", lambda part: golds[part])
    return folder


def test_every_step_makes_what_the_next_one_needs(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.entities.tagger.model import Model
    from reader.entities.train import __main__ as recipe
    from reader.entities.train import card, export, study, tagging
    from reader.entities.train.news import development
    from reader.entities.train.score import runtime_tags

    model, small = tmp_path / "model.npz", tmp_path / "small.npz"
    for module in (card, export):
        monkeypatch.setattr(module, "PATH", model)
    for module in (card, tagging):
        monkeypatch.setattr(module, "SMALL", small)
    monkeypatch.setattr(study, "runs", lambda: [study.Run("all")])
    monkeypatch.setattr("reader.entities.tagger.model.model", lambda: Model(model))
    monkeypatch.setattr(
        recipe, "_RECIPE", [(made, f"{step} --read 2000" if made == "study.json" else step)
                            for made, step in recipe._RECIPE]
    )  # fmt: skip
    assert recipe.main(["all", str(shared), str(tmp_path / "work")]) == 0
    for path in (model, small):
        told = json.loads(path.with_suffix(".json").read_text("utf-8"))
        assert told["file"] == path.name
        assert told["tags_as_in_training"] >= 0.95  # of few words
        dev = development(shared)
        assert len(runtime_tags(path, dev)) == len(dev)
    assert "short_trainings_f1" in json.loads(model.with_suffix(".json").read_text("utf-8"))
