"""Mentions by the words before them: a designator or a title, a quoted name, a kunya."""

import re
from collections.abc import Iterator, Sequence

from reader.entities.document.cues import cues
from reader.entities.document.listed import designator_before
from reader.entities.document.tokens import Token
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.places.friends import false_friends
from reader.text.fold import search_key
from reader.text.span import Span

# A name in quotes is short: two words at most tell a name from a quotation.
_QUOTED = re.compile('[«"“]([^«»"“”\n.،:]{2,40})[»"”]')
_MOST_QUOTED = 4
_NAME_LONGEST = 3
_SCORE = 0.5


def cued_mentions(text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """The names that a cue tells, in no order, some of them overlapping.

    Args:
        text: the article's text.
        tokens: its words.
    """
    yield from _quoted(text, tokens)
    for index, token in enumerate(tokens):
        if token.key in cues().kunya and token.key.startswith(("ابو", "ابي", "ابا")):
            yield from _kunya(text, tokens, index)
        yield from _titled(text, tokens, index)


def _quoted(text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Names in quotes behind a designator («قناة «روسيا اليوم»»)."""
    starts = {token.start: number for number, token in enumerate(tokens)}
    for found in _QUOTED.finditer(text):
        words = found[1].split()
        number = starts.get(found.start(1))
        if number is None or len(words) > _MOST_QUOTED:
            continue
        designator = designator_before(tokens, number)
        if designator is None:
            continue
        span = Span(found.start(1), found.start(1) + len(found[1].rstrip()))
        yield _mention(text, span, designator[1], designator[0])


def _kunya(text: str, tokens: Sequence[Token], index: int) -> Iterator[Mention]:
    """«أبو خالد الجزراوي»: the kunya, a name, and one with ال behind it."""
    words = [
        token for token in tokens[index : index + 3] if token is tokens[index] or not token.gap
    ]
    if len(words) < 2 or search_key(words[1].key) in false_friends():
        return
    end = words[2].end if len(words) > 2 and words[2].key.startswith("ال") else words[1].end
    yield _mention(text, Span(tokens[index].start, end), EntityType.PER, None)


def _titled(text: str, tokens: Sequence[Token], index: int) -> Iterator[Mention]:
    """«وزير الخارجية الروسي سيرغي لافروف»: two or three words behind a title and its adjectives."""
    title = tokens[index]
    table = cues()
    if title.key not in table.titles and title.key[1:] not in table.titles:
        return
    place = index + 1
    while place < len(tokens) and not tokens[place].gap and tokens[place].key in table.between:
        place += 1
    words: list[Token] = []
    for token in tokens[place : place + _NAME_LONGEST]:
        if token.gap or not _may_name(token.key):
            break
        words.append(token)
    if len(words) >= 2:
        span = Span(words[0].start, words[-1].end)
        yield _mention(text, span, EntityType.PER, None, title=Span(title.start, title.end))


# Particles and verbs that cannot stand in a name.
_NEVER = frozenset(
    search_key(word)
    for line in (
        "في من على إلى عن أن إن مع بعد قبل خلال التي الذي الذين كما أو ثم قال ذكر أعلن أكد أضاف",
        "أشار كان هو هي لم لن قد بعدما حول ضد منذ حتى عبر بين دون أمس اليوم غدا يوم أول الجيش",
    )
    for word in line.split()
)


def _may_name(key: str) -> bool:
    """Whether a word may be part of a person's name."""
    table = cues()
    cue = key in table.designators or key in table.titles or key in table.between
    return key not in _NEVER and not cue and key[0].isalpha() and not key.isascii() and len(key) > 1


def _mention(
    text: str, span: Span, kind: EntityType, designator: Span | None, title: Span | None = None
) -> Mention:
    """A mention by a cue."""
    return Mention(
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        type=kind,
        basis=MentionBasis.TAGGER,
        score=_SCORE,
        designator=designator,
        title=title,
    )
