"""What stands before the outermost element of XML and pages, and the name of that element.

Read step by step: one pattern over all of it would try every way to part a row of comments.
"""

import re

_BLANKS = re.compile(r"[\s\ufeff]*")
_TAG = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_COMMENT, _TYPE = "<!--", "<!doctype"


def outermost(text: str) -> str | None:
    """The name of the first element of `text`, in lower case and without its prefix.

    Args:
        text: the beginning of a document; declarations, comments and its type are passed over.

    Returns:
        None where no element begins there. The declared type of a document counts as its first
        element where none follows that can be read, and where it is that of a page.
    """
    place, declared = 0, None
    while True:
        blanks = _BLANKS.match(text, place)
        place = blanks.end() if blanks else place
        if text.startswith(_COMMENT, place):
            end = _behind(text, "-->", place + len(_COMMENT))
        elif text.startswith("<?", place):
            end = _behind(text, ">", place)
        elif text[place : place + len(_TYPE)].lower() == _TYPE:
            words = text[place + len(_TYPE) : place + 80].replace(">", " ").split()
            declared = words[0].lower() if words else None
            end = _behind_type(text, place)
        else:
            found = _TAG.match(text, place)
            return found[1].lower() if found and declared != "html" else declared
        if end is None:
            return declared
        place = end


def _behind_type(text: str, place: int) -> int | None:
    """Where the document type that begins at `place` has ended, its own declarations with it."""
    bracket, end = text.find("[", place), text.find(">", place)
    if 0 <= bracket < end:
        closed = _behind(text, "]", bracket)
        return None if closed is None else _behind(text, ">", closed)
    return _behind(text, ">", place)


def _behind(text: str, sign: str, place: int) -> int | None:
    """The place behind the next `sign`, or None."""
    found = text.find(sign, place)
    return None if found < 0 else found + len(sign)
