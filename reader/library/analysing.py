"""Analysing what the library holds: in worker processes, resumable, old answers stay until then."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from reader.articles import Article
from reader.entities import Entity
from reader.entities.corrections import Correction
from reader.library.across.linking import link_article, unlink_article
from reader.library.adding import AT_ONCE
from reader.library.database import transaction
from reader.library.store import Library
from reader.library.user import UserData
from reader.times.timeline import TimelineEntry

# What an article was analysed by; another number has the library analysed again.
ANALYSIS = 1
_CHUNK = 4  # articles that a worker takes at once


@dataclass(frozen=True, slots=True)
class Found:
    """What the analysis of one article found."""

    uid: str
    entities: tuple[Entity, ...]
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the analysis is.

    Attributes:
        done, total: articles.
        rate: articles a second, so far.
        left: seconds, as far as the rate tells.
    """

    done: int
    total: int
    rate: float
    left: float


def pending(library: Library) -> list[int]:
    """The articles that this version has not analysed, the newest first."""
    rows = library.db.execute(
        "SELECT id FROM article WHERE analysed < ? ORDER BY id DESC", (ANALYSIS,)
    )
    return [row[0] for row in rows]


def analyse_pending(
    library: Library,
    user: Path | None = None,
    *,
    processes: int | None = None,
    limit: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> int:
    """Analyse what is not analysed; what is done is kept when it is interrupted.

    Args:
        library: opened by the caller.
        user: the user.db whose corrections hold, or None.
        processes: of workers; None for as many as cores; 0 to work in this one.
        limit: of articles, or None for all.
        progress: told after each transaction.

    Returns:
        How many articles were analysed.
    """
    ids = pending(library)[:limit]
    start, done = time.monotonic(), 0
    for batch in _batches(_analysed(_jobs(library, user, ids), processes, len(ids)), AT_ONCE // 4):
        with transaction(library.db):
            for found in batch:
                store_analysis(library.db, found)
        done += len(batch)
        if progress is not None:
            seconds = max(1e-6, time.monotonic() - start)
            rate = done / seconds
            progress(Progress(done, len(ids), rate, (len(ids) - done) / rate))
    return done


def store_analysis(db: sqlite3.Connection, found: Found) -> None:
    """Put an analysis in place of the one before; nothing where the article is gone by now."""
    row = db.execute("SELECT id FROM article WHERE uid = ?", (found.uid,)).fetchone()
    if row is None:
        return
    unlink_article(db, row[0])
    link_article(db, row[0], found.uid, found.entities, found.entries)
    db.execute("UPDATE article SET analysed = ? WHERE id = ?", (ANALYSIS, row[0]))


def _jobs(
    library: Library, user: Path | None, ids: Iterable[int]
) -> Iterator[tuple[Article, tuple[Correction, ...]]]:
    """The articles to analyse, each with the corrections that hold for it."""
    data = UserData(user) if user is not None and user.exists() else None
    try:
        for article_id in ids:
            article = library.article(article_id)
            if article is not None:
                yield article, data.corrections(article.uid) if data else ()
    finally:
        if data is not None:
            data.close()


def _analysed(
    jobs: Iterator[tuple[Article, tuple[Correction, ...]]], processes: int | None, size: int
) -> Iterator[Found]:
    """The analyses of jobs, in worker processes where it pays."""
    count = _cores() if processes is None else processes
    if count == 0 or size <= _CHUNK:
        yield from map(find, jobs)
        return
    with get_context("spawn").Pool(min(count, size), _one_thread) as pool:
        while some := list(islice(jobs, 16 * count * _CHUNK)):  # never the whole library in memory
            yield from pool.imap_unordered(find, some, _CHUNK)


def find(job: tuple[Article, tuple[Correction, ...]]) -> Found:
    """Analyse one article: what a worker does."""
    from reader.analysis import analyse  # noqa: PLC0415 - loads models, in the worker
    from reader.times.timeline import timeline  # noqa: PLC0415

    article, corrections = job
    analysis = analyse(article, corrections=corrections)
    entries = timeline(analysis.events, analysis.times, analysis.creation_date.day)
    return Found(article.uid, analysis.entities, entries)


def _one_thread() -> None:
    """Workers share the cores among them: none needs threads of its own, and none takes Ctrl+C."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cores() -> int:
    """The cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _batches(found: Iterator[Found], size: int) -> Iterator[list[Found]]:
    """As many as `size` at once."""
    while batch := list(islice(found, size)):
        yield batch
