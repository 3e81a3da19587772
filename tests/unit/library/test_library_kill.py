"""kill -9 at any moment: what was reported is there, and the library is whole."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.library.checking import check
from reader.library.store import Library
from tests.support import PROJECT


def killed(path: Path, run: int, seconds: float) -> list[str]:
    """Let a process write the library, kill it after its first report; its whole lines."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.library_writer", str(path), str(run)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
    )
    assert writer.stdout
    first = writer.stdout.readline()
    time.sleep(seconds)
    writer.kill()
    rest, _ = writer.communicate()
    lines = (first + rest).decode().splitlines(keepends=True)
    return [line.rstrip("\n") for line in lines if line.endswith("\n")]


def expected(lines: list[str]) -> dict[str, str]:
    """The last thing that was reported of each article."""
    last = {}
    for line in lines:
        sign, uid, *version = line.split()
        last[uid] = sign + "".join(version)
    return last


def proved(library: Library, reported: dict[str, str]) -> None:
    """Everything reported is so; a version may be newer than the report could tell."""
    for uid, said in reported.items():
        article = library.article(uid)
        if said == "-":
            assert article is None, f"{uid} was gone"
        elif said != "?":
            assert article is not None, f"{uid} was added"
            assert article.text.split("نسخة")[1][0] >= said[1]
    assert check(library) == ()


def rounds(folder: Path, count: int, seed: int) -> int:
    """Kill so many times, ten times a library; how many reports were proved."""
    chance = random.Random(seed)
    reported: dict[str, str] = {}
    proofs = 0
    for run in range(count):
        path = folder / f"library-{run // 10}.db"
        if run % 10 == 0:
            reported = {}
        lines = killed(path, run, chance.uniform(0, 0.12))
        reported |= expected(lines)
        with Library.open(path) as library:
            proved(library, reported)
        proofs += len(lines)
    return proofs


def test_killed_a_few_times(tmp_path: Path) -> None:
    assert rounds(tmp_path, 4, seed=1) > 4


@pytest.mark.slow
def test_killed_a_hundred_times(tmp_path: Path) -> None:
    assert rounds(tmp_path, 100, seed=2) > 1000
