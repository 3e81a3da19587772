"""Inputs as programs really write them: odd tables, feeds, mails, subtitles, archives."""

import gzip
import io
import json
import quopri
import tarfile
import time
import warnings
import zipfile
from dataclasses import replace
from datetime import date
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from reader.articles import Article
from reader.articles import source as source_module
from reader.articles.dates import stated_day
from reader.articles.decoding import decode
from reader.articles.formats import format_of, read_articles
from reader.articles.formats import html as html_module
from reader.articles.formats.opml import subscriptions
from reader.articles.prologue import outermost
from reader.articles.source import source_of
from reader.notice import Notice, QariError

TITLE = "وصول الوفد إلى المدينة"
BODY = "وصل الوفد إلى المدينة أمس في زيارة رسمية."
RECORD = {"title": TITLE, "text": BODY, "date": "2016-05-25"}


def read(
    data: bytes | str,
    told: list[Notice] | None = None,
    columns: dict[str, str] | None = None,
    url: str | None = None,
    content_type: str | None = None,
) -> list[Article]:
    raw = data.encode() if isinstance(data, str) else data
    source = source_of(raw, "a.bin", url=url, content_type=content_type)
    report = told.append if told is not None else source.report
    return list(read_articles(replace(source, report=report, columns=columns or {})))


def one(data: bytes | str, **about: str) -> Article:
    (article,) = read(data, **about)  # type: ignore[arg-type]
    return article


def title(article: Article) -> str | None:
    return article.slice(article.title) if article.title else None


def refusal(data: bytes | str) -> str:
    with pytest.raises(QariError) as raised:
        read(data)
    return raised.value.notice.code


# --- encodings


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["عنوان\nنص", "عنوان،نص", f"{BODY}\n" * 9])
def test_wide_text_without_mark(text: str, codec: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.encoding) == (text, codec)


@pytest.mark.parametrize("nul", [b"\0", b"\0" * 7])
def test_windows_1256_with_nul_within(nul: bytes) -> None:
    half = (BODY * 5).encode("cp1256")
    found = decode(half + nul + half + nul)
    assert found.encoding == "cp1256"
    assert found.text.count(BODY) == 10


# --- JSON


@pytest.mark.parametrize("kind", [None, "text/html; charset=utf-8"])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("name", ["items", "articles", "data"])
def test_a_list_inside_an_object_on_one_line_or_many(
    name: str, indent: int | None, kind: str | None
) -> None:
    items = [{**RECORD, "id": "1"}, {**RECORD, "id": "2"}]
    text = json.dumps({"title": "المدار", name: items}, indent=indent)
    articles = read(text, content_type=kind)
    assert [(article.uid, article.source) for article in articles] == [
        ("1", "المدار"), ("2", "المدار"),
    ]  # fmt: skip


def test_a_record_with_lists_of_its_own_is_one_article() -> None:
    assert one(json.dumps({**RECORD, "data": [{"text": "آخر"}]})).text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_json_lines_in_other_encodings(codec: str) -> None:
    line = json.dumps(RECORD, ensure_ascii=False)
    told: list[Notice] = []
    articles = read(f"{line}\n{{no\n{line}\n".encode(codec), told)
    assert [article.text for article in articles] == [f"{TITLE}\n\n{BODY}"] * 2
    assert [(notice.code, notice.values["line"]) for notice in told] == [("line-skipped", "2")]


@pytest.mark.parametrize("value", ["1464134400", "1464134400000", "1464134400.0", "20160525"])
def test_days_as_numbers(value: str) -> None:
    assert stated_day(value) == date(2016, 5, 25)


@pytest.mark.parametrize(
    "value",
    ["", "0000-00-00", "Thu, 01 Jan 1970 00:00:00 GMT", "2016-13-45", "31 Feb 2016", "1437-08-18",
     "12345678", "99999999999"],
)  # fmt: skip
def test_what_names_no_day(value: str) -> None:
    assert stated_day(value) is None


def test_the_same_day_in_arabic_digits() -> None:
    assert stated_day("الأربعاء، ٢٥ مايو ٢٠١٦") == date(2016, 5, 25)


# --- tables


def test_a_table_of_excel_that_names_its_delimiter() -> None:
    article = one('\ufeffsep=;\r\ntitle;text\r\nعنوان;"نص; فيه ""قول"""\r\n')
    assert article.text == 'عنوان\n\nنص; فيه "قول"'


def test_a_column_that_is_not_there_is_told() -> None:
    with pytest.raises(QariError) as raised:
        read("a,b\nعنوان,نص\n", columns={"text": "story"})
    assert raised.value.notice.code == "table-no-text"
    assert raised.value.notice.values["columns"] == "a, b"


