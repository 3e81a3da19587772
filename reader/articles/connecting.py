"""Connecting: to the very addresses that were found public, and never for longer than allowed."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import httpx

from reader.articles import hosts
from reader.notice import QariError

TYPED = "qari.typed"  # the extension of a request for an address that the user typed
_CONNECTED = ("connect_tcp.complete", "start_tls.complete")


class PublicTransport(httpx.BaseTransport):
    """Requests without a proxy; those that nobody typed only to addresses of the internet.

    The name of a host is looked up once, and what was looked at is what is connected to: a server
    of names that answers differently the second time (DNS rebinding) changes nothing. No connection
    is kept, for they are told apart by address and two hosts may share one.
    """

    def __init__(self) -> None:
        self._transport = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`.

        Raises:
            QariError: ``fetch-private``.
            httpx.TransportError: where it cannot be sent.
        """
        if request.extensions.get(TYPED):
            return self._transport.handle_request(request)
        failure: httpx.TransportError | None = None
        for address in _public_addresses(request):
            try:
                return self._transport.handle_request(_sent_to(address, request))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error  # another of its addresses may answer
        raise failure or httpx.ConnectError("no address")

    def close(self) -> None:
        """Close what is open."""
        self._transport.close()


def _public_addresses(request: httpx.Request) -> tuple[str, ...]:
    """The addresses of the host of `request`; refused where one of them is none of the internet."""
    try:
        found = hosts.addresses_of(request.url.raw_host.decode("ascii"))
    except OSError as error:
        raise httpx.ConnectError(str(error)) from error
    if not all(map(hosts.is_outer, found)):
        raise QariError("fetch-private", url=str(request.url))
    return found


def _sent_to(address: str, request: httpx.Request) -> httpx.Request:
    """`request` to an address, still under the name of its host: header and certificate."""
    name = {"sni_hostname": request.url.raw_host.decode("ascii")}
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, **name},
    )


class Deadline:
    """Cuts a connection off when its time is over; a context manager around a request.

    A server that sends a letter every few seconds is late for no single read.

    Attributes:
        passed: whether it was cut off.
    """

    def __init__(self, seconds: float) -> None:
        """Begin to count `seconds`."""
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(0.0, seconds), self._cut)
        self._timer.daemon = True

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Learn of the connection: httpx's ``trace`` extension."""
        if event.endswith(_CONNECTED):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.passed:
                self._cut()

    def _cut(self) -> None:
        """End the connection, whatever thread waits for it."""
        self.passed = True
        if self._socket is not None:
            with suppress(OSError):  # it has ended by itself
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
