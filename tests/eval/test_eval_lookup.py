"""Names found across scripts: pairs of names, and what an analyst asks of the seed article."""

import csv
import gzip
import io
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
import zstandard

from reader.articles import Article, open_article
from reader.entities import Entity, find_entities
from reader.entities.lookup import NameIndex, index_of
from reader.text.fold import search_key
from reader.text.span import Span
from tests.entity_scoring import seed_gold
from tests.support import SHARED, needs_shared

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors" / "lookup.json").read_text("utf-8"))
PLACES = SHARED / "places"
PERSONS = 600  # queries of the many
KINDS = ("spelled", "acronym", "translation", "exonym", "local", "arabic")
pytestmark = needs_shared

Pair = tuple[str, frozenset[str]]  # a Latin name, and the Arabic ones that answer it


def geonames() -> list[Pair]:
    with gzip.open(PLACES / "pairs_geonames_arab_dev.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["latin"], frozenset(row["arabic"].split("|"))) for row in rows]


def persons() -> list[Pair]:
    with gzip.open(PLACES / "pairs_wd_persons_dev.tsv.gz", "rt", encoding="utf-8") as lines:
        fields = (line.rstrip("\n").split("\t") for line in lines)
        return [(latin, frozenset((arabic,))) for latin, arabic, _count in fields]


def scores(asked: Sequence[Pair], known: Iterable[Pair]) -> dict[str, float]:
    """How often the first answer is right, and one of the first five."""
    names = sorted({name for _latin, names in known for name in names})
    index = NameIndex((name, [name], []) for name in names)
    first = fifth = 0
    for latin, right in asked:
        keys = {search_key(name) for name in right}
        found = [search_key(hit.id) in keys for hit in index.search(latin, 5)]
        first += found[:1] == [True]
        fifth += any(found)
    made = {"hit@1": first / len(asked), "hit@5": fifth / len(asked)}
    print(f"{len(names)} names, {len(asked)} queries: {made}")
    return made


def below(found: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    return {name: found[name] for name in floors if found[name] < floors[name]}


def test_places_in_latin_letters() -> None:
    pairs = geonames()
    assert not below(scores(pairs, pairs), FLOORS["geonames"])


def test_persons_in_latin_letters() -> None:
    pairs = persons()
    asked = random.Random(1).sample(pairs, PERSONS)
    assert not below(scores(asked, pairs), FLOORS["persons"])


@cache
def seed() -> tuple[dict[str, Entity], NameIndex, dict[str, list[tuple[int, int]]]]:
    """The entities of the seed article, their index, and where the gold's clusters are named."""
    entities = find_entities(open_article(str(SHARED / "seeds" / seed_gold()["document"])))
    named: dict[str, list[tuple[int, int]]] = {}
    for mention in seed_gold()["mentions"]:
        named.setdefault(mention["cluster"], []).append((mention["start"], mention["end"]))
    return {entity.id: entity for entity in entities}, index_of(entities), named


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_analyst_asks(kind: str) -> None:
    entities, index, named = seed()
    first = fifth = asked = 0
    for line in (HERE / "lookup_queries.tsv").read_text("utf-8").splitlines():
        of_kind, query, clusters = [*line.split("\t"), "", ""][:3]
        if of_kind != kind:
            continue
        spans = [span for cluster in clusters.split("|") for span in named[cluster]]
        found = [
            any(m.start < end and start < m.end for m in mentions for start, end in spans)
            for mentions in (entities[hit.id].mentions for hit in index.search(query, 5))
        ]
        asked += 1
        first += found[:1] == [True]
        fifth += any(found)
        if not any(found):
            print(f"not found: {query}")
    made = {"hit@1": first / asked, "hit@5": fifth / asked}
    print(f"{kind}: {asked} queries, {made}")
    assert not below(made, FLOORS["seed"][kind])


def news(uids: set[str]) -> Iterator[tuple[str, Article]]:
    """The articles `uids` of the shared collection, as the file of each would be read."""
    wanted = set(uids)
    with (SHARED / "articles" / "news.jsonl.zst").open("rb") as packed:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(packed), "utf-8")
        for row in map(json.loads, lines):
            if row["uid"] in wanted:
                wanted.remove(row["uid"])
                text = f"{row.get('title') or ''}\n\n{row['text']}"
                yield row["uid"], Article(text, paragraphs=paragraphs_of(text))
            if not wanted:
                return


def paragraphs_of(text: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in re.finditer(r"[^\n]+", text))


def test_what_an_analyst_asks_of_other_articles() -> None:
    queries: dict[str, list[tuple[str, str]]] = {}
    for line in (HERE / "lookup_articles.tsv").read_text("utf-8").splitlines():
        uid, asks, word = line.split("\t")
        if not uid.startswith("#"):
            queries.setdefault(uid, []).append((asks, search_key(word)))
    first = fifth = 0
    for uid, article in news(set(queries)):
        entities = {entity.id: entity for entity in find_entities(article)}
        index = index_of(list(entities.values()))
        for query, word in queries[uid]:
            hits = [entities[hit.id] for hit in index.search(query, 5)]
            named = [
                (entity.name, *(mention.text for mention in entity.mentions)) for entity in hits
            ]
            right = [any(word in search_key(name) for name in names) for names in named]
            first += right[:1] == [True]
            fifth += any(right)
            if not any(right):
                print(f"not found: {query}")
    asked = sum(map(len, queries.values()))
    made = {"hit@1": first / asked, "hit@5": fifth / asked}
    print(f"{asked} queries: {made}")
    assert not below(made, FLOORS["articles"])
