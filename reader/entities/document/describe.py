"""From a group of mentions to an entity: type, names, id, link and reasons."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reader.entities.document.group import Group, canonical
from reader.entities.model import Certainty, Entity, EntityType, Mention, MentionBasis, NameBasis
from reader.entities.names.lists import Known
from reader.entities.names.patterns import by_pattern
from reader.entities.names.romanize import is_common, romanized_name
from reader.entities.names.user import entry_of
from reader.entities.places.resolver import Resolved
from reader.notice import Notice
from reader.text.fold import search_key


def described(group: Group, link: Resolved | None, used: Counter[str]) -> Entity:
    """The entity of one group.

    Args:
        group: its mentions.
        link: the place it was linked to, for places and facilities.
        used: how often each id has been given in the article.
    """
    mentions = group.mentions
    kind = Counter(mention.type for mention in mentions).most_common(1)[0][0]
    name = canonical(mentions)
    entry = _entry(mentions, kind)
    place = link.place if link else None
    english, basis = _english(name, entry, link)
    forms = dict.fromkeys(mention.name for mention in mentions)
    aliases = dict.fromkeys([*forms, *((entry.name, *entry.forms) if entry else ())])
    aliases.pop(name, None)
    hidden = entry.partisan if entry else frozenset()
    certainty = link.certainty if link else _certainty(forms, entry)
    key = place.key if place else entry.key if entry else f"{kind.value.lower()}-{_slug(name)}"
    return Entity(
        id=_unique(key, used),
        type=kind,
        name=name,
        name_en=english,
        name_en_basis=basis,
        mentions=tuple(mentions),
        aliases=tuple(alias for alias in aliases if search_key(alias) not in hidden),
        place=place,
        certainty=certainty,
        candidates=link.candidates if link else (),
        reasons=(*(link.reasons if link else ()), *_reasons(group, entry)),
    )


def _certainty(forms: Iterable[str], entry: Known | None) -> Certainty:
    """How sure an entry of the lists is: a lone surname that many bear may be somebody else's."""
    if entry is None:
        return Certainty.UNKNOWN
    lone = entry.type is EntityType.PER and all(" " not in form for form in forms)
    return Certainty.PROBABLE if lone and is_common(entry.name) else Certainty.EXACT


def _unique(key: str, used: Counter[str]) -> str:
    """The key, with a number where the article has used it before."""
    used[key] += 1
    return key if used[key] == 1 else f"{key}~{used[key]}"


def _reasons(group: Group, entry: Known | None) -> Iterator[Notice]:
    """Why the mentions are one, and what the lists say."""
    told = {short for _reason, short, _full in group.shorts}
    for reason, short, full in group.shorts:
        yield Notice(reason, {"short": short, "full": full})
    forms = dict.fromkeys(m.name for m in group.mentions if m.name not in told)
    if len(forms) > 1:
        yield Notice("entity-grouped", {"forms": "، ".join(forms)})
    found = Counter(m.basis for m in group.mentions if m.basis is MentionBasis.PROPAGATED)
    if found:
        yield Notice("entity-propagated", {"count": str(found.total())})
    if entry is not None and entry.key.startswith("user:"):
        yield Notice("entity-own", {"name": entry.name})
    elif entry is not None:
        yield Notice("entity-listed", {"name": entry.name})
    if entry is not None and entry.note:
        code = "entity-note" if entry.key.startswith("user:") else "entity-described"
        yield Notice(code, {"note": entry.note})


def _entry(mentions: Sequence[Mention], kind: EntityType) -> Known | None:
    """The entry of the lists that the group names.

    A surname that the lists know for somebody is no evidence where the article names another
    bearer of it.
    """
    forms = dict.fromkeys(search_key(mention.name) for mention in mentions)
    full = [form for form in forms if " " in form]
    for form in forms:
        entry = entry_of(form)
        if entry is None or entry.type is not kind:
            continue
        first = search_key(entry.name).split()[0]
        alone = " " not in form and kind is EntityType.PER
        if not alone or not full or any(name.split()[0] == first for name in full):
            return entry
    return None


def _english(
    name: str, entry: Known | None, link: Resolved | None
) -> tuple[str | None, NameBasis | None]:
    """The English name and where it comes from."""
    if entry is not None and entry.english:
        return entry.english, NameBasis.LIST
    if link is not None and link.place is not None and link.place.name_en:
        return link.place.name_en, NameBasis.LIST
    if (known := by_pattern(name)) is not None:
        return known, NameBasis.LIST
    made = romanized_name(name)
    return (made, NameBasis.TRANSLITERATION) if made else (None, None)


def _slug(name: str) -> str:
    """The name as part of an id."""
    return "-".join(search_key(name).split())
