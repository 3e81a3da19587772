"""The network of training and the runtime in numpy give the same tags; skips without torch."""

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch (the extra `train`)")

SENTENCE = "قال الرئيس في مدينه حلب امس ان المعارك مستمره ووصل محمد علي الي دمشق و لبنان"
WORDS = SENTENCE.split()


def examples(count: int):  # type: ignore[no-untyped-def]  # noqa: ANN201
    from reader.entities.tagger.features import TAGS
    from reader.entities.train.data import Example

    rng = random.Random(3)
    made = []
    for _ in range(count):
        words = tuple(rng.choices(WORDS, k=rng.randint(1, 20)))
        tags = tuple("B-LOC" if word in ("حلب", "دمشق", "لبنان") else "O" for word in words)
        allowed = tuple(1 << TAGS.index(tag) for tag in tags)
        made.append(Example("anercorp", words, tags, allowed))
    return made


def trained(tmp_path: Path, encoder: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    from reader.entities.train.coding import Coder
    from reader.entities.train.export import export
    from reader.entities.train.fitting import evaluate, fit
    from reader.entities.train.network import Tagger

    torch.manual_seed(5)
    random.seed(5)
    lessons = examples(200)
    coder = Coder(WORDS, lessons)
    vectors = torch.randn(len(WORDS) + 1, 96)
    vectors[0] = 0
    network = Tagger(vectors, len(coder.table) + 1, encoder)
    fit(network, coder, 40, lambda: lessons, lessons[:40])
    found = evaluate(network, coder, lessons[:40])
    path = export(network, coder, "anercorp", tmp_path / "model.npz")
    return network, coder, path, found


@pytest.mark.parametrize("encoder", ["cnn", "cnn+bilstm"])
def test_the_runtime_tags_as_training_does(tmp_path: Path, encoder: str) -> None:
    from reader.entities.train.fitting import tagged
    from reader.entities.train.score import runtime_tags

    network, coder, path, found = trained(tmp_path, encoder)
    assert found["LOC"] > 0.9
    asked = examples(60)
    ours = dict(runtime_tags(path, asked))
    for example, tags in tagged([network], coder, asked, "anercorp"):
        assert ours[example] == tags


def test_partial_labels_leave_the_choice_open() -> None:
    from reader.entities.tagger.features import TAGS
    from reader.entities.train.coding import Coder
    from reader.entities.train.data import Example
    from reader.entities.train.network import Tagger

    everything = (1 << len(TAGS)) - 1
    coder = Coder(WORDS, ())
    network = Tagger(torch.zeros(len(WORDS) + 1, 96), 1)
    free = Example("silver", tuple(WORDS[:4]), ("O",) * 4, (everything,) * 4)
    assert float(network.loss(coder.batch([free])).detach()) == pytest.approx(0, abs=1e-4)


def test_teachers_that_differ_allow_both(tmp_path: Path) -> None:
    import gzip
    import json

    from reader.entities.tagger.features import TAGS
    from reader.entities.train.silver import lessons, lessons_of

    told = [[["B-LOC", "O"], ["B-ORG", "O"]], [["O"], ["O"]]]
    (lesson,) = lessons_of([("حلب", "قال"), ("امس",)], told)  # no names, no lesson
    both = 1 << TAGS.index("B-LOC") | 1 << TAGS.index("B-ORG")
    assert lesson["allowed"] == [both, 1]
    path = tmp_path / "silver.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(lesson | {"guideline": "anercorp"}) + "\n")
    (back,) = lessons(path)
    assert back.allowed == (both, 1)
    assert back.style == "anercorp"


def test_a_name_of_an_article_is_one_in_its_other_sentences() -> None:
    from reader.entities.tagger.features import TAGS
    from reader.entities.train.silver import lessons_of

    text = [("البنك", "الدولي", "في", "حلب"), ("قال", "البنك", "الدولي"), ("حلب", "امس")]
    sure = ["B-ORG", "I-ORG", "O", "B-LOC"]
    told = [[sure, sure], [["O"] * 3] * 2, [["O"] * 2] * 2]
    _first, second, third = lessons_of(text, told)
    assert second["tags"] == ["O", "B-ORG", "I-ORG"]
    assert second["allowed"] == [1, 1 << TAGS.index("B-ORG"), 1 << TAGS.index("I-ORG")]
    assert third["allowed"] == [1 << TAGS.index("B-LOC") | 1, 1]  # of one word: perhaps


def test_clusters_and_raw_text_for_pre_training(tmp_path: Path) -> None:
    from reader.entities.train import pretrain

    rng = np.random.default_rng(1)
    path = tmp_path / "raw.txt"
    path.write_text("\n".join([" ".join(WORDS)] * 5), encoding="utf-8")
    text = pretrain.Text(path, WORDS, 40, 17)
    assert len(text.tokens) >= 40
    assert set(text.vector[1:]) <= set(range(len(WORDS) + 1))
    vectors = np.concatenate([np.zeros((1, 8)), rng.normal(size=(45, 8))])
    clusters = pretrain.clustered(vectors, 40)
    assert clusters[0] == -1
    assert clusters[1:].min() >= 0
    assert clusters.max() < 40


def test_pre_training_learns_to_guess_words_and_training_begins_with_it(tmp_path: Path) -> None:
    from reader.entities.train import pretrain
    from reader.entities.train.network import Tagger, scaled

    rng = np.random.default_rng(1)
    path = tmp_path / "vectors.npz"
    np.savez(path, words=np.array(WORDS), vectors=rng.normal(size=(len(WORDS), 96)))
    path.with_suffix(".txt").write_text("\n".join([SENTENCE] * 500), encoding="utf-8")
    sizes = ["--tokens", "9000", "--passes", "2", "--clusters", "10"]
    pretrain.main([str(path), str(tmp_path / "context.pt"), *sizes])
    begun = torch.load(tmp_path / "context.pt")
    _words, vectors = scaled(path, len(WORDS))
    network = Tagger(torch.tensor(vectors, dtype=torch.float32), 5)
    missing = network.load_state_dict(begun, strict=False)
    # pre-training has more layers: the tagger takes over the first ones
    assert all(key.startswith(("convs", "norms")) for key in missing.unexpected_keys)
    assert not any(key.startswith(("convs", "enter", "letter")) for key in missing.missing_keys)


def test_the_recipe_names_steps_and_arguments_that_there_are() -> None:
    from reader.entities.train.__main__ import _RECIPE, _STEPS
    from reader.entities.train.tagging import arguments

    made: set[str] = set()
    for file, command in _RECIPE:
        step, *words = command.format(shared="shared", folder="F").split()
        assert step in _STEPS
        if step == "tagger":
            args = arguments(words)
            assert args.keep.name == file
            needed = [each.name for each in (args.start, args.resume, args.silver) if each]
            assert made.issuperset(needed)
        made.add(file)


def test_a_study_leaves_out_what_it_says() -> None:
    from reader.entities.train.data import Example
    from reader.entities.train.study import Run, runs

    train = [
        Example(source, (f"w{n}",), ("O",), (1,)) for source in ("news", "aqmar") for n in range(8)
    ]
    assert {e.source for e in Run("", left_out="news").lessons(train, 8)} == {"aqmar"}
    half = Run("", news_part=0.5).lessons(train, 24)  # words: twice what is left
    assert sum(e.source == "news" for e in half) == 2 * 4
    assert sum(e.source == "aqmar" for e in half) == 2 * 8
    assert len(Run("").lessons(train, 5)) == 5
    names = [run.name for run in runs()]
    assert len(names) == len(set(names))
