"""Places: the gazetteer that ships, what the reader imports, and which place a name means."""

from reader.entities.places.friends import false_friends, is_false_friend, needs_context
from reader.entities.places.gazetteer import Gazetteer, configure, gazetteer
from reader.entities.places.resolver import Resolved, resolve_places

__all__ = [
    "Gazetteer",
    "Resolved",
    "configure",
    "false_friends",
    "gazetteer",
    "is_false_friend",
    "needs_context",
    "resolve_places",
]
