"""The tagger: names in, spans out; the same answer whatever stands around a sentence."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles import open_article
from reader.entities.model import EntityType
from reader.entities.tagger import tag
from reader.entities.tagger.crf import best_path, best_paths
from reader.entities.tagger.features import BITS, TAGS, bits, letters, normal
from reader.entities.tagger.model import PATH, SMALL, model, small
from reader.entities.tagger.small import SmallTagger
from tests.support import SEEDS

SENTENCE = "التقى الرئيس المصري عبد الفتاح السيسي وزير الخارجية الأميركي جون كيري في القاهرة أمس."


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.type.value) for mention in tag(text)]


def test_people_and_places_of_a_plain_sentence() -> None:
    names = found(SENTENCE)
    assert ("عبد الفتاح السيسي", "PER") in names
    assert ("جون كيري", "PER") in names
    assert ("القاهرة", "LOC") in names


def test_spans_are_code_points_of_the_text() -> None:
    for mention in tag(SENTENCE):
        assert SENTENCE[mention.start : mention.end] == mention.text
        assert 0 <= mention.score <= 1


@pytest.mark.parametrize("written", ["ولبنان", "بلبنان", "لبنان"])
def test_a_proclitic_stands_outside_the_span(written: str) -> None:
    text = f"وصل الوفد إلى سوريا و{written.removeprefix('و')} في زيارة رسمية."
    mentions = [mention.text for mention in tag(text) if "لبنان" in mention.text]
    assert mentions == ["لبنان"]


def test_sentences_do_not_see_each_other() -> None:
    alone = found(SENTENCE)
    other = "وقالت وكالة الأنباء الفرنسية إن المعارك مستمرة في حلب."
    together = tag(f"{other}\n{SENTENCE}\n{other}")
    start = len(other) + 1
    inside = [m for m in together if start <= m.start < start + len(SENTENCE)]
    assert [(m.text, m.type.value) for m in inside] == alone


def test_the_answer_is_the_same_each_time() -> None:
    text = open_article(str(SEEDS / "01-hudna.txt")).text
    assert tag(text) == tag(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "Hello world, this is plain English.",
        "...؟!",
        "12 34 56",
        "ـــــ",
        "ء",
        "😀 🇸🇾",
    ],
)
def test_text_without_arabic_names_gives_none_and_no_error(text: str) -> None:
    assert [m for m in tag(text) if any("\u0621" <= letter <= "\u064a" for letter in m.text)] == []


def test_text_without_spaces_and_persian_are_no_error() -> None:
    assert isinstance(tag("قالتالوكالةفيدمشق" * 50), tuple)
    assert isinstance(tag("رئیس جمهور ایران در تهران گفت که مذاکرات ادامه دارد."), tuple)


def test_time_grows_with_length_and_not_faster() -> None:
    import time

    text = open_article(str(SEEDS / "01-hudna.txt")).text + "\n"

    def cost(times: int) -> float:
        begin = time.process_time()
        tag(text * times)
        return time.process_time() - begin

    cost(1)
    short, long = (min(cost(times) for _try in range(3)) for times in (4, 40))
    assert long < 25 * max(short, 0.02)


@given(
    lengths=st.lists(st.integers(1, 6), min_size=1, max_size=5),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=60, deadline=None)
def test_the_best_path_is_the_best_of_all_paths(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    tags = 3
    start, moves = rng.normal(size=tags), rng.normal(size=(tags, tags))
    emissions = [rng.normal(size=(length, tags)).astype(np.float32) for length in lengths]

    def score(scores: "np.ndarray", path: tuple[int, ...]) -> float:
        total = start[path[0]] + sum(scores[k, tag] for k, tag in enumerate(path))
        return float(total + sum(moves[a, b] for a, b in itertools.pairwise(path)))

    paths = best_paths(emissions, start.astype(np.float32), moves.astype(np.float32))
    for scores, path in zip(emissions, paths, strict=True):
        best = max(
            itertools.product(range(tags), repeat=len(scores)), key=lambda p: score(scores, p)
        )
        assert score(scores, tuple(path)) == pytest.approx(score(scores, best), abs=1e-4)
        assert path == best_path(scores, start.astype(np.float32), moves.astype(np.float32))


def test_the_model_file_knows_the_order_of_the_bits() -> None:
    with np.load(PATH) as data:
        assert data["bits"].tobytes().decode().split("\n") == list(BITS)
        assert data["leave.bias"].shape == (len(TAGS),)


def test_model_and_vectors_are_small() -> None:
    assert PATH.stat().st_size <= 15 * 1024 * 1024


def test_tags_cover_every_type_in_both_edges() -> None:
    assert set(TAGS) == {"O", *(f"{edge}-{kind.value}" for kind in EntityType for edge in "BI")}


def test_words_are_folded_before_they_are_looked_at() -> None:
    assert normal("أَحْمَد") == normal("احمد")
    assert normal("٢٠١٥") == "0000"
    assert len(letters("ا" * 40)) <= 14


def test_quotes_and_cue_words_are_bits() -> None:
    packed = bits([normal(word) for word in ("مدينة", "«", "الرقة", "»", "و", "قال")])
    names = [{name for k, name in enumerate(BITS) if value >> k & 1} for value in packed]
    assert "designator-LOC" in names[0]
    assert "quoted-start" in names[2]
    assert "list-LOC-B" in names[2]


def test_unknown_words_have_no_rank_and_known_ones_are_alike() -> None:
    network = model()
    assert network.rank("زقزقزقزقزق") is None
    left, right, far = (network.rank(normal(word)) for word in ("سوريا", "العراق", "كرة"))
    assert left is not None
    assert right is not None
    assert far is not None
    assert network.likeness(left, right) > network.likeness(left, far)


def test_the_small_network_is_another_that_finds_names_too() -> None:
    names = {(mention.text, mention.type.value) for mention in SmallTagger()(SENTENCE)}
    assert {("جون كيري", "PER"), ("القاهرة", "LOC")} <= names
    assert small().rank("القاهره") == model().rank("القاهره")  # the words are shared
    assert SMALL.stat().st_size < PATH.stat().st_size / 2
