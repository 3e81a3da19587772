"""The one sanitiser: what may never reach a terminal never does.

Articles, titles, file names, addresses and error messages can hold escape sequences; terminals
and widget libraries pass them through. Everything that is drawn goes through this module once.
"""

import re

# C0 except tab and line feed, DEL, C1: what a terminal could take as a command. Lone surrogates
# cannot be encoded; Python makes them of undecodable file names.
_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?")
_BLANKS = re.compile("[\t\n\u2028\u2029]+")
_BIDI_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
REPLACEMENT = "\ufffd"


def sanitize(text: str) -> str:
    """Replace each control character by U+FFFD, one for one: the length stays.

    Tab and line feed stay; bidi controls stay too (the layout core obeys and never prints them).
    """
    return _NEVER.sub(REPLACEMENT, text)


def normalize_line_ends(text: str) -> str:
    """Make CR LF and CR into LF, so that offsets do not depend on who saved the file."""
    return _LINE_ENDS.sub("\n", text)


def label(text: str) -> str:
    """`text` as one line for a label, a window title or a message: no control, no bidi control.

    Not one for one: blanks are squeezed and bidi controls dropped, for a label needs no offsets.
    """
    return part(text).strip()


def part(text: str) -> str:
    """`text` as a part of such a line: the blanks at its ends stay."""
    return _BLANKS.sub(" ", _BIDI_CONTROL.sub("", sanitize(text)))
