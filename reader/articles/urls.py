"""Dates in addresses: ``/2016/05/25/``, ``2016-05-25``, ``20160525``."""

import re
from datetime import date

_IN_URL = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)


def date_in_url(url: str) -> date | None:
    """The day that the address `url` names, or None; years before 1990 are numbers, not dates."""
    for pattern in _IN_URL:
        for found in pattern.finditer(url):
            try:
                day = date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
            if day.year >= 1990:
                return day
    return None
