"""Floor 2: who and where. Names in an article, grouped, linked and findable."""

from reader.entities.model import (
    Certainty,
    Entity,
    EntityType,
    Mention,
    MentionBasis,
    NameBasis,
    Place,
)

__all__ = ["Certainty", "Entity", "EntityType", "Mention", "MentionBasis", "NameBasis", "Place"]
