"""The news gold as sentences for training."""

from reader.entities.tagger.features import TAGS
from reader.entities.train.news import examples
from tests.news_gold import NewsGold, project

TEXT = "زار وفد البنك الدولي حلب.\nوعاد من حلب للرقة"
NAMES = {"البنك الدولي": "ORG", "حلب": "LOC", "الرقة": "LOC"}


def test_every_sentence_with_the_names_of_the_article() -> None:
    first, second = examples(TEXT, project(TEXT, NewsGold("1", "", NAMES, ())))
    assert first.words == ("زار", "وفد", "البنك", "الدولي", "حلب", ".")
    assert first.tags == ("O", "O", "B-ORG", "I-ORG", "B-LOC", "O")
    assert second.tags == ("O", "O", "B-LOC", "B-LOC")  # proclitics are part of a word
    assert first.allowed == tuple(1 << TAGS.index(tag) for tag in first.tags)
    assert first.style == "news"
