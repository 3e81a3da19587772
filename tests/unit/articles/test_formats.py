"""Each format on small inputs made here: recognised by content, read as what it says."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import zstandard

from reader.articles import Article, DateBasis
from reader.articles.formats import format_of, read_articles
from reader.articles.formats.opml import subscriptions
from reader.articles.formats.pdf import in_reading_order
from reader.articles.source import Source, source_of
from reader.notice import Notice, QariError

TITLE = "وصول الوفد إلى المدينة"
BODY = "وصل الوفد إلى المدينة أمس في زيارة رسمية.\nوقال الوزير إن المحادثات تستمر يومين."
DAY = date(2016, 5, 25)
LINKED = '{"@graph": [{"@type": "NewsArticle", "datePublished": "2016-05-25"}]}'
OLD = '<time class="side" datetime="2011-01-01">قديم</time>'
PAGE = f"<html><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>"


def read(data: bytes | str, **about: str) -> list[Article]:
    return list(read_articles(source(data, **about)))


def source(data: bytes | str, **about: str) -> Source:
    return source_of(data.encode() if isinstance(data, str) else data, "a.bin", **about)


def one(data: bytes | str) -> Article:
    (article,) = read(data)
    return article


def title(article: Article) -> str | None:
    return article.slice(article.title) if article.title else None


def kind(data: bytes | str) -> str:
    return type(format_of(source(data))).__name__


def refusal(data: bytes | str) -> str:
    with pytest.raises(QariError) as raised:
        read(data)
    assert raised.value.notice.values["path"].startswith("a.bin")
    return raised.value.notice.code


# --- headed and plain text


@pytest.mark.parametrize(
    "head",
    [
        f"title: {TITLE}\nsource: المدار\nauthor: سلمى\ndate: 2016-05-25\nurl: https://a.example/1",
        f"العنوان: {TITLE}\r\nالمصدر: المدار\r\nالكاتب: سلمى\r\nالتاريخ: 25 أيار 2016\r\n"
        "الرابط: https://a.example/1",
    ],
)
def test_headed_text(head: str) -> None:
    article = one(f"{head}\n\n{BODY}")
    assert article.text == f"{TITLE}\n\n{BODY}"
    assert title(article) == TITLE
    assert (article.source, article.author, article.url) == (
        "المدار",
        "سلمى",
        "https://a.example/1",
    )
    assert article.date
    assert (article.date.day, article.date.basis) == (DAY, DateBasis.METADATA)


def test_a_title_that_begins_the_body_is_not_repeated() -> None:
    assert one(f"title: {TITLE}\n\n{TITLE}\n\n{BODY}").text == f"{TITLE}\n\n{BODY}"


def test_fields_without_title_are_text() -> None:
    text = f"source: المدار\n\n{BODY}"
    assert one(text).text == text


def test_plain_text_is_the_file_itself() -> None:
    article = one(f"\ufeff{TITLE}\r\n\r\n  {BODY}\r\n")
    assert article.text == f"{TITLE}\n\n  {BODY}\n"
    assert title(article) == TITLE


def test_controls_are_replaced_one_for_one() -> None:
    assert one("عنوان\x1b[31m\nنص\x9b الخبر").text == "عنوان\ufffd[31m\nنص\ufffd الخبر"


# --- pages


def test_page_without_furniture() -> None:
    page = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>{TITLE} - المدار</title>
    <meta property="og:title" content="{TITLE}"/><meta property="og:site_name" content="المدار"/>
    <meta property="article:published_time" content="2016-05-25T10:00:00+03:00"/></head><body>
    <nav><a href="/">الرئيسية</a></nav><article><h1>{TITLE}</h1>
    <p>{BODY}</p><p>{"وأضاف أن الاجتماع ناقش قضايا كثيرة تهم البلدين. " * 5}</p></article>
    <footer>جميع الحقوق محفوظة</footer></body></html>"""
    article = one(page)
    assert title(article) == TITLE
    assert article.text.startswith(f"{TITLE}\n\nوصل الوفد")
    assert "الرئيسية" not in article.text
    assert "الحقوق" not in article.text
    assert (article.source, article.language, article.direction) == ("المدار", "ar", "rtl")
    assert article.date
    assert article.date.day == DAY


