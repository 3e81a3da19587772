"""Mentions by the lists and the gazetteer: longest match, with the gates that lists need.

A bare gazetteer is worth little (longest match alone: precision .24): a place counts without a
designator only where it is a country, a capital, a region or a large city, and never where its
name is a common word.
"""

from collections.abc import Iterator, Sequence

from reader.entities.document.cues import cues
from reader.entities.document.tokens import Token, offset_behind, phrase, readings, whole_form
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.names.lists import known
from reader.entities.places.friends import false_friends
from reader.entities.places.gazetteer import Gazetteer
from reader.text.span import Span

_LONGEST = 6  # words
_LARGE = 50_000  # inhabitants of a city that needs no designator
_FACILITY = frozenset(("facility",))


def listed_mentions(text: str, tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Mention]:
    """The names of `text` that the lists know, in reading order, none inside another.

    Args:
        text: the article's text.
        tokens: its words.
        gazetteer: the places known.
    """
    found: list[Mention] = []
    index = 0
    while index < len(tokens):
        mention, size = _longest(text, tokens, index, gazetteer)
        if mention is not None:
            found.append(mention)
        index += size
    return found


def _longest(
    text: str, tokens: Sequence[Token], index: int, gazetteer: Gazetteer
) -> tuple[Mention | None, int]:
    """The longest listed name that begins at word `index`, and how many words it takes."""
    designator = designator_before(tokens, index)
    for size in range(_LONGEST, 0, -1):
        piece = phrase(tokens, index, size)
        if piece is None:
            continue
        for form, skipped in _forms(piece):
            kind = _kind(form, size, gazetteer, designator)
            if kind is not None:
                start = offset_behind(text, piece[0].start, piece[0].end, skipped)
                return _mention(text, start, piece[-1].end, kind, designator), size
    return None, 1


def _forms(piece: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """What the words can be as a name, with the letters of the first that stand outside."""
    rest = "".join(f" {token.key}" for token in piece[1:])
    for form, skipped in readings(piece[0].key):
        yield form + rest, skipped


def _kind(
    form: str, size: int, gazetteer: Gazetteer, designator: tuple[Span, EntityType] | None
) -> EntityType | None:
    """The type of a listed name, or None where it is none or may not count."""
    entry = known().get(form)
    if entry is not None and (size > 1 or form not in false_friends()):
        return entry.type
    head = form.split(maxsplit=1)[0]
    if form not in gazetteer or (size > 1 and cues().designators.get(head) is EntityType.LOC):
        return None
    told = designator is not None and designator[1] in (EntityType.LOC, EntityType.FAC)
    if size == 1 and form in false_friends() and not told:
        return None
    places = gazetteer.lookup(form)
    if any(place.kind == "facility" for place in places):
        return EntityType.FAC
    notable = any(
        place.kind not in ("city", "region") or place.population >= _LARGE for place in places
    )
    if told or notable or any(place.kind == "region" for place in places):
        return EntityType.LOC
    return None


def designator_before(tokens: Sequence[Token], index: int) -> tuple[Span, EntityType] | None:
    """The designator right before word `index`, and the type that it tells."""
    if index == 0:
        return None
    before = tokens[index - 1]
    table = cues().designators
    for form, skipped in readings(before.key):
        bare = form if form in table else form.removeprefix("ال")
        if bare in table:
            return Span(before.start + skipped, before.end), table[bare]
    return None


def _mention(
    text: str, start: int, end: int, kind: EntityType, designator: tuple[Span, EntityType] | None
) -> Mention:
    """A mention by the lists."""
    return Mention(
        start=start,
        end=end,
        text=text[start:end],
        type=kind,
        basis=MentionBasis.LIST,
        designator=designator[0] if designator else None,
        form=whole_form(text, start, end),
    )
