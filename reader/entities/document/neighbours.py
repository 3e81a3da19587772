"""What names tell each other that stand side by side, and the words around them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.entities.document.borders import bordered, is_road
from reader.entities.document.edges import edges
from reader.entities.document.page import Page
from reader.entities.document.trim import is_rare
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.names.lists import nationalities
from reader.entities.names.romanize import given_names, spellings
from reader.entities.names.user import entry_of
from reader.entities.places.gazetteer import Gazetteer
from reader.text.fold import search_key

_MOST = 5  # words of a person's name that two pieces make
_WHOLE_NAME = 3  # words of a name that is no piece
_RARE = 3000  # a family name of the lists is none of so many commonest words
_RARE_GIVEN = 2000  # nor is a given name before a family name
_STRANGE = 20_000  # nor is a foreign one of so many


def settled(page: Page, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """`mentions`, pieces of one name joined and what only looks like a name left out.

    Args:
        page: the article.
        mentions: in reading order, none overlapping another.
        gazetteer: the places known.
    """
    kept: list[Mention] = []
    taken = {n for mention in mentions for n in range(*page.words_of(mention))}
    for mention in mentions:
        if mention.basis is MentionBasis.USER:
            kept.append(mention)
        elif not _is_adjective(page, mention):
            last = kept.pop() if kept else None
            own = _typed(page, _opened(page, mention, taken), gazetteer)
            kept += _placed(page, last, own, gazetteer)
            whole = _closed(page, _extended(page, kept[-1], taken), taken)
            kept[-1] = bordered(page, whole, taken)
    return kept


def _closed(page: Page, mention: Mention, taken: set[int]) -> Mention:
    """A name with the adjectives that close it («مصرف قطر المركزي», «مهرجان أملج التراثي»)."""
    first, last = page.words_of(mention)
    keys = page.keys_of(mention, first, last)
    end = last
    while end < len(page.tokens) and end not in taken and not page.tokens[end].gap:
        word = page.tokens[end].key
        if len(keys) < 2 or keys[-1] == word or not _closes(mention.type, keys[0], word):
            break
        end += 1
    return mention if end == last else page.cut(mention, mention.start, page.tokens[end - 1].end)


def _closes(kind: EntityType, head: str, word: str) -> bool:
    """Whether an adjective may close a name of that type and head."""
    if kind is EntityType.MISC:
        return head in edges().events and word.startswith("ال") and word.endswith(("ي", "يه"))
    bare, table = head.removeprefix("ال"), edges()
    organisation = bare in table.designators or f"ال{bare}" in table.common
    fits = kind is EntityType.FAC or (kind is EntityType.ORG and organisation)
    return fits and word in table.closing


def _typed(page: Page, mention: Mention, gazetteer: Gazetteer) -> Mention:
    """A place under the type that the words around it and the gazetteer tell.

    A town with the masculine adjective of a state is its club («نزوى العماني»): a town would have
    the feminine one. A name that only a facility has is one («الأقصى»).
    """
    if mention.type is not EntityType.LOC:
        return mention
    places = gazetteer.exact(mention.name)
    if places and all(place.kind == "facility" for place in places):
        return replace(mention, type=EntityType.FAC)
    _first, last = page.words_of(mention)
    follows = last < len(page.tokens) and not page.tokens[last].gap
    adjective = page.tokens[last].key if follows else ""
    state = any(place.kind in ("country", "capital", "continent") for place in places)
    if not state and mention.designator is None and _plays(page, mention):
        return replace(mention, type=EntityType.ORG)
    home = adjective in nationalities() and adjective.startswith("ال") and adjective.endswith("ي")
    if home and not state and mention.designator is None:
        return replace(mention, type=EntityType.ORG)
    return mention


def _plays(page: Page, mention: Mention) -> bool:
    """Whether what stands before a town tells that its club is meant («لاعب برشلونة»)."""
    first, _last = page.words_of(mention)
    before = page.word_before(first, quotes=False)
    if before is None or page.tokens[first].start < mention.start:
        return False
    if before.key in edges().sides:
        return True
    earlier = page.word_before(first - 1, quotes=False)
    return before.key == "علي" and earlier is not None and earlier.key in edges().wins


def _opened(page: Page, mention: Mention, taken: set[int]) -> Mention:
    """A person's name with the particles or the given name before it that were passed over."""
    first, _last = page.words_of(mention)
    start = first
    while mention.type is EntityType.PER and start and start - 1 not in taken:
        before, word = page.tokens[start - 1], page.tokens[start]
        if word.gap or word.start < mention.start or before.key not in edges().particles:
            break
        start -= 1
    if mention.type is EntityType.PER and start and start - 1 not in taken:
        before, word = page.tokens[start - 1], page.tokens[start]
        titles = edges().titles | nationalities().keys()
        given = before.key in given_names() and before.key not in titles
        given = given and is_rare(before.key, _RARE_GIVEN)
        start -= int(given and not word.gap and word.start >= mention.start)
    return mention if start == first else page.cut(mention, page.tokens[start].start, mention.end)


