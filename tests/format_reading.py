"""Reading small inputs by format, as tests ask for it."""

from datetime import date

import pytest

from reader.articles import Article
from reader.articles.formats import format_of, read_articles
from reader.articles.source import Source, source_of
from reader.notice import QariError

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
