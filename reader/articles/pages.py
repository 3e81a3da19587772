"""What a page says of itself: title, site, author, date, address; each with where it comes from."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from reader.articles.model import DateBasis, PublishedDate
from reader.articles.structure import written_date
from reader.articles.urls import date_in_url

_ELEMENT = re.IGNORECASE | re.DOTALL
_JSON_LD = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", _ELEMENT)
_META = re.compile(r"<meta\s[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""")
_TIME = re.compile(r"<time\b[^>]*?datetime\s*=\s*[\"']?([^\"'>\s]+)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_CANONICAL = re.compile(r"<link\b[^>]*rel\s*=\s*[\"']?canonical[\"']?[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_ISO_DATE = re.compile(r"((?:19|20)\d\d)-(\d\d?)-(\d\d?)")

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
    return PageFacts(
        title=_without_site(title, site),
        site=site,
        author=metas.get("author") or metas.get("article:author"),
        url=canonical,
        date=_published(page, metas, linked, url or canonical),
    )


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
                stack += value
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
    page: str, metas: dict[str, str], linked: list[dict[str, Any]], url: str | None
) -> PublishedDate | None:
    """The date, from the most trustworthy place that has one."""
    for value in (thing.get("datePublished") for thing in linked):
        day = _iso_day(value)
        if day:
            return PublishedDate(day, DateBasis.METADATA)
    for name in _DATE_METAS:
        day = _iso_day(metas.get(name))
        if day:
            return PublishedDate(day, DateBasis.METADATA)
    found = _TIME.search(page)
    day = _iso_day(found[1]) if found else None
    if day:
        return PublishedDate(day, DateBasis.METADATA)
    day = date_in_url(url) if url else None
    if day:
        return PublishedDate(day, DateBasis.URL)
    return _searched(page, url)


def _searched(page: str, url: str | None) -> PublishedDate | None:
    """What htmldate finds: a date of the page, perhaps of another article on it."""
    from htmldate import find_date  # noqa: PLC0415 - heavy, and rarely needed

    try:
        value = find_date(page, url=url, original_date=True, extensive_search=True)
    except Exception:
        return None
    day = _iso_day(value)
    return PublishedDate(day, DateBasis.PAGE) if day else None


def _iso_day(value: object) -> date | None:
    """The day that a metadata field names: ISO 8601, else as written."""
    if not isinstance(value, str):
        return None
    found = _ISO_DATE.search(value)
    if found is None:
        return written_date(value)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
