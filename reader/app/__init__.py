"""Floor 5: the Textual application."""
