"""Fetching over HTTP: bounded in time, size and redirects, polite, and patient with failures."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from reader.articles.source import Source, source_of
from reader.notice import QariError

if TYPE_CHECKING:
    import httpx

LARGEST_PAGE = 16 << 20  # bytes
_TIMEOUT = 20.0  # seconds for each of connecting, reading and writing
_LONGEST = 90.0  # seconds for all of it
_MOST_REDIRECTS = 5
_TRIES = 3
_FIRST_PAUSE = 1.0  # seconds before the second try; twice as long before the next
_LONGEST_PAUSE = 30.0  # seconds, whatever a server asks for
_INTERVAL = 1.0  # seconds between two requests to one host
_PASSING = frozenset({429, 500, 502, 503, 504})  # statuses after which another try may do
_PAGES = "text/html, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Attributes:
        source: what it sent; None where nothing has changed since the visit that gave `etag` and
            `last_modified`.
        etag: to be shown at the next visit, or None.
        last_modified: likewise.
    """

    source: Source | None
    etag: str | None = None
    last_modified: str | None = None


class _Again(Exception):  # noqa: N818 - no error: another try
    """A failure that may pass; tried again after `pause` seconds, or raised as `error`."""

    def __init__(self, error: QariError, pause: float | None = None) -> None:
        super().__init__()
        self.error, self.pause = error, pause


class Client:
    """Fetches for any number of threads; a context manager.

    One host is asked once a second at most. A failure that may pass (no connection, a busy
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
        import httpx  # noqa: PLC0415 - a client that files do not need

        from reader import __version__  # noqa: PLC0415 - with it

        headers = {"user-agent": f"qari/{__version__}", "accept": accept}
        self._client = httpx.Client(timeout=_TIMEOUT, headers=headers)
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
            except _Again as failure:
                if number == _TRIES:
                    raise failure.error from failure
                grown = _FIRST_PAUSE * 2 ** (number - 1)
                self._pause(min(_LONGEST_PAUSE, failure.pause or grown))
        raise AssertionError

    def _followed(
        self, url: str, encoding: str | None, headers: dict[str, str], *, typed: bool
    ) -> Fetched:
        """What is at `url` or where it redirects to."""
        import httpx  # noqa: PLC0415 - loaded by now

        deadline = time.monotonic() + _LONGEST
        address = url
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                _allowed(address, typed=typed and _host(address) == _host(url))
                self._wait_for(address)
                with self._client.stream("GET", address, headers=headers) as response:
                    if not response.has_redirect_location:
                        return _answer(response, address, encoding, deadline)
                    address = urljoin(address, response.headers["location"])
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
            raise _failed(url, error) from error
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise _Again(_failed(url, error)) from error
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


def _answer(response: "httpx.Response", url: str, encoding: str | None, deadline: float) -> Fetched:
    """What the answer of a server comes to."""
    headers = response.headers
    if response.status_code == 304:
        return Fetched(None, headers.get("etag"), headers.get("last-modified"))
    if response.status_code >= 300:
        error = QariError("fetch-status", url=url, status=str(response.status_code))
        if response.status_code in _PASSING:
            raise _Again(error, _asked_pause(headers.get("retry-after")))
        raise error
    source = source_of(
        _body(response, url, deadline),
        url=url,
        encoding=encoding,
        content_type=headers.get("content-type"),
    )
    return Fetched(source, headers.get("etag"), headers.get("last-modified"))


def _body(response: "httpx.Response", url: str, deadline: float) -> bytes:
    """The bytes of the answer, no more than a page has and no later than `deadline`."""
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > LARGEST_PAGE:
            raise QariError("file-too-large", path=url, most=str(LARGEST_PAGE >> 20))
        if time.monotonic() > deadline:
            raise QariError("fetch-failed", url=url, why=f"> {_LONGEST:.0f} s")
    return bytes(data)


def _asked_pause(retry_after: str | None) -> float | None:
    """The seconds that a server asks to be left alone for; None where it names none."""
    return float(retry_after) if retry_after and retry_after.strip().isdecimal() else None


def _failed(url: str, error: Exception) -> QariError:
    return QariError("fetch-failed", url=url, why=str(error) or type(error).__name__)


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


def is_public(host: str) -> bool:
    """Whether every address of `host` is one of the internet, none of this machine or network.

    A host that cannot be resolved here counts as public: a proxy may know it, and without one
    the connection fails by itself.
    """
    import ipaddress  # noqa: PLC0415 - with the network only

    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return host != "localhost" and not host.endswith((".localhost", ".local", ".internal"))
    return all(ipaddress.ip_address(str(entry[4][0]).split("%")[0]).is_global for entry in found)
