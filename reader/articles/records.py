"""Records with named fields (a line of JSON, a row of a table) into articles."""

from collections.abc import Iterable, Mapping
from html import unescape

from reader.articles.dates import stated_day
from reader.articles.decoding import Decoded
from reader.articles.making import headed, make_article
from reader.articles.markup import text_of
from reader.articles.model import Article, DateBasis, PublishedDate
from reader.articles.source import Source
from reader.articles.urls import is_address

# The names under which corpora and scrapers keep our fields; the first that is there counts.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "العنوان"),
    "text": (
        "text", "body", "content", "content_text", "content_html", "maintext", "article", "النص",
        "المحتوى",
    ),
    "date": (
        "date", "date_published", "date_publish", "published", "published_at", "pubdate",
        "datepublished", "publish_date", "التاريخ",
    ),
    "source": ("source", "publisher", "newspaper", "source_domain", "site", "المصدر"),
    "url": ("url", "link", "الرابط"),
    "author": ("author", "authors", "byline", "الكاتب"),
    "uid": ("uid", "id"),
}  # fmt: skip
_LABELS = ("title", "source", "author")
_MARKUP = ("</p>", "<br", "</div>")


def columns_of(names: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """The column of each of our fields.

    Args:
        names: the columns that there are.
        told: the user's word: our field → column.
    """
    present = {name.strip().lower().removeprefix("\ufeff"): name for name in names}
    found = {}
    for field, usual in _NAMES.items():
        wanted = (told[field].strip().lower(),) if field in told else usual
        column = next((present[name] for name in wanted if name in present), None)
        if column is not None:
            found[field] = column
    return found


def article_of(
    source: Source,
    record: Mapping[str, object],
    columns: Mapping[str, str],
    decoded: Decoded | None = None,
    *,
    site: str | None = None,
) -> Article | None:
    """The article that `record` holds, or None where it has neither title nor text.

    Args:
        source: where the record stands.
        record: values by column.
        columns: the column of each of our fields (`columns_of`).
        decoded: how the bytes were read.
        site: name of the source where the record has none.
    """
    values = {field: _plain(record.get(column)) for field, column in columns.items()}
    # What sites write into tables is often escaped; the text of an article is read as a page is.
    values |= {field: unescape(values[field]) for field in _LABELS if field in values}
    title = " ".join(values.get("title", "").split())
    body = values.get("text", "").strip()
    if any(mark in body for mark in _MARKUP):
        body = text_of(body, source.name)
    if not any(map(str.isalnum, title + body)):
        return None
    day = stated_day(values.get("date"))
    url = values.get("url") or None
    return make_article(
        source,
        headed(title, body),
        decoded=decoded,
        titled=bool(title),
        site=values.get("source") or site,
        author=values.get("author") or None,
        url=url if url and is_address(url) else None,
        published=PublishedDate(day, DateBasis.METADATA) if day else None,
        alone=False,
        identifier=values.get("uid") or None,
    )


def _plain(value: object) -> str:
    """A value as text: the name of a person, several joined, nothing for what is no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "، ".join(filter(None, map(_plain, value)))
    if isinstance(value, dict):
        return _plain(value.get("name"))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""
