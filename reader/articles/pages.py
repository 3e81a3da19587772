"""What a page says of itself: title, site, author, date, address; each with where it comes from."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from reader.articles.dates import is_stamp, stated_day
from reader.articles.model import DateBasis, PublishedDate
from reader.articles.urls import date_in_url

_ELEMENT = re.IGNORECASE | re.DOTALL
_JSON_LD = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", _ELEMENT)
_META = re.compile(r"<meta\s[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""")
_TIME = re.compile(
    r"<(?:time\b[^>]*?\sdatetime|\w+\s[^>]*?itemprop=[\"']?datePublished\b[^>]*?\s(?:content|datetime))"
    r"\s*=\s*[\"']?([^\"'>\s]+)[^>]*>",
    re.IGNORECASE,
)
_IS_PUBLISHED = re.compile(r"publish|pubdate|نشر", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_CANONICAL = re.compile(r"<link\b[^>]*rel\s*=\s*[\"']?canonical[\"']?[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_UNSEEN = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->", _ELEMENT)
_NEAR = 12  # pieces of text between a headline and the stamp that belongs to it
_STAMP_LONGEST = 80  # code points

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


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The metadata of a page; None where it does not tell."""

    title: str | None
    site: str | None
    author: str | None
    url: str | None
    date: PublishedDate | None
    language: str | None = None
    direction: str | None = None
    description: str | None = None


def page_facts(page: str, url: str | None) -> PageFacts:
    """Read the metadata of `page`.

    Args:
        page: the decoded page.
        url: the address it came from, or None.
    """
    metas = dict(_metas(page))
    linked = list(_linked_data(page))
    canonical = _canonical(page) or metas.get("og:url")
    site = metas.get("og:site_name") or metas.get("application-name") or _publisher(linked)
    title = metas.get("og:title") or _inner(_HEADING, page) or _inner(_TITLE, page)
    heading = _inner(_HEADING, page)
    if title and heading and _letters(title) == _letters(heading):
        title = heading  # attributes lose quotes
    title = _without_site(title, site)
    return PageFacts(
        title=title,
        site=site,
        author=metas.get("author") or metas.get("article:author"),
        url=canonical,
        date=_published(page, metas, linked, url or canonical, title),
        language=_declared(page, ("html",), "lang"),
        direction=_declared(page, ("main", "body", "html"), "dir"),
        description=metas.get("og:description") or metas.get("description"),
    )


def _letters(text: str) -> str:
    """The letters and digits of `text`."""
    return "".join(filter(str.isalnum, text))


def _declared(page: str, elements: tuple[str, ...], attribute: str) -> str | None:
    """The value of `attribute` of the innermost of `elements` that has it, without its region."""
    for element in elements:
        found = re.search(rf"<{element}\b([^>]{{0,2000}})>", page, re.IGNORECASE)
        fields = dict(_ATTRIBUTE.findall(found[1])) if found else {}
        value = str(fields.get(attribute, "")).strip("\"'").lower().partition("-")[0]
        if value.isascii() and value.isalpha() and value != "auto":
            return value
    return None


def _metas(page: str) -> Iterator[tuple[str, str]]:
    """Name and content of each meta element, names in lower case; the first of a name last."""
    for found in reversed(list(_META.finditer(page))):
        pairs = _ATTRIBUTE.findall(found[0])
        fields = {name.lower(): unescape(value.strip("\"'")) for name, value in pairs}
        name = fields.get("property") or fields.get("name") or fields.get("itemprop")
        if name and fields.get("content"):
            yield name.lower(), fields["content"].strip()


def _linked_data(page: str) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, those inside @graph too."""
    for found in _JSON_LD.finditer(page):
        try:
            stack: list[Any] = [json.loads(unescape(found[1].strip()))]
        except (ValueError, RecursionError):
            continue
        while stack:
            value = stack.pop()
            if isinstance(value, list):
                stack += reversed(value)
            elif isinstance(value, dict):
                yield value
                stack.append(value.get("@graph"))


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    """Name of the publisher that the JSON-LD gives."""
    for thing in linked:
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None


def _canonical(page: str) -> str | None:
    """The canonical address of the page."""
    found = _CANONICAL.search(page)
    if found is None:
        return None
    fields = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(found[0])}
    href = unescape(fields.get("href", ""))
    return href if href.startswith(("http://", "https://")) else None


def _inner(pattern: re.Pattern[str], page: str) -> str | None:
    """The text inside the first element that `pattern` finds."""
    found = pattern.search(page)
    if found is None:
        return None
    return " ".join(unescape(_TAGS.sub(" ", found[1])).split()) or None


def _without_site(title: str | None, site: str | None) -> str | None:
    """`title` without the name of the site behind a bar or dash."""
    if title is None:
        return None
    title = " ".join(title.split())
    for mark in (" | ", " - ", " – ", " — ", " :: "):
        head, found, tail = title.rpartition(mark)
        if found and head and site and (tail in site or site in tail):
            return head
    return title or None


def _published(
    page: str,
    metas: dict[str, str],
    linked: list[dict[str, Any]],
    url: str | None,
    title: str | None,
) -> PublishedDate | None:
    """The date, from the most trustworthy place that has one."""
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


def _stated(page: str, metas: dict[str, str], linked: list[dict[str, Any]]) -> Iterator[object]:
    """What the page states as its date: JSON-LD of articles first, then metas, then elements."""
    articles = [thing for thing in linked if "Article" in str(thing.get("@type"))]
    for thing in (*articles, *linked):
        yield thing.get("datePublished")
    yield from (metas.get(name) for name in _DATE_METAS)
    elements = list(_TIME.finditer(page))
    yield from (found[1] for found in elements if _IS_PUBLISHED.search(found[0]))
    heading = _HEADING.search(page)
    if elements and heading:
        nearest = min(elements, key=lambda found: abs(found.start() - heading.start()))
        yield nearest[1]
    yield from (found[1] for found in elements)


def _beside_headline(page: str, title: str | None) -> date | None:
    """The day of the stamp nearest to the headline: a piece of text that is nothing but a date."""
    headlines = [text for text in (title, _inner(_HEADING, page)) if text]
    pieces = _visible(page)
    places = [
        number
        for number, piece in enumerate(pieces)
        if any(piece in text and len(piece) * 2 >= len(text) for text in headlines)
    ]
    best: tuple[int, date] | None = None
    for number, piece in enumerate(pieces):
        if len(piece) > _STAMP_LONGEST or not any(map(str.isdecimal, piece)):
            continue
        distance = min((abs(number - place) for place in places), default=_NEAR + 1)
        if distance > _NEAR or (best and best[0] <= distance):
            continue
        day = is_stamp(piece)
        if day:
            best = (distance, day)
    return best[1] if best else None


def _visible(page: str) -> list[str]:
    """The pieces of text between the tags of the page, scripts and empty ones left out."""
    pieces = (" ".join(unescape(piece).split()) for piece in _TAGS.split(_UNSEEN.sub("", page)))
    return [piece for piece in pieces if piece]


def _searched(page: str, url: str | None) -> PublishedDate | None:
    """What htmldate finds: a date of the page, perhaps of another article on it."""
    from htmldate import find_date  # noqa: PLC0415 - heavy, and rarely needed

    try:
        value = find_date(page, url=url, original_date=True, extensive_search=True)
    except Exception:
        return None
    day = stated_day(value)
    return PublishedDate(day, DateBasis.PAGE) if day else None
