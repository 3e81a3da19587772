"""Floor 2: who and where. Names in an article, grouped, linked and findable."""

from collections.abc import Callable, Mapping, Sequence

from reader.articles import Article
from reader.entities.model import (
    Certainty,
    Entity,
    EntityType,
    Mention,
    MentionBasis,
    NameBasis,
    Place,
    Retyping,
)

__all__ = [
    "Certainty",
    "Entity",
    "EntityType",
    "Mention",
    "MentionBasis",
    "NameBasis",
    "Place",
    "Retyping",
    "Tagger",
    "find_entities",
]

Tagger = Callable[[str], Sequence[Mention]]  # a text in, its names out, in order and apart


def find_entities(
    article: Article,
    *,
    chosen: Mapping[str, str] | None = None,
    retyped: Mapping[str, Retyping] | None = None,
    tagger: Tagger | None = None,
) -> tuple[Entity, ...]:
    """The entities that `article` names, in order of their first mentions.

    Args:
        article: what is read.
        chosen: by search key of a name, the key of the place that the reader chose for it.
        retyped: by search key of a name, the type that the reader gave it.
        tagger: who finds the names in the running text, or None for the built-in tagger.
    """
    # Lists and gazetteer are loaded by who asks, not by who names a type.
    from reader.entities.document.find import find_entities as find  # noqa: PLC0415

    return find(article, chosen=chosen, retyped=retyped, tagger=tagger)
