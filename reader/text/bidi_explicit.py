"""Explicit embeddings, overrides and isolates: rules X1 to X10 of UAX #9."""

from dataclasses import dataclass

from reader.text.bidi import MAX_DEPTH, resolve_sequence

_LRE, _RLE, _LRO, _RLO, _PDF = b"12345"
_LRI, _RLI, _FSI, _PDI = b"6789"
_INITIATORS = b"678"
_OVERRIDES = {_LRO: 0x4C, _RLO: 0x52}
_ISOLATE, _POP = 0x69, 0x70  # i and p: how sequences see initiators and PDI


@dataclass(slots=True)
class _Status:
    """An entry of the directional status stack (X1)."""

    level: int
    override: int
    isolate: bool


def resolve_explicit(text: str, text_classes: bytes, base: int) -> bytes:
    """The levels of a paragraph with explicit codes; arguments as in `reader.text.bidi.resolve`."""
    matches = _matches(text_classes)
    levels, seen, removed = _explicit_levels(text_classes, base, matches)
    for sequence, sos, eos in _sequences(text_classes, levels, removed, matches, base):
        found = resolve_sequence(
            bytes([seen[index] for index in sequence]),
            "".join([text[index] for index in sequence]),
            levels[sequence[0]],
            sos,
            eos,
        )
        for index, level in zip(sequence, found, strict=True):
            levels[index] = level
    last = base
    for index, gone in enumerate(removed):
        if gone:
            levels[index] = last
        last = levels[index]
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


def _explicit_levels(
    text_classes: bytes, base: int, matches: dict[int, int]
) -> tuple[bytearray, bytearray, bytearray]:
    """X1 to X9: explicit levels, the classes that sequences see, and what is removed."""
    walk = _Walk(text_classes, base, matches)
    for index, letter in enumerate(text_classes):
        walk.step(index, letter)
    return walk.levels, walk.seen, walk.removed


class _Walk:
    """The pass of X1 to X9 over a paragraph."""

    def __init__(self, text_classes: bytes, base: int, matches: dict[int, int]) -> None:
        self.levels = bytearray(len(text_classes))
        self.seen = bytearray(text_classes)
        self.removed = bytearray(len(text_classes))
        self._classes = text_classes
        self._base = base
        self._matches = matches
        self._stack = [_Status(base, 0, isolate=False)]
        self._overflow_isolates = self._overflow_embeddings = self._valid_isolates = 0

    def step(self, index: int, letter: int) -> None:
        """Take the character at `index`, of class `letter`."""
        top = self._stack[-1]
        self.levels[index] = top.level
        if letter in (_LRE, _RLE, _LRO, _RLO):
            self.removed[index] = 1
            self._embed(letter)
        elif letter in _INITIATORS:
            self.seen[index] = top.override or _ISOLATE
            self._open_isolate(index, letter)
        elif letter == _PDI:
            self._close_isolate()
            top = self._stack[-1]
            self.levels[index] = top.level
            self.seen[index] = top.override or _POP
        elif letter == _PDF:
            self.removed[index] = 1
            self._pop_embedding()
        elif letter == 0x42:  # B: X8
            self.levels[index] = self._base
        elif letter == 0x62:  # BN: X9
            self.removed[index] = 1
        elif top.override:
            self.seen[index] = top.override

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
    levels: bytearray,
    removed: bytearray,
    matches: dict[int, int],
    base: int,
) -> list[tuple[list[int], bytes, bytes]]:
    """X10: the isolating run sequences as indexes, each with its sos and eos."""
    runs: list[list[int]] = []
    for index, gone in enumerate(removed):
        if gone:
            continue
        if runs and levels[runs[-1][-1]] == levels[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    starts = {run[0]: number for number, run in enumerate(runs)}
    result: list[tuple[list[int], bytes, bytes]] = []
    for number, run in enumerate(runs):
        if text_classes[run[0]] == _PDI and run[0] in matches:
            continue  # continues the sequence of its initiator
        sequence, last = list(run), number
        while text_classes[sequence[-1]] in _INITIATORS and sequence[-1] in matches:
            following = starts.get(matches[sequence[-1]])
            if following is None:
                break
            sequence += runs[following]
            last = following
        level = levels[run[0]]
        before = levels[runs[number - 1][-1]] if number else base
        open_end = text_classes[sequence[-1]] in _INITIATORS and sequence[-1] not in matches
        after = base if open_end or last + 1 == len(runs) else levels[runs[last + 1][0]]
        result.append((sequence, _direction(max(level, before)), _direction(max(level, after))))
    return result


def _direction(level: int) -> bytes:
    """The direction of `level` as a class letter."""
    return b"R" if level & 1 else b"L"
