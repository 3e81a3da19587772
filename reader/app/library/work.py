"""Work on the library behind the screens: one thread, one job after the other, told in the footer.

The thread has its own connection and is a daemon: leaving the program never waits for a server.
What it has written by then is safe, the rest is done at the next time.
"""

import asyncio
import contextvars
import os
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.library.catalogue import Catalogue
from reader.library.database import is_read_only
from reader.notice import Notice, QariError

Job = Callable[[Catalogue, "Work"], None]


class Stopped(Exception):  # noqa: N818 - the reader's wish, no error
    """The reader stopped the work."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being done, for the footer.

    Attributes:
        code: of its message, which has places ``done`` and ``total``.
        done, total: of feeds or articles.
    """

    code: str
    done: int = 0
    total: int = 0


class Work:
    """Jobs on the library of `path`.

    Attributes:
        stage: what is being done, or None.
    """

    def __init__(
        self,
        path: Path,
        changed: Callable[[], None],
        told: Callable[[Notice], None],
        added: Callable[[], None],
    ) -> None:
        """No job yet; the functions are called in the thread of the loop.

        Args:
            path: of the library.
            changed: the stage has changed.
            told: there is something to tell.
            added: the library has other articles or answers now.
        """
        self._path = path
        self._changed, self._told, self._added = changed, told, added
        self._jobs: deque[Job] = deque()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context = contextvars.copy_context()
        self.stage: Stage | None = None

    @property
    def running(self) -> bool:
        """Whether there is a job."""
        return self._thread is not None

    @property
    def stopped(self) -> bool:
        """Whether the reader has stopped the work."""
        return self._stop.is_set()

    def do(self, *jobs: Job) -> None:
        """Do `jobs` behind what is being done; called in the thread of the loop."""
        with self._lock:
            self._jobs.extend(jobs)
            if self._thread is not None:
                return
            self._loop, self._context = asyncio.get_running_loop(), contextvars.copy_context()
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, name="qari-work", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop soon; what is done is kept."""
        with self._lock:
            self._jobs.clear()
            self._stop.set()

    # For the jobs

    def show(self, code: str, done: int = 0, total: int = 0) -> None:
        """Show how far it is.

        Raises:
            Stopped: where the reader has stopped it.
        """
        if self.stopped:
            raise Stopped
        self.stage = Stage(code, done, total)
        self._call(self._changed)

    def tell(self, notice: Notice) -> None:
        """Tell the reader of something."""
        self._call(self._told, notice)

    def added(self) -> None:
        """The library has other articles or answers now."""
        self._call(self._added)

    def _run(self) -> None:
        """Do the jobs, until there are none."""
        try:
            with Catalogue(self._path, write=not is_read_only(self._path)) as catalogue:
                while (job := self._next()) is not None:
                    job(catalogue, self)
                    self.added()
        except Stopped:
            self.added()
        except QariError as error:
            self.tell(error.notice)
        except Exception as error:
            values = {"why": f"{type(error).__name__}: {error}"}
            self.tell(Notice("work-failed", values))
        finally:
            with self._lock:
                self._jobs.clear()
                self._thread, self.stage = None, None
            self._call(self._changed)

    def _next(self) -> Job | None:
        with self._lock:
            return self._jobs.popleft() if self._jobs and not self.stopped else None

    def _call(self, function: Callable[..., None], *values: object) -> None:
        """Call `function` in the thread of the loop, unless the program has ended."""
        if self._loop is None or self._loop.is_closed():
            return
        try:
            self._loop.call_soon_threadsafe(function, *values, context=self._context)
        except RuntimeError:  # closed meanwhile
            self._stop.set()


def syncing(*, whole: bool) -> Job:
    """Visit the feeds; `whole` as in `reader.library.sync.sync_feeds`."""

    def job(catalogue: Catalogue, work: Work) -> None:
        from reader.library.sync import end_round, sync_feeds, to_visit  # noqa: PLC0415

        feeds = to_visit(catalogue.library, catalogue.user.feeds.all())
        done = failed = new = 0
        work.show("work-sync", 0, len(feeds))
        found = sync_feeds(catalogue.library, feeds, whole=whole, stopped=lambda: work.stopped)
        try:
            for synced in found:
                done += 1
                failed += synced.failed is not None
                new += synced.new
                if synced.title is not None:
                    catalogue.user.feeds.name(synced.feed.url, synced.title)
                if synced.new or synced.changed:
                    work.added()
                work.show("work-sync", done, len(feeds))
            if not work.stopped:
                end_round(catalogue.library)
        finally:
            found.close()
            values = {"n": str(done), "failed": str(failed), "new": str(new)}
            work.tell(Notice("sync-done", values))

    return job


def keeping_up(catalogue: Catalogue, work: Work) -> None:
    """Index anew what an older normaliser indexed, analyse what waits for it."""
    from reader.library.analysing import analyse_pending  # noqa: PLC0415 - when there is time
    from reader.library.indexing import reindex  # noqa: PLC0415
    from reader.library.paths import user_path  # noqa: PLC0415
    from reader.library.search.watching import watching_analysis  # noqa: PLC0415
    from reader.library.workers import cores  # noqa: PLC0415

    library = catalogue.library
    reindex(library, lambda done, total: work.show("work-index", done, total))
    analyse_pending(
        library,
        user_path(library.path),
        processes=max(1, cores() - 1),  # one is the reader's
        progress=lambda progress: _analysed(work, progress.done, progress.total),
        report=work.tell,
        first_done=watching_analysis(library),
        stopped=lambda: work.stopped,
    )


def _analysed(work: Work, done: int, total: int) -> None:
    work.added()
    work.show("work-analysis", done, total)


def adding(source: str) -> Job:
    """Add the articles of a path or an address."""

    def job(catalogue: Catalogue, work: Work) -> None:
        from reader.export.kept_lines import kept_in  # noqa: PLC0415 - with all formats
        from reader.library.taking import take_kept  # noqa: PLC0415

        path = source if "://" in source else os.path.expanduser(source)  # noqa: PTH111 - no path
        kept = kept_in(path, report=work.tell)
        counts: dict[str, int] = {}
        work.show("work-adding")
        try:
            for added in take_kept(catalogue.library, catalogue.user, kept):
                counts[added.outcome.value] = counts.get(added.outcome.value, 0) + 1
                work.show("work-adding", sum(counts.values()))
        finally:
            values = {
                "n": str(counts.get("new", 0)),
                "changed": str(counts.get("changed", 0)),
                "known": str(counts.get("known", 0) + counts.get("duplicate", 0)),
                "total": str(catalogue.library.count()),
            }
            work.tell(Notice("library-added", values))

    return job
