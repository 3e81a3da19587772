"""Floor 3: everything found in one article."""
