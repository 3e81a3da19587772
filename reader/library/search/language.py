"""The query language: words, phrases, prefixes, OR, -not and named filters, with their places.

    query   = any { "OR" any }
    any     = { item }                       all of them
    item    = [ "-" ] ( "(" query ")" | filter | text )
    filter  = name ":" value                 value: a word or a quoted phrase
    text    = word [ "*" ] | phrase

«أو» is OR, «…» and “…” quote like "…", and the filters have Arabic names too (`filters.ARABIC`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.library.search.filters import ARABIC, FILTERS
from reader.library.search.mistakes import mistake

_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | (?P<minus>-(?=[^\s-]))
    | (?P<name>[A-Za-z]+|{"|".join(ARABIC)}):
    | "(?P<quoted>[^"]*)" | «(?P<guillemets>[^»]*)» | “(?P<curly>[^”]*)”
    | (?P<unclosed>["«“])
    | (?P<word>[^\s()"«“]+)""",
    re.VERBOSE,
)
_OR = frozenset({"OR", "أو"})
_DEEPEST = 20  # brackets in brackets


@dataclass(frozen=True, slots=True)
class Text:
    """Words that stand in the article, in this order where there are several.

    Attributes:
        text: as typed.
        prefix: whether the last word may go on.
        quoted: whether it is a phrase in quotes.
        start, end: code points of the query.
        title: whether only the title counts.
    """

    text: str
    prefix: bool
    quoted: bool
    start: int
    end: int
    title: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A named condition, such as ``before:2016``.

    Attributes:
        name: of the filter, a key of `FILTERS`.
        value: as typed.
        start, end: code points of the query.
    """

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    child: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """What must hold together."""

    children: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """Of which one must hold."""

    children: "tuple[Node, ...]"


Node = Text | Filter | Not | All | Any


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    Attributes:
        text: as typed.
        root: what it asks.
    """

    text: str
    root: Node


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def parse(text: str) -> Query:
    """Understand a query.

    Args:
        text: as typed; an empty one asks for every article.

    Raises:
        QariError: ``query-…``, with ``at`` and ``end``: the code points where the mistake stands;
            and with ``shown``: the query with the mistake between ‹ and ›.
    """
    parser = _Parser(text, list(_tokens(text)))
    root = parser.either(0)
    parser.end()
    return Query(text, root)


def _tokens(text: str) -> list[_Token]:
    """The tokens of a query."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "unclosed":
            mistake("query-unclosed", text, match.start(), len(text))
        if kind == "space":
            continue
        if kind in ("guillemets", "curly"):
            kind = "quoted"
        found.append(_Token(kind, match[match.lastgroup or 0], match.start(), match.end()))
    return found


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, query: str, tokens: list[_Token]) -> None:
        self._query = query
        self._tokens = tokens
        self._next = 0

    def either(self, depth: int) -> Node:
        """Alternatives."""
        if depth > _DEEPEST:
            mistake("query-too-deep", self._query, self._here())
        children = [self._every(depth)]
        while (token := self._peek()) is not None and _is_or(token):
            self._next += 1
            children.append(self._every(depth, after_or=token))
        return children[0] if len(children) == 1 else Any(tuple(children))

    def end(self) -> None:
        """Nothing may be left."""
        token = self._peek()
        if token is not None:
            mistake("query-bracket", self._query, token.start, token.end)

    def _every(self, depth: int, after_or: _Token | None = None) -> Node:
        """What must hold together."""
        children = []
        while (token := self._peek()) is not None and token.kind != "close" and not _is_or(token):
            children.append(self._item(token, depth))
        if not children and (after_or is not None or self._peek() is not None or depth):
            mistake("query-nothing", self._query, self._here())
        return children[0] if len(children) == 1 else All(tuple(children))

    def _item(self, token: _Token, depth: int) -> Node:
        """One condition."""
        self._next += 1
        readers: dict[str, Callable[[_Token, int], Node]] = {
            "minus": self._negated,
            "open": self._bracket,
            "name": self._filter,
        }
        reader = readers.get(token.kind)
        return reader(token, depth) if reader is not None else self._text(token)

    def _negated(self, token: _Token, depth: int) -> Node:
        following = self._peek()
        if following is None or following.kind in ("close", "minus"):
            mistake("query-nothing", self._query, token.end)
        return Not(self._item(following, depth))

    def _bracket(self, token: _Token, depth: int) -> Node:
        inner = self.either(depth + 1)
        closing = self._peek()
        if closing is None or closing.kind != "close":
            mistake("query-bracket", self._query, token.start, token.end)
        self._next += 1
        return inner

    def _filter(self, token: _Token, _depth: int) -> Node:
        """A name, a colon, a value right behind it."""
        name = ARABIC.get(token.text, token.text.lower())
        if name not in FILTERS and name != "title":
            mistake("query-filter-unknown", self._query, token.start, token.end, name=name)
        value = self._peek()
        if value is None or value.kind not in ("quoted", "word") or value.start != token.end:
            mistake("query-filter-empty", self._query, token.end, name=name)
        self._next += 1
        if name == "title":
            inner = self._text(value)
            return Text(inner.text, inner.prefix, inner.quoted, token.start, inner.end, title=True)
        FILTERS[name].check(self._query, value.text, value.start, value.end)
        return Filter(name, value.text, token.start, value.end)

    def _text(self, token: _Token) -> Text:
        """A word, a prefix or a phrase."""
        quoted = token.kind == "quoted"
        prefix = not quoted and token.text.endswith("*")
        words = token.text.rstrip("*") if prefix else token.text
        if not any(map(str.isalnum, words)):
            mistake("query-no-letters", self._query, token.start, token.end)
        return Text(words, prefix, quoted, token.start, token.end)

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _here(self) -> int:
        """Where the parser stands in the query."""
        token = self._peek()
        return token.start if token is not None else len(self._query)


def _is_or(token: _Token) -> bool:
    return token.kind == "word" and token.text in _OR
