"""How the cost of the whole entities engine grows with an article, in CPU seconds of one core."""

import time

import pytest

from reader.articles import Article
from reader.entities import find_entities

pytestmark = pytest.mark.bench

SENTENCES = (
    "قال الرئيس قيس سعيد في تونس إن وزارة الداخلية ستعمل مع حركة النهضة. ",
    "وأعلنت وكالة رويترز أن محمد الغنوشي وصل للرقة من مطار القاهرة الدولي. ",
)
PATTERNS = {
    "an article": "".join(SENTENCES),
    "one name": "قال محمد الغنوشي. ",
    "places": "في الرقة، ",
    "quotes": "«الديمقراطية» (قسد) ",
    "no blanks": "الرئيسالسوريفيدمشق",
}


def test_cost_by_length() -> None:
    find_entities(Article(SENTENCES[0]))
    for name, pattern in PATTERNS.items():
        costs = []
        for size in (50_000, 100_000, 200_000):
            text = pattern * (size // len(pattern))
            start = time.process_time()
            find_entities(Article(text))
            costs.append(time.process_time() - start)
        told = ", ".join(f"{cost:.2f}" for cost in costs)
        print(f"{name}: {told} s for 50,000, 100,000, 200,000 letters")
