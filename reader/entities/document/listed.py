"""Mentions by the lists and the gazetteer: longest match, with the gates that lists need.

A bare gazetteer is worth little (longest match alone: precision .24): a place counts without a
designator only where it is a country, a capital, a region or a large city, and never where its
name is a common word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reader.entities.document.edges import edges
from reader.entities.document.page import Page, span_of
from reader.entities.document.tokens import Token, phrase, readings
from reader.entities.document.trim import (
    called,
    cued,
    is_at_home,
    is_designated,
    is_rare,
    names_itself,
)
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.names.lists import heads, latin_names
from reader.entities.names.user import entry_of, user_names
from reader.entities.places.friends import context_names, false_friends
from reader.entities.places.gazetteer import Gazetteer
from reader.text.fold import search_key
from reader.text.span import Span

_LONGEST = 7  # words
_LONGEST_LATIN = 4
_LARGE = 50_000  # inhabitants of a city that needs no designator
_SURE = 0.4
_RARE, _LEAST_SURE = 5000, 5  # rank and letters from which a listed word is unmistakable
_PLACES = (EntityType.LOC, EntityType.FAC)
_DEFINITE = frozenset(("العاصمه",))  # the designators that stand before a name with ال too


def user_mentions(page: Page) -> list[Mention]:
    """The reader's own names in the article, in reading order, none inside another."""
    names = user_names()
    found: list[Mention] = []
    index = 0
    while names.entries and index < len(page.tokens):
        piece, form, skipped = _known(page, index, names.heads, names.entries)
        if piece:
            kind = names.entries[form].type
            found.append(page.mention(piece, skipped, kind, MentionBasis.USER))
        index += max(1, len(piece))
    return found


def _known(
    page: Page, index: int, first: Mapping[str, int], names: Mapping[str, object]
) -> tuple[Sequence[Token], str, int]:
    """The longest of `names` that begins at word `index`: its words, its key, letters before it."""
    for size in range(_most(page, index, first), 0, -1):
        piece = phrase(page.tokens, index, size)
        for form, skipped in _forms(piece or ()):
            if form in names:
                return piece or (), form, skipped
    return (), "", 0


def listed_mentions(page: Page, gazetteer: Gazetteer) -> list[Mention]:
    """The names of the article that the lists know, in reading order, none inside another.

    Those of one word that no designator tells are doubtful and have the score 0.

    Args:
        page: the article.
        gazetteer: the places known.
    """
    found: list[Mention] = []
    index = 0
    while index < len(page.tokens):
        mention, size = _longest(page, index, gazetteer)
        if mention is not None:
            found.append(mention)
        index += size
    return found


def latin_mentions(page: Page) -> Iterator[Mention]:
    """The listed names that the article writes in Latin letters («(CNN)»), case as in the list."""
    index = 0
    while index < len(page.tokens):
        token = page.tokens[index]
        size = 1
        if token.key.isascii() and page.text[token.start].isupper():
            for size in range(_LONGEST_LATIN, 0, -1):
                piece = phrase(page.tokens, index, size)
                key = " ".join(word.key for word in piece or ())
                name, entry = latin_names().get(key, ("", None))
                if piece and entry and page.text[piece[0].start : piece[-1].end] == name:
                    yield page.mention(piece, 0, entry.type, MentionBasis.LIST, score=_SURE)
                    break
        index += size


def _most(page: Page, index: int, *tables: Mapping[str, int]) -> int:
    """With how many words at most a name of the tables can begin at word `index`."""
    most = 0
    for form, _skipped in readings(page.tokens[index].key):
        for table in tables:
            most = max(most, table.get(form, 0), table.get(form.replace("ء", ""), 0))
    return min(most, _LONGEST)


def _longest(page: Page, index: int, gazetteer: Gazetteer) -> tuple[Mention | None, int]:
    """The longest listed name that begins at word `index`, and how many words it takes."""
    most = _most(page, index, gazetteer.heads, heads())
    if gazetteer.has_imported and designator_before(page, index):
        most = _LONGEST
    designator = designator_before(page, index) if most else None
    for size in range(most, 0, -1):
        piece = phrase(page.tokens, index, size)
        for form, skipped in _forms(piece or ()):
            told = None if skipped else designator  # of «مسجد بالمدينة» it tells nothing
            kind = _kind(form, size, gazetteer, told)
            if kind is EntityType.ORG and not skipped and page.is_of_another(index):
                kind = None
            if kind is not None and piece is not None:
                rare = kind is EntityType.ORG and _is_unmistakable(form)
                score = _SURE if size > 1 or told or rare else 0.0
                cut = _outside(kind, form.split())
                inner, words = _longest(page, index + 1, gazetteer) if cut else (None, 0)
                if inner is not None and words >= size:
                    return inner, words + 1  # «قناة العربية الحدث» is not «قناة العربية»
                before = span_of(piece[0], skipped) if cut else told[0] if told else None
                home = int(kind is EntityType.ORG and is_at_home(form.split()))
                mention = page.mention(
                    piece[cut : len(piece) - home],
                    0 if cut else skipped,
                    kind,
                    MentionBasis.LIST,
                    score=score,
                )
                title = before if kind is EntityType.PER else None
                found = replace(mention, designator=None if title else before, title=title)
                known = entry_of(search_key(mention.name)) is entry_of(form)
                if (home or (cut and kind is EntityType.PER)) and not known:
                    whole = page.text[piece[0].start + skipped : piece[-1].end]
                    found = replace(found, form=whole)  # «الشيخ تميم» is listed so
                if not skipped:
                    found = cued(page, found, index + cut)
                return called(page, found), size
    return None, 1


