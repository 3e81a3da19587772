"""From words to entities: mentions, groups, names."""
