"""How fast the tagger is, in CPU seconds of one core."""

import os
import subprocess
import sys

import pytest

from tests.support import PROJECT

pytestmark = pytest.mark.bench

MEASURED = """
import resource, time
start = time.process_time()
from reader.entities.tagger.model import model, small
model()
loaded = time.process_time() - start
from reader.articles import open_article
from reader.entities.tagger import tag
from reader.text.words import words
from tests.support import SEEDS

def cost(texts, network=None):
    begin = time.process_time()
    for text in texts:
        tag(text, network=network)
    return time.process_time() - begin

texts = [open_article(str(path)).text for path in sorted(SEEDS.glob("*.txt"))]
cost(texts)
seed = min(cost(texts[:1]) for _ in range(5))
size = sum(sum(1 for _word in words(text)) for text in texts) * 20
best = min(cost(texts * 20) for _ in range(3))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
less = small()
cost(texts, less)
smaller = min(cost(texts * 20, less) for _ in range(3))
print(f"{size / best:,.0f} words/s (budget 20,000); small {size / smaller:,.0f} (budget 35,000)")
print(f"{1000 * seed:.1f} ms for the first article of the seeds (budget 50)")
print(f"{loaded:.3f} s CPU to load (budget 0.3); {peak:.0f} MiB at most (budget 250)")
"""


def test_speed_and_size_in_a_process_of_its_own() -> None:
    told = subprocess.run(
        [sys.executable, "-c", MEASURED],
        cwd=PROJECT, env=os.environ | {"PYTHONPATH": str(PROJECT)}, check=True,
        capture_output=True, text=True,
    ).stdout  # fmt: skip
    for line in told.splitlines():
        print(f"\ntagger: {line}", end="")
