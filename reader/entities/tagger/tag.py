"""From text to mentions: sentences, words, network, best tags, core spans."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.entities.document.tokens import offset_behind, readings, whole_form
from reader.entities.model import EntityType, Mention
from reader.entities.tagger.crf import best_paths
from reader.entities.tagger.features import TAGS, normal
from reader.entities.tagger.model import Model, model
from reader.text.span import Span
from reader.text.words import Word, sentences, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LONGEST = 90  # words tagged together
_ALIKE = 0.66  # cosine from which a word is another one with a proclitic


def tag(
    text: str, spans: Sequence[Span] | None = None, network: Model | None = None
) -> tuple[Mention, ...]:
    """The names in `text`, proclitics left out, in reading order.

    Args:
        text: the article's text.
        spans: its sentences, or None to find them.
        network: who scores the words, or None for the model that ships.
    """
    pieces = [
        piece
        for span in (sentences(text) if spans is None else spans)
        for piece in _cut(list(words(text, span.start, span.end)))
    ]
    if not pieces:
        return ()
    folded = [[normal(word.text) or "." for word in piece] for piece in pieces]
    network = network or model()
    found: list[Mention] = []
    emissions = network.emissions(folded)
    paths = best_paths(emissions, network.start, network.transitions)
    for piece, scores, path in zip(pieces, emissions, paths, strict=True):
        found += _mentions(text, piece, [TAGS[number] for number in path], scores)
    return tuple(found)


def _cut(sentence: list[Word]) -> Iterator[list[Word]]:
    """The sentence in pieces that the network was trained on."""
    for start in range(0, len(sentence), _LONGEST):
        yield sentence[start : start + _LONGEST]


def _mentions(
    text: str,
    piece: Sequence[Word],
    tags: Sequence[str],
    scores: "NDArray[np.float32]",
) -> Iterator[Mention]:
    """The spans of a tagged piece as mentions."""
    start = -1
    for index in range(len(tags) + 1):
        tag_here = tags[index] if index < len(tags) else "O"
        if start >= 0 and not (tag_here[0] == "I" and tag_here[2:] == tags[start][2:]):
            score = _certainty(scores[start:index])
            kind = EntityType(tags[start][2:])
            yield mention_of(text, piece, (start, index), kind, score)
            start = -1
        if tag_here != "O" and start < 0:
            start = index


def mention_of(
    text: str, piece: Sequence[Word], place: tuple[int, int], kind: EntityType, score: float
) -> Mention:
    """The mention that some words of a sentence are, a proclitic of the first left out.

    Args:
        text: the article's text.
        piece: words of a sentence.
        place: the first word of the name, and the one behind its last.
        kind: of what it names.
        score: how sure the tagger is, 0..1.
    """
    first, last = piece[place[0]], piece[place[1] - 1]
    start = offset_behind(text, first.start, first.end, _proclitic(normal(first.text) or "."))
    return Mention(
        start=start,
        end=last.end,
        text=text[start : last.end],
        type=kind,
        score=score,
        form=whole_form(text, start, last.end),
    )


def _certainty(scores: "NDArray[np.float32]") -> float:
    """How far from O the least sure word of a span is: a logistic of its margin."""
    inside = scores[:, 1:].max(axis=1)
    margin = float((inside - scores[:, 0]).min())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, margin))))


def _proclitic(key: str) -> int:
    """Letters of a proclitic before a name.

    What is left must be a commoner word that is used alike («ولبنان», not «ليلى» as ل + يلي): the
    cosine of the two words' vectors tells, and a word without a vector is peeled where the rest
    has one.
    """
    network = model()
    whole = network.rank(key)
    for form, skipped in readings(key):
        rest = network.rank(form)
        if not skipped or rest is None:
            continue
        if whole is None or (rest < whole and network.likeness(whole, rest) >= _ALIKE):
            return skipped
    return 0
