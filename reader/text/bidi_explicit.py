"""Explicit embeddings, overrides and isolates: rules X1 to X10 of UAX #9."""

import re
from dataclasses import dataclass

from reader.text.bidi import MAX_DEPTH, resolve_sequence

_LRE, _RLE, _LRO, _RLO, _PDF = b"12345"
_LRI, _RLI, _FSI, _PDI = b"6789"
_INITIATORS = b"678"
_OVERRIDES = {_LRO: 0x4C, _RLO: 0x52}
_SEPARATOR, _NEUTRAL = b"Bb"
_REMOVED = b"12345b"
_TOKEN = re.compile(rb"[1-9Bb]|[^1-9Bb]+")
_GONE = re.compile(rb"\x01+")
_ISOLATE, _POP = 0x69, 0x70  # i and p: how sequences see initiators and PDI

_Stretches = list[tuple[int, int]]


@dataclass(slots=True)
class _Status:
    """An entry of the directional status stack (X1)."""

    level: int
    override: int
    isolate: bool


def resolve_explicit(text: str, text_classes: bytes, base: int) -> bytes:
    """The levels of a paragraph with explicit codes; arguments as in `reader.text.bidi.resolve`."""
    matches = _matches(text_classes)
    walk = _Walk(text_classes, base, matches)
    for token in _TOKEN.finditer(text_classes):
        walk.take(token.start(), token.end())
    levels, seen = walk.levels, walk.seen
    for sequence, sos, eos in _sequences(text_classes, walk.runs, levels, matches, base):
        found = resolve_sequence(
            b"".join([seen[start:end] for start, end in sequence]),
            "".join([text[start:end] for start, end in sequence]),
            levels[sequence[0][0]],
            sos,
            eos,
        )
        offset = 0
        for start, end in sequence:
            levels[start:end] = found[offset : offset + end - start]
            offset += end - start
    for gone in _GONE.finditer(walk.removed):
        start, end = gone.span()
        levels[start:end] = bytes([levels[start - 1] if start else base]) * (end - start)
    return bytes(levels)


def _matches(text_classes: bytes) -> dict[int, int]:
    """BD9: the matching PDI of each isolate initiator, and the other way round."""
    matches: dict[int, int] = {}
    stack: list[int] = []
    for index, letter in enumerate(text_classes):
        if letter in _INITIATORS:
            stack.append(index)
        elif letter == _PDI and stack:
            opening = stack.pop()
            matches[opening] = index
            matches[index] = opening
    return matches


class _Walk:
    """The pass of X1 to X9 over a paragraph.

    Attributes:
        levels: explicit level of each code point.
        seen: the classes that the isolating run sequences see.
        removed: 1 for each code point that X9 removes.
        runs: the level runs (BD7), each as the stretches of code points left in it.
    """

    def __init__(self, text_classes: bytes, base: int, matches: dict[int, int]) -> None:
        self.levels = bytearray(len(text_classes))
        self.seen = bytearray(text_classes)
        self.removed = bytearray(len(text_classes))
        self.runs: list[_Stretches] = []
        self._classes = text_classes
        self._base = base
        self._matches = matches
        self._stack = [_Status(base, 0, isolate=False)]
        self._overflow_isolates = self._overflow_embeddings = self._valid_isolates = 0

    def take(self, start: int, end: int) -> None:
        """Take a stretch of plain characters, or one that is not plain."""
        letter = self._classes[start]
        if letter in _REMOVED:
            self.levels[start] = self._stack[-1].level
            self.removed[start] = 1
            self._act(letter)
            return
        if letter == _PDI:
            self._close_isolate()
        top = self._stack[-1]
        if letter in _INITIATORS or letter == _PDI:
            self.seen[start] = top.override or (_POP if letter == _PDI else _ISOLATE)
        elif top.override and letter != _SEPARATOR:
            self.seen[start:end] = bytes([top.override]) * (end - start)
        self._keep(start, end, self._base if letter == _SEPARATOR else top.level)  # X8
        if letter in _INITIATORS:
            self._open_isolate(start, letter)

    def _act(self, letter: int) -> None:
        """X2 to X5 and X7; a boundary neutral does nothing."""
        if letter == _PDF:
            self._pop_embedding()
        elif letter != _NEUTRAL:
            self._embed(letter)

    def _keep(self, start: int, end: int, level: int) -> None:
        """Give a stretch its level, in the last run or a new one."""
        self.levels[start:end] = bytes([level]) * (end - start)
        if self.runs and self.levels[self.runs[-1][-1][0]] == level:
            self.runs[-1].append((start, end))
        else:
            self.runs.append([(start, end)])

    def _embed(self, letter: int) -> None:
        """X2 to X5."""
        level = _next_level(self._stack[-1].level, rtl=letter in (_RLE, _RLO))
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._stack.append(_Status(level, _OVERRIDES.get(letter, 0), isolate=False))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def _open_isolate(self, index: int, letter: int) -> None:
        """X5a to X5c."""
        rtl = letter == _RLI
        if letter == _FSI:
            end = self._matches.get(index, len(self._classes))
            rtl = _first_strong_is_rtl(self._classes[index + 1 : end])
        level = _next_level(self._stack[-1].level, rtl=rtl)
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._valid_isolates += 1
            self._stack.append(_Status(level, 0, isolate=True))
        else:
            self._overflow_isolates += 1

    def _close_isolate(self) -> None:
        """X6a."""
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            while not self._stack[-1].isolate:
                self._stack.pop()
            self._stack.pop()
            self._valid_isolates -= 1

    def _pop_embedding(self) -> None:
        """X7."""
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) >= 2:
            self._stack.pop()


def _next_level(level: int, *, rtl: bool) -> int:
    """The least odd (right to left) or even level above `level`."""
    return (level + 1) | 1 if rtl else (level + 2) & ~1


def _first_strong_is_rtl(text_classes: bytes) -> bool:
    """X5c: whether the first strong character outside inner isolates is right to left."""
    depth = 0
    for letter in text_classes:
        if letter in _INITIATORS:
            depth += 1
        elif letter == _PDI:
            depth = max(0, depth - 1)
        elif depth == 0 and letter in b"LRA":
            return letter != 0x4C
    return False


def _sequences(
    text_classes: bytes,
    runs: list[_Stretches],
    levels: bytearray,
    matches: dict[int, int],
    base: int,
) -> list[tuple[_Stretches, bytes, bytes]]:
    """X10: the isolating run sequences as stretches, each with its sos and eos."""
    starts = {run[0][0]: number for number, run in enumerate(runs)}
    run_levels = [levels[run[0][0]] for run in runs]
    result: list[tuple[_Stretches, bytes, bytes]] = []
    for number, run in enumerate(runs):
        if text_classes[run[0][0]] == _PDI and run[0][0] in matches:
            continue  # continues the sequence of its initiator
        sequence, last = list(run), number
        while (end := sequence[-1][1] - 1) in matches and text_classes[end] in _INITIATORS:
            following = starts.get(matches[end])
            if following is None:
                break
            sequence += runs[following]
            last = following
        level = run_levels[number]
        before = run_levels[number - 1] if number else base
        open_end = text_classes[end] in _INITIATORS and end not in matches
        after = base if open_end or last + 1 == len(runs) else run_levels[last + 1]
        result.append((sequence, _direction(max(level, before)), _direction(max(level, after))))
    return result


def _direction(level: int) -> bytes:
    """The direction of `level` as a class letter."""
    return b"R" if level & 1 else b"L"
