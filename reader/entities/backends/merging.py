"""Two taggers' words on one text: the chosen one's alone, all, or only what both say."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

from reader.entities.model import Mention

Mentions = Sequence[Mention]


def _replace(chosen: Mentions, _own: Mentions) -> list[Mention]:
    """What the chosen tagger says."""
    return list(chosen)


def _union(chosen: Mentions, own: Mentions) -> list[Mention]:
    """That, and what the built-in tagger found where the chosen one found nothing."""
    more = [mention for mention in own if not _met(mention, chosen)]
    return sorted([*chosen, *more], key=lambda mention: mention.start)


def _vote(chosen: Mentions, own: Mentions) -> list[Mention]:
    """What both found under one type, with the edges of the chosen one."""
    return [
        mention
        for mention in chosen
        if any(other.type is mention.type for other in _met(mention, own))
    ]


def _met(mention: Mention, others: Mentions) -> list[Mention]:
    """Those of `others`, which stand in order and apart, that share a letter with `mention`."""
    index = max(0, bisect_right(others, mention.start, key=lambda other: other.start) - 1)
    found = []
    while index < len(others) and others[index].start < mention.end:
        if others[index].end > mention.start:
            found.append(others[index])
        index += 1
    return found


MERGES: Mapping[str, Callable[[Mentions, Mentions], list[Mention]]] = {
    "replace": _replace,
    "union": _union,
    "vote": _vote,
}


def apart(mentions: Mentions) -> list[Mention]:
    """Mentions that do not overlap, in order: the surer, else the longer, else the earlier one."""
    kept: list[Mention] = []
    ranked = sorted(mentions, key=lambda m: (-m.score, m.start - m.end, m.start))
    for mention in ranked:
        if not _met(mention, kept):
            place = bisect_right(kept, mention.start, key=lambda other: other.start)
            kept.insert(place, mention)
    return kept
