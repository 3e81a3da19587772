"""Floor 2: when. Time expressions, their values, events and the timeline."""
