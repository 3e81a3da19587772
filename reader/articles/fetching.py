"""Fetching over HTTP: bounded in time, size and redirects, polite, and patient with failures."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from reader.articles.answers import LONGEST, Again, Fetched, answer, failed, too_slow
from reader.articles.hosts import is_public
from reader.articles.source import Source
from reader.notice import QariError

if TYPE_CHECKING:
    from reader.articles.connecting import Deadline

_TIMEOUT = 20.0  # seconds for each of connecting, reading and writing
_MOST_REDIRECTS = 5
_TRIES = 3
_FIRST_PAUSE = 1.0  # seconds before the second try; twice as long before the next
_LONGEST_PAUSE = 30.0  # seconds; a server that asks for more is left alone until the next visit
_FOR_GOOD = frozenset({301, 308})  # redirects that tell a new address
_PAGES = "text/html, */*;q=0.5"


class Client:
    """Fetches for any number of threads; a context manager.

    One host is asked once an interval at most. A failure that may pass (no connection, a busy
    server) is tried again, after a pause that grows or that the server asks for.
    """

    def __init__(
        self,
        *,
        interval: float = 0.0,
        pause: Callable[[float], object] = time.sleep,
        accept: str = _PAGES,
    ) -> None:
        """Make a client.

        Args:
            interval: seconds between two requests to one host.
            pause: waits that many seconds; raises to give up.
            accept: the kinds of documents that are asked for.
        """
        from urllib.request import getproxies  # noqa: PLC0415 - with the client

        import httpx  # noqa: PLC0415 - a client that files do not need

        from reader import __version__  # noqa: PLC0415 - with it
        from reader.articles.connecting import PublicTransport  # noqa: PLC0415 - with it

        headers = {
            "user-agent": f"qari/{__version__}",
            "accept": accept,
            "accept-encoding": "gzip, deflate",
        }
        # Where a proxy takes all requests, it resolves their hosts.
        mounts = {} if "all" in getproxies() else {"all://": PublicTransport()}
        self._client = httpx.Client(timeout=_TIMEOUT, headers=headers, mounts=mounts)
        self._interval = interval
        self._pause = pause
        self._lock = threading.Lock()
        self._free: dict[str, float] = {}  # host → when it may be asked again

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(
        self,
        url: str,
        *,
        encoding: str | None = None,
        typed: bool = True,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Fetched:
        """Fetch `url`, through the proxies that the environment names.

        Args:
            url: an http or https address.
            encoding: the user's word for the encoding, or None.
            typed: whether the user typed the address. Addresses of this machine and of the local
                network are fetched only then, and never because a page redirects to them.
            etag: of the last visit, or None.
            last_modified: of the last visit, or None.

        Raises:
            QariError: ``fetch-failed``, ``fetch-status``, ``fetch-private`` or
                ``file-too-large``, naming the address.
        """
        headers = {"if-none-match": etag, "if-modified-since": last_modified}
        asked = {name: value for name, value in headers.items() if value}
        for number in range(1, _TRIES + 1):
            try:
                return self._followed(url, encoding, asked, typed=typed)
            except Again as failure:
                grown = _FIRST_PAUSE * 2 ** (number - 1)
                wanted = grown if failure.pause is None else failure.pause
                if number == _TRIES or wanted > _LONGEST_PAUSE:
                    raise failure.error from failure
                self._pause(wanted)
        raise AssertionError

    def _followed(
        self, url: str, encoding: str | None, headers: dict[str, str], *, typed: bool
    ) -> Fetched:
        """What is at `url` or where it redirects to."""
        import httpx  # noqa: PLC0415 - loaded by now

        from reader.articles.connecting import Deadline  # noqa: PLC0415 - likewise

        with Deadline(LONGEST) as deadline:
            try:
                return self._redirected(url, encoding, headers, deadline, typed=typed)
            except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
                raise failed(url, error) from error
            except (httpx.HTTPError, httpx.StreamError) as error:
                if deadline.passed:
                    raise too_slow(url) from error
                raise Again(failed(url, error)) from error

    def _redirected(
        self,
        url: str,
        encoding: str | None,
        headers: dict[str, str],
        deadline: "Deadline",
        *,
        typed: bool,
    ) -> Fetched:
        """What is at the end of the redirects from `url`."""
        from reader.articles.connecting import TYPED  # noqa: PLC0415 - loaded by now

        address, moved, for_good = url, None, True
        for _ in range(_MOST_REDIRECTS + 1):
            is_typed = typed and _host(address) == _host(url)
            _allowed(address, typed=is_typed)
            self._wait_for(address)
            extensions = {TYPED: is_typed, "trace": deadline.trace}
            with self._client.stream(
                "GET", address, headers=headers, extensions=extensions
            ) as response:
                if not response.has_redirect_location:
                    found = answer(response, address, encoding, deadline)
                    return replace(found, moved=moved)
                for_good = for_good and response.status_code in _FOR_GOOD
                address = urljoin(address, response.headers["location"])
                moved = address if for_good else moved
        raise QariError("fetch-failed", url=url, why=f"> {_MOST_REDIRECTS} redirects")

    def _wait_for(self, url: str) -> None:
        """Wait until the host of `url` may be asked again."""
        host = urlsplit(url).hostname or ""
        with self._lock:
            now = time.monotonic()
            free = max(now, self._free.get(host, now))
            self._free[host] = free + self._interval
        if free > now:
            self._pause(free - now)


def fetch(url: str, *, encoding: str | None = None, typed: bool = True) -> Source:
    """Fetch one address; arguments and errors as `Client.get`."""
    with Client() as client:
        source = client.get(url, encoding=encoding, typed=typed).source
    if source is None:  # “not modified”, though nothing was asked under a condition
        raise QariError("fetch-status", url=url, status="304")
    return source


def _host(url: str) -> tuple[str | None, int | None]:
    """Host and port that an address names."""
    parts = urlsplit(url)
    return parts.hostname, parts.port


def _allowed(url: str, *, typed: bool) -> None:
    """Refuse schemes other than http and https, and inner addresses that nobody typed."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise QariError("fetch-private", url=url)
    if not typed and not is_public(parts.hostname):
        raise QariError("fetch-private", url=url)
