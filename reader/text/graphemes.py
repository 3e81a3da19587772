"""User-perceived characters: extended grapheme clusters of UAX #29, Unicode 17.0.

The whole of rules GB3 to GB999 is one regular expression over class letters, following table 1c
(regex definitions) of the annex.
"""

import re

from reader.text.span import Span
from reader.text.unicode import PropertyMap
from reader.text.unicode.tables_breaking import GRAPHEME_STARTS, GRAPHEME_VALUES

CLASSES = PropertyMap(GRAPHEME_STARTS, GRAPHEME_VALUES)

# r CR, n LF, c Control, E Extend, e and k Extend of conjuncts (k the linker), Z ZWJ, I Regional
# Indicator, P Prepend, S SpacingMark, L V T l t Hangul, X pictograph, K consonant, o other.
_HANGUL = rb"(?:L*(?:V+|lV*|t)T*|L+|T+)"
_PICTOGRAPHS = rb"X(?:[Eek]*ZX)*"
_CONJUNCT = rb"K(?:[ekZ]*k[ekZ]*K)*"
_CORE = rb"(?:" + _HANGUL + rb"|II|" + _PICTOGRAPHS + rb"|" + _CONJUNCT + rb"|[^rncP])"
_CLUSTER = re.compile(rb"rn|[rnc]|P*" + _CORE + rb"[EekZS]*|P+[EekZS]*", re.DOTALL)


def graphemes(text: str) -> list[Span]:
    """The extended grapheme clusters of `text` in order; together they hold every code point."""
    letters = CLASSES.of(text)
    return [Span(*found.span()) for found in _CLUSTER.finditer(letters)]
