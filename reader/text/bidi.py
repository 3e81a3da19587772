"""The Unicode Bidirectional Algorithm (UAX #9, Unicode 17.0), on class bytes.

A paragraph's bidi classes are bytes, one letter a code point (see `CLASSES`), so that most rules
are one regular expression over them. Levels are bytes too. Nothing here knows lines but
`line_levels` (rule L1) and `visual_order` (rule L2).

Letters: L R A(L) E(N) N (AN) s (ES) t (ET) c (CS) M (NSM) b (BN) B S W O(N), 1 LRE 2 RLE 3 LRO
4 RLO 5 PDF 6 LRI 7 RLI 8 FSI 9 PDI; inside a sequence i and p stand for isolate initiators and PDI.
"""

import re

from reader.text.unicode import PropertyMap
from reader.text.unicode.tables_bidi import BRACKETS, CLASS_STARTS, CLASS_VALUES, MIRRORED

CLASSES = PropertyMap(CLASS_STARTS, CLASS_VALUES)
MIRROR = {point: chr(other) for point, other in MIRRORED.items()}
MAX_DEPTH = 125  # BD2
_MAX_OPEN_BRACKETS = 63  # BD16

_EXPLICIT = re.compile(rb"[1-9]")
_NOT_PLAIN_RTL = re.compile(rb"[LEN1-9b]")
_FIRST_STRONG = re.compile(rb"[LRA]")
_BRACKET = re.compile("[" + "".join(re.escape(chr(point)) for point in BRACKETS) + "]")
# U+2329 and U+232A are canonically equivalent to U+3008 and U+3009 (BD16).
_CANONICAL = {0x2329: 0x3008, 0x232A: 0x3009}

_AFTER_MARKED = re.compile(rb"([^M])(M+)")
_NUMBERS_AFTER_ARABIC = re.compile(rb"A[^LRA]*E[^LRA]*")
_SEPARATOR_IN_EN = re.compile(rb"E[sc](?=E)")
_SEPARATOR_IN_AN = re.compile(rb"Nc(?=N)")
_TERMINATORS = re.compile(rb"t+")
_NUMBERS_AFTER_LATIN = re.compile(rb"L[^LR]*E[^LR]*")
_NEUTRALS = b"BSWOip"
_NEUTRALS_IN_L = re.compile(rb"(?<=L)[BSWOip]+(?=L)")
_NEUTRALS_IN_R = re.compile(rb"(?<=[REN])[BSWOip]+(?=[REN])")
_W3_W6 = bytes.maketrans(b"Astc", b"ROOO")
_N2 = tuple(bytes.maketrans(_NEUTRALS, letter * 6) for letter in (b"L", b"R"))
_IMPLICIT = (bytes.maketrans(b"LREN", b"\0\1\2\2"), bytes.maketrans(b"LREN", b"\1\0\1\1"))
_RAISED = tuple(bytes((value + level) & 255 for value in range(256)) for level in range(127))


def classes(text: str) -> bytes:
    """The bidi class of each code point of `text`, one letter each."""
    return CLASSES.of(text)


def base_level(text_classes: bytes, default: int = 0) -> int:
    """Rules P2 and P3: the level that the first strong character outside isolates gives.

    Args:
        text_classes: classes of the paragraph.
        default: level of a paragraph without one.
    """
    if not _EXPLICIT.search(text_classes):
        found = _FIRST_STRONG.search(text_classes)
        if found is None:
            return default
        return 0 if found[0] == b"L" else 1
    depth = 0
    for letter in text_classes:
        if letter in b"678":
            depth += 1
        elif letter == 0x39:
            depth = max(0, depth - 1)
        elif depth == 0 and letter in b"LRA":
            return 0 if letter == 0x4C else 1
        elif letter == 0x42:
            break
    return default


def resolve(text: str, text_classes: bytes, base: int) -> bytes:
    """Rules X1 to I2: the level of each code point of one paragraph.

    Characters that rule X9 removes get the level of what stands before them (section 5.2).

    Args:
        text: the paragraph, a separator at its end allowed.
        text_classes: what `classes` gives for it.
        base: paragraph level, 0 or 1.
    """
    if base == 1 and not _NOT_PLAIN_RTL.search(text_classes):
        return b"\1" * len(text)
    if _EXPLICIT.search(text_classes):
        from reader.text.bidi_explicit import resolve_explicit  # noqa: PLC0415 - rare

        return resolve_explicit(text, text_classes, base)
    direction = b"R" if base else b"L"
    return resolve_plain(text, text_classes, base, direction, direction)


