"""One name has one type in an article: the mentions vote."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from reader.entities.document.edges import edges
from reader.entities.document.page import Page
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.names.user import entry_of
from reader.text.fold import search_key

_DESIGNATED = 1.0  # what a designator of a type adds to its vote
_LISTED = 1.0  # what the lists add to the vote of a type
_LEAST = 0.2  # what a mention counts however unsure it is
_LEAD = 1.5  # how many times the votes of a mention's own type the winner's must be


def voted(
    page: Page, mentions: Sequence[Mention], is_notable: Callable[[str], bool]
) -> list[Mention]:
    """`mentions`, those of one name under the type that most speaks for.

    A mention keeps its own type where the vote is close: a city and its club share a name.

    Args:
        page: the article.
        mentions: found so far.
        is_notable: whether a country, region or large city goes by a name.
    """
    votes: dict[str, dict[EntityType, float]] = {}
    for mention in mentions:
        weight = max(_LEAST, mention.score) + _DESIGNATED * (_told(page, mention) is mention.type)
        kinds = votes.setdefault(search_key(mention.name), {})
        kinds[mention.type] = kinds.get(mention.type, 0.0) + weight
    for key, kinds in votes.items():
        entry = entry_of(key)
        kind = entry.type if entry is not None else EntityType.LOC if is_notable(key) else None
        if kind is not None and (kind in kinds or kinds.keys() == {EntityType.MISC}):
            kinds[kind] = kinds.get(kind, 0.0) + _LISTED + kinds.get(EntityType.MISC, 0.0)
    return [_settled(mention, votes[search_key(mention.name)]) for mention in mentions]


def _told(page: Page, mention: Mention) -> EntityType | None:
    """The type that the mention's designator tells."""
    if mention.designator is None:
        return None
    start, end = mention.designator
    word = search_key(page.text[start:end])
    return edges().designators.get(word) or edges().designators.get(word.removeprefix("ال"))


def _settled(mention: Mention, kinds: Mapping[EntityType, float]) -> Mention:
    """`mention` under the winning type, if that wins clearly."""
    if len(kinds) == 1 or mention.basis is MentionBasis.USER:
        return mention
    winner = max(kinds, key=lambda kind: kinds[kind])
    clear = kinds[winner] >= _LEAD * kinds[mention.type]
    return replace(mention, type=winner) if clear else mention
