"""Mentions that mean the same, under one name."""

from collections import Counter
from collections.abc import Sequence

from reader.entities.model import EntityType, Mention
from reader.entities.names.lists import known
from reader.text.fold import search_key


def grouped(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each entity, in order of their first ones.

    1. The same name by its search form, with or without ال. 2. The same entry of the lists.
    3. A person's short form joins the nearest earlier fuller name it is the first or last word of,
    else the first later one. Types must agree; places never join organisations.
    """
    keys = [_key(mention) for mention in mentions]
    fuller = _fuller_names(mentions)
    groups: dict[tuple[str, EntityType], list[Mention]] = {}
    for mention, own in zip(mentions, keys, strict=True):
        key = fuller.get((own, mention.start), own)
        groups.setdefault((key, _family(mention.type)), []).append(mention)
    return sorted(groups.values(), key=lambda group: group[0].start)


def _family(kind: EntityType) -> EntityType:
    """The types that may be one: a facility is a place."""
    return EntityType.LOC if kind is EntityType.FAC else kind


def _key(mention: Mention) -> str:
    """What makes two mentions the same: the entry of the lists, else the name."""
    form = search_key(mention.name)
    entry = known().get(form)
    if entry is not None and entry.type is mention.type:
        return entry.key
    return form.removeprefix("ال") if len(form) > 4 else form


def _fuller_names(mentions: Sequence[Mention]) -> dict[tuple[str, int], str]:
    """For short names of persons, by form and offset, the key of the fuller name."""
    people = [mention for mention in mentions if mention.type is EntityType.PER]
    full = [(m.start, search_key(m.text).split(), _key(m)) for m in people if " " in m.text]
    result: dict[tuple[str, int], str] = {}
    for mention in people:
        words = search_key(mention.name).split()
        if len(words) > 1:
            continue
        bare = words[0].removeprefix("ال")
        fitting = [
            (start, key)
            for start, parts, key in full
            if bare in (parts[0].removeprefix("ال"), parts[-1].removeprefix("ال"))
        ]
        earlier = [key for start, key in fitting if start < mention.start]
        if fitting:
            result[_key(mention), mention.start] = earlier[-1] if earlier else fitting[0][1]
    return result


def canonical(group: Sequence[Mention]) -> str:
    """The name to show: the list's, else the longest form in the article, the commonest of them."""
    forms = Counter(mention.name for mention in group)
    entry = next((e for form in forms if (e := known().get(search_key(form)))), None)
    if entry is not None and entry.type is group[0].type:
        return entry.name
    return max(forms, key=lambda form: (len(form.split()), forms[form], len(form)))
