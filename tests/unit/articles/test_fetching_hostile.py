"""Servers that mean harm or are merely odd: slow, packed, moved, under names that change."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from typing import Any

import pytest
import zstandard

from reader.articles import answers, fetching, hosts
from reader.articles.answers import Fetched
from reader.articles.fetching import Client, fetch
from reader.articles.hosts import is_outer, is_public
from reader.notice import QariError
from tests.servers import Answer, Asked, Site, serving

PAGE = "<html><body><h1>عنوان</h1><p>نص الخبر</p></body></html>".encode()
OUTER = "93.184.215.14"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(fetching, "_FIRST_PAUSE", 0.01)
    with serving() as made:
        yield made


def fails(url: str, *, typed: bool = True) -> QariError:
    with pytest.raises(QariError) as raised:
        fetch(url, typed=typed)
    return raised.value


def got(url: str) -> Fetched:
    with Client() as client:
        return client.get(url)


# --- what the answer is packed in


def raw_deflate(data: bytes) -> bytes:
    made = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return made.compress(data) + made.flush()


@pytest.mark.parametrize(
    ("name", "pack"),
    [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("deflate", zlib.compress),
     ("deflate", raw_deflate), ("identity", bytes), ("GZIP", gzip.compress)],
)  # fmt: skip
def test_packed_answers(site: Site, name: str, pack: Callable[[bytes], bytes]) -> None:
    site.answers["/"] = Answer(pack(PAGE * 50), headers={"Content-Encoding": name})
    assert fetch(f"{site.base}/").data == PAGE * 50
    assert site.asked[0].headers["accept-encoding"] == "gzip, deflate"


def test_a_packing_that_was_not_asked_for_is_refused(site: Site) -> None:
    bomb = zstandard.compress(bytes(64 << 20))
    site.answers["/"] = Answer(bomb, headers={"Content-Encoding": "zstd"})
    assert "content-encoding: zstd" in str(fails(f"{site.base}/"))


def test_a_bomb_is_unpacked_no_further_than_a_page_is_long(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    largest = 1 << 20
    monkeypatch.setattr(answers, "LARGEST_PAGE", largest)
    seen: list[int] = []
    unpacked = answers._unpacked

    def watched(pieces: Any, packing: str) -> Iterator[bytes]:
        for piece in unpacked(pieces, packing):
            seen.append(len(piece))
            yield piece

    monkeypatch.setattr(answers, "_unpacked", watched)
    bomb = gzip.compress(bytes(200 << 20))
    site.answers["/"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    assert fails(f"{site.base}/").notice.code == "file-too-large"
    assert sum(seen) <= largest + max(seen)
    assert max(seen) <= 1 << 16


def test_damaged_packing_is_told(site: Site) -> None:
    site.answers["/"] = Answer(b"no gzip", headers={"Content-Encoding": "gzip"})
    assert fails(f"{site.base}/").notice.code == "fetch-failed"


# --- time


@contextmanager
def trickling(first: bytes) -> Iterator[str]:
    """A server that sends `first`, then a letter every 50 ms without end."""
    listening = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        try:
            while True:
                connection, _ = listening.accept()
                with connection:
                    connection.sendall(first)
                    while not stop.wait(0.05):
                        connection.sendall(b"a")
        except OSError:
            return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    stop.set()
    listening.close()
    thread.join(1)


@pytest.mark.parametrize(
    "first",
    [b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b""],
)
def test_a_server_that_never_ends_is_left_in_time(
    first: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LONGEST", 0.4)
    with trickling(first) as url:
        start = time.monotonic()
        failure = fails(url)
        assert time.monotonic() - start < 5
    assert failure.notice.code == "fetch-failed"


def test_a_server_is_left_alone_until_the_moment_it_names(site: Site) -> None:
    when = formatdate(time.time() + 20, usegmt=True)
    site.answers["/"] = Answer(status=503, headers={"Retry-After": when})
    pauses: list[float] = []
    with Client(pause=pauses.append) as client, pytest.raises(QariError, match="503"):
        client.get(f"{site.base}/")
    assert len(pauses) == 2
    assert all(17 < pause <= 20 for pause in pauses)


@pytest.mark.parametrize(
    "asked",
    ["3600", "9" * 400, formatdate(time.time() + 9000, usegmt=True)],
    ids=["seconds", "endless", "date"],  # a time in its name would differ between workers
)
def test_a_server_that_asks_for_long_is_asked_no_more(site: Site, asked: str) -> None:
    site.answers["/"] = Answer(status=429, headers={"Retry-After": asked})
    with Client() as client, pytest.raises(QariError, match="429"):
        client.get(f"{site.base}/")
    assert len(site.asked) == 1


@pytest.mark.parametrize("asked", ["soon", "-1", "Wed, 99 Xyz 2016"])
def test_a_pause_that_nobody_understands_is_ours(site: Site, asked: str) -> None:
    site.answers["/"] = Answer(status=503, headers={"Retry-After": asked})
    pauses: list[float] = []
    with Client(pause=pauses.append) as client, pytest.raises(QariError, match="503"):
        client.get(f"{site.base}/")
    assert pauses == [0.01, 0.02]


# --- where it is


@pytest.mark.parametrize(("status", "moves"), [(301, True), (308, True), (302, False)])
def test_what_has_moved_for_good_says_where(site: Site, status: int, moves: bool) -> None:
    site.answers["/old"] = Answer(status=status, headers={"Location": "/new"})
    site.answers["/new"] = Answer(PAGE)
    found = got(f"{site.base}/old")
    assert found.source
    assert found.source.url == f"{site.base}/new"
    assert found.moved == (f"{site.base}/new" if moves else None)


def test_a_move_behind_a_passing_redirect_is_none(site: Site) -> None:
    site.answers["/a"] = Answer(status=302, headers={"Location": "/b"})
    site.answers["/b"] = Answer(status=301, headers={"Location": "/c"})
    site.answers["/c"] = Answer(PAGE)
    assert got(f"{site.base}/a").moved is None


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "localhost.", "[::1]", "[::ffff:127.0.0.1]",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fd00::1]", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_inner_addresses_in_disguise(site: Site, host: str) -> None:
    site.answers["/"] = Answer(status=302, headers={"Location": f"http://{host}:1/"})
    # Some of these are no address to httpx, which refuses to be redirected to them.
    assert fails(f"{site.base}/").notice.code in ("fetch-private", "fetch-failed")
    assert site.paths() == ["/"] * len(site.asked)
    assert fails(f"http://{host}:1/", typed=False).notice.code == "fetch-private"


@pytest.mark.parametrize("address", [OUTER, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_outer_addresses(address: str) -> None:
    assert is_outer(address)


class Names:
    """A server of names whose answers are laid down, one after another."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, _host: str) -> tuple[str, ...]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def named(site: Site) -> str:
    """The address of the site under a name of the internet."""
    return site.base.replace("127.0.0.1", "news.example")


