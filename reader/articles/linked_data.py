"""JSON-LD: what a page states of itself for search engines, as pages really write it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from reader.articles.elements import elements

# What some programs put around it, so that old browsers see no text.
_WRAPPED = re.compile(
    r"^\s*(?:(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?|<!--)|(?:(?://|/\*)?\s*\]\]>(?:\s*\*/)?|-->)\s*$"
)
_COMMA_TOO_MANY = re.compile(r",(\s*[}\]])")
# Under what the thing that a page is about stands; lists of other articles are left alone.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")


def linked_data(page: str) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD, those inside others too, the outermost first."""
    found: list[dict[str, Any]] = []
    for element in elements(page, "script"):
        if "ld+json" in element.attributes.get("type", "").lower():
            found += _objects(_value(_WRAPPED.sub("", element.inner)))
    return found


def is_article(thing: Mapping[str, Any]) -> bool:
    """Whether an object says that it is an article of some kind."""
    return any(word in str(thing.get("@type")) for word in ("Article", "BlogPosting", "Report"))


def articles_first(
    things: Sequence[Mapping[str, Any]], title: str | None
) -> list[Mapping[str, Any]]:
    """The objects in order of trust: the article of that title, other articles, the rest."""
    wanted = letters_of(title or "")

    def key(thing: Mapping[str, Any]) -> tuple[bool, bool]:
        named = letters_of(str(thing.get("headline") or thing.get("name") or ""))
        return not is_article(thing), not named or named != wanted

    return sorted(things, key=key)


def letters_of(text: str) -> str:
    """The letters and digits of `text`."""
    return "".join(filter(str.isalnum, text))


def _value(text: str) -> Any:
    """The value that is written, controls within words and a comma too many forgiven; or None."""
    text = unescape(text.strip())
    for written in (text, _COMMA_TOO_MANY.sub(r"\1", text)):
        try:
            return json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects in a value, the outermost first."""
    waiting = [value]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield value
            waiting += [value[name] for name in _INSIDE if name in value]
