"""Fetching from a real server on this machine: redirects, errors, bounds, inner addresses."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reader.articles import answers, open_article
from reader.articles.fetching import fetch
from reader.articles.hosts import is_public
from reader.notice import QariError

TITLE = "وصول الوفد إلى المدينة"
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
    f"<p>{'وصل الوفد إلى المدينة أمس في زيارة رسمية. ' * 5}</p></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/2016/05/25/page":
            self.answer(PAGE.encode("cp1256"))
        elif self.path == "/large":
            self.answer(b"<html>" + b"x" * (3 << 20))
        else:
            self.send_error(404)

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


def code(url: str, *, typed: bool = True) -> str:
    with pytest.raises(QariError) as raised:
        fetch(url, typed=typed)
    return raised.value.notice.code


def test_a_page_whose_header_lies_of_its_encoding(server: str) -> None:
    article = open_article(f"{server}/2016/05/25/page")
    assert article.title
    assert article.slice(article.title) == TITLE
    assert article.encoding == "cp1256"
    assert article.url == f"{server}/2016/05/25/page"
    assert article.date
    assert (article.date.day.isoformat(), article.date.basis.value) == ("2016-05-25", "url")


def test_redirects_are_followed_to_an_end(server: str) -> None:
    assert fetch(f"{server}/to//2016/05/25/page").url == f"{server}/2016/05/25/page"
    assert code(f"{server}/loop") == "fetch-failed"


@pytest.mark.parametrize("place", ["file:///etc/passwd", "http://127.0.0.2:1/x", "ftp://a/b"])
def test_redirects_lead_to_no_inner_address(server: str, place: str) -> None:
    assert code(f"{server}/to/{place}") == "fetch-private"


def test_inner_addresses_are_fetched_only_when_typed(server: str) -> None:
    assert code(f"{server}/2016/05/25/page", typed=False) == "fetch-private"


def test_errors_are_told(server: str) -> None:
    assert code(f"{server}/missing") == "fetch-status"
    assert code("http://127.0.0.1:1/") == "fetch-failed"
    assert code("http://[bad/") == "fetch-failed"


def test_pages_are_bounded(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "LARGEST_PAGE", 1 << 20)
    assert code(f"{server}/large") == "file-too-large"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "0.0.0.0"],
)
def test_inner_hosts(host: str) -> None:
    assert not is_public(host)


def test_hosts_of_the_internet() -> None:
    assert is_public("93.184.215.14")
    assert is_public("no-such-host.example")
