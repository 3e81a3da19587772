"""Finding a name by a few letters, Arabic or Latin."""

from reader.entities.lookup.index import Found, NameIndex, index_of

__all__ = ["Found", "NameIndex", "index_of"]
