"""How fast times are found: real news, one long text, piled up words, the seed, the import."""

import json
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from reader.times import find_times
from tests.bench.corpus import NEWS, needs_news
from tests.support import SHARED, needs_shared

pytestmark = pytest.mark.bench
_EVERY = 53  # one of so many articles
_IMPORT = (
    "import time; t = time.process_time(); import reader.times; print(time.process_time() - t)"
)
_PILES = (
    "أمس ",
    "25/5/2016 ",
    "ساعة و",
    "الأول من ",
    "2011 و",
    "1/",
    "من الاثنين إلى ",
    "3 أيام و",
)


def rate(text: str, work: Callable[[str], object] = find_times) -> float:
    """Characters a second of processor time."""
    begin = time.process_time()
    work(text)
    return len(text) / (time.process_time() - begin)


@needs_news
def test_real_news() -> None:
    import zstandard

    with zstandard.open(NEWS, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for k, line in enumerate(file) if k % _EVERY == 0]
    find_times(texts[0])
    begin = time.process_time()
    found = sum(len(find_times(text)) for text in texts)
    took = time.process_time() - begin
    size = sum(map(len, texts))
    print(f"\nreal news: {size:,} characters, {found:,} times, {size / took:,.0f} characters/s")


@needs_shared
def test_seed_and_long_texts() -> None:
    text = next((SHARED / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    find_times(text)
    runs = []
    for _ in range(9):
        begin = time.process_time()
        find_times(text)
        runs.append(time.process_time() - begin)
    print(f"\nseed: {min(runs) * 1000:.1f} ms")
    for times in (400, 800, 1600):
        print(f"{times * len(text) / 1e6:.1f} M characters: {rate(text * times):,.0f} a second")


def test_piled_up_words() -> None:
    print()
    for words in _PILES:
        text = words * (300_000 // len(words))
        print(f"«{words}» on and on: {rate(text):,.0f} characters/s")


def test_import() -> None:
    runs = [float(subprocess.check_output([sys.executable, "-c", _IMPORT])) for _ in range(5)]
    print(f"\nimport: {min(runs) * 1000:.0f} ms")
