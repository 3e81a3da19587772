"""What the reader says is wrong, and how it changes the entities of an article.

A correction names entities by the search form of their name, not by an id of one analysis, so that
it holds when the article is analysed again or, if the reader asks, in every other article.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.entities.model import Certainty, Entity, EntityType, Mention, Place, Retyping
from reader.notice import Notice
from reader.text.fold import search_key


class Action(StrEnum):
    """What a correction does."""

    HIDE = "hide"
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    RETYPE = "retype"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Attributes:
        action: what it does.
        name: the entity it is about, by any form of its name (compared by `search_key`).
        value: MERGE: a name of the other entity, which is joined to this one. SPLIT: the form
            whose mentions become an entity of their own. RENAME: the new name. RETYPE: the type.
            PLACE: the key of the chosen place, or "" for none. HIDE: unused.
        uid: the article it holds for, or None for all.
        type: of the entity it is about, which tells two of one name apart; None for any. One of
            that name alone is meant whatever its type is.
    """

    action: Action
    name: str
    value: str = ""
    uid: str | None = None
    type: EntityType | None = None


def corrected(entities: Sequence[Entity], corrections: Iterable[Correction]) -> tuple[Entity, ...]:
    """`entities` with `corrections` applied in the order in which they were made.

    A correction that no longer fits (its entity is not in the article) changes nothing.
    """
    result = list(entities)
    for correction in corrections:
        index = _find(result, correction.name, correction.type)
        if index is not None:
            _APPLY[correction.action](result, index, correction)
    return tuple(result)


def chosen_places(corrections: Iterable[Correction]) -> dict[str, str]:
    """By search key of a name, the key of the place that the reader chose for it last.

    Known before places are looked for, a choice also helps to tell those named beside it.
    """
    return {
        search_key(correction.name): correction.value
        for correction in corrections
        if correction.action is Action.PLACE and correction.value
    }


def given_types(corrections: Iterable[Correction]) -> dict[str, Retyping]:
    """By search key of a name, the type that the reader gave it last, as for `chosen_places`."""
    given: dict[str, Retyping] = {}
    for correction in corrections:
        if correction.action is Action.RETYPE and correction.value in set(EntityType):
            key = search_key(correction.name)
            before = given[key].before if key in given else correction.type
            given[key] = Retyping(before, EntityType(correction.value))
    return given


def _find(
    entities: Sequence[Entity], name: str, kind: EntityType | None = None, but: int = -1
) -> int | None:
    """Index of the entity that goes by `name`: as its canonical name, else as one of its forms.

    Args:
        entities: of the article.
        name: any form of a name.
        kind: the type that is looked for first.
        but: the index of one that is not meant.
    """
    key = search_key(name)
    named = [n for n, entity in enumerate(entities) if n != but and search_key(entity.name) == key]
    named = named or [n for n, e in enumerate(entities) if n != but and key in _forms(e)]
    return next((n for n in named if entities[n].type is kind), named[0] if named else None)


def _forms(entity: Entity) -> set[str]:
    """Every form by which the entity is named, as search keys."""
    named = (entity.name, *entity.aliases, *(mention.text for mention in entity.mentions))
    return {search_key(form) for form in named}


def _hide(entities: list[Entity], index: int, _correction: Correction) -> None:
    """Leave the entity out."""
    del entities[index]


def _merge(entities: list[Entity], index: int, correction: Correction) -> None:
    """Join the entity named by the value to the entity at `index`."""
    other = _find(entities, correction.value, but=index)
    if other is None:
        return
    kept, joined = entities[index], entities[other]
    mentions = sorted({*kept.mentions, *joined.mentions}, key=lambda mention: mention.start)
    aliases = dict.fromkeys((*kept.aliases, joined.name, *joined.aliases))
    aliases.pop(kept.name, None)
    entities[index] = replace(
        kept,
        mentions=tuple(mentions),
        aliases=tuple(aliases),
        place=kept.place or joined.place,
        reasons=(*kept.reasons, _by_reader(correction)),
    )
    del entities[other]


def _split(entities: list[Entity], index: int, correction: Correction) -> None:
    """Make the mentions of one form an entity of their own."""
    entity = entities[index]
    key = search_key(correction.value)
    parted = tuple(m for m in entity.mentions if search_key(m.text) == key)
    rest = tuple(m for m in entity.mentions if search_key(m.text) != key)
    if not parted or not rest:
        return
    reasons = (_by_reader(correction),)
    name = entity.name if search_key(entity.name) != key else _longest(rest)
    aliases = tuple(alias for alias in entity.aliases if search_key(alias) != key)
    entities[index] = replace(entity, name=name, mentions=rest, aliases=aliases)
    new = Entity(
        id=f"{entity.id}~{key.replace(' ', '-')}",
        type=entity.type,
        name=parted[0].text,
        name_en=None,
        name_en_basis=None,
        mentions=parted,
        certainty=Certainty.UNKNOWN,
        reasons=reasons,
    )
    entities.insert(index + 1, new)


def _rename(entities: list[Entity], index: int, correction: Correction) -> None:
    """Show the entity under another name; the old one stays as alias."""
    entity = entities[index]
    if not correction.value:
        return
    aliases = dict.fromkeys((entity.name, *entity.aliases))
    aliases.pop(correction.value, None)
    entities[index] = replace(
        entity,
        name=correction.value,
        aliases=tuple(aliases),
        reasons=(*entity.reasons, _by_reader(correction)),
    )


def _retype(entities: list[Entity], index: int, correction: Correction) -> None:
    """Give the entity another type; what is no place any more loses its place."""
    entity = entities[index]
    if correction.value not in set(EntityType):
        return
    kind = EntityType(correction.value)
    is_place = kind in (EntityType.LOC, EntityType.FAC)
    entities[index] = replace(
        entity,
        type=kind,
        mentions=tuple(replace(mention, type=kind) for mention in entity.mentions),
        place=entity.place if is_place else None,
        certainty=Certainty.UNKNOWN if entity.place is None else entity.certainty,
        candidates=entity.candidates if is_place else (),
        reasons=(*entity.reasons, _by_reader(correction)),
    )


def _place(entities: list[Entity], index: int, correction: Correction) -> None:
    """Link the entity to the chosen candidate, or to none."""
    entity = entities[index]
    known: list[Place] = [place for place in (entity.place, *entity.candidates) if place]
    chosen = next((place for place in known if place.key == correction.value), None)
    if chosen is None and correction.value:
        return
    entities[index] = replace(
        entity,
        place=chosen,
        certainty=Certainty.EXACT if chosen else Certainty.UNKNOWN,
        candidates=tuple(place for place in known if place is not chosen),
        reasons=(*entity.reasons, _by_reader(correction)),
    )


def _longest(mentions: Sequence[Mention]) -> str:
    """The longest form among `mentions`."""
    return max((mention.text for mention in mentions), key=len)


def _by_reader(correction: Correction) -> Notice:
    """The reason shown for what the reader changed."""
    return Notice(f"entity-corrected-{correction.action.value}")


_APPLY = {
    Action.HIDE: _hide,
    Action.MERGE: _merge,
    Action.SPLIT: _split,
    Action.RENAME: _rename,
    Action.RETYPE: _retype,
    Action.PLACE: _place,
}