def _placed(
    page: Page, last: Mention | None, mention: Mention, gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Two mentions that follow each other, as one where they are pieces of one name."""
    if last is not None and is_road(page, last, mention):
        yield page.cut(last, last.start, mention.end)
        return
    if last is None or page.text[last.end : mention.start].strip(" ") not in ("", "و", "ب"):
        yield from (last, mention) if last else (mention,)
        return
    beside = last.end < mention.start and not page.text[last.end : mention.start].strip(" ")
    named_after = last.type is EntityType.FAC and mention.type is EntityType.LOC
    if beside and named_after and last.basis is not MentionBasis.USER:
        yield page.cut(last, last.start, mention.end)  # «مطار تونس قرطاج»
        return
    if _is_of_several(page, last, mention):
        yield page.cut(last, last.start, mention.end)
        return
    if beside and last.basis is not MentionBasis.USER and _is_one(last, mention, gazetteer):
        yield page.cut(last, last.start, mention.end)
        return
    yield last
    yield _peeled(page, last, mention, gazetteer) if beside else mention


def _is_of_several(page: Page, last: Mention, mention: Mention) -> bool:
    """Whether the town behind «بـ» tells which of several bodies is meant."""
    if last.type is not EntityType.ORG or mention.type is not EntityType.LOC:
        return False
    head = search_key(last.name).split()[0].removeprefix("ال")
    return page.text[last.end : mention.start] == " ب" and head in edges().several


def _is_one(one: Mention, other: Mention, gazetteer: Gazetteer) -> bool:
    """Whether two mentions side by side are pieces of one name."""
    if one.type is not other.type:
        return False
    whole = f"{one.name} {other.name}"
    if one.type is EntityType.LOC:
        return bool(gazetteer.exact(whole))
    first = search_key(other.name).split()[0]
    short = len(one.name.split()) < _WHOLE_NAME and len(whole.split()) <= _MOST
    pieces = one.type is EntityType.PER and short
    return pieces and (first[0] != "و" or first in spellings())


def _peeled(page: Page, last: Mention, mention: Mention, gazetteer: Gazetteer) -> Mention:
    """A mention right behind another of its type, without the «و» that joins the two."""
    first = search_key(mention.name).split()[0]
    alike = last.type is mention.type and first[0] == "و" and len(first) > 3
    known = entry_of(search_key(mention.name)) or gazetteer.exact(mention.name)
    if not alike or known or first in spellings():
        return mention
    return page.cut(mention, mention.start + 1, mention.end)


def _extended(page: Page, mention: Mention, taken: set[int]) -> Mention:
    """Given names with the family name behind them that was passed over."""
    words = search_key(mention.name).split()
    given = words[-1] in given_names() or words[0] == "عبد" or words[-1] == "الدين"
    if mention.type is not EntityType.PER or len(words) > 2 or not given:
        return mention
    _first, last = page.words_of(mention)
    if last >= len(page.tokens) or last in taken:
        return mention
    word = page.tokens[last]
    family = word.key in spellings() or word.key.removeprefix("ال") in spellings()
    strange = word.key[0] not in "وفبلكا" and word.key[-1] not in "اه" and word.key.isalpha()
    foreign = strange and not word.key.isascii() and is_rare(word.key, _STRANGE)
    if word.gap or not ((family and is_rare(word.key, _RARE)) or foreign):
        return mention
    return replace(page.cut(mention, mention.start, word.end), basis=mention.basis)


def _is_adjective(page: Page, mention: Mention) -> bool:
    """Whether a name is none here: an adjective («الحكومة السعودية»), or half of «مسقط رأس»."""
    first, last = page.words_of(mention)
    follows = last < len(page.tokens) and not page.tokens[last].gap
    if follows and f"{search_key(mention.name)} {page.tokens[last].key}" in edges().generic:
        return True
    if mention.type is not EntityType.LOC or search_key(mention.name) not in nationalities():
        return False
    before = page.word_before(first, quotes=False)
    if before is None or page.tokens[first].start != mention.start or mention.designator:
        return False
    word = before.key[1:] if before.key[0] in "وفبلك" else before.key
    return word.startswith(("ال", "لل")) or word[:1] == "ل" == before.key[:1]
