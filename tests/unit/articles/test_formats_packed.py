"""Formats that pack others, on small inputs made here: documents, compression, archives."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pytest
import zstandard

from reader.articles.formats import read_articles
from reader.articles.formats.pdf import in_reading_order
from reader.articles.source import Source
from reader.notice import Notice
from tests.format_reading import BODY, PAGE, TITLE, one, read, refusal, source, title

# --- documents


def packed(members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def docx(document: str) -> bytes:
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def test_docx() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
        for line in [TITLE, *BODY.split("\n")]
    )
    document = f'<w:document xmlns:w="{space}"><w:body>{lines}</w:body></w:document>'
    assert one(docx(document)).text == f"{TITLE}\n{BODY}"


def test_docx_with_entities_or_nothing() -> None:
    assert refusal(docx('<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>')) == "xml-entities"
    assert refusal(docx("not xml")) == "document-damaged"
    assert refusal(docx("<x/>")) == "empty"


def epub(chapters: int) -> bytes:
    numbers = range(chapters)
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    points = "".join(
        f'<navPoint><navLabel><text>فصل {n}</text></navLabel><content src="c{n}.xhtml"/></navPoint>'
        for n in numbers
        if n % 2 == 0
    )
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container><rootfile full-path='O/p.opf'/></container>",
        "O/p.opf": f"<package><metadata><title>{TITLE}</title></metadata><manifest>{items}"
        '<item id="n" href="t.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        f"<spine>{spine}</spine></package>",
        "O/t.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
    }
    members |= {f"O/c{n}.xhtml": f"<html><body><p>نص {n}</p></body></html>" for n in numbers}
    return packed(members)


def test_epub_by_its_contents() -> None:
    assert [article.text for article in read(epub(4))] == [
        "فصل 0\n\nنص 0\nنص 1",
        "فصل 2\n\nنص 2\nنص 3",
    ]


def test_epub_of_one_chapter_has_the_title_of_the_book() -> None:
    assert one(epub(2)).text == f"{TITLE}\n\nنص 0\nنص 1"


def test_pdf_without_text_and_damaged() -> None:
    assert refusal(b"%PDF-1.4\nnothing") == "pdf-damaged"


def test_lines_of_a_pdf_drawn_from_the_left() -> None:
    drawn = [("الخطوط", 10.0), (" ", 20.0), ("a", 22.0), (" ", 23.0), ("b", 24.0), ("انواع", 30.0)]
    assert "".join(text for text, _ in in_reading_order(drawn)) == "انواعa b الخطوط"
    written = [("انواع", 30.0), (" ", 20.0), ("الخطوط", 10.0)]
    assert in_reading_order(written) == written


# --- archives


def tarred(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def squeezed(name: str, data: bytes) -> bytes:
    if name == "gz":
        return gzip.compress(data)
    if name == "xz":
        return lzma.compress(data)
    return bz2.compress(data) if name == "bz2" else zstandard.compress(data)


@pytest.mark.parametrize("name", ["gz", "xz", "bz2", "zst"])
def test_compressed_files(name: str) -> None:
    data = squeezed(name, f"{TITLE}\n\n{BODY}".encode())
    assert one(data).text == f"{TITLE}\n\n{BODY}"
    assert refusal(data[: len(data) // 2]) in ("archive-damaged", "empty")


@pytest.mark.parametrize("name", ["gz", "xz", "bz2", "zst"])
def test_bombs(name: str) -> None:
    assert refusal(squeezed(name, bytes(100 << 20))) in ("archive-bomb", "file-too-large")


@pytest.mark.parametrize("make", [packed, tarred])
def test_archives(make: Callable[[dict[str, bytes]], bytes]) -> None:
    told: list[Notice] = []
    given = source(
        make(
            {
                "b/2.html": PAGE.encode(),
                "a.txt": f"{TITLE}\n\n{BODY}".encode(),
                "../out.txt": b"x",
                "/etc/x": b"x",
                "c.png": b"\x89PNG\r\n\x1a\n",
                ".hidden": b"x",
            }
        )
    )
    articles = list(read_articles(Source(given.head, given.opener, "a.zip", report=told.append)))
    assert {article.path for article in articles} == {"a.zip/b/2.html", "a.zip/a.txt"}
    assert sorted(notice.code for notice in told) == ["binary", "member-unsafe", "member-unsafe"]


def test_documents_of_other_kinds_are_refused() -> None:
    sheet = packed({"[Content_Types].xml": "<Types/>", "xl/sheet1.xml": "<x>1</x>"})
    assert refusal(sheet) == "document-unknown"
    assert refusal(packed({"mimetype": "application/vnd.oasis.opendocument.text"})) == (
        "document-unknown"
    )


def test_archives_in_archives_end() -> None:
    data = f"{TITLE}\n{BODY}".encode()
    for _ in range(3):
        data = packed({"x": data})
    assert one(data).text == f"{TITLE}\n{BODY}"
    for _ in range(4):
        data = packed({"x": data})
    assert refusal(data) == "archive-too-deep"


def test_zip_bomb() -> None:
    assert refusal(packed({"x.txt": bytes(100 << 20)})) == "archive-bomb"


@pytest.mark.parametrize("data", [b"PK\x03\x04garbage", b"\x1f\x8b\x08garbage", b"WARC/1.0\r\nx"])
def test_damaged_archives(data: bytes) -> None:
    assert refusal(data) in ("archive-damaged", "archive-empty")


def test_web_archive() -> None:
    def record(url: str, status: str, page: str) -> bytes:
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{page}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        return head.encode() + http + b"\r\n\r\n"

    data = record("https://a.example/1", "200 OK", PAGE) + record(
        "https://a.example/2", "404 Not Found", PAGE
    )
    article = one(data)
    assert (title(article), article.url, article.date) == (TITLE, "https://a.example/1", None)
