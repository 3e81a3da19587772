"""What a page says of itself: title, site, author, date, address, language and direction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.articles.elements import elements, tags
from reader.articles.linked_data import articles_first, is_article, letters_of, linked_data
from reader.articles.model import PublishedDate
from reader.articles.page_dates import published_date
from reader.articles.urls import is_address


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
    body: str | None = None  # the text of the article, where the page states it whole


def page_facts(page: str, url: str | None) -> PageFacts:
    """Read the metadata of `page`.

    Args:
        page: the decoded page, known to be no bomb.
        url: the address it came from, or None.
    """
    metas = _metas(page)
    linked = linked_data(page)
    canonical = _canonical(page) or metas.get("og:url")
    site = metas.get("og:site_name") or metas.get("application-name") or _publisher(linked)
    title = _without_site(_title(page, metas), site)
    stated = articles_first(linked, title)
    return PageFacts(
        title=title,
        site=site,
        author=metas.get("author") or metas.get("article:author") or _author(stated),
        url=canonical,
        date=published_date(page, metas, stated, url or canonical, title),
        language=_declared(page, ("html",), "lang"),
        direction=_declared(page, ("main", "body", "html"), "dir"),
        description=metas.get("og:description") or metas.get("description"),
        body=next((str(thing["articleBody"]) for thing in stated if _has_body(thing)), None),
    )


def _metas(page: str) -> dict[str, str]:
    """Contents of the meta elements by name in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tags(page, "meta"):
        fields = element.attributes
        name = fields.get("property") or fields.get("name") or fields.get("itemprop")
        if name and fields.get("content"):
            found.setdefault(name.lower(), fields["content"])
    return found


def _title(page: str, metas: dict[str, str]) -> str | None:
    """The headline: what the page names as its title, quotes as in its first heading."""
    heading = next((element.text for element in elements(page, "h1") if element.text), None)
    named = next((element.text for element in elements(page, "title")), None)
    title = metas.get("og:title") or heading
    if title and heading and letters_of(title) == letters_of(heading):
        return _beside_site(named, heading) or heading  # attributes lose quotes
    return title or named


def _beside_site(named: str | None, heading: str) -> str | None:
    """The headline in what the page is named, where its first heading is the site's name only."""
    headline = _without_site(named, heading)
    is_cut = headline is not None and headline != " ".join((named or "").split())
    return headline if is_cut and len(headline or "") > len(heading) else None


def _author(stated: Sequence[Mapping[str, Any]]) -> str | None:
    """Who wrote the article, of what its JSON-LD says."""
    for thing in stated:
        authors = thing.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str) and name.strip() and not name.startswith("http"):
                return name
    return None


def _has_body(thing: Mapping[str, Any]) -> bool:
    """Whether the text of the article stands in its JSON-LD."""
    return is_article(thing) and isinstance(thing.get("articleBody"), str)


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    """Name of the publisher that the JSON-LD gives."""
    for thing in linked:
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None


def _canonical(page: str) -> str | None:
    """The canonical address of the page."""
    for element in tags(page, "link"):
        address = element.attributes.get("href", "")
        if element.attributes.get("rel", "").lower() == "canonical":
            return address if is_address(address) else None
    return None


def _declared(page: str, names: tuple[str, ...], attribute: str) -> str | None:
    """The value of `attribute` of the innermost of the elements that has it, without its region."""
    for name in names:
        element = next(tags(page, name), None)
        value = element.attributes.get(attribute, "") if element else ""
        value = value.lower().partition("-")[0]
        if value.isascii() and value.isalpha() and value != "auto":
            return value
    return None


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
