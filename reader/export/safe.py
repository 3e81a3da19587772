"""What all formats that spreadsheets open share: no cell begins as a formula does."""

import csv
import io
from collections.abc import Iterable

# A spreadsheet runs what begins like this as a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> object:
    """`value`, with an apostrophe before text that a spreadsheet would run."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def safe_row(values: Iterable[object]) -> str:
    """One row of CSV with its line end (RFC 4180); None is an empty cell."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow([safe(value) for value in values])
    return out.getvalue()