@pytest.mark.parametrize(
    ("head", "body", "basis"),
    [
        (f'<script type="application/ld+json">{LINKED}</script>', "", "metadata"),
        ('<meta name="date" content="2016-05-25"/>', "", "metadata"),
        ("", '<time datetime="2016-05-25T01:00">أمس</time>', "metadata"),
        ("", '<span itemprop="datePublished" content="2016-05-25">أمس</span>', "metadata"),
        ("", f'{OLD}{OLD}<time class="published" datetime="2016-05-25">أمس</time>', "metadata"),
        ("", f'{OLD}<p>x</p><time datetime="2016-05-25">أمس</time>', "metadata"),
        ('<link rel="canonical" href="https://a.example/2016/05/25/x"/>', "", "url"),
        ("", "<span>الأربعاء 25 أيار 2016 - 10:15</span>", "dateline"),
        ("", "", None),
    ],
)  # fmt: skip
def test_where_the_date_of_a_page_comes_from(head: str, body: str, basis: str | None) -> None:
    page = f"<html><head>{head}</head><body>{body}<h1>{TITLE}</h1><p>{BODY}</p></body></html>"
    article = one(page)
    if basis is None:
        assert article.date is None
    else:
        assert article.date
        assert (article.date.day, article.date.basis.value) == (DAY, basis)


def test_dates_of_other_articles_are_not_taken() -> None:
    others = "".join(
        f"<li><a href='/{n}'>خبر آخر {n}</a><span>2015/01/0{n}</span></li>" for n in range(1, 9)
    )
    page = f"<html><body><ul>{others}</ul><p>x</p><p>y</p><span>2016/05/25</span><h1>{TITLE}</h1>"
    article = one(f"{page}<p>{BODY}</p></body></html>")
    assert article.date
    assert article.date.day == DAY


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 100_000,
        "<html><body><p " + 'a="' + "x" * 6_000_000 + '">نص</p>',
    ],
)
def test_bombs_of_markup(page: str) -> None:
    assert refusal(page) == "page-too-deep"


def test_page_without_article() -> None:
    assert refusal("<html><body></body></html>") == "page-empty"


# --- feeds and lists

RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>المدار</title>
<item><title>{TITLE}</title><link>https://a.example/1</link>
<pubDate>Wed, 25 May 2016 23:30:00 +0300</pubDate>
<description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item>
<item><title>ثان</title><link>javascript:alert(1)</link><description>نص آخر</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>المدار</title>
<entry><title>{TITLE}</title><link href="https://a.example/1"/><published>2016-05-25T23:30:00-05:00</published>
<author><name>سلمى</name></author><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry>
</feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_feeds(feed: str) -> None:
    article = read(feed)[0]
    assert title(article) == TITLE
    assert article.text == f"{TITLE}\n\n{BODY.replace(chr(10), ' ')}"
    assert (article.source, article.url) == ("المدار", "https://a.example/1")
    assert article.date
    assert article.date.day == DAY


def test_addresses_that_are_no_web_are_dropped() -> None:
    assert read(RSS)[1].url is None


def test_json_feed() -> None:
    item = {"title": TITLE, "content_html": f"<p>{BODY}</p>", "date_published": "2016-05-25T00:00Z"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "المدار", "items": [item]}
    article = one(json.dumps(feed, indent=1))
    assert (title(article), article.source) == (TITLE, "المدار")
    assert "<p>" not in article.text


def test_opml() -> None:
    text = """<?xml version="1.0"?><opml version="2.0"><body><outline text="صحف">
    <outline text="المدار" xmlUrl="https://a.example/rss"/><outline text="x" xmlUrl="file:///etc"/>
    </outline></body></opml>"""
    assert [feed.url for feed in subscriptions(source(text))] == ["https://a.example/rss"]
    assert one(text).text == "المدار\nhttps://a.example/rss"


@pytest.mark.parametrize("root", ["rss", "opml", "book"])
def test_entities_are_refused(root: str) -> None:
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "z">]><{root}>&y;</{root}>'
    assert refusal(text) == "xml-entities"


def test_other_xml_loses_its_tags() -> None:
    assert one(f"<?xml version='1.0'?><text><p>{TITLE}</p><p>نص</p></text>").text == f"{TITLE}\nنص"


# --- tables


