"""How long names take to be indexed and found: 50,000 of them, and those of one article."""

import csv
import gzip
import time
from collections.abc import Callable
from functools import partial

import pytest

from reader.articles import open_article
from reader.entities import find_entities
from reader.entities.lookup import NameIndex, index_of
from tests.support import PROJECT, SHARED, needs_shared

pytestmark = pytest.mark.bench
NAMES = 50_000
QUERIES = (
    "raqqa", "Tell Abyad", "deir ezzor", "عين عيسى", "حلب", "Alwatan", "ال", "a", "ISIS",
    "Kafr Zayta al-Sharqiyah", "Muhammad Abdullah bin Salim", "Ministry of Foreign Affairs",
)  # fmt: skip


def milliseconds(work: Callable[[], object]) -> float:
    """The least processor time of five runs."""
    runs = []
    for _ in range(5):
        begin = time.process_time()
        work()
        runs.append(time.process_time() - begin)
    return min(runs) * 1000


def report(index: NameIndex) -> None:
    each = {query: milliseconds(partial(index.search, query)) for query in QUERIES}
    slowest = max(each, key=lambda query: each[query])
    mean = sum(each.values()) / len(each)
    print(f"query: {mean:.1f} ms on average, {each[slowest]:.1f} ms at most ({slowest})")


@needs_shared
def test_fifty_thousand_names() -> None:
    table = SHARED / "places" / "wof_arab_places.tsv.gz"
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = dict.fromkeys(row["ar_names"].split("|")[0] for row in rows if row["ar_names"])
    names = list(found)[:NAMES]
    begin = time.process_time()
    index = NameIndex((name, [name], []) for name in names)
    index.search("raqqa countryside")  # the index is made when it is first asked
    print(f"\n{len(names)} names indexed in {time.process_time() - begin:.1f} s")
    report(index)


def test_one_article() -> None:
    entities = find_entities(open_article(str(PROJECT / "seeds" / "01-hudna.txt")))
    index_of(entities).search("raqqa countryside")  # tables are loaded

    def first() -> None:
        index_of(entities).search("raqqa countryside")

    print(f"\n{len(entities)} entities indexed and asked in {milliseconds(first):.1f} ms")
    report(index_of(entities))
