"""Quotes and brackets at the borders of a name, and the dash between the ends of a road."""

from dataclasses import replace

from reader.entities.document.edges import edges
from reader.entities.document.page import Page
from reader.entities.document.tokens import offset_behind, readings
from reader.entities.model import EntityType, Mention
from reader.text.fold import search_key

_PAIRS = {"«": "»", "“": "”", '"': '"', "(": ")"}
ROAD, DASHES = "طريق", ("-", "–", "—")


def bordered(page: Page, mention: Mention, taken: set[int]) -> Mention:
    """A name with the quote or bracket that closes it, a facility with its head before a quote.

    «مستشفى "الرازي"» is a whole name, while quotes around a whole name stand outside.

    Args:
        page: the article.
        mention: a name in it.
        taken: the numbers of the words that are names.
    """
    closed = _closed(page, mention)
    return _headed(page, closed, taken) if closed.type is EntityType.FAC else closed


def _closed(page: Page, mention: Mention) -> Mention:
    """A name whose last quote or bracket is open, with what closes it right behind."""
    follows = page.text[mention.end : mention.end + 1]
    for opening, closing in _PAIRS.items():
        count = mention.text.count(opening)
        still = count % 2 if opening == closing else count > mention.text.count(closing)
        if still and follows == closing:
            return page.cut(mention, mention.start, mention.end + 1)
    return mention


def _headed(page: Page, mention: Mention, taken: set[int]) -> Mention:
    """A facility whose name stands in quotes, with the head before them."""
    first, _last = page.words_of(mention)
    if not first or first - 1 in taken:
        return mention
    head = page.tokens[first - 1]
    opening = page.text[head.end : mention.start].strip(" ")
    if _PAIRS.get(opening) != page.text[mention.end : mention.end + 1]:
        return mention
    for form, skipped in readings(head.key):
        if form in edges().facilities:
            start = offset_behind(page.text, head.start, head.end, skipped)
            whole = page.cut(mention, start, mention.end + 1)
            return replace(whole, designator=None)
    return mention


def is_road(page: Page, one: Mention, other: Mention) -> bool:
    """Whether two names are a road and its other end: «طريق الجوف – تبوك»."""
    between = page.text[one.end : other.start].strip(" ")
    kinds = (one.type, other.type) == (EntityType.FAC, EntityType.LOC)
    return kinds and between in DASHES and search_key(one.name).split()[0] == ROAD
