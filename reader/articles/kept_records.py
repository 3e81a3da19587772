"""The article of a line that Qari exported: what comes back is what went out, span for span.

Other programs read ``title`` and ``text`` of such a line and need know nothing of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reader.articles.model import Article, DateBasis, PublishedDate
from reader.articles.urls import is_address
from reader.text.sanitize import label, sanitize
from reader.text.span import Span

SCHEMA = "qari-kept/1"


def record_of(article: Article, title: str) -> dict[str, Any]:
    """An article as a record; null where something is unknown.

    Args:
        article: the article.
        title: on one line, for programs that look for one.
    """
    published = article.date
    return {
        "schema": SCHEMA,
        "uid": article.uid,
        "title": title,
        "text": article.text,
        "source": article.source,
        "author": article.author,
        "date": published.day.isoformat() if published else None,
        "date_basis": published.basis.value if published else None,
        "url": article.url,
        "language": article.language,
        "direction": article.direction,
        "spans": {
            "title": _pair(article.title),
            "byline": _pair(article.byline),
            "paragraphs": [_pair(span) for span in article.paragraphs],
        },
    }


def article_of_record(record: Mapping[str, Any], path: str | None = None) -> Article | None:
    """The article of a record of our schema; None where its fields do not fit together.

    Args:
        record: as `record_of` makes them.
        path: of the file in which it stands.
    """
    try:
        return _article(record, path)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def span_of(pair: object, text: str) -> Span | None:
    """The span of a pair of code points, None for null.

    Raises:
        TypeError: where it is no pair of whole numbers.
        ValueError: where it does not lie in the text.
    """
    if pair is None:
        return None
    if not isinstance(pair, list):
        raise TypeError("no pair")
    start, end = pair
    if not (isinstance(start, int) and isinstance(end, int)):
        raise TypeError("no code points")
    if not 0 <= start <= end <= len(text):
        raise ValueError("a span outside the text")
    return Span(start, end)


def text_of(value: object) -> str:
    """A value that must be text.

    Raises:
        TypeError: where it is none.
    """
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def label_of(value: object) -> str | None:
    """A name that may be unknown, harmless on a terminal."""
    return None if value is None else label(text_of(value)) or None


def _article(record: Mapping[str, Any], path: str | None) -> Article:
    """The article of a record.

    Raises:
        ValueError: and its like, where a field is not what it must be.
    """
    text, spans, uid = sanitize(text_of(record["text"])), record["spans"], label_of(record["uid"])
    if uid is None or not any(map(str.isalnum, text)):
        raise ValueError("nothing to keep")
    paragraphs = (span_of(pair, text) for pair in spans["paragraphs"])
    url = label_of(record["url"])
    article = Article(
        text=text,
        title=span_of(spans["title"], text),
        byline=span_of(spans["byline"], text),
        paragraphs=tuple(span for span in paragraphs if span is not None),
        source=label_of(record["source"]),
        author=label_of(record["author"]),
        date=_date(record["date"], record["date_basis"]),
        language=label_of(record["language"]),
        direction=label_of(record["direction"]),
        url=url if url and is_address(url) else None,
        path=path,
    )
    return article if article.uid == uid else replace(article, identifier=uid)


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _date(day: object, basis: object) -> PublishedDate | None:
    if day is None or basis is None:
        return None
    return PublishedDate(date.fromisoformat(text_of(day)), DateBasis(text_of(basis)))
