"""Everything together: an article's entities."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.articles import Article
from reader.entities.document.composed import composed, events, ministries
from reader.entities.document.cued import cued_mentions
from reader.entities.document.describe import described
from reader.entities.document.group import Group, canonical, grouped
from reader.entities.document.lexicon import lexicon
from reader.entities.document.listed import (
    contextual,
    coordinated,
    latin_mentions,
    listed_mentions,
    user_mentions,
)
from reader.entities.document.neighbours import settled
from reader.entities.document.page import Page
from reader.entities.document.propagate import propagated
from reader.entities.document.trim import notable, split, trimmed
from reader.entities.document.votes import voted
from reader.entities.model import Certainty, Entity, EntityType, Mention, MentionBasis, Retyping
from reader.entities.places.gazetteer import Gazetteer, gazetteer
from reader.entities.places.resolver import Resolved, resolve_places
from reader.entities.tagger import tag
from reader.text.fold import search_key

_PLACES = (EntityType.LOC, EntityType.FAC)


@dataclass(frozen=True, slots=True)
class Linked:
    """The mentions of an entity and the place that they were linked to."""

    group: Group
    link: Resolved | None


def find_entities(
    article: Article,
    *,
    chosen: Mapping[str, str] | None = None,
    retyped: Mapping[str, Retyping] | None = None,
    tagger: Callable[[str], Sequence[Mention]] | None = None,
) -> tuple[Entity, ...]:
    """Who and where: the entities that `article` names, in order of their first mentions.

    Args:
        article: what is read.
        chosen: by search key of a name, the key of the place that the reader chose for it.
        retyped: by search key of a name, the type that the reader gave it, so that what became a
            place is looked for among places.
        tagger: who finds the names in the running text, or None for the built-in tagger.
    """
    page = Page.of(article.text)
    places = gazetteer()
    gathered = _gathered(page, places, (tagger or tag)(page.text))
    mentions = voted(page, gathered, lambda name: notable(name, places))
    forms = lexicon(page, mentions)
    groups = grouped(page, propagated(page, mentions, forms), forms)
    for group in groups if retyped else ():
        _retype(group, retyped or {})
    located = [group for group in groups if group.mentions[0].type in _PLACES]
    resolved = resolve_places(
        page.text, [group.mentions for group in located], places, chosen=chosen
    )
    links = {id(group): each for group, each in zip(located, resolved, strict=True)}
    linked = [Linked(group, links.get(id(group))) for group in groups]
    used: Counter[str] = Counter()
    places_once = _shortened(_one_a_place(linked))
    return tuple(described(each.group, each.link, used) for each in places_once)


def _retype(group: Group, retyped: Mapping[str, Retyping]) -> None:
    """Give the mentions of a group the type that the reader gave its name."""
    told = retyped.get(search_key(canonical(group.mentions)))
    if told is not None and told.before in (None, group.mentions[0].type):
        group.mentions = [replace(mention, type=told.after) for mention in group.mentions]


def _gathered(page: Page, places: Gazetteer, tagged: Sequence[Mention]) -> list[Mention]:
    """The tagger's names, and beside them those of the lists and cues that it passed over.

    The tagger judges by context and wins where it says anything. A list adds names of several
    words, which are hardly ever anything else, and of one word where a designator or a place
    beside it speaks for it. The reader's own names win over all.
    """
    names = {search_key(mention.name) for mention in tagged}
    parts = [part for mention in tagged for part in split(page, mention)]
    cores = [core for m in parts if (core := trimmed(page, m, places, names)) is not None]
    listed = listed_mentions(page, places)
    sure = [mention for mention in listed if mention.score > 0]
    sure += latin_mentions(page)
    # who a title alone tells is seldom right; a kunya is
    cued = [mention for mention in cued_mentions(page) if mention.title is None]
    known = [*cores, *sure]
    cued += [*ministries(page), *composed(page, known), *events(page, known)]
    wider = [*sure, *(mention for mention in cued if mention.type is not EntityType.PER)]
    kept = _apart([*user_mentions(page), *_around(wider, cores), *cores, *sure, *cued])
    doubtful = [mention for mention in listed if not mention.score]
    doubtful += contextual(page, places)
    return settled(page, _apart([*kept, *coordinated(page, doubtful, kept)]), places)


def _around(wider: Sequence[Mention], tagged: Sequence[Mention]) -> Iterator[Mention]:
    """Those of `wider` that hold every name that the tagger found in them, and more.

    A place that begins as the tagger has it keeps the tagger's end («مكة», «مكة المكرمة»).
    """
    starts = [mention.start for mention in tagged]
    for mention in wider:
        first = max(0, bisect_right(starts, mention.start) - 1)
        inside = [
            each
            for each in tagged[first : bisect_left(starts, mention.end)]
            if each.end > mention.start
        ]
        holds = all(mention.start <= each.start and each.end <= mention.end for each in inside)
        same = inside and mention.start == inside[0].start
        if inside and holds and not (same and mention.type in _PLACES):
            yield replace(mention, score=1.0)


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without overlaps: the reader's, then the surer, the longer, the earlier."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=_rank):
        span = range(mention.start, mention.end)
        if not taken.intersection(span):
            taken.update(span)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _rank(mention: Mention) -> tuple[bool, bool, float, int, int]:
    """What comes before what where mentions overlap."""
    own = mention.basis is not MentionBasis.USER
    weak = mention.score < 1.0 and mention.basis is MentionBasis.LIST
    return own, weak, -mention.score, mention.start - mention.end, mention.start


def _one_a_place(linked: Sequence[Linked]) -> list[Linked]:
    """The groups, those that were surely linked to one place as one («كري سبي» is «تل أبيض»)."""
    first: dict[str, Linked] = {}
    result: list[Linked] = []
    for each in linked:
        place = each.link.place if each.link else None
        sure = each.link is not None and each.link.certainty in (
            Certainty.EXACT,
            Certainty.PROBABLE,
        )
        if place is None or not sure:
            result.append(each)
        elif place.key in first and _may_join(first[place.key], each):
            kept = first[place.key].group
            names = each.group.mentions[0].name, kept.mentions[0].name
            kept.mentions = sorted(
                (*kept.mentions, *each.group.mentions), key=lambda mention: mention.start
            )
            kept.shorts |= {**each.group.shorts, ("entity-same-place", *names): None}
        else:
            first.setdefault(place.key, each)
            result.append(each)
    return result


def _shortened(linked: Sequence[Linked]) -> list[Linked]:
    """The groups, a place that is in no list joined to the fuller name that ends as it does.

    So «البيضاء» is «الدار البيضاء» where nothing else is called so.
    """
    fuller: dict[str, Group] = {}
    for each in linked:
        for mention in each.group.mentions:
            words = search_key(mention.name).split()
            if mention.type is EntityType.LOC and len(words) > 1:
                fuller.setdefault(words[-1], each.group)
    result: list[Linked] = []
    for each in linked:
        first = each.group.mentions[0]
        full = fuller.get(search_key(first.name))
        lost = each.link is not None and each.link.certainty is Certainty.UNKNOWN
        if full is None or full is each.group or not lost or first.type is not EntityType.LOC:
            result.append(each)
            continue
        name = next(m.name for m in full.mentions if " " in m.name)
        full.mentions = sorted(
            (*full.mentions, *each.group.mentions), key=lambda mention: mention.start
        )
        full.shorts |= {**each.group.shorts, ("entity-short", first.name, name): None}
    return sorted(result, key=lambda each: each.group.mentions[0].start)


def _may_join(one: Linked, other: Linked) -> bool:
    """Whether two groups are of one kind: an airport is not the town it was found by."""
    return one.group.mentions[0].type is other.group.mentions[0].type
