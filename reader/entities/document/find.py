"""Everything together: an article's entities."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reader.articles import Article
from reader.entities.document.cued import cued_mentions
from reader.entities.document.group import canonical, grouped
from reader.entities.document.listed import listed_mentions
from reader.entities.document.propagate import propagated
from reader.entities.document.tokens import Token, tokens_of
from reader.entities.model import Certainty, Entity, EntityType, Mention, NameBasis
from reader.entities.names.lists import Known, known
from reader.entities.places.gazetteer import Gazetteer, gazetteer
from reader.entities.places.resolver import Resolved, resolve_places
from reader.entities.tagger import tag
from reader.notice import Notice
from reader.text.fold import search_key
from reader.text.latin import romanized


def find_entities(
    article: Article, *, chosen: Mapping[str, str] | None = None
) -> tuple[Entity, ...]:
    """Who and where: the entities that `article` names, in order of their first mentions.

    Args:
        article: what is read.
        chosen: by search key of a name, the key of the place that the reader chose for it.
    """
    text = article.text
    tokens = tokens_of(text)
    places = gazetteer()
    mentions = _gathered(text, tokens, places)
    groups = grouped(propagated(text, tokens, mentions))
    located = [group for group in groups if group[0].type in (EntityType.LOC, EntityType.FAC)]
    resolved = resolve_places(text, located, places, chosen=chosen)
    links = {id(group): each for group, each in zip(located, resolved, strict=True)}
    used: Counter[str] = Counter()
    return tuple(_entity(group, links.get(id(group)), used) for group in groups)


def _gathered(text: str, tokens: Sequence[Token], places: Gazetteer) -> list[Mention]:
    """The tagger's names, and beside them those of the lists and cues that it passed over.

    The tagger judges by context and wins where it says anything. A list adds names of several
    words, which are hardly ever anything else, and of one word where the tagger was in doubt.
    """
    tagged = list(tag(text))
    listed = [
        mention
        for mention in listed_mentions(text, tokens, places)
        if " " in mention.text or mention.designator is not None
    ]
    cued = [mention for mention in cued_mentions(text, tokens) if mention.designator is not None]
    return _apart([*tagged, *(replace(each, score=0.0) for each in (*listed, *cued))])


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without overlaps: the surer first, then the longer, then the earlier."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (-m.score, m.start - m.end, m.start)):
        span = range(mention.start, mention.end)
        if not taken.intersection(span):
            taken.update(span)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _entity(group: Sequence[Mention], link: Resolved | None, used: Counter[str]) -> Entity:
    """The entity of one group."""
    kind = Counter(mention.type for mention in group).most_common(1)[0][0]
    name = canonical(group)
    entry = _entry(group, kind)
    place = link.place if link else None
    english, basis = _english(name, entry, link)
    reasons = list(link.reasons) if link else []
    forms = dict.fromkeys(mention.name for mention in group)
    if len(forms) > 1:
        reasons.append(Notice("entity-grouped", {"forms": "، ".join(forms)}))
    if entry is not None:
        reasons.append(Notice("entity-listed", {"name": entry.name}))
    key = place.key if place else entry.key if entry else f"{kind.value.lower()}-{_slug(name)}"
    used[key] += 1
    if used[key] > 1:
        key = f"{key}~{used[key]}"
    aliases = dict.fromkeys([*forms, *(entry.forms if entry else ())])
    aliases.pop(name, None)
    hidden = entry.partisan if entry else frozenset()
    certainty = link.certainty if link else Certainty.EXACT if entry else Certainty.UNKNOWN
    return Entity(
        id=key,
        type=kind,
        name=name,
        name_en=english,
        name_en_basis=basis,
        mentions=tuple(group),
        aliases=tuple(alias for alias in aliases if search_key(alias) not in hidden),
        place=place,
        certainty=certainty,
        candidates=link.candidates if link else (),
        reasons=tuple(reasons),
    )


def _entry(group: Sequence[Mention], kind: EntityType) -> Known | None:
    """The entry of the lists that a form of the group names."""
    for mention in group:
        entry = known().get(search_key(mention.name))
        if entry is not None and entry.type is kind:
            return entry
    return None


def _english(
    name: str, entry: Known | None, link: Resolved | None
) -> tuple[str | None, NameBasis | None]:
    """The English name and where it comes from."""
    if entry is not None:
        return entry.english, NameBasis.LIST
    if link is not None and link.place is not None and link.place.name_en:
        return link.place.name_en, NameBasis.LIST
    made = romanized(name)
    return (made, NameBasis.TRANSLITERATION) if made else (None, None)


def _slug(name: str) -> str:
    """The name as part of an id."""
    return "-".join(search_key(name).split())
