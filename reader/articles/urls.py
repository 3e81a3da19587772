"""Dates in addresses: ``/2016/05/25/``, ``2016-05-25``, ``20160525``, ``/2013/syria/8/3/``."""

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

_IN_URL = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)/[^/\d]{1,40}/(\d{1,2})/(\d{1,2})(?=/|$)"),
    re.compile(r"(?<!\d)()(\d{1,2})[_-](\d{1,2})[_-]((?:19|20)\d\d)(?!\d)"),
)

# What senders add to follow readers; it does not tell one article from another.
_FOLLOWING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|cmpid|ocid")


_WEB = ("http://", "https://")


def is_address(text: str) -> bool:
    """Whether `text` is an address on the web; schemes are written in any case (RFC 3986, 3.1)."""
    return text[:8].lower().startswith(_WEB)


def canonical_url(url: str) -> str:
    """What tells the article at `url` from others: host, path and query.

    Scheme, fragment, a slash at the end and what senders add to follow readers are left out.
    """
    try:
        parts = urlsplit(url.strip())
        fields = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [pair for pair in fields if not _FOLLOWING.fullmatch(pair[0])]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"


def date_in_url(url: str) -> date | None:
    """The day that the address `url` names, or None; years before 1990 are numbers, not dates."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    place = f"{parts.path}?{parts.query}"
    for pattern in _IN_URL:
        for found in pattern.finditer(place):
            year, month, day = (
                (found[1], found[2], found[3]) if found[1] else (found[4], found[3], found[2])
            )
            try:
                named = date(int(year), int(month), int(day))
            except ValueError:
                continue
            if 1990 <= named.year <= 2100:
                return named
    return None