def resolve_plain(text: str, text_classes: bytes, level: int, sos: bytes, eos: bytes) -> bytes:
    """Levels of a stretch without explicit codes; boundary neutrals are set aside (X9).

    Args:
        text: the stretch.
        text_classes: its classes.
        level: embedding level of all of it.
        sos: ``b"L"`` or ``b"R"``, the direction at its start (X10).
        eos: the same at its end.
    """
    if b"b" not in text_classes:
        return resolve_sequence(text_classes, text, level, sos, eos)
    kept = [index for index, letter in enumerate(text_classes) if letter != 0x62]
    letters = "".join([text[index] for index in kept])
    found = resolve_sequence(text_classes.replace(b"b", b""), letters, level, sos, eos)
    levels = bytearray(len(text))
    last, position = level, 0
    for index, letter in enumerate(text_classes):
        if letter != 0x62:
            last = found[position]
            position += 1
        levels[index] = last
    return bytes(levels)


def resolve_sequence(sequence: bytes, letters: str, level: int, sos: bytes, eos: bytes) -> bytes:
    """Rules W1 to I2 on one isolating run sequence (BD13).

    Args:
        sequence: its classes; isolate initiators as ``i``, PDI as ``p``, nothing that X9 removes.
        letters: its characters, for the brackets of N0.
        level: its embedding level.
        sos: ``b"L"`` or ``b"R"``, the direction at its start (X10).
        eos: the same at its end.

    Returns:
        The resolved level of each character.
    """
    resolved = _weak(sequence, sos)
    direction = level & 1
    if b"O" in resolved:
        resolved = _brackets(resolved, sequence, letters, direction, sos)
    framed = sos + resolved + eos
    if direction == 0:
        framed = _NEUTRALS_IN_R.sub(lambda found: b"R" * len(found[0]), framed)
    elif b"L" in framed:
        framed = _NEUTRALS_IN_L.sub(lambda found: b"L" * len(found[0]), framed)
    levels = framed[1:-1].translate(_N2[direction]).translate(_IMPLICIT[direction])
    return levels.translate(_RAISED[level]) if level else levels


def _weak(sequence: bytes, sos: bytes) -> bytes:
    """Rules W1 to W7."""
    resolved = sequence
    if b"M" in resolved:  # W1
        framed = sos + resolved
        rounds = 0
        while b"AM" in framed and rounds < 4:  # the common case at the speed of C
            framed = framed.replace(b"AM", b"AA")
            rounds += 1
        resolved = _AFTER_MARKED.sub(_as_before, framed)[1:]
    if b"E" in resolved:
        if b"A" in resolved:  # W2
            resolved = _NUMBERS_AFTER_ARABIC.sub(_arabic_numbers, resolved)
        resolved = _SEPARATOR_IN_EN.sub(b"EE", resolved)  # W4
        resolved = _TERMINATORS.sub(_beside_numbers, resolved)  # W5
    if b"N" in resolved:
        resolved = _SEPARATOR_IN_AN.sub(b"NN", resolved)  # W4
    resolved = resolved.translate(_W3_W6)
    if b"E" in resolved:  # W7
        framed = _NUMBERS_AFTER_LATIN.sub(
            lambda found: found[0].replace(b"E", b"L"), sos + resolved
        )
        resolved = framed[1:]
    return resolved


def _as_before(found: re.Match[bytes]) -> bytes:
    """W1: marks take the class of what they follow, ON after an isolate character."""
    before = found[1]
    return before + (b"O" if before in b"ip" else before) * len(found[2])


def _beside_numbers(found: re.Match[bytes]) -> bytes:
    """W5: terminators beside a European number are part of it."""
    start, end = found.span()
    beside = found.string[max(0, start - 1) : start] + found.string[end : end + 1]
    return b"E" * (end - start) if b"E" in beside else found[0]


def _arabic_numbers(found: re.Match[bytes]) -> bytes:
    """W2: European numbers after an Arabic letter are Arabic numbers."""
    return found[0].replace(b"E", b"N")


