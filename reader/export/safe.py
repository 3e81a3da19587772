"""What all formats that spreadsheets open share: no cell begins as a formula does."""

# A spreadsheet runs what begins like this as a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> object:
    """`value`, with an apostrophe before text that a spreadsheet would run."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
