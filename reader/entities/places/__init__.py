"""Places: the gazetteer that ships, and which place a name means."""
