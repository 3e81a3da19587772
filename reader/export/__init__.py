"""Floor 4: file formats out."""
