"""The figures of a model's card, on sentences whose answers are known."""

from reader.entities.train.data import Example
from reader.entities.train.measure import novelty, people
from reader.entities.train.score import agreement


def example(words: str, tags: str) -> Example:
    return Example("news", tuple(words.split()), tuple(tags.split()), (1,) * len(words.split()))


SEEN = example("ليلي حداد في حلب", "B-PER I-PER O B-LOC")
ASKED = [
    (example("قالت ليلي حداد", "O B-PER I-PER"), ["O", "B-PER", "I-PER"]),
    (example("قال محمد علي", "O B-PER I-PER"), ["O", "B-PER", "O"]),  # cut short: not found
    (example("قال كوبلنتس في حلب", "O B-PER O B-LOC"), ["O", "B-PER", "O", "O"]),
]


def test_recall_of_people_by_their_first_names() -> None:
    assert people(ASKED) == {
        "foreign and rare": {"recall": 1.0, "names": 1},
        "men": {"recall": 0.0, "names": 1},
        "women": {"recall": 1.0, "names": 1},
    }


def test_recall_of_names_that_training_saw() -> None:
    found = novelty(ASKED, [SEEN])
    assert found["seen"] == {"recall": 0.5, "names": 2}
    assert found["unseen"] == {"recall": 0.5, "names": 2}


def test_agreement_counts_words() -> None:
    other = [(asked, list(asked.tags)) for asked, _tags in ASKED]
    assert agreement(ASKED, ASKED) == 1
    assert agreement(other, ASKED) == 8 / 10
