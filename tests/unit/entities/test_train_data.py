"""The loader of the annotated corpora: their traps, brought to one set of tags."""

import json
import lzma
from pathlib import Path

import pytest

from reader.entities.tagger.features import TAGS, normal
from reader.entities.train.data import LONGEST, Example, load
from reader.entities.train.score import scores, spans_of


def written(folder: Path, *rows: tuple[str, str, str]) -> list[Example]:
    """The examples of sentences given as source, words and tags."""
    path = folder / "train.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for source, words, tags in rows:
            record = {"source": source, "tokens": words.split(), "tags": tags.split()}
            file.write(json.dumps(record) + "\n")
    train, dev = load(path)
    return [*train, *dev]


@pytest.mark.parametrize(
    ("raw", "ours"),
    [
        ("B-Politician", "B-PER"),
        ("B-Police", "B-PER"),  # a kind of person, not an organisation
        ("B-Land", "B-MISC"),  # vehicles, not land
        ("B-Celestial", "O"),
        ("B-Group", "O"),
        ("B-Path", "B-FAC"),
        ("I-Nation", "B-LOC"),  # an I that continues nothing begins
    ],
)
def test_classes_of_wikifane(tmp_path: Path, raw: str, ours: str) -> None:
    (example,) = written(tmp_path, ("wikifane", "كلمه", raw))
    assert example.tags == (ours,)


def test_a_designator_is_cut_off_its_place(tmp_path: Path) -> None:
    tags = "O B-Population-Center I-Population-Center"
    (example,) = written(tmp_path, ("wikifane", "في مدينة حلب", tags))
    assert example.tags == ("O", "O", "B-LOC")


def test_a_designator_with_the_article_is_part_of_its_place(tmp_path: Path) -> None:
    (example,) = written(tmp_path, ("wikifane", "المملكة المتحدة", "B-Nation I-Nation"))
    assert example.tags == ("B-LOC", "I-LOC")


def test_a_head_and_a_place_of_wojood_are_one_organisation(tmp_path: Path) -> None:
    (example,) = written(tmp_path, ("wojood_sample", "جامعة بيرزيت", "B-ORG B-GPE"))
    assert example.tags == ("B-ORG", "I-ORG")


def test_what_a_corpus_does_not_annotate_is_left_open(tmp_path: Path) -> None:
    (example,) = written(tmp_path, ("anercorp", "مطار بيروت", "O B-LOC"))
    facility = 1 << TAGS.index("B-FAC")
    assert example.allowed[0] & facility
    assert example.allowed[1] == 1 << TAGS.index("B-LOC")
    (told,) = written(tmp_path, ("wikifane", "مطار بيروت", "O B-Nation"))
    assert not told.allowed[0] & facility


def test_repeated_sentences_count_once_and_words_are_folded(tmp_path: Path) -> None:
    found = written(tmp_path, ("anercorp", "أحمد", "B-PERS"), ("anercorp", "أحمد", "B-PERS"))
    assert [example.words for example in found] == [(normal("أحمد"),)]


def test_long_sentences_are_cut(tmp_path: Path) -> None:
    size = LONGEST + 10
    found = written(tmp_path, ("anercorp", " ".join(map(str, range(size))), "O " * size))
    assert [len(example.words) for example in found] == [LONGEST, 10]


def test_spans_and_scores() -> None:
    tags = ("B-PER", "I-PER", "O", "I-LOC", "B-LOC", "I-ORG")
    assert spans_of(tags) == {(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "ORG")}
    example = Example("wikifane", ("a",) * 6, tags, (1,) * 6)
    assert scores([(example, tags)])["all"] == 1
    wrong = scores([(example, ("B-PER", "O", "O", "B-LOC", "B-LOC", "O"))])
    assert wrong["LOC"] == 1
    assert wrong["PER"] == 0
    assert wrong["all"] == pytest.approx(2 * 2 / (3 + 4))


def test_what_is_not_annotated_is_not_counted() -> None:
    example = Example("anercorp", ("a", "b"), ("B-LOC", "O"), (1, 1))
    assert scores([(example, ("B-LOC", "B-FAC"))])["anercorp"] == 1
