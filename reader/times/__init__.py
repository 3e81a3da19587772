"""Floor 2: when. Time expressions, their values, events and the timeline."""

from reader.times.creation import creation_date
from reader.times.resolve import NEWS, Policy, resolve
from reader.times.tagger import find_times

__all__ = ["NEWS", "Policy", "creation_date", "find_times", "resolve"]
