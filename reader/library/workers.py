"""The analysis of many articles in processes beside this one, as many as there are cores.

A worker that dies (killed, out of memory) takes none of the others with it: the articles it had
are tried again one by one, and the one that kills its worker again is told as failed.
"""

import os
import signal
from collections.abc import Generator, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

from reader.articles import Article
from reader.entities.corrections import Correction
from reader.library.findings import Found

_CHUNK = 4  # articles that a worker takes at once
_FEW = 8  # articles for which no process is worth its start


class Job(NamedTuple):
    """An article to analyse: its id and stamp in the library, and what the reader said of it."""

    id: int
    stamp: int
    article: Article
    corrections: tuple[Correction, ...]


class Result(NamedTuple):
    """What came of a job."""

    id: int
    uid: str
    stamp: int
    found: Found


def results(
    jobs: Iterator[Job], size: int, processes: int | None = None
) -> Generator[Result, None, None]:
    """The results of `jobs`, in their order, as they come; closed, it ends the workers.

    Args:
        jobs: taken as workers become free.
        size: how many there are.
        processes: of workers; None for as many as cores; 0 to work in this process.
    """
    count = cores() if processes is None else processes
    if count == 0 or size <= _FEW:
        yield from map(work, jobs)
        return
    executor = _executor(count)
    try:
        while some := list(islice(jobs, 16 * count * _CHUNK)):  # never the whole library in memory
            done = 0
            try:
                for result in executor.map(work, some, chunksize=_CHUNK):
                    done += 1
                    yield result
            except BrokenProcessPool:
                executor = _executor(count)
                yield from map(_alone, some[done:])
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def work(job: Job) -> Result:
    """Analyse one article: what a worker does. A failure of an engine is a result too."""
    from reader.analysis import analyse  # noqa: PLC0415 - loads models, in the worker

    try:
        found = Found.of(analyse(job.article, corrections=job.corrections))
    except Exception as error:
        found = Found(failed=f"{type(error).__name__}: {error}")
    return Result(job.id, job.article.uid, job.stamp, found)


def cores() -> int:
    """The cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _alone(job: Job) -> Result:
    """The result of a job in a worker of its own, which it may kill."""
    with _executor(1) as executor:
        try:
            return executor.submit(work, job).result()
        except BrokenProcessPool as error:
            found = Found(failed=str(error))
    return Result(job.id, job.article.uid, job.stamp, found)


def _executor(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_settle)


def _settle() -> None:
    """Workers share the cores among them: none needs threads of its own, and none takes Ctrl+C."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
