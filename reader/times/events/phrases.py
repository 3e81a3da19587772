"""Who and where of a clause, as spans of words."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.text.span import Span
from reader.times.events.clauses import Clause
from reader.times.events.lexicon import lexicon
from reader.times.events.model import NamedSpan
from reader.times.events.tokens import Token

_CLOSING = frozenset('»"”)')
_LONGEST = 10  # words in a subject; what is longer has lost its end


def subject_of(clause: Clause) -> Span | None:
    """The subject: what follows the verb up to a preposition, else what stands before it."""
    if clause.verb is None:
        return None
    after = _noun_phrase(clause.tokens[clause.verb + 1 :])
    if after is not None:
        return after
    return _noun_phrase([t for t in clause.tokens[: clause.verb] if not _is_opening(t)])


def _is_opening(token: Token) -> bool:
    """Whether the token opens a clause rather than naming something."""
    words = lexicon()
    return token.key in words.complement or token.key in words.openers


def _noun_phrase(rest: Sequence[Token]) -> Span | None:
    """The words of `rest` up to the first that cannot belong to a subject."""
    words = lexicon()
    kept: list[Token] = []
    for token in rest:
        key = token.key
        ends = token.mark or key in words.complement or key in words.relative
        if ends or (not token.inside and (key in words.prepositions or token.verb is not None)):
            break
        kept.append(token)
        if len(kept) == _LONGEST:
            break
    while (
        kept and not any(letter.isalnum() for letter in kept[-1].key) and kept[-1].key not in '»"”)'
    ):
        kept.pop()
    if not any(letter.isalnum() for token in kept for letter in token.key):
        return None
    return Span(kept[0].span.start, kept[-1].span.end)


def _may_end(key: str) -> bool:
    """Whether a phrase may end in the token: a word or a closing quote."""
    return any(letter.isalnum() for letter in key) or key in _CLOSING


def place_of(span: Span, names: Sequence[NamedSpan]) -> Span | None:
    """The first place or facility that is named inside `span`."""
    places = (name for name in named_in(span, names) if name.kind in ("LOC", "FAC"))
    return next((Span(name.start, name.end) for name in places), None)


def named_in(span: Span, names: Sequence[NamedSpan]) -> Iterator[NamedSpan]:
    """Those of `names`, which stand in reading order, that lie whole inside `span`."""
    first = bisect_left(names, span.start, key=lambda name: name.start)
    last = bisect_left(names, span.end, key=lambda name: name.start)
    return (name for name in names[first:last] if name.end <= span.end)


def according(clause: Clause) -> Span | None:
    """Whose words the clause is said to be («بحسب ناشطين»), or None."""
    words = lexicon()
    for index, token in enumerate(clause.tokens[:-1]):
        key = token.key[1:] if token.joined and token.key[1:] in words.according else token.key
        if key in words.according and not token.inside:
            rest = clause.tokens[index + 1 :]
            if rest[0].key in ("ل", "ما"):
                rest = rest[1:]
            return _noun_phrase(rest)
    return None
