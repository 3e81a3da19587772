"""The neural tagger that ships: names in running text, in numpy alone."""

from reader.entities.tagger.tag import tag

__all__ = ["tag"]
