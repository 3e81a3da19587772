"""Beside the floors: settings, folders and what the program remembers."""
