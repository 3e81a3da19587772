"""Searching the library: one language, Arabic recall, honest counts."""

from reader.library.search.expansion import Expanded, Form
from reader.library.search.hits import Hit, hits_of
from reader.library.search.language import Query, parse
from reader.library.search.run import Found, Order, Results, count, find, forms, search

__all__ = [
    "Expanded",
    "Form",
    "Found",
    "Hit",
    "Order",
    "Query",
    "Results",
    "count",
    "find",
    "forms",
    "hits_of",
    "parse",
    "search",
]