def _brackets(resolved: bytes, original: bytes, letters: str, direction: int, sos: bytes) -> bytes:
    """Rule N0: paired brackets take the direction of what they hold or of what stands before."""
    pairs, _ = bracket_pairs(letters, resolved)
    if not pairs:
        return resolved
    out = bytearray(resolved)
    embedding, opposite = (b"R", b"L") if direction else (b"L", b"R")
    for opening, closing in pairs:
        if _holds(out, opening + 1, closing, embedding):
            new = embedding
        elif _holds(out, opening + 1, closing, opposite):
            new = opposite if _strong_before(out, opening, sos) == opposite else embedding
        else:
            continue
        for position in (opening, closing):
            out[position] = new[0]
            mark = position + 1  # marks after a bracket follow it
            while mark < len(out) and original[mark] == 0x4D:
                out[mark] = new[0]
                mark += 1
    return bytes(out)


def bracket_pairs(
    letters: str, text_classes: bytes | None = None
) -> tuple[list[tuple[int, int]], int]:
    """BD16: the bracket pairs of a sequence, in order of their opening brackets.

    Args:
        letters: its characters.
        text_classes: its classes: only brackets that are still ON count; None if all are.

    Returns:
        The pairs, and the offset from which none is sought: 63 brackets stand open there. It is
        the length of the sequence if that never happens.
    """
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[int, int]] = []
    for found in _BRACKET.finditer(letters):
        position = found.start()
        if text_classes is not None and text_classes[position] != 0x4F:
            continue
        point = ord(found[0])
        other, kind = BRACKETS[point]
        if kind == "o":
            if len(stack) >= _MAX_OPEN_BRACKETS:
                return sorted(pairs), position
            stack.append((_CANONICAL.get(other, other), position))
            continue
        closing = _CANONICAL.get(point, point)
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == closing:
                pairs.append((stack[depth][1], position))
                del stack[depth:]
                break
    return sorted(pairs), len(letters)


def _holds(out: bytearray, start: int, end: int, direction: bytes) -> bool:
    """Whether a strong type of `direction` stands in ``out[start:end]``; numbers count as R."""
    if direction == b"L":
        return out.find(b"L", start, end) >= 0
    return any(out.find(letter, start, end) >= 0 for letter in (b"R", b"E", b"N"))


def _strong_before(out: bytearray, position: int, sos: bytes) -> bytes:
    """The strong direction before `position`; numbers count as R."""
    for index in range(position - 1, -1, -1):
        if out[index] in b"LREN":
            return b"L" if out[index] == 0x4C else b"R"
    return sos


# The lookbehind keeps a long run of blanks from being tried from each of its places.
_TO_BASE = re.compile(rb"(?<![Wb1-9])[Wb1-9]+(?=[BS]|\Z)|[BS]")


def line_levels(text_classes: bytes, levels: bytes, base: int) -> bytes:
    """Rule L1 on one line: separators and the blanks before them or at its end get the base level.

    Args:
        text_classes: classes of the line.
        levels: resolved levels of the line.
        base: paragraph level.
    """
    if not levels:
        return levels
    if text_classes[-1] not in b"Wb123456789BS" and not (
        b"S" in text_classes or b"B" in text_classes
    ):
        return levels
    out = bytearray(levels)
    for found in _TO_BASE.finditer(text_classes):
        start, end = found.span()
        out[start:end] = bytes([base]) * (end - start)
    return bytes(out)


_RUN = re.compile(rb"(.)\1*", re.DOTALL)


def visual_runs(levels: bytes) -> list[tuple[int, int, int]]:
    """Rule L2: the level, start and end of each run of one level, as they stand left to right.

    A run of an odd level is read from its end.
    """
    if not levels:
        return []
    if levels.count(levels[0]) == len(levels):
        return [(levels[0], 0, len(levels))]
    lowest, highest = min(levels), max(levels)
    runs = [(levels[found.start()], *found.span()) for found in _RUN.finditer(levels)]
    for level in range(highest, (lowest | 1) - 1, -1):
        start = 0
        while start < len(runs):
            end = start
            while end < len(runs) and runs[end][0] >= level:
                end += 1
            if end > start:
                runs[start:end] = runs[start:end][::-1]
            start = end + 1
    return runs


def visual_order(levels: bytes) -> list[int]:
    """Rule L2: the indexes of a line's levels in the order in which they stand, left to right."""
    order: list[int] = []
    for level, first, last in visual_runs(levels):
        order += range(last - 1, first - 1, -1) if level & 1 else range(first, last)
    return order
