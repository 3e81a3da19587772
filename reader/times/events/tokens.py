"""The words of a sentence as the event engine sees them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from reader.text.fold import search_key
from reader.text.span import Span
from reader.text.words import words
from reader.times.events.lexicon import Verb, noun_of, verb_of

Phrase = tuple[str, ...]

_CLAUSE_MARKS = frozenset("،؛:,;…|")
_CONJUNCTIONS = ("و", "ف")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with what it may be.

    Attributes:
        span: its code points.
        key: the word, folded.
        verb: the verb form it is, or None; never inside a name or after a preposition.
        noun: the role of the event noun it is, or None.
        mark: whether it is a punctuation mark that can end a clause.
        joined: whether it carries the conjunction و or ف.
        inside: whether it begins inside a name or a time expression.
    """

    span: Span
    key: str
    verb: Verb | None
    noun: str | None
    mark: bool
    joined: bool
    inside: bool


def tokens(text: str, sentence: Span, hidden: frozenset[int]) -> list[Token]:
    """The tokens of ``text[sentence]``; words that begin at an offset in `hidden` are no events.

    Args:
        text: the article's text.
        sentence: the code points to read.
        hidden: offsets inside names and time expressions.
    """
    result: list[Token] = []
    for word in words(text, sentence.start, sentence.end):
        key = search_key(word.text)
        inside = word.start in hidden
        # A word that ends in ة is no verb, although folding makes it look like one with ـه.
        verb = None if inside or word.text.endswith("ة") else verb_of(key)
        result.append(
            Token(
                span=Span(word.start, word.end),
                key=key,
                verb=verb,
                noun=None if inside else noun_of(key),
                mark=word.text in _CLAUSE_MARKS,
                joined=not inside and key[:1] in _CONJUNCTIONS and len(key) > 3,
                inside=inside,
            )
        )
    return result


def phrase_at(sentence: Sequence[Token], start: int, table: Container[Phrase]) -> Phrase | None:
    """The longest phrase of `table` that begins at word `start`, or None.

    The first word may carry the conjunction و or ف («وقبل»); words of names and times count not.
    """
    if start >= len(sentence) or sentence[start].inside:
        return None
    for length in (4, 3, 2, 1):
        piece = tuple(token.key for token in sentence[start : start + length])
        if len(piece) < length:
            continue
        if piece in table:
            return piece
        bare = (piece[0][1:], *piece[1:])
        if piece[0][:1] in _CONJUNCTIONS and bare in table:
            return bare
    return None
