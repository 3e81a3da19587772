"""What a server answered: its bytes unpacked under bounds, or why there are none."""

import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.articles.source import Source, source_of
from reader.notice import QariError

if TYPE_CHECKING:
    import httpx

    from reader.articles.connecting import Deadline

LARGEST_PAGE = 16 << 20  # bytes
LONGEST = 90.0  # seconds for all of a request
_PASSING = frozenset({429, 500, 502, 503, 504})  # statuses after which another try may do
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_STEP = 1 << 16  # bytes that are unpacked at once


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Attributes:
        source: what it sent; None where nothing has changed since the visit that gave `etag` and
            `last_modified`.
        etag: to be shown at the next visit, or None.
        last_modified: likewise.
        moved: the address under which it is found from now on, or None where it is the one asked.
    """

    source: Source | None
    etag: str | None = None
    last_modified: str | None = None
    moved: str | None = None


class Again(Exception):  # noqa: N818 - no error: another try
    """A failure that may pass; tried again after `pause` seconds, or raised as `error`."""

    def __init__(self, error: QariError, pause: float | None = None) -> None:
        super().__init__()
        self.error, self.pause = error, pause


def answer(
    response: "httpx.Response", url: str, encoding: str | None, deadline: "Deadline"
) -> Fetched:
    """What the answer of a server comes to."""
    headers = response.headers
    if response.status_code == 304:
        return Fetched(None, headers.get("etag"), headers.get("last-modified"))
    if response.status_code >= 300:
        error = QariError("fetch-status", url=url, status=str(response.status_code))
        if response.status_code in _PASSING:
            raise Again(error, _asked_pause(headers.get("retry-after")))
        raise error
    source = source_of(
        _body(response, url, deadline),
        url=url,
        encoding=encoding,
        content_type=headers.get("content-type"),
    )
    return Fetched(source, headers.get("etag"), headers.get("last-modified"))


def _body(response: "httpx.Response", url: str, deadline: "Deadline") -> bytes:
    """The bytes of the answer, no more than a page has and no later than `deadline`."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    data = bytearray()
    try:
        for piece in _unpacked(response.iter_raw(), packing):
            data += piece
            if len(data) > LARGEST_PAGE:
                raise QariError("file-too-large", path=url, most=str(LARGEST_PAGE >> 20))
            if deadline.passed:
                raise too_slow(url)
    except zlib.error as error:
        raise failed(url, error) from error
    return bytes(data)


def _unpacked(pieces: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """The bytes of an answer, unpacked step by step: a few bytes may stand for gigabytes.

    Raises:
        zlib.error: for damage.
        ValueError: for a packing that was not asked for.
    """
    if packing == "identity":
        yield from pieces
        return
    if packing not in _PACKED:
        raise ValueError(f"content-encoding: {packing}")
    made = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, as it says itself
    for number, piece in enumerate(pieces):
        if number == 0 and packing == "deflate" and piece[:1] and piece[0] & 0x0F != 8:
            made = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers leave zlib's head out
        rest = piece
        while rest and not made.eof:
            yield made.decompress(rest, _STEP)
            rest = made.unconsumed_tail
    yield made.flush()


def _asked_pause(retry_after: str | None) -> float | None:
    """The seconds that a server asks to be left alone for, or until when; None for neither."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - rarely needed

    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def too_slow(url: str) -> QariError:
    """The error of an answer that has not ended in time."""
    return QariError("fetch-failed", url=url, why=f"> {LONGEST:.0f} s")


def failed(url: str, error: Exception) -> QariError:
    """The error of a request that came to nothing, with the reason that `error` gives."""
    return QariError("fetch-failed", url=url, why=str(error) or type(error).__name__)
