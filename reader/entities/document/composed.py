"""Names made of a head and a name that was found behind it, and of ministries' portfolios.

«مستشفى عسير المركزي» is a hospital, «شرطة شيكاغو» an office: neither is the town in it.
"""

from collections.abc import Iterator, Sequence

from reader.entities.document.edges import edges
from reader.entities.document.page import Page
from reader.entities.document.tokens import Token, readings
from reader.entities.model import EntityType, Mention, MentionBasis

_SCORE = 0.5
_LONGEST = 9  # words of a ministry's name


def composed(page: Page, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The facilities and offices that places or persons of `mentions` only name.

    Args:
        page: the article.
        mentions: found so far.
    """
    for mention in mentions:
        if mention.type not in (EntityType.LOC, EntityType.PER):
            continue
        first, last = page.words_of(mention)
        if page.tokens[first].start != mention.start:
            continue  # «بمطار بالقاهرة»: a preposition stands between
        before = page.word_before(first, quotes=False)
        head = _head(before, mention.type) if before else None
        if before is None or head is None:
            continue
        kind, skipped = head
        if kind is EntityType.FAC and last < len(page.tokens):
            closing = page.tokens[last]
            last += int(not closing.gap and closing.key in edges().closing)
        piece = page.tokens[first - 1 : last]
        yield page.mention(piece, skipped, kind, MentionBasis.TAGGER, score=_SCORE)


def _head(word: Token, inner: EntityType) -> tuple[EntityType, int] | None:
    """What a head makes of the name behind it, and the letters of its proclitic."""
    for form, skipped in readings(word.key):
        if form in edges().facilities:
            return EntityType.FAC, skipped
        if form in edges().offices and inner is EntityType.LOC:
            return EntityType.ORG, skipped
    return None


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
    return not token.gap and token.key.startswith("ال") and (bare or adjective)
