"""How long the gazetteer takes to load and to be asked, and an article to be resolved."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.entities.model import EntityType, Mention
from reader.entities.places import configure, gazetteer, resolve_places
from reader.entities.places.imported import open_all
from reader.entities.places.importing import import_gazetteer
from reader.entities.places.keys import name_key
from tests.support import PROJECT, SHARED, needs_shared

pytestmark = pytest.mark.bench
NAMES = ["حلب", "الرقة", "طرابلس", "تدمر", "لا مكان بهذا الاسم", "عين عيسى"]


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The least processor time of five runs of `times` calls, each."""
    runs = []
    for _ in range(5):
        begin = time.process_time()
        for _ in range(times):
            work()
        runs.append((time.process_time() - begin) / times)
    return min(runs)


def test_load_and_lookup() -> None:
    def load() -> object:
        gazetteer.cache_clear()
        return gazetteer()

    configure(None)
    print(f"\nload: {seconds(load) * 1000:.0f} ms, {len(gazetteer())} places")
    each = seconds(lambda: [gazetteer().lookup(name) for name in NAMES], 1000) / len(NAMES)
    print(f"lookup: {each * 1e6:.1f} µs")


@needs_shared
def test_import_and_imported_lookup(tmp_path: Path) -> None:
    begin = time.process_time()
    info = import_gazetteer(SHARED / "places" / "wof_arab_places.tsv.gz", tmp_path)
    print(f"\nimport: {info.places} places in {time.process_time() - begin:.1f} s")
    opened = open_all(tmp_path)[0]
    each = seconds(lambda: [opened.lookup(name_key(n)) for n in NAMES], 100) / len(NAMES)
    print(f"lookup in SQLite: {each * 1000:.3f} ms")


def test_resolving() -> None:
    configure(None)
    article = json.loads((PROJECT / "tests" / "gold" / "places.json").read_text("utf-8"))["dev"][0]
    text = article["text"].replace("⟦", "").replace("⟧", "")
    names = list(article["places"])
    groups = [[Mention(text.index(n), text.index(n) + len(n), n, EntityType.LOC)] for n in names]
    each = seconds(lambda: resolve_places(text, groups, gazetteer()), 20)
    print(f"\nresolve {len(groups)} places: {each * 1000:.1f} ms")
    for times in (10, 100):
        many = "\n".join([text] * times)
        step = len(text) + 1
        spread = [
            [Mention(m.start + k * step, m.end + k * step, m.text, m.type) for k in range(times)]
            for (m,) in groups
        ]
        begin = time.process_time()
        resolve_places(many, spread, gazetteer())
        print(f"{times} times the mentions: {(time.process_time() - begin) * 1000:.1f} ms")
