"""Arabic shaping of the same length: joining and presentation forms (Unicode core spec 9.2).

The shaped text has one glyph for each code point of the source, so that the index map is the
identity; `NOTHING` stands where nothing is drawn: the alef inside a lam-alef, joiners, controls.

Presentation forms are always written, isolated ones too: they do not join (joining type U), so a
terminal that shapes by itself leaves them alone. The letter ligatures of the font stay the font's;
the ligature of الله is never made, for it also stands inside names such as عبدالله.
"""

import re
from itertools import pairwise

from reader.text.fold import MARKS
from reader.text.sanitize import sanitize
from reader.text.unicode import PropertyMap
from reader.text.unicode.tables_shaping import FORMS, JOINING_STARTS, JOINING_VALUES, LAM_ALEF
from reader.text.unicode.tables_width import SILENT, WIDTH_STARTS, WIDTH_VALUES

NOTHING = "\0"
TATWEEL = "\u0640"
_LAM = "\u0644"

JOINING = PropertyMap(JOINING_STARTS, JOINING_VALUES)
WIDTH = PropertyMap(WIDTH_STARTS, WIDTH_VALUES)
_RIGHT_JOINING = frozenset(map(ord, "RDC"))  # joins what stands before it
_LEFT_JOINING = frozenset(map(ord, "DLC"))  # joins what stands after it
_TRANSPARENT = ord("T")

_FORMS = {chr(point): tuple(map(chr, forms)) for point, forms in FORMS.items()}
_LAM_ALEF = {chr(alef): tuple(map(chr, forms)) for alef, forms in LAM_ALEF.items()}

LAM_ALEF_FORMS = frozenset(form for forms in _LAM_ALEF.values() for form in forms)


def _ranges(values: str, starts: tuple[int, ...], letters: str, limit: int) -> str:
    """The code points below `limit` whose property is one of `letters`, as a character class."""
    ends = (*starts[1:], 0x110000)
    return "".join(
        f"{re.escape(chr(start))}-{re.escape(chr(min(end, limit) - 1))}"
        for start, end, value in zip(starts, ends, values, strict=True)
        if value in letters and start < limit
    )


_SILENT = re.compile(f"[{SILENT}]")
_ARABIC_BLOCKS = "\u0620-\u06ff\u0750-\u077f\u0870-\u08ff"
_TRANSPARENT_CLASS = _ranges(JOINING_VALUES, JOINING_STARTS, "T", 0x10000)
_WORD = re.compile(f"[{_ARABIC_BLOCKS}\u200d][{_ARABIC_BLOCKS}{_TRANSPARENT_CLASS}\u200c\u200d]*")
_ABSORBED = "\u200d"  # stands for an alef inside lam-alef where cells are counted
_ALEF_AFTER_LAM = re.compile(f"{_LAM}[{_TRANSPARENT_CLASS}]+([{''.join(_LAM_ALEF)}])")
MARK = re.compile(f"[{MARKS}]")


def shape(text: str) -> str:
    """The glyphs of `text`: ``len(shape(text)) == len(text)``; a tab is drawn as one blank.

    Args:
        text: any text; joining does not reach beyond its ends, controls become U+FFFD.
    """
    return " ".join(map(_GLYPHS.__getitem__, text.split(" ")))


class _Remembered(dict[str, str]):
    """The glyphs of what stands between two blanks, over which nothing joins.

    Words come again and again; when it is full it is emptied, for that costs less than an order.
    """

    _MOST = 1 << 16
    _LONGEST = 64  # code points; what is longer is seldom met again

    def __missing__(self, piece: str) -> str:
        shaped = _WORD.sub(_shape_match, sanitize(piece))
        shaped = _SILENT.sub(NOTHING, shaped).replace("\t", " ")
        if len(piece) <= self._LONGEST:
            if len(self) >= self._MOST:
                self.clear()
            self[piece] = shaped
        return shaped


_GLYPHS = _Remembered()


def hide_marks(glyphs: str) -> str:
    """`glyphs` with the harakat and other Arabic marks drawn as nothing."""
    return MARK.sub(NOTHING, glyphs)


def cells(text: str, *, marks: bool = True) -> bytes:
    """What each code point of `text` takes when shaped, one letter each.

    ``1`` and ``2`` cells; ``m`` a mark on what stands before it; ``0`` nothing is drawn; ``l`` a
    lone mark, at the head of the text or after a blank, drawn in one cell on a blank of its own.

    Args:
        text: the text.
        marks: whether harakat are drawn.
    """
    for alef in _LAM_ALEF:
        text = text.replace(_LAM + alef, _LAM + _ABSORBED)
    found = WIDTH.of(text)
    if b"m" in found:
        found = _LONE_MARK.sub(b"l", found)
        hidden = [match.start(1) for match in _ALEF_AFTER_LAM.finditer(text)]
        if not marks:
            hidden += [match.start() for match in MARK.finditer(text)]
        found = _without(found, hidden)
    return found.translate(_BLANKS)


_LONE_MARK = re.compile(rb"(?:\A|(?<=[sz]))m")
_BLANKS = bytes.maketrans(b"sz", b"10")
WIDTHS = bytes.maketrans(b"0m12l", b"\0\0\1\2\1")  # from `cells` to numbers


def _without(taken: bytes, hidden: list[int]) -> bytes:
    """`taken` with no cell at the indexes `hidden`."""
    letters = bytearray(taken)
    for index in hidden:
        letters[index] = ord("0")
    return bytes(letters)


def has_forms(letter: str) -> bool:
    """Whether `letter` is drawn joined: it has presentation forms, or is a tatweel."""
    return letter in _FORMS or letter == TATWEEL


def joins_next(text: str, index: int) -> bool:
    """Whether the letter at `index` is joined to a letter after it."""
    if JOINING[ord(text[index])] not in _LEFT_JOINING:
        return False
    for letter in text[index + 1 :]:
        kind = JOINING[ord(letter)]
        if kind != _TRANSPARENT:
            return kind in _RIGHT_JOINING
    return False


def _shape_match(found: re.Match[str]) -> str:
    return _shape_word(found[0])


def _shape_word(word: str) -> str:
    """The glyphs of one word: each letter in the form that its neighbours give it."""
    kinds = [JOINING[ord(letter)] for letter in word]
    solid = [index for index, kind in enumerate(kinds) if kind != _TRANSPARENT]
    after = [False] * len(word)  # joined to what follows
    before = [False] * len(word)  # joined to what precedes
    for left, right in pairwise(solid):
        if kinds[left] in _LEFT_JOINING and kinds[right] in _RIGHT_JOINING:
            after[left] = before[right] = True
    glyphs = list(word)
    previous = -1
    for index in solid:
        letter = word[index]
        forms = _FORMS.get(letter)
        if forms is not None:
            glyphs[index] = forms[_FORM_OF[before[index], after[index]]]
        if previous >= 0 and before[index] and letter in _LAM_ALEF and word[previous] == _LAM:
            glyphs[previous] = _LAM_ALEF[letter][before[previous]]
            glyphs[index] = NOTHING
        previous = index
    return "".join(glyphs)


# (joined before, joined after) → place in a row of forms: isolated, final, initial, medial
_FORM_OF = {(False, False): 0, (True, False): 1, (False, True): 2, (True, True): 3}
