"""Labels, spans and windows of other taggers' models; a model of our own where one can be made."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities.backends.folder import TransformersFolder
from reader.entities.backends.labels import SHIPPED, meant, read_labels
from reader.entities.backends.process import Process, command
from reader.entities.backends.protocol import Loading
from reader.entities.backends.spans import spans_of
from reader.entities.backends.windows import owners, windows
from reader.notice import QariError

TABLE, PROBLEMS = read_labels([SHIPPED])


def test_the_table_that_ships_is_whole() -> None:
    assert PROBLEMS == []
    assert set(TABLE.values()) == {"PER", "ORG", "LOC", "FAC", "MISC", "-"}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("O", ("", "-")),
        ("B-PERS", ("B", "PER")),
        ("i-gpe", ("I", "LOC")),
        ("ORG-I", ("I", "ORG")),
        ("person", ("", "PER")),
        ("B-NORP", ("B", "-")),
        ("LABEL_3", None),
    ],
)
def test_labels_of_many_makes_are_understood(label: str, expected: tuple[str, str] | None) -> None:
    assert meant(label, TABLE) == expected


def test_a_label_may_stand_for_a_type_with_its_edge() -> None:
    assert meant("LABEL_3", {"LABEL_3": "B-PER"}) == ("B", "PER")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("B-PER I-PER O B-LOC B-LOC", [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC")]),
        ("I-PER I-PER I-LOC O O", [(0, 2, "PER"), (2, 3, "LOC")]),
        ("B-PERS E-PERS S-PERS S-PERS O", [(0, 2, "PER"), (2, 3, "PER"), (3, 4, "PER")]),
        ("B-PER L-PER U-ORG I-ORG O", [(0, 2, "PER"), (2, 3, "ORG"), (3, 4, "ORG")]),
        ("PER PER O GPE O", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("B-DATE I-DATE B-XYZ O O", [(2, 3, "B-XYZ")]),
        ("O O O O O", []),
    ],
)
def test_spans_of_every_scheme(labels: str, expected: list[tuple[int, int, str]]) -> None:
    found = spans_of(labels.split(), [0.9, 0.8, 0.7, 0.6, 0.5], TABLE)
    assert [(span.start, span.end, span.label) for span in found] == expected


def test_a_span_is_as_sure_as_its_least_sure_token() -> None:
    assert [s.score for s in spans_of(["B-PER", "I-PER"], [0.9, 0.4], TABLE)] == [0.4]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=80), st.integers(1, 40))
def test_windows_hold_every_token_and_fit(sizes: list[int], most: int) -> None:
    parts = windows(sizes, most)
    assert [part.start for part in parts] == sorted({part.start for part in parts})
    assert set().union(*parts) == set(range(len(sizes)))
    for part in parts:
        assert len(part) == 1 or sum(sizes[k] for k in part) <= most
    chosen = owners(parts, len(sizes))
    assert all(token in parts[number] for token, number in enumerate(chosen))


def test_windows_share_words_and_each_is_read_where_it_stands_deepest() -> None:
    parts = windows([1] * 20, 8)
    assert [(part.start, part.stop) for part in parts] == [(0, 8), (6, 14), (12, 20)]
    assert owners(parts, 20) == [0] * 7 + [1] * 6 + [2] * 7


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QariError, match="tagger-needs-model"):
        TransformersFolder().load(Loading())
    with pytest.raises(QariError, match="tagger-no-model"):
        TransformersFolder().load(Loading(model=str(tmp_path)))


# A tiny model, made here: its one layer is the table of its words, so what it says is known.

WORDS = ["زار", "سيرغي", "لاف", "##روف", "دمشق", ".", "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"]
LABELS = {"سيرغي": "B-PERS", "لاف": "I-PERS", "##روف": "B-GPE", "دمشق": "B-GPE"}


def tiny_model(folder: Path, positions: int = 32) -> Path:
    """A BERT whose answer to a sub-word depends on the sub-word alone, saved in `folder`."""
    torch = pytest.importorskip("torch", reason="torch is not installed")
    transformers = pytest.importorskip("transformers", reason="transformers is not installed")
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(
        vocab=str(folder / "vocab.txt"), vocab_file=str(folder / "vocab.txt"), do_lower_case=False
    )
    tokenizer.model_max_length = positions
    tokenizer.save_pretrained(folder)
    names = ["O", *sorted(set(LABELS.values()))]
    config = transformers.BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=0, num_attention_heads=1,
        max_position_embeddings=positions, num_labels=len(names), id2label=dict(enumerate(names)),
        hidden_dropout_prob=0.0,
    )  # fmt: skip
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "LayerNorm.weight" not in name:
                weight.zero_()
        model.bert.embeddings.word_embeddings.weight[:, : len(WORDS)] = torch.eye(len(WORDS), 16)[
            :, : len(WORDS)
        ]
        for number, word in enumerate(WORDS):
            model.classifier.weight[names.index(LABELS.get(word, "O")), number] = 9.0
    model.save_pretrained(folder)
    return folder


def test_a_model_of_transformers_is_read_and_its_pieces_aligned(tmp_path: Path) -> None:
    tagger = TransformersFolder()
    tagger.load(Loading(model=str(tiny_model(tmp_path / "tiny")), labels=TABLE))
    found = tagger.extract([["زار", "سيرغي", "لافروف", "دمشق", "."], ["زار"], ["دمشق"]])
    assert [[(s.start, s.end, s.label) for s in spans] for spans in found] == [
        [(1, 3, "PER"), (3, 4, "LOC")],
        [],
        [(0, 1, "LOC")],
    ]
    assert all(0.5 < span.score <= 1 for spans in found for span in spans)


def test_a_sentence_longer_than_the_model_reads_is_read_whole(tmp_path: Path) -> None:
    tagger = TransformersFolder()
    tagger.load(Loading(model=str(tiny_model(tmp_path / "tiny", positions=12)), labels=TABLE))
    words = ["زار", "سيرغي", "لافروف", "دمشق", "."] * 40
    (spans,) = tagger.extract([words])
    assert [(s.start % 5, s.end - s.start, s.label) for s in spans] == [
        (1, 2, "PER"),
        (3, 1, "LOC"),
    ] * 40


def test_labels_without_names_are_told_by_the_table_of_the_user(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "tiny")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    names = list(config["id2label"].values())
    config["id2label"] = {str(k): f"LABEL_{k}" for k in range(len(names))}
    config["label2id"] = {f"LABEL_{k}": k for k in range(len(names))}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    rows = {f"LABEL_{k}": "-" if name == "O" else name for k, name in enumerate(names)}
    mine = tmp_path / "labels.tsv"
    shown = {"B-PERS": "B-PER", "I-PERS": "I-PER", "B-GPE": "B-LOC"}
    mine.write_text("".join(f"{k}\t{shown.get(v, v)}\n" for k, v in rows.items()))
    table, problems = read_labels([SHIPPED, mine])
    assert problems == []
    tagger = TransformersFolder()
    tagger.load(Loading(model=str(folder), labels=table))
    (spans,) = tagger.extract([["سيرغي", "لافروف", "دمشق"]])
    assert [(s.start, s.end, s.label) for s in spans] == [(0, 2, "PER"), (2, 3, "LOC")]


def test_the_model_answers_from_a_process_of_its_own(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "tiny")
    value = "reader.entities.backends.folder:TransformersFolder"
    process = Process("transformers", command("", "transformers", value), 120)
    assert process.ask({"load": {"model": str(folder), "labels": TABLE}}) == {
        "ready": "transformers"
    }
    answer = process.ask({"sentences": [["زار", "سيرغي", "لافروف", "دمشق"], ["."]]})
    process.close()
    spans = [[span[:3] for span in spans] for spans in answer["spans"]]
    assert spans == [[[1, 3, "PER"], [3, 4, "LOC"]], []]
