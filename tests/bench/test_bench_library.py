"""What the library costs: adding, disk, opening, a reader's wait while articles come in, analysis.

`QARI_BENCH_ARTICLES=1000000 make bench` does it for a million. CPU time of one core, but for
waits, which are wall time.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from reader.library.adding import add_articles
from reader.library.analysing import analyse_pending
from reader.library.store import Library
from tests.bench.corpus import COUNT, articles, bench_library, needs_news
from tests.support import PROJECT

pytestmark = [pytest.mark.bench, needs_news]

_STEP = 2000  # articles made, then added: making them is not timed
OPENING = """
import sys, time
from pathlib import Path
from reader.library.store import Library
start, cpu = time.perf_counter(), time.process_time()
Library.open(Path(sys.argv[1]))
print(1000 * (time.perf_counter() - start), 1000 * (time.process_time() - cpu))
"""
WRITING = """
import sys
from pathlib import Path
from reader.library.adding import add_articles
from reader.library.store import Library
from tests.bench.corpus import articles
ready = list(articles(4000, seed=int(sys.argv[2])))
library = Library.open(Path(sys.argv[1]), write=True)
print("go", flush=True)
for _added in add_articles(library, ready):
    pass
"""


def told(line: str) -> None:
    print(f"\nlibrary of {COUNT:,}: {line}", end="")


def percentiles(times: list[float]) -> tuple[float, float]:
    """p50 and p99 in milliseconds."""
    ordered = sorted(times)
    return 1000 * ordered[len(ordered) // 2], 1000 * ordered[int(len(ordered) * 0.99)]


def size(path: Path) -> int:
    return sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))


def test_adding_and_disk(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    made = articles(COUNT)
    cpu = wall = text = 0.0
    with Library.open(path, write=True) as library:
        while step := list(islice(made, _STEP)):
            text += sum(len(one.text.encode()) for one in step)
            start, begun = time.perf_counter(), time.process_time()
            for _added in add_articles(library, step):
                pass
            cpu += time.process_time() - begun
            wall += time.perf_counter() - start
        start = time.perf_counter()
        assert library.count() == COUNT
    told(f"{COUNT / cpu:,.0f} articles/s CPU (target 2,000), {COUNT / wall:,.0f} wall")
    disk = size(path)
    told(
        f"{disk / 1e6:,.0f} MB of {text / 1e6:,.0f} MB of text;"
        f" a million like these {disk / COUNT / 1e3:.2f} GB"
    )


def test_adding_in_no_order_of_days(tmp_path: Path) -> None:
    some = list(articles(min(COUNT, 8000), ordered=False))
    with Library.open(tmp_path / "library.db", write=True) as library:
        begun = time.process_time()
        for _added in add_articles(library, some):
            pass
        cpu = time.process_time() - begun
    told(f"{len(some) / cpu:,.0f} articles/s CPU where their days come in no order (target 2,000)")


def test_disk_with_names_and_events() -> None:
    disk = size(bench_library())
    told(
        f"{disk / 1e6:,.0f} MB with 13 names and 11 events an article;"
        f" a million like these {disk / COUNT / 1e3:.2f} GB (target 4.5)"
    )


def test_opening() -> None:
    path = bench_library()
    runs = []
    for _number in range(7):
        ran = subprocess.run(
            [sys.executable, "-c", OPENING, str(path)],
            cwd=PROJECT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        runs.append([float(word) for word in ran.stdout.split()])
    wall, cpu = sorted(runs)[len(runs) // 2]
    told(f"opened in {wall:.1f} ms, {cpu:.1f} of CPU (target 100)")


def look(library: Library, word: str) -> None:
    """What a reader's key does: the newest twenty, their rows, one text."""
    rows = library.db.execute(
        "SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid DESC LIMIT 20", (word,)
    ).fetchall()
    found = list(library.rows(row[0] for row in rows))
    if found:
        library.article(found[0]["id"])


def latencies(library: Library, goes_on: Callable[[], bool]) -> list[float]:
    words = ("الرقة", "الوزير", "تنظيم", "المتحده", "حلب", "الاقتصاد")
    times = []
    while goes_on():
        for word in words:
            start = time.perf_counter()
            look(library, word)
            times.append(time.perf_counter() - start)
        time.sleep(0.005)
    return times


def test_the_wait_of_a_reader_while_articles_come_in() -> None:
    path = bench_library()
    with Library.open(path) as library:
        rounds = iter(range(200))
        alone = latencies(library, lambda: next(rounds, None) is not None)
        seed = str(int(time.time()))
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITING, str(path), seed], cwd=PROJECT, stdout=subprocess.PIPE
        )
        assert writer.stdout
        writer.stdout.readline()
        beside = latencies(library, lambda: writer.poll() is None)
    (middle, worst), (middle_beside, worst_beside) = percentiles(alone), percentiles(beside)
    told(
        f"a look takes {middle:.2f}/{worst:.2f} ms alone, {middle_beside:.2f}/{worst_beside:.2f}"
        f" while articles come in: {worst_beside - worst:+.2f} at p99 (target 5), load"
        f" {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


def test_analysis_in_workers(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db", write=True) as library:
        list(add_articles(library, articles(200)))
        start, begun = time.perf_counter(), time.process_time()
        children = os.times().children_user
        analyse_pending(library)
        seconds = time.perf_counter() - start
        workers = os.times().children_user - children
        here = time.process_time() - begun
    told(
        f"analysis {200 / seconds:.1f} articles/s wall; {1000 * workers / 200:.0f} ms CPU an"
        f" article in workers with their start, {1000 * here / 200:.1f} ms in the writer"
    )
