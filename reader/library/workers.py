"""The analysis of many articles in processes beside this one, as many as there are cores.

A worker that dies (killed, out of memory) or hangs takes none of the others with it: the articles
it may have had are tried again one by one, and the one that does it again is told as failed.
Workers end with this process, however it ends.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, redirect_stderr, suppress
from itertools import islice
from multiprocessing import parent_process, resource_tracker
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, NamedTuple

from reader.articles import Article
from reader.entities.corrections import Correction
from reader.library.findings import Found

_CHUNK = 4  # articles that a worker takes at once
_FEW = 8  # articles for which no process is worth its start
_LONGEST = 60.0  # seconds that one article may take; a hundredth of it is much
_START = 120.0  # seconds that a worker may take to start, on a machine that does much else


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
    pool = _Pool(count)
    try:
        while some := list(islice(jobs, 16 * count * _CHUNK)):  # never the whole library in memory
            while some:
                done = 0
                try:
                    for result in pool.results(some):
                        done += 1
                        yield result
                except (BrokenProcessPool, TimeoutError) as error:
                    pool.end(kill=isinstance(error, TimeoutError))
                    pool = _Pool(count)
                    # What the workers had at most; which of it was the matter nobody knows.
                    had = done + (count + 1) * _CHUNK
                    yield from map(_alone, some[done:had])
                    done = had
                some = some[done:]
        pool.end()
    except BaseException:
        pool.end(kill=True)  # what they still have is not waited for
        raise


def work(job: Job) -> Result:
    """Analyse one article: what a worker does. A failure of an engine is a result too."""
    from reader.analysis import analyse  # noqa: PLC0415 - loads models, in the worker

    try:
        with _in_time(_LONGEST):
            found = Found.of(analyse(job.article, corrections=job.corrections))
    except Exception as error:
        found = Found(failed=f"{type(error).__name__}: {error}")
    return Result(job.id, job.article.uid, job.stamp, found)


def cores() -> int:
    """The cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(allowed(0)) if allowed else os.cpu_count() or 1


class _Context(SpawnContext):
    """Starts processes, and knows those that it started."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *args: Any, **more: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        """A process, as the executor asks for it."""
        made = SpawnProcess(*args, **more)
        self.started.append(made)
        return made


class _Pool:
    """Workers that can be ended whatever they do."""

    def __init__(self, count: int) -> None:
        self._context = _Context()
        # The process that watches over them is given standard error, which a screen that catches
        # what is printed replaces by an object without a file.
        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
        self._executor = ProcessPoolExecutor(count, mp_context=self._context, initializer=_settle)

    def results(self, jobs: Sequence[Job]) -> Iterator[Result]:
        """The results of `jobs`, in their order.

        Raises:
            BrokenProcessPool: where a worker died.
            TimeoutError: where one hangs.
        """
        chunks = [jobs[first : first + _CHUNK] for first in range(0, len(jobs), _CHUNK)]
        for future in [self._executor.submit(_all, work, chunk) for chunk in chunks]:
            yield from future.result(timeout=_START + _CHUNK * _LONGEST)

    def end(self, *, kill: bool = False) -> None:
        """End the workers.

        Args:
            kill: at once, whatever they do; else when they are done, as they are where one died.
        """
        for worker in self._context.started if kill else ():
            with suppress(ValueError):  # it is over already
                worker.kill()
        self._executor.shutdown(wait=not kill, cancel_futures=True)


def _all(does: Callable[[Job], Result], jobs: Sequence[Job]) -> list[Result]:
    """What a worker does with the articles that it takes at once."""
    return list(map(does, jobs))


def _alone(job: Job) -> Result:
    """The result of a job in a worker of its own, which it may kill or stop."""
    pool = _Pool(1)
    try:
        result = next(pool.results([job]))
    except (BrokenProcessPool, TimeoutError) as error:
        pool.end(kill=True)
        found = Found(failed=str(error) or f"> {_LONGEST:.0f} s")
    else:
        pool.end()
        return result
    return Result(job.id, job.article.uid, job.stamp, found)


@contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    """Raise where the block takes longer; only where this thread and system can be interrupted.

    Raises:
        TimeoutError: when the time is over.
    """
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def end(_number: int, _frame: object) -> None:
        raise TimeoutError(f"> {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _settle() -> None:
    """What holds for all workers.

    They share the cores, so that none needs threads of its own; none takes Ctrl+C; and none
    outlives the process that started it, be that killed.
    """
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, then end."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
