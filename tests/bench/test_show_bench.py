"""How much CPU `qari show` takes from the shell, imports included."""

import resource
import subprocess
import sys

import pytest

from tests.support import PROJECT, SEEDS


def cpu_seconds(*arguments: str) -> float:
    """CPU seconds of one run of the program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "reader", *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, cwd=PROJECT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.bench
def test_show() -> None:
    article = str(SEEDS / "01-hudna.txt")
    for arguments in (("--version",), ("show", article), ("show", "--logical", article)):
        runs = sorted(cpu_seconds(*arguments) for _ in range(9))
        print(f"qari {' '.join(arguments)}: {runs[4]:.3f} s CPU, median of 9 (best {runs[0]:.3f})")