def test_a_table_of_one_column_that_the_user_names() -> None:
    articles = read("story\nنص أول\nنص ثان\n", columns={"text": "story"})
    assert [article.text for article in articles] == ["نص أول", "نص ثان"]


# --- feeds and pages


def rss(link: str) -> str:
    return (
        f"<rss><channel><title>المدار</title><item><title>{TITLE}</title><link>{link}</link>"
        f"<description>{BODY}</description></item></channel></rss>"
    )


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/news/1", "https://a.example/news/1"),
        ("2.html", "https://a.example/feeds/2.html"),
        ("//b.example/3", "https://b.example/3"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
    ],
)
def test_addresses_in_a_feed_count_from_its_own(link: str, url: str | None) -> None:
    assert one(rss(link), url="https://a.example/feeds/rss").url == url


def test_atom_with_markup_of_its_own() -> None:
    text = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/">
    <title type="html">المدار &amp;amp; سواه</title><entry><title type="html">&lt;b&gt;خبر&lt;/b&gt;
    </title><link href="n/1"/><updated>2016-05-25T01:00:00Z</updated><content type="xhtml">
    <div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p><script>alert(1)</script><p>ثان</p></div>
    </content></entry></feed>"""
    article = one(text)
    assert article.text == f"خبر\n\n{BODY}\nثان"
    assert (article.source, article.url) == ("المدار & سواه", "https://a.example/x/n/1")


def test_lists_of_feeds_nest_and_write_their_fields_as_they_like() -> None:
    text = """<opml><body><outline text="أ"><outline text="ب"><outline xmlurl="https://b.example/"/>
    <outline title="ج&#x202e;" XMLURL="https://a.example/r"/></outline></outline></body></opml>"""
    feeds = subscriptions(source_of(text.encode(), "a.opml"))
    assert [(feed.title, feed.url) for feed in feeds] == [
        ("https://b.example/", "https://b.example/"),
        ("ج", "https://a.example/r"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<!--a-->\n<?xml version='1.0'?> <rss>", "rss"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss>", "rss"),
        ("<!doctype HTML>\n<x-page>", "html"),
        ("<rdf:RDF xmlns:rdf='x'>", "rdf"),
        ("<!-- <rss> -->", None),
        ("نص <rss>", None),
    ],
)
def test_the_outermost_element(text: str, name: str | None) -> None:
    assert outermost(text) == name


def test_a_row_of_comments_is_looked_through_at_once() -> None:
    start = time.process_time()
    for end in ("x", "<x>", "<rss>"):
        format_of(source_of(("<!---->" * 5000 + end).encode(), "a"))
    assert time.process_time() - start < 2


# --- mail


def message(plain: str, page: str) -> bytes:
    made = MIMEMultipart("alternative")
    for name, value in (("From", "a@a.example"), ("To", "b@a.example"), ("Subject", TITLE)):
        made[name] = value
    made["Date"] = "Wed, 25 May 2016 10:00:00 +0300"
    made.attach(MIMEText(plain, "plain", "utf-8"))
    made.attach(MIMEText(page, "html", "utf-8"))
    return made.as_bytes()


@pytest.mark.parametrize("plain", ["", "Please open this message in a browser."])
def test_a_plain_part_that_says_nothing(plain: str) -> None:
    article = one(message(plain, f"<html><body><p>{BODY}</p><p>&amp;</p></body></html>"))
    assert article.text == f"{TITLE}\n\n{BODY}\n&"


def test_a_plain_part_that_says_it() -> None:
    assert one(message(BODY, f"<p>{BODY} إعلان</p>")).text == f"{TITLE}\n\n{BODY}"


def test_quoted_letters_of_windows_1256() -> None:
    head = (
        "From: =?windows-1256?Q?=D3=E1=E3=EC?= <s@a.example>\nTo: b@a.example\n"
        "Subject: =?windows-1256?B?zsjR?=\nDate: Wed, 25 May 2016 10:00:00 +0300\n"
        "Content-Type: text/plain; charset=windows-1256\n"
        "Content-Transfer-Encoding: quoted-printable\n\n"
    )
    article = one(head.encode() + quopri.encodestring((f"{BODY} " * 5).encode("cp1256")))
    assert (title(article), article.author, article.encoding) == ("خبر", "سلمى", "cp1256")
    assert article.text.count(BODY) == 5


def test_lines_of_a_mailbox_that_begin_as_messages_do() -> None:
    head = f"From: a\nTo: b\nSubject: {TITLE}\nDate: Wed, 25 May 2016 10:00:00 +0300\n\n"
    box = (
        f"From a@b Wed May 25 10:00:00 2016\n{head}>From هنا\n>>From هناك\n\nFrom the start نص\n\n"
        f"From a@b Wed May 25 11:00:00 2016\n{head}{BODY}\n"
    )
    assert [article.text for article in read(box)] == [
        f"{TITLE}\n\nFrom هنا\n>From هناك\n\nFrom the start نص",
        f"{TITLE}\n\n{BODY}",
    ]


# --- subtitles

ASS = """[Script Info]
Title: فيلم

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:30.00,0:00:31.00,Default,,0,0,0,,وعاد بعد حين.
Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\an8}مرحبا، يا صديقي\\Nكيف حالك؟
Comment: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,سر
Dialogue: 0,0:00:02.00,0:00:02.50,Default,,0,0,0,,{\\p1}m 0 0 l 100 0 100 100
"""


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1256"])
def test_subtitles_with_styles(codec: str) -> None:
    assert one(ASS.encode(codec)).text == "مرحبا، يا صديقي كيف حالك؟\nوعاد بعد حين."


def test_subtitles_of_the_web() -> None:
    text = (
        "WEBVTT - x\n\nNOTE سر\n\nSTYLE\n::cue{}\n\nid\n00:01.000 --> 00:02.000 align:start\n"
        "<v أحمد>مرحبا</v> <c.x>بك</c>\n\n00:03.000 --> 00:04.000\n&lt;أهلا&gt; &amp; سهلا\n"
    )
    assert one(text).text == "مرحبا بك <أهلا> & سهلا"


# --- archives


def packed(members: list[tuple[str, str | bytes]], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", way) as archive:
        warnings.simplefilter("ignore")
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def encrypted(data: bytes, count: int) -> bytes:
    """The archive with the first `count` members marked as such that need a password."""
    marked = bytearray(data)
    place = 0
    for _ in range(count):
        place = data.index(b"PK\x01\x02", place) + 1
        marked[place + 7] |= 1
    return bytes(marked)


def test_members_of_one_name_are_all_read() -> None:
    articles = read(packed([("a.txt", f"عنوان\n{BODY}"), ("a.txt", "عنوان\nنص آخر")]))
    assert sorted(article.text for article in articles) == [
        "عنوان\nنص آخر", f"عنوان\n{BODY}",
    ]  # fmt: skip


def test_a_member_that_cannot_be_read_takes_no_other_with_it() -> None:
    texts: list[tuple[str, str | bytes]] = [("a.txt", BODY * 9), ("b.txt", f"{TITLE}\n{BODY}")]
    told: list[Notice] = []
    damaged = bytearray(packed(texts, zipfile.ZIP_STORED))
    damaged[60] ^= 0xFF
    for data in (encrypted(packed(texts), 1), bytes(damaged)):
        assert [article.path for article in read(data, told)] == ["a.bin/b.txt"]
    assert [(notice.code, notice.values["path"]) for notice in told] == [
        ("encrypted", "a.bin/a.txt"), ("archive-damaged", "a.bin/a.txt"),
    ]  # fmt: skip
    told.clear()
    assert refusal(encrypted(packed(texts), 2)) == "encrypted"


def test_links_and_devices_in_an_archive_are_passed_over() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"x{kind!r}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        data = f"{TITLE}\n{BODY}".encode()
        info = tarfile.TarInfo("ok.txt")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    assert one(file.getvalue()).text == f"{TITLE}\n{BODY}"


def test_what_archives_in_archives_come_to_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "LARGEST_FILE", 1 << 20)
    inner = packed([(f"{n}.txt", f"{n} " + "نص " * 100_000) for n in range(30)])
    told: list[Notice] = []
    with pytest.raises(QariError, match="archive-bomb"):
        read(packed([(f"{n}.zip", inner) for n in range(30)]), told)
    assert not told
    assert len(read(packed([("0.zip", packed([("a.txt", BODY), ("b.txt", TITLE)]))]))) == 2


# --- documents and large pages

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str) -> str:
    """A paragraph in two runs, marked as right to left as Word does."""
    run = "<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
    half = len(text) // 2
    return f"<w:p><w:pPr><w:bidi/></w:pPr>{run.format(text[:half])}{run.format(text[half:])}</w:p>"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_with_tables_and_notes(codec: str) -> None:
    cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("خانة أولى", "خانة ثانية"))
    body = f"{paragraph(BODY)}<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('خاتمة')}"
    mark = "<w:footnote w:type='separator'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
    notes = f"{mark}<w:footnote>{paragraph('حاشية عن المصدر')}</w:footnote>"
    parts = {"document": body, "footnotes": notes, "header1": paragraph("رأس الصفحة")}
    members: list[tuple[str, str | bytes]] = [("[Content_Types].xml", "<Types/>")]
    for name, text in parts.items():
        xml = f'<?xml version="1.0"?><w:{name} xmlns:w="{SPACE}">{text}</w:{name}>'
        members.append((f"word/{name}.xml", xml.encode(codec)))
    assert one(packed(members)).text.split("\n") == [
        BODY, "خانة أولى", "خانة ثانية", "خاتمة", "حاشية عن المصدر",
    ]  # fmt: skip


def test_a_page_saved_with_its_pictures() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo+/" * 200_000
    article = one(
        f'<html><head><title>{TITLE}</title></head><body><img src="{picture}"><h1>{TITLE}</h1>'
        f"<style>a{{background:url({picture})}}</style><p>{BODY}</p></body></html>"
    )
    assert article.text == f"{TITLE}\n\n{BODY}"


def test_a_page_longer_than_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_module, "LARGEST_PAGE", 1000)
    assert refusal(f"<html><body>{BODY * 50}</body></html>") == "file-too-large"


@pytest.mark.parametrize("piece", ["[", "**a ", "[a](b", "![", "_a", "- ", "`a "])
def test_signs_without_end(piece: str) -> None:
    start = time.process_time()
    for size in (100_000, 5 << 20):
        read(f"# {TITLE}\n\n## x\n" + piece * (size // len(piece)))
    assert time.process_time() - start < 10


# --- web archives


def crawled(url: str, body: bytes, **fields: str) -> bytes:
    head = {
        "Content-Type": "text/html",
        **{name.replace("_", "-"): fields[name] for name in fields},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    http = f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode() + body
    record = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        "Content-Type: application/http\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return record.encode() + http + b"\r\n\r\n"


def test_records_as_crawlers_keep_them() -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><p>{BODY}</p></body></html>".encode()
    small = gzip.compress(page)
    chunked = b"%x\r\n" % len(small) + small + b"\r\n0\r\n\r\n"
    told: list[Notice] = []
    data = b"".join(
        [
            crawled("https://a.example/1", chunked, Content_Encoding="gzip",
                    Transfer_Encoding="chunked"),
            crawled("https://a.example/2", page.decode().encode("cp1256")),
            crawled("https://a.example/3", b"\x8b\x02\x80abc", Content_Encoding="br"),
            crawled("https://a.example/4", gzip.compress(bytes(100 << 20)),
                    Content_Encoding="gzip"),
            crawled("https://a.example/\x1b[2J\u202e5", page),
            crawled("file:///etc/passwd", page),
        ]
    )  # fmt: skip
    articles = read(data, told)
    assert [article.url for article in articles] == [
        "https://a.example/1", "https://a.example/2", "https://a.example/\ufffd[2J5",
    ]  # fmt: skip
    assert {article.text for article in articles} == {f"{TITLE}\n\n{BODY}"}
    assert [(notice.code, notice.values["why"]) for notice in told] == [
        ("record-skipped", "fetch-failed"), ("record-skipped", "archive-bomb"),
    ]  # fmt: skip


# --- books

OPF = """<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata
xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>كتاب</dc:title></metadata><manifest>
<item id='n' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>
<item id='a' href='t%20x/a.xhtml' media-type='application/xhtml+xml'/>
<item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>
<item id='out' href='../../../etc/passwd' media-type='text/plain'/></manifest>{spine}</package>"""
SPINE = (
    "<spine><itemref idref='n' linear='no'/><itemref idref='out'/><itemref idref='a'/>"
    "<itemref idref='none'/><itemref idref='b'/><itemref idref='b'/></spine>"
)
NAV = """<html><body><nav type='toc'><ol><li><a href='t%20x/a.xhtml#s'>الفصل <b>الأول</b></a></li>
<li><a href='b.xhtml'>الفصل الثاني</a></li></ol></nav></body></html>"""


@pytest.mark.parametrize("spine", [SPINE, "<spine/>", ""])
def test_books_whose_order_is_odd_or_missing(spine: str) -> None:
    members: list[tuple[str, str | bytes]] = [
        ("META-INF/container.xml", "<container><rootfile full-path='O/c.opf'/></container>"),
        ("O/c.opf", OPF.format(spine=spine)),
        ("O/nav.xhtml", NAV),
        ("O/t x/a.xhtml", "<html><head><title>x</title></head><body><p>نص أول</p></body></html>"),
        ("O/b.xhtml", "<html><body><p>نص ثان</p></body></html>"),
    ]
    articles = read(packed(members))
    assert [article.text for article in articles] == [
        "الفصل الأول\n\nنص أول", "الفصل الثاني\n\nنص ثان",
    ]  # fmt: skip
    assert {article.source for article in articles} == {"كتاب"}