def _is_unmistakable(form: str) -> bool:
    """Whether a listed organisation of one word can hardly be anything else («رويترز»).

    With ال it may be a noun («الميادين»), and a short one a word with a proclitic («وأم»).
    """
    long = len(form) >= _LEAST_SURE and not form.startswith("ال")
    return long and entry_of(form) is not None and is_rare(form, _RARE)


def _outside(kind: EntityType, words: Sequence[str]) -> int:
    """How many words of a listed name are its title or its designator («الملك محمد السادس»)."""
    if kind is EntityType.ORG:
        return int(is_designated(words))
    return int(kind is EntityType.PER and len(words) > 1 and words[0] in edges().titles)


def _forms(piece: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """What the words can be as a name, with the letters of the first that stand outside."""
    if not piece:
        return
    rest = "".join(f" {token.key}" for token in piece[1:])
    for form, skipped in readings(piece[0].key):
        yield form + rest, skipped


def _kind(
    form: str, size: int, gazetteer: Gazetteer, designator: tuple[Span, EntityType] | None
) -> EntityType | None:
    """The type of a listed name, or None where it is none or may not count."""
    if form in user_names().never or form in edges().generic:
        return None
    entry = entry_of(form)
    told_so = designator is not None and entry is not None and designator[1] is entry.type
    company = designator is not None and designator[1] is EntityType.ORG
    if size == 2 and form.startswith("القوات "):
        return None  # any forces of a state
    if company and size == 1 and entry is not None and entry.type is EntityType.PER:
        return EntityType.ORG  # «شركة بوش» is not the president
    if entry is not None and (size > 1 or told_so or form not in false_friends()):
        return entry.type
    told = designator is not None and designator[1] in _PLACES
    place = designator is not None and designator[1] is EntityType.LOC
    if form not in gazetteer or (size == 1 and form in false_friends() and not place):
        return None
    words = form.split()
    if size > 1 and (_only_directions(words) or _is_direction_of(words, gazetteer)):
        return None
    if size > 1 and edges().designators.get(words[0]) is EntityType.LOC:
        return EntityType.LOC if names_itself(words, gazetteer) else None
    return _kind_of_place(form, gazetteer, told=told)


def _only_directions(words: Sequence[str]) -> bool:
    """Whether a name is made of directions alone («الجنوب الشرقي»)."""
    table = edges()
    return all(
        word in table.directions or word.removeprefix("ال") in table.leading for word in words
    )


def _is_direction_of(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a name is but a side of a place («غرب أوروبا»); countries and regions are more."""
    if words[0] not in edges().leading or not gazetteer.exact(" ".join(words[1:])):
        return False
    return all(place.kind == "area" for place in gazetteer.exact(" ".join(words)))


def _kind_of_place(form: str, gazetteer: Gazetteer, *, told: bool) -> EntityType | None:
    """The type of a name of the gazetteer, None where it is a small place that nothing tells."""
    places = gazetteer.lookup(form)
    if any(place.kind == "facility" for place in places):
        return EntityType.FAC
    notable = any(
        place.kind not in ("city", "village") or place.population >= _LARGE for place in places
    )
    return EntityType.LOC if told or notable else None


def designator_before(page: Page, index: int) -> tuple[Span, EntityType] | None:
    """The designator right before word `index`, and the type that it tells.

    One with ال («المستشفى») tells nothing of a word with ال, which is its adjective.
    """
    before = page.word_before(index)
    if before is None:
        return None
    table = edges().designators
    for form, skipped in readings(before.key):
        bare = form if form in table else form.removeprefix("ال")
        if bare in table:
            definite = form.startswith("ال") and form not in _DEFINITE
            if definite and page.tokens[index].key.startswith("ال"):
                return None
            return span_of(before, skipped), table[bare]
    return None


def coordinated(
    page: Page, doubtful: Sequence[Mention], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Doubtful places that «و» joins to a place («في الجزيرة وكوباني»): each speaks for the other.

    Args:
        page: the article.
        doubtful: the places of one word that only the gazetteer tells.
        mentions: the names that are sure.
    """
    sure = {page.words_of(mention)[0]: mention for mention in mentions}
    ends = {page.words_of(mention)[1]: mention for mention in mentions}
    for mention in doubtful:
        first, last = page.words_of(mention)
        after, before = sure.get(last), ends.get(first)
        joined = after is not None and _joined(page, mention, after)
        joined = joined or (before is not None and _joined(page, before, mention))
        if joined:
            yield replace(mention, score=0.3)


def _joined(page: Page, one: Mention, other: Mention) -> bool:
    """Whether «و» and nothing else stands between two places."""
    places = one.type in _PLACES and other.type in _PLACES
    return places and page.text[one.end : other.start].strip() == "و"


def contextual(page: Page, gazetteer: Gazetteer) -> Iterator[Mention]:
    """The places whose names are common words too, wherever such a word stands: all doubtful."""
    for token in page.tokens:
        for form, skipped in readings(token.key):
            if form in context_names() and form in gazetteer:
                yield page.mention((token,), skipped, EntityType.LOC, MentionBasis.LIST, score=0.0)
                break
