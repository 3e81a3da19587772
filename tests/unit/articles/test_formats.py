"""Formats of text on small inputs made here: recognised by content, read as what they say."""

import json

import pytest

from reader.articles import DateBasis
from reader.articles.formats import read_articles
from reader.articles.formats.opml import subscriptions
from reader.articles.source import Source
from reader.notice import Notice, QariError
from tests.format_reading import (
    BODY,
    DAY,
    LINKED,
    OLD,
    PAGE,
    TITLE,
    kind,
    one,
    read,
    refusal,
    source,
    title,
)

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


def test_labels_of_records_are_unescaped_and_harmless() -> None:
    record = {
        "title": "&#8220;الحرب&#8221; &amp; السلم&#27;[2J",
        "text": BODY,
        "source": "A &amp; B",
    }
    article = one(json.dumps(record) + "\n")
    assert title(article) == "“الحرب” & السلم[2J"
    assert article.source == "A & B"


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
