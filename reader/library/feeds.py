"""What the last visit to each feed told; it can be asked for again, so the library keeps it."""

import json
import time
from dataclasses import dataclass

from reader.library.database import transaction
from reader.library.store import Library
from reader.notice import Notice


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed since it was last visited.

    Attributes:
        url: its address.
        etag: as its server gave it, or None.
        last_modified: as its server gave it, or None.
        checked_at: of the last visit, seconds since 1970 (UTC), or None before the first.
        failed: why the last visit failed, or None.
        failures: visits in a row that failed.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    checked_at: float | None = None
    failed: Notice | None = None
    failures: int = 0


def feed_states(library: Library) -> dict[str, FeedState]:
    """The feeds that were visited, by their addresses."""
    rows = library.db.execute(
        "SELECT url, etag, last_modified, checked_at, failed, failures FROM feed_state"
    )
    return {
        url: FeedState(url, etag, last_modified, checked_at, _notice(failed), failures)
        for url, etag, last_modified, checked_at, failed, failures in rows
    }


def note_visit(
    library: Library, url: str, etag: str | None = None, last_modified: str | None = None
) -> None:
    """Note a visit that succeeded; what its articles are must be in the library by then."""
    with transaction(library.db):
        library.db.execute(
            "INSERT OR REPLACE INTO feed_state (url, etag, last_modified, checked_at)"
            " VALUES (?, ?, ?, ?)",
            (url, etag, last_modified, time.time()),
        )


def note_failure(library: Library, url: str, why: Notice) -> None:
    """Note a visit that failed; what the last good one gave stays."""
    record = json.dumps([why.code, dict(why.values)], ensure_ascii=False)
    with transaction(library.db):
        library.db.execute(
            "INSERT INTO feed_state (url, checked_at, failed, failures) VALUES (?1, ?2, ?3, 1)"
            " ON CONFLICT (url) DO UPDATE SET checked_at = ?2, failed = ?3,"
            " failures = failures + 1",
            (url, time.time(), record),
        )


def _notice(record: str | None) -> Notice | None:
    """The notice of a record."""
    if record is None:
        return None
    code, values = json.loads(record)
    return Notice(code, values)
