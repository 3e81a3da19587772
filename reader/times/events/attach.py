"""Which event of a clause a time expression belongs to."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reader.times.events.clauses import Clause
from reader.times.events.lexicon import lexicon
from reader.times.events.tokens import Token, phrase_at
from reader.times.meaning import Window, Within
from reader.times.model import TimeExpression, TimeType


@dataclass(frozen=True, slots=True)
class Attachments:
    """The times of a clause, as indexes of the article's time expressions.

    Attributes:
        main: the one that dates the clause's own event, or None.
        distance: the duration that stands between a signal and its target, or None.
        nouns: event nouns with a time, a duration or both of their own.
        others: further times, which date the clause's event as well.
    """

    main: int | None
    distance: int | None
    nouns: tuple[tuple[Token, int | None, int | None], ...]
    others: tuple[int, ...]


def attach(clause: Clause, times: Sequence[TimeExpression]) -> Attachments:
    """Attach the times inside `clause`.

    A duration belongs to the nearest event noun before it («هدنة لمدة 72 ساعة»), and a time after
    «بدءاً من» to the noun that has one; a duration right after a signal is the distance to its
    target; the time nearest to the verb dates the clause.
    """
    begin, end = clause.span
    first = bisect_left(times, begin, key=lambda time: time.start)
    last = bisect_left(times, end, key=lambda time: time.start)
    inside = [index for index in range(first, last) if times[index].end <= end]
    durations = [index for index in inside if _is_length(times[index])]
    dates = [index for index in inside if index not in durations]
    distance = _distance(clause, times, durations)
    lasting = _lasting(clause, times, [index for index in durations if index != distance])
    begun = [index for index in dates if _is_begun(clause, times[index])]
    nouns: list[tuple[Token, int | None, int | None]] = []
    for noun, duration in lasting:
        start = begun.pop(0) if begun else None
        nouns.append((noun, start, duration))
    used = {time for _, time, _ in nouns}
    dates = [index for index in dates if index not in used]
    anchor = clause.tokens[clause.verb or 0].span.start
    dates.sort(key=lambda index: abs(times[index].start - anchor))
    return Attachments(
        main=dates[0] if dates else None,
        distance=distance,
        nouns=tuple(nouns),
        others=tuple(dates[1:]),
    )


def _is_length(time: TimeExpression) -> bool:
    """Whether it tells how long; a window that ends or begins now («الأيام الماضية») tells when."""
    meaning = time.meaning.whole if isinstance(time.meaning, Within) else time.meaning
    return time.type is TimeType.DURATION and not isinstance(meaning, Window)


def _distance(clause: Clause, times: Sequence[TimeExpression], durations: list[int]) -> int | None:
    """The duration right behind the signal that opens the clause."""
    if clause.signal is None or len(clause.signal) >= len(clause.tokens):
        return None
    start = clause.tokens[len(clause.signal)].span.start
    return next((index for index in durations if times[index].start == start), None)


def _lasting(
    clause: Clause, times: Sequence[TimeExpression], durations: list[int]
) -> list[tuple[Token, int]]:
    """The event nouns that last, each with its duration."""
    result: list[tuple[Token, int]] = []
    for index in durations:
        before = [
            token
            for token in clause.tokens
            if token.noun == "event" and token.span.end <= times[index].start
        ]
        if before:
            result.append((before[-1], index))
    return result


def _is_begun(clause: Clause, time: TimeExpression) -> bool:
    """Whether words such as «بدءاً من» stand right before the time."""
    table = lexicon().begun_by
    ahead = [k for k, token in enumerate(clause.tokens) if token.span.end <= time.start]
    return any(phrase_at(clause.tokens, k, table) is not None for k in ahead[-3:])