def test_a_name_that_leads_to_this_machine_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/"] = Answer(PAGE)
    for answer in (("127.0.0.1",), (OUTER, "127.0.0.1"), ("::1",)):
        monkeypatch.setattr(hosts, "addresses_of", Names(answer))
        assert fails(f"{named(site)}/", typed=False).notice.code == "fetch-private"
    assert site.asked == []


def test_a_name_that_leads_elsewhere_the_second_time_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_TRIES", 1)  # another try would look at the name again
    site.answers["/"] = Answer(PAGE)
    names = Names((OUTER,), ("127.0.0.1",))
    monkeypatch.setattr(hosts, "addresses_of", names)
    assert fails(f"{named(site)}/", typed=False).notice.code == "fetch-private"
    assert names.asked == 2
    assert site.asked == []


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server stands for one of the internet; the system itself would not know its name."""
    site.answers["/"] = Answer(PAGE)
    monkeypatch.setattr(hosts, "is_outer", lambda _address: True)
    # The first of its addresses does not answer, the second does.
    monkeypatch.setattr(hosts, "addresses_of", Names(("127.0.0.2", "127.0.0.1")))
    source = fetch(f"{named(site)}/", typed=False)
    assert source.data == PAGE
    assert source.url == f"{named(site)}/"
    assert site.asked[0].headers["host"] == named(site).removeprefix("http://")


def test_the_proxy_of_the_environment_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def proxied(asked: Asked) -> Answer:
        return Answer(PAGE if asked.path == "http://news.example/1" else b"", status=200)

    site.answers["http://news.example/1"] = proxied
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.setenv(name, site.base)
        assert fetch("http://news.example/1", typed=False).data == PAGE
        monkeypatch.delenv(name)
    monkeypatch.setenv("http_proxy", site.base)
    assert fails("http://127.0.0.1:1/", typed=False).notice.code == "fetch-private"


def test_hosts_without_an_address_here() -> None:
    assert is_public("no-such-host.example")
    assert not is_public("printer.local")
