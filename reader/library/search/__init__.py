"""Searching the library: one language, Arabic recall, honest counts."""

from reader.library.search.language import Query, parse
from reader.library.search.run import Hit, Results, count, search

__all__ = ["Hit", "Query", "Results", "count", "parse", "search"]
