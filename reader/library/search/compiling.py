"""A query as one MATCH for FTS5, conditions in SQL and bounds on the id."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Self

from reader.library.search.expansion import Expanded, expand
from reader.library.search.filters import FILTERS, Condition
from reader.library.search.language import All, Any, Filter, Node, Not, Query, Text

_NOTHING = '"\u0001"'  # a phrase that no article has: for words that the index does not hold


@dataclass(frozen=True, slots=True)
class Compiled:
    """What is asked of the library.

    Attributes:
        match: for FTS5, or None where no words drive the query.
        sql: further conditions on the article ``a``, or "".
        values: of the places in `sql`.
        lowest, highest: bounds on the id, or None.
        expanded: what each text of the query stands for, as they stand in it.
        wanted: the texts that an article is shown with: those that are not negated.
    """

    match: str | None
    sql: str
    values: tuple[object, ...]
    lowest: int | None
    highest: int | None
    expanded: tuple[Expanded, ...]
    wanted: tuple[Expanded, ...]

    @property
    def sampled(self) -> bool:
        """Whether a prefix stands for its commonest words only."""
        return any(one.sampled for one in self.expanded)

    def below(self, highest: int) -> Self:
        """The same with an upper bound that is at most `highest`."""
        bound = highest if self.highest is None else min(highest, self.highest)
        return replace(self, highest=bound)

    def above(self, lowest: int) -> Self:
        """The same with a lower bound that is at least `lowest`."""
        return replace(self, lowest=max(lowest, self.lowest or 0))


def compiled(
    db: sqlite3.Connection,
    query: Query,
    *,
    exact: bool,
    whole: bool = False,
    counted: bool = False,
    index: str = "fts",
) -> Compiled:
    """What a query asks of the library.

    Texts that must all hold become one MATCH that drives the query; filters, and alternatives that
    mix both, become conditions on its hits.

    Args:
        db: of the library, with user.db attached as ``user``.
        query: what was typed.
        exact: whether words stand for themselves alone.
        whole: whether a prefix stands for all words that begin so, not for the commonest alone.
        counted: whether the articles of each form are counted.
        index: the FTS5 table that will be asked.
    """
    checked = index == "fts"  # a small index is asked for all forms sooner than for each
    ways = partial(expand, db, exact=exact, whole=whole, counted=counted, checked=checked)
    work = _Compiler(db, ways, index)
    parts = query.root.children if isinstance(query.root, All) else (query.root,)
    positive = [work.text(part) for part in parts if _is_text(part) and not isinstance(part, Not)]
    negative = [
        work.text(part.child, wanted=False)
        for part in parts
        if isinstance(part, Not) and _is_text(part.child) and positive
    ]
    rest = [
        part for part in parts if not _is_text(part) or (isinstance(part, Not) and not positive)
    ]
    conditions = [work.condition(part) for part in rest]
    asked = [condition for condition in conditions if not condition.bounds_do]
    match = " AND ".join(positive)
    if match and negative:
        match = f"({match}) NOT ({' OR '.join(negative)})"
    return Compiled(
        match=match or None,
        sql=" AND ".join(condition.sql for condition in asked),
        values=tuple(value for condition in asked for value in condition.values),
        lowest=max((c.lowest for c in conditions if c.lowest is not None), default=None),
        highest=min((c.highest for c in conditions if c.highest is not None), default=None),
        expanded=tuple(work.expanded),
        wanted=tuple(work.wanted),
    )


def _is_text(node: Node) -> bool:
    """Whether words alone decide."""
    if isinstance(node, Text):
        return True
    if isinstance(node, Not):
        return _is_text(node.child)
    if isinstance(node, All | Any):
        # a NOT inside needs something to be taken from: FTS5 has no bare NOT
        return bool(node.children) and all(
            _is_text(child) and not isinstance(child, Not) for child in node.children
        )
    return False


class _Compiler:
    """Nodes into MATCH expressions and conditions; what texts stand for is gathered."""

    def __init__(
        self, db: sqlite3.Connection, expand_text: Callable[..., Expanded], index: str
    ) -> None:
        self._db = db
        self._index = index
        self._expand = expand_text
        self.expanded: list[Expanded] = []
        self.wanted: list[Expanded] = []

    def text(self, node: Node, *, wanted: bool = True) -> str:
        """The MATCH expression of a node of words."""
        if isinstance(node, Text):
            found = self._expand(node.text, prefix=node.prefix)
            self.expanded.append(found)
            if wanted:
                self.wanted.append(found)
            either = _either(_phrases(found))
            # The body holds the title too: without a column words are found faster, and those in
            # the title weigh more.
            return f"title : ({either})" if node.title else f"({either})"
        if isinstance(node, Not):
            return self.text(node.child, wanted=False)
        assert isinstance(node, All | Any)  # as _is_text found
        sign = " AND " if isinstance(node, All) else " OR "
        return "(" + sign.join(self.text(child, wanted=wanted) for child in node.children) + ")"

    def condition(self, node: Node, *, wanted: bool = True) -> Condition:
        """The condition of any node."""
        if isinstance(node, Filter):
            return FILTERS[node.name].condition(self._db, node.value)
        if isinstance(node, Not):
            inner = self.condition(node.child, wanted=False)
            return Condition(f"NOT ({inner.sql})", inner.values)
        if _is_text(node):
            match = self.text(node, wanted=wanted)
            table = self._index
            sql = f"a.id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)"  # noqa: S608 - ours
            return Condition(sql, (match,))
        assert isinstance(node, All | Any)
        return _joined(
            " AND " if isinstance(node, All) else " OR ",
            [self.condition(child, wanted=wanted) for child in node.children],
        )


def _joined(sign: str, conditions: list[Condition]) -> Condition:
    """Several conditions as one; an empty query holds of every article."""
    if not conditions:
        return Condition("1")
    return Condition(
        "(" + sign.join(condition.sql for condition in conditions) + ")",
        tuple(value for condition in conditions for value in condition.values),
    )


def _either(phrases: Iterable[str]) -> str:
    """Alternatives; a phrase that stands nowhere for none."""
    return " OR ".join(phrases) or _NOTHING


def _phrases(found: Expanded) -> Iterator[str]:
    """What a text stands for as FTS5 phrases; they hold letters and digits only."""
    if found.begins and not found.sampled:
        yield '"' + " ".join(found.begins) + '" *'
        return
    for form in found.forms:
        yield '"' + " ".join(form.words) + '"'
