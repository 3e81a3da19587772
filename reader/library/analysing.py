"""Analysing what the library holds: in worker processes, resumable, old answers stay until then."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reader.library.database import transaction
from reader.library.engines import note_engines
from reader.library.failures import explained
from reader.library.findings import stamp, store_analysis
from reader.library.normal import unpack_text
from reader.library.records import article_of
from reader.library.store import COLUMNS, Library
from reader.library.user import UserData
from reader.library.workers import Job, Result, results
from reader.notice import Notice

_AT_ONCE = 50  # articles of a transaction


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
    """The articles that these engines have not analysed, the newest first."""
    rows = library.db.execute(
        "SELECT id FROM article WHERE analysed < ? ORDER BY id DESC", (note_engines(library),)
    )
    return [row[0] for row in rows]


def analyse_pending(
    library: Library,
    user: Path | None = None,
    *,
    processes: int | None = None,
    limit: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    report: Callable[[Notice], None] | None = None,
    first_done: Callable[[list[int]], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> int:
    """Analyse what these engines have not; what is done is kept when it is interrupted.

    Args:
        library: opened to write.
        user: the user.db whose corrections hold, or None.
        processes: of workers; None for as many as cores; 0 to work in this one.
        limit: of articles, or None for all.
        progress: told after each transaction.
        report: told which articles could not be analysed; they are not tried again.
        first_done: told after each transaction the ids of those that had no analysis before.
        stopped: asked after each article; once it says so, what is done is written and no more.

    Returns:
        How many articles were analysed.

    Raises:
        QariError: ``disk-full`` and its like; what was told as done stays.
    """
    ids = pending(library)[:limit]
    number = note_engines(library)
    start, done = time.monotonic(), 0
    found = results(_jobs(library, user, ids), len(ids), processes)
    while batch := list(islice(_until(stopped, found), _AT_ONCE)):
        first = _store(library, batch, number)
        if first_done is not None:
            first_done(first)
        done += len(batch)
        for result in batch:
            if result.found.failed is not None and report is not None:
                values = {"uid": result.uid, "why": result.found.failed}
                report(Notice("article-unanalysed", values))
        if progress is not None:
            rate = done / max(1e-6, time.monotonic() - start)
            progress(Progress(done, len(ids), rate, (len(ids) - done) / rate))
        if stopped is not None and stopped():
            break
    found.close()  # ends the workers where it was stopped
    return done


def _until(stopped: Callable[[], bool] | None, found: Iterator[Result]) -> Iterator[Result]:
    """What is found, until it is stopped."""
    for result in found:
        yield result
        if stopped is not None and stopped():
            return


def analyse_again(library: Library, uids: Iterable[str] | None = None) -> None:
    """Have articles analysed again by the next `analyse_pending`; their answers stay until then.

    Args:
        library: opened to write.
        uids: of the articles, or None for all.
    """
    mark = "UPDATE article SET analysed = 1 WHERE analysed > 0"
    with transaction(library.db):
        if uids is None:
            library.db.execute(mark)
        else:
            library.db.executemany(f"{mark} AND uid = ?", ((uid,) for uid in uids))


def _store(library: Library, batch: Iterable[Result], number: int) -> list[int]:
    """Write some findings in one transaction; the ids of what had none before."""
    first = []
    fresh = "SELECT 1 FROM article WHERE id = ? AND analysed = 0"
    try:
        with transaction(library.db):
            for result in batch:
                new = library.db.execute(fresh, (result.id,)).fetchone() is not None
                kept = store_analysis(library.db, result.id, result.found, number, of=result.stamp)
                if new and kept:
                    first.append(result.id)
    except sqlite3.Error as error:
        raise explained(error, library.path) from error
    return first


def _jobs(library: Library, user: Path | None, ids: Iterable[int]) -> Iterator[Job]:
    """The articles to analyse, each with the corrections that hold for it."""
    data = UserData(user) if user is not None and user.exists() else None
    try:
        for article_id in ids:
            cursor = library.db.execute(
                f"SELECT {COLUMNS}, b.z, b.meta FROM article a JOIN body b ON b.id = a.id"  # noqa: S608 - fixed words
                " LEFT JOIN source s ON s.id = a.source WHERE a.id = ?",
                (article_id,),
            )
            found = cursor.fetchone()
            if found is None:
                continue  # deleted meanwhile
            row = dict(zip([column[0] for column in cursor.description], found, strict=True))
            article = article_of(row, unpack_text(row["z"]), row["meta"])
            said = data.corrections(row["uid"]) if data else ()
            yield Job(article_id, stamp(row["z"]), article, said)
    finally:
        if data is not None:
            data.close()
