"""The date of a page, from the most trustworthy place that has one, with where it comes from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from reader.articles.dates import is_stamp, stated_day
from reader.articles.elements import PageElement, elements, pieces, tags
from reader.articles.model import DateBasis, PublishedDate
from reader.articles.urls import date_in_url

_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
)
_IS_PUBLISHED = re.compile(r"publish|pubdate|نشر", re.IGNORECASE)
_IS_CHANGED = re.compile("تحديث|تعديل|حُدّث|[Uu]pdated|[Mm]odified")
_NEAR = 12  # pieces of text between a headline and the stamp that belongs to it
_STAMP_LONGEST = 80  # code points


def published_date(
    page: str,
    metas: Mapping[str, str],
    linked: Sequence[Mapping[str, Any]],
    url: str | None,
    title: str | None,
) -> PublishedDate | None:
    """The day on which the article of `page` was published.

    In this order: what the page states (JSON-LD, metas, ``<time>``), its address, the stamp beside
    its headline, and last what htmldate finds, which may be the date of another article on it.

    Args:
        page: the page, known to be no bomb.
        metas: contents of its meta elements by name.
        linked: the objects of its JSON-LD, the most trustworthy first.
        url: its address, or None.
        title: its headline, or None.
    """
    for value in _stated(page, metas, linked):
        day = stated_day(value)
        if day:
            return PublishedDate(day, DateBasis.METADATA)
    day = date_in_url(url) if url else None
    if day:
        return PublishedDate(day, DateBasis.URL)
    day = _beside_headline(page, title)
    if day:
        return PublishedDate(day, DateBasis.DATELINE)
    return _searched(page, url)


def _stated(
    page: str, metas: Mapping[str, str], linked: Sequence[Mapping[str, Any]]
) -> Iterator[object]:
    """What the page states: JSON-LD of articles first, then metas, then elements."""
    for thing in linked:
        yield thing.get("datePublished")
    yield from (metas.get(name) for name in _DATE_METAS)
    for element in tags(page, "span|div|p|a|abbr|li|td"):
        if element.attributes.get("itemprop") == "datePublished":
            yield element.attributes.get("content") or element.attributes.get("datetime")
    times = [element for element in tags(page, "time") if "datetime" in element.attributes]
    yield from (time.attributes["datetime"] for time in _by_trust(page, times))


def _by_trust(page: str, times: Sequence[PageElement]) -> list[PageElement]:
    """``<time>`` elements: those said to be of publication, then the nearest to the headline."""
    heading = next(elements(page, "h1"), None)
    place = heading.start if heading else 0

    def key(time: PageElement) -> tuple[bool, int]:
        said = any(
            _IS_PUBLISHED.search(f"{name} {value}") for name, value in time.attributes.items()
        )
        return not said, abs(time.start - place)

    return sorted(times, key=key)


def _beside_headline(page: str, title: str | None) -> date | None:
    """The day of the stamp nearest to the headline: a piece of text that is nothing but a date.

    One that tells of a change counts only where there is no other.
    """
    heading = next(elements(page, "h1"), None)
    headlines = [text for text in (title, heading.text if heading else None) if text]
    found = pieces(page)
    places = [
        number
        for number, piece in enumerate(found)
        if any(piece in text and len(piece) * 2 >= len(text) for text in headlines)
    ][:_NEAR]
    best: tuple[tuple[bool, int], date] | None = None
    for number, piece in enumerate(found):
        if len(piece) > _STAMP_LONGEST or not any(map(str.isdecimal, piece)):
            continue
        distance = min((abs(number - place) for place in places), default=_NEAR + 1)
        rank = (_IS_CHANGED.search(piece) is not None, distance)
        if distance > _NEAR or (best and best[0] <= rank):
            continue
        day = is_stamp(piece)
        if day:
            best = (rank, day)
    return best[1] if best else None


def _searched(page: str, url: str | None) -> PublishedDate | None:
    """What htmldate finds: a date of the page, perhaps of another article on it."""
    from htmldate import find_date  # noqa: PLC0415 - heavy, and rarely needed

    try:
        value = find_date(page, url=url, original_date=True, extensive_search=True)
    except Exception:
        return None
    day = stated_day(value)
    return PublishedDate(day, DateBasis.PAGE) if day else None
