"""Mentions by the words before them: a designator or a title, a quoted name, a kunya, an organ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.entities.document.cues import cues
from reader.entities.document.edges import edges
from reader.entities.document.listed import designator_before
from reader.entities.document.page import Page, span_of
from reader.entities.document.tokens import Token, readings
from reader.entities.document.trim import called
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.names.lists import nationalities
from reader.entities.names.romanize import spellings
from reader.entities.places.friends import false_friends
from reader.text.fold import search_key
from reader.text.span import Span

# A name in quotes is short: four words at most tell a name from a quotation.
_QUOTED = re.compile('[«"“”]([^«»"“”\n.:]{2,60})[»"”“]')
_MOST_QUOTED, _MOST_TITLED = 4, 8
_NAME_LONGEST = 3
_SCORE = 0.3
_KUNYA = ("ابو", "ابي", "ابا")


def cued_mentions(page: Page) -> Iterator[Mention]:
    """The names that a cue tells, in no order, some of them overlapping."""
    yield from _quoted(page)
    for index, token in enumerate(page.tokens):
        if not _is_inside(page, index):
            if token.key.endswith(_KUNYA):
                yield from _kunya(page, index)
            yield from _joined_kunya(page, index)
        yield from _titled(page, index)
        yield from _organ(page, index)


def _quoted(page: Page) -> Iterator[Mention]:
    """Names in quotes: behind a designator («قناة «الوطن»») or with one as their first word."""
    starts = {token.start: number for number, token in enumerate(page.tokens)}
    for found in _QUOTED.finditer(page.text):
        words = found[1].split()
        number = starts.get(found.start(1) + len(found[1]) - len(found[1].lstrip()))
        if number is None or len(words) > _MOST_TITLED:
            continue
        piece = page.tokens[number : number + len(words)]
        before = page.word_before(number)
        if before and any(form in edges().works for form, _ in readings(before.key)):
            mention = _mention(page, piece, EntityType.MISC)
            yield replace(mention, designator=span_of(before))
        if len(words) > _MOST_QUOTED or "،" in found[1]:
            continue
        designator = designator_before(page, number)
        if designator is not None:
            mention = _mention(page, piece, designator[1])
            yield called(page, replace(mention, designator=designator[0]))
        elif len(words) > 1 and edges().designators.get(piece[0].key) is EntityType.ORG:
            yield _mention(page, piece, EntityType.ORG)


def _is_inside(page: Page, index: int) -> bool:
    """Whether the word before a kunya makes it a piece of a longer name («ابن أبي طالب»)."""
    before = page.word_before(index, quotes=False)
    return before is not None and (before.key in edges().particles or before.key in spellings())


def _kunya(page: Page, index: int) -> Iterator[Mention]:
    """«أبو خالد الجزراوي»: the kunya, a name, and one with ال behind it."""
    piece = [page.tokens[index]]
    for token in page.tokens[index + 1 : index + 3]:
        if token.gap:
            break
        piece.append(token)
    skipped = next((cut for form, cut in readings(piece[0].key) if form in _KUNYA), None)
    if len(piece) < 2 or skipped is None or piece[1].key in false_friends():
        return
    if len(piece) > 2 and not piece[2].key.startswith("ال"):
        if piece[2].key in edges().particles:
            return
        del piece[2]
    yield page.mention(piece, skipped, EntityType.PER, MentionBasis.TAGGER, score=_SCORE)


def _joined_kunya(page: Page, index: int) -> Iterator[Mention]:
    """«أبوطلحة الألماني»: the kunya written with its name, and one with ال behind it."""
    token = page.tokens[index]
    skipped = next((cut for form, cut in readings(token.key) if form.startswith("ابو")), None)
    if skipped is None or index + 1 >= len(page.tokens):
        return
    name, following = token.key[skipped + len("ابو") :], page.tokens[index + 1]
    known = name in spellings() or name.removeprefix("ال") in spellings()
    if known and following.key.startswith("ال") and not following.gap:
        piece = (token, following)
        yield page.mention(piece, skipped, EntityType.PER, MentionBasis.TAGGER, score=_SCORE)


def _titled(page: Page, index: int) -> Iterator[Mention]:
    """«وزير الخارجية الروسي سيرغي لافروف»: two or three words behind a title and its adjectives."""
    title = page.tokens[index]
    titles = edges().titles
    skipped = next((cut for form, cut in readings(title.key) if form in titles), None)
    if skipped is None:
        return
    place = index + 1
    while place < len(page.tokens) and _goes_between(page.tokens[place]):
        place += 1
    words: list[Token] = []
    for token in page.tokens[place : place + _NAME_LONGEST]:
        if token.gap or not _may_name(token.key):
            break
        words.append(token)
    if len(words) >= 2:
        mention = _mention(page, words, EntityType.PER)
        yield replace(mention, title=Span(title.start + skipped, title.end))


def _goes_between(token: Token) -> bool:
    """Whether a word can stand between a title and the name."""
    return not token.gap and (token.key in cues().between or token.key in nationalities())


def _organ(page: Page, index: int) -> Iterator[Mention]:
    """«المركز الروسي للمصالحة»: a head, the adjective of a state, and what it is for."""
    head = page.tokens[index]
    skipped = next((cut for form, cut in readings(head.key) if form in edges().organs), None)
    piece = [head]
    for token in page.tokens[index + 1 : index + 4]:
        if token.gap:
            break
        piece.append(token)
    if skipped is None or len(piece) < 3 or piece[1].key not in nationalities():
        return
    if not piece[2].key.startswith("لل"):
        return
    adjective = len(piece) == 4 and piece[3].key.startswith("ال")
    tail = 4 if adjective and piece[3].key.endswith(("ي", "يه")) else 3
    yield page.mention(piece[:tail], skipped, EntityType.ORG, MentionBasis.TAGGER, score=_SCORE)


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
    cue = key in edges().designators or key in edges().titles or key in cues().between
    return key not in _NEVER and not cue and key[0].isalpha() and not key.isascii() and len(key) > 1


def _mention(page: Page, piece: Sequence[Token], kind: EntityType) -> Mention:
    """A mention by a cue."""
    return page.mention(piece, 0, kind, MentionBasis.TAGGER, score=_SCORE)
