"""Finding a name by a few letters, Arabic or Latin."""

from reader.entities.lookup.found import Found, How
from reader.entities.lookup.index import NameIndex, index_of, names_of

__all__ = ["Found", "How", "NameIndex", "index_of", "names_of"]
