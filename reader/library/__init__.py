"""Floor 4: the library of everything read."""
