"""Names made of a head and what stands behind it: facilities, offices, ministries, events.

«مستشفى عسير المركزي» is a hospital, «شرطة شيكاغو» an office, «كأس أفريقيا» a cup: none of them is
the place in it.
"""

from collections.abc import Iterator, Mapping, Sequence

from reader.entities.document.borders import DASHES, ROAD
from reader.entities.document.edges import edges
from reader.entities.document.page import Page
from reader.entities.document.tokens import Token, readings
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.names.lists import nationalities

_SCORE = 0.5
_LONGEST = 9  # words of a ministry's or an event's name
_YEAR = 4  # digits
_BETWEEN = frozenset(("شمال", "جنوب", "شرق", "غرب", "وسط", "منطقه", "محافظه", "مدينه"))


def composed(page: Page, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The facilities and offices that places or persons of `mentions` only name.

    Args:
        page: the article.
        mentions: found so far.
    """
    for mention in mentions:
        if mention.type in (EntityType.FAC, EntityType.MISC):
            continue
        first, last = page.words_of(mention)
        if page.tokens[first].start != mention.start:
            continue  # «بمطار بالقاهرة»: a preposition stands between
        before = page.word_before(first, quotes=False)
        if before is not None and before.key in _BETWEEN:  # «مستشفى شرق جدة», «أمانة منطقة جازان»
            first -= 1
            before = page.word_before(first, quotes=False)
        head = _head(before, mention.type, last - first) if before else None
        if before is None or head is None or _is_by_way(page, first - 1):
            continue
        kind, skipped = head
        if kind is EntityType.FAC and last < len(page.tokens):
            closing = page.tokens[last]
            last += int(not closing.gap and closing.key in edges().closing)
            last = _other_end(page, before, last, mentions)
        piece = page.tokens[first - 1 : last]
        yield page.mention(piece, skipped, kind, MentionBasis.TAGGER, score=_SCORE)


def _is_by_way(page: Page, index: int) -> bool:
    """Whether a road is none: «عن طريق الأردن»."""
    before = page.word_before(index, quotes=False)
    return page.tokens[index].key == ROAD and before is not None and before.key == "عن"


def _other_end(page: Page, head: Token, last: int, mentions: Sequence[Mention]) -> int:
    """The word behind the other end of a road («طريق الجوف – تبوك»), else `last`."""
    if not head.key.endswith(ROAD) or last >= len(page.tokens):
        return last
    start = page.tokens[last].start
    if page.text[page.tokens[last - 1].end : start].strip() not in DASHES:
        return last
    ends = (page.words_of(other)[1] for other in mentions if other.start == start)
    return next(ends, last)


def _head(word: Token, inner: EntityType, words: int) -> tuple[EntityType, int] | None:
    """What a head makes of the name behind it, and the letters of its proclitic."""
    for form, skipped in readings(word.key):
        if form in edges().facilities and inner is not EntityType.ORG:
            return EntityType.FAC, skipped
        if form in edges().branches and inner is EntityType.ORG and words > 1:
            return EntityType.ORG, skipped
        if form in edges().offices and inner is EntityType.LOC:
            return EntityType.ORG, skipped
    return None


def events(page: Page, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The events that a head and the words behind it name («دوري أبطال أوروبا»).

    Args:
        page: the article.
        mentions: found so far, whose places may stand in a name.
    """
    places = {}
    for mention in mentions:
        if mention.type is EntityType.LOC:
            first, last = page.words_of(mention)
            if mention.start == page.tokens[first].start:  # «كأس العالم بألمانيا»: outside
                places[first] = last
    for index, token in enumerate(page.tokens):
        for form, skipped in readings(token.key):
            if form in edges().events:
                end = _event(page.tokens, index + 1, places)
                if end:
                    piece = page.tokens[index:end]
                    yield page.mention(
                        piece, skipped, EntityType.MISC, MentionBasis.TAGGER, score=_SCORE
                    )
                break


def _event(tokens: Sequence[Token], index: int, places: Mapping[int, int]) -> int:
    """The number of the word behind an event whose head stands before word `index`; 0 for none."""
    told = False
    first = index
    while index < len(tokens) and index - first < _LONGEST and not tokens[index].gap:
        key = tokens[index].key
        people = key in nationalities() and key.startswith("ال")
        year = len(key) == _YEAR and key.isdecimal()
        if index in places or people or year or key in edges().eventful:
            told = True
        elif key not in edges().attached:
            break
        index = places.get(index, index + 1)
    return index if told else 0


def ministries(page: Page) -> Iterator[Mention]:
    """«وزارة الثقافة والشباب وتنمية المجتمع»: portfolios, each with a word that belongs to it."""
    for index, token in enumerate(page.tokens):
        if not token.key.endswith("وزاره"):
            continue
        skipped = next((cut for form, cut in readings(token.key) if form == "وزاره"), None)
        end = _portfolios(page.tokens, index + 1)
        if skipped is not None and end > index + 1:
            piece = page.tokens[index:end]
            yield page.mention(piece, skipped, EntityType.ORG, MentionBasis.TAGGER, score=_SCORE)


def _portfolios(tokens: Sequence[Token], index: int) -> int:
    """The number of the word behind the portfolios that begin at word `index`."""
    first = index
    while index < len(tokens) and index - first < _LONGEST and not tokens[index].gap:
        key = tokens[index].key
        if index > first:
            key = key[1:] if key[0] == "و" else ""
        if key not in edges().portfolios:
            break
        index += 1
        bare = not key.startswith("ال")
        while index < len(tokens) and _belongs(tokens[index], bare=bare):
            index += 1
            bare = False
    return index


def _belongs(token: Token, *, bare: bool) -> bool:
    """Whether a word belongs to a portfolio: an adjective, or what one without ال is of."""
    adjective = token.key.endswith(("يه", "ي"))
    if token.key in edges().trailing or token.key in edges().closing:
        return False  # «وزارة التربية التي»
    return not token.gap and token.key.startswith("ال") and (bare or adjective)
