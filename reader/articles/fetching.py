"""Fetching a page: bounded in time, size and redirects, with one clear line where it fails."""

import ipaddress
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from reader.articles.source import Source, source_of
from reader.notice import QariError

if TYPE_CHECKING:
    import httpx

LARGEST_PAGE = 16 << 20  # bytes
_TIMEOUT = 20.0  # seconds for each of connecting, reading and writing
_LONGEST = 90.0  # seconds for all of it
_MOST_REDIRECTS = 5


def fetch(url: str, *, encoding: str | None = None, typed: bool = True) -> Source:
    """Fetch `url` over HTTP, through the proxies that the environment names.

    Args:
        url: an http or https address.
        encoding: the user's word for the encoding, or None.
        typed: whether the user typed the address. Addresses of this machine and of the local
            network are fetched only then, and never because a page redirects to them.

    Raises:
        QariError: ``fetch-failed``, ``fetch-status``, ``fetch-private`` or ``file-too-large``,
            naming the address.
    """
    import httpx  # noqa: PLC0415 - a client that files do not need

    from reader import __version__  # noqa: PLC0415 - with it

    headers = {"user-agent": f"qari/{__version__}", "accept": "text/html, */*;q=0.5"}
    try:
        with httpx.Client(timeout=_TIMEOUT, headers=headers) as client:
            return _followed(client, url, encoding, typed=typed)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
        raise QariError("fetch-failed", url=url, why=str(error) or type(error).__name__) from error


def _followed(client: "httpx.Client", url: str, encoding: str | None, *, typed: bool) -> Source:
    """The page at `url` or where it redirects to."""
    deadline = time.monotonic() + _LONGEST
    address = url
    for _ in range(_MOST_REDIRECTS + 1):
        _allowed(address, typed=typed and _host(address) == _host(url))
        with client.stream("GET", address) as response:
            if response.is_redirect:
                address = urljoin(address, response.headers["location"])
                continue
            if response.status_code >= 400:
                raise QariError("fetch-status", url=address, status=str(response.status_code))
            return source_of(
                _body(response, address, deadline),
                url=address,
                encoding=encoding,
                content_type=response.headers.get("content-type"),
            )
    raise QariError("fetch-failed", url=url, why=f"> {_MOST_REDIRECTS} redirects")


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
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return host != "localhost" and not host.endswith((".localhost", ".local", ".internal"))
    return all(ipaddress.ip_address(str(entry[4][0]).split("%")[0]).is_global for entry in found)
