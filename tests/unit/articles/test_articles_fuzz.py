"""Whatever bytes come: sound articles or one `QariError`, nothing else."""

import gzip
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.formats import read_articles
from reader.articles.source import source_of
from reader.notice import QariError

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def hold(data: bytes) -> None:
    try:
        articles = list(read_articles(source_of(data, "fuzzed")))
    except QariError:
        return
    for article in articles:
        assert not CONTROLS.search(article.text)
        for span in (article.title, *article.paragraphs):
            assert span is None or 0 <= span.start < span.end <= len(article.text)


@settings(deadline=None)  # the first of a format loads its parser
@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    hold(data)


@settings(deadline=None)
@given(st.text(max_size=500))
def test_any_text(text: str) -> None:
    hold(text.encode("utf-8", "surrogatepass"))


def zipped(members: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


SAMPLES = {
    "headed": "title: عنوان\ndate: 2016-05-25\n\nنص الخبر".encode(),
    "page": b"<!DOCTYPE html><html><head><script type='application/ld+json'>{\"a\":[1]}</script>"
    b"<meta name='date' content='2016-05-25'></head><body><h1>x</h1><p>y</p></body></html>",
    "rss": b"<?xml version='1.0'?><rss><channel><title>a</title><item><title>b</title>"
    b"<pubDate>Wed, 25 May 2016 10:00:00 +0300</pubDate><description>c</description></item>"
    b"</channel></rss>",
    "opml": b"<opml><body><outline text='a' xmlUrl='https://a.example/'/></body></opml>",
    "json": b'{"title": "a", "text": "b", "date": "2016-05-25", "author": ["c", {"name": "d"}]}\n',
    "csv": b'title,text,date\r\na,"b\nc",2016-05-25\r\n',
    "mail": b"From: a@b\nTo: c@d\nSubject: =?utf-8?b?2LPZhNmF2Yk=?=\nDate: Wed, 25 May 2016 10:00\n"
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>a</p>\n"
    b"--x--\n",
    "srt": b"1\n00:00:01,000 --> 00:00:02,000\n<i>a</i>\n\n2\n00:00:30,000 --> 00:00:31,000\nb\n",
    "ass": b"[Script Info]\n\n[Events]\nFormat: Start, End, Text\n"
    b"Dialogue: 0:00:01.00,0:00:02.00,{\\i1}a\\Nb\n",
    "warc of a page": b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\n"
    b"Content-Type: text/html\r\nContent-Length: 16\r\n\r\n<html><p>x</p>\r\n\r\n\r\n",
    "json feed": b'{"title": "a", "items": [{"title": "b", "content_html": "<p>c</p>"}]}',
    "linked": b'<html><script type=\'application/ld+json\'>//<![CDATA[\n[{"@type": "Article",\n'
    b'"author": [{"name": "a"}], "articleBody": "b", "mainEntity": {},}]\n//]]></script><p>x</p>',
    "md": b"---\ntitle: a\ndate: 2016-05-25\n---\n# a\n\n**b** [c](https://d.example)\n",
    "epub": zipped(
        {
            "META-INF/container.xml": "<container><rootfile full-path='p.opf'/></container>",
            "p.opf": "<package><manifest><item id='a' href='a.xhtml'/></manifest>"
            "<spine><itemref idref='a'/></spine></package>",
            "a.xhtml": "<html><body><p>نص</p></body></html>",
        }
    ),
    "docx": zipped({"word/document.xml": "<d xmlns='w'><p><t>نص</t></p></d>"}),
    "zip": zipped({"a.txt": "عنوان", "b/c.html": "<html><p>x</p></html>"}),
    "gzip": gzip.compress("عنوان\nنص".encode()),
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
    b"Content-Type: application/http\r\nContent-Length: 61\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>x</p>\r\n\r\n",
    "pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
    b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
    b"4 0 obj<</Length 28>>stream\nBT /F1 12 Tf (hello) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n",
}


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damaged_files(name: str, data: st.DataObject) -> None:
    sample = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(sample) - 1))
        sample[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(sample)))
    hold(bytes(sample[:cut]) + data.draw(st.binary(max_size=8)))