def test_json_lines() -> None:
    told: list[Notice] = []
    lines = [
        json.dumps({"uid": "x-1", "title": TITLE, "text": BODY, "author": None}),
        "{broken",
        json.dumps({"headline": "ثان", "body": "نص"}, ensure_ascii=False),
    ]  # fmt: skip
    data = "\n".join(lines).encode()
    given = source(data)
    given = Source(given.head, given.opener, "a.jsonl", report=told.append)
    first, second = read_articles(given)
    assert first.text == f"{TITLE}\n\n{BODY}"
    assert (first.uid, first.author) == ("x-1", None)
    assert title(second) == "ثان"
    assert [(notice.code, notice.values["line"]) for notice in told] == [("line-skipped", "2")]


def test_json_without_text_names_its_columns() -> None:
    with pytest.raises(QariError) as raised:
        read('{"a": 1, "b": 2}\n{"c": 3}\n')
    assert raised.value.notice.code == "table-no-text"
    assert raised.value.notice.values["columns"] == "a, b, c"


@pytest.mark.parametrize(
    ("delimiter", "codec"), [(",", "utf-8-sig"), (";", "cp1256"), ("\t", "utf-8")]
)
def test_csv(delimiter: str, codec: str) -> None:
    row = delimiter.join([f'"{TITLE}"', f'"{BODY}"', "2016-05-25", "المدار"])
    table = f"title{delimiter}text{delimiter}date{delimiter}source\r\n{row}\r\n"
    article = one(table.encode(codec))
    assert article.text == f"{TITLE}\n\n{BODY}"
    assert article.source == "المدار"
    assert article.date
    assert article.date.day == DAY


def test_columns_by_other_names() -> None:
    given = source(f"a,b\n{TITLE},نص الخبر\n")
    told = Source(given.head, given.opener, "a.csv", columns={"title": "a", "text": "b"})
    (article,) = read_articles(told)
    assert article.text == f"{TITLE}\n\nنص الخبر"


# --- mail

MAIL = f"""From: =?utf-8?b?2LPZhNmF2Yk=?= <s@a.example>
To: b@a.example
Subject: {TITLE}
Date: Wed, 25 May 2016 10:00:00 +0300
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset="utf-8"

{BODY}
--x
Content-Type: text/html; charset="utf-8"

<p>{BODY}</p>
--x--
"""


def test_mail() -> None:
    article = one(MAIL)
    assert article.text == f"{TITLE}\n\n{BODY}"
    assert article.author == "سلمى"
    assert article.date
    assert article.date.day == DAY


def test_mailbox() -> None:
    box = f"From a@b Wed May 25 10:00:00 2016\n{MAIL}\nFrom a@b Wed May 25 11:00:00 2016\n{MAIL}"
    assert [article.text for article in read(box)] == [f"{TITLE}\n\n{BODY}"] * 2


def test_saved_page() -> None:
    mhtml = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://a.example/2016/05/25/x
Subject: x
Date: Mon, 1 Jan 2024 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="x"

--x
Content-Type: text/html; charset="utf-8"

{PAGE}
--x--
"""
    article = one(mhtml)
    assert (title(article), article.url) == (TITLE, "https://a.example/2016/05/25/x")
    assert article.date
    assert article.date.day == DAY


# --- subtitles and Markdown


@pytest.mark.parametrize("head", ["1\n", "WEBVTT\n\n"])
def test_subtitles(head: str) -> None:
    comma = "." if head.startswith("WEB") else ","
    text = (
        f"{head}00:00:01{comma}000 --> 00:00:02{comma}000\n<i>.قال الرجل</i>\n{{\\an8}}ثم مضى\n\n"
        f"2\n00:00:30{comma}000 --> 00:00:31{comma}000\nوعاد بعد حين.\n"
    )
    article = one(text)
    assert article.text == "قال الرجل. ثم مضى\nوعاد بعد حين."
    assert [notice.code for notice in article.warnings] == ["subtitles-mended"]


def test_markdown() -> None:
    signed = "وصل **الوفد** إلى [المدينة](https://a.example) و*عاد*.\n\n## عنوان\n\n- بند\n"
    text = f"# {TITLE}\n\n{signed}"
    assert one(text).text == f"{TITLE}\n\nوصل الوفد إلى المدينة وعاد.\n\nعنوان\n\n• بند"


def test_front_matter() -> None:
    article = one(f'---\ntitle: "{TITLE}"\ndate: 2016-05-25\nauthor: سلمى\n---\n\n{BODY}\n')
    assert (article.text, article.author) == (f"{TITLE}\n\n{BODY}", "سلمى")


def test_a_sharp_alone_is_no_markdown() -> None:
    assert kind(f"# {TITLE}\n{BODY}") == "Plain"


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
