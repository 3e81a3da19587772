"""Sentences into clauses: each with at most one event that it tells.

A clause is cut where a punctuation mark, a complementizer (أن), an opener (كما، بينما) or a joined
verb («واستعادت») stands, provided that what follows has a verb of its own. Relative clauses («التي
تقودها») belong to their noun. This is shallow on purpose: no parser for Arabic ships under a
licence and at a size that a terminal reader could carry.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.text.span import Span
from reader.times.events.lexicon import Lexicon, lexicon
from reader.times.events.tokens import Phrase, Token, phrase_at


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of tokens of one sentence.

    Attributes:
        tokens: its words.
        verb: index in `tokens` of its main verb, or None.
        content: whether a complementizer opens it (its words are reported, asked or denied).
        signal: the ordering signal that opens it, or None.
    """

    tokens: tuple[Token, ...]
    verb: int | None
    content: bool
    signal: Phrase | None

    @property
    def span(self) -> Span:
        """Its code points."""
        return Span(self.tokens[0].span.start, self.tokens[-1].span.end)


def clauses(sentence: Sequence[Token]) -> list[Clause]:
    """The clauses of a sentence in order; together they hold all its tokens."""
    words = lexicon()
    pieces = _pieces(sentence, words)
    merged: list[list[Token]] = []
    for piece in pieces:
        verbless = _main_verb(piece, words) is None
        opens = phrase_at(piece, 0, words.signals) is not None
        if merged and verbless and not opens:
            merged[-1] = [*merged[-1], *piece]
        else:
            merged.append(list(piece))
    return [
        Clause(
            tokens=tuple(piece),
            verb=_main_verb(piece, words),
            content=_is_content(piece, words),
            signal=phrase_at(piece, 0, words.signals),
        )
        for piece in _join_openings(merged, words)
    ]


def _join_openings(pieces: list[list[Token]], words: Lexicon) -> list[list[Token]]:
    """Join a verbless opening («وقبل ساعات من إعلان …،») to the clause that it introduces."""
    result: list[list[Token]] = []
    for piece in pieces:
        if result and _main_verb(result[-1], words) is None:
            result[-1] = [*result[-1], *piece]
        else:
            result.append(piece)
    return result


def _pieces(sentence: Sequence[Token], words: Lexicon) -> list[list[Token]]:
    """Cut at every place where a clause could begin."""
    pieces: list[list[Token]] = [[]]
    for index, token in enumerate(sentence):
        if pieces[-1] and _opens(sentence, index, words):
            pieces.append([])
        pieces[-1].append(token)
        if token.mark:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _opens(sentence: Sequence[Token], index: int, words: Lexicon) -> bool:
    """Whether a clause could begin at word `index`."""
    token = sentence[index]
    if token.key in words.complement or token.key in words.openers:
        return True
    if token.joined and token.verb is not None:
        return True
    phrase = phrase_at(sentence, index, words.signals)
    return phrase is not None and not words.signals[phrase].to_target


def _is_content(piece: Sequence[Token], words: Lexicon) -> bool:
    """Whether a complementizer opens the piece."""
    return piece[0].key in words.complement


def _main_verb(piece: Sequence[Token], words: Lexicon) -> int | None:
    """Index of the first verb that is no relative clause's and no verbal noun; None without one."""
    relative = False
    for index, token in enumerate(piece):
        if token.key in words.relative:
            relative = True
        if token.verb is None or _is_noun_there(piece, index, words):
            continue
        if relative:
            relative = False  # that verb was the relative clause's; the next is the clause's own
            continue
        return index
    return None


def _is_noun_there(piece: Sequence[Token], index: int, words: Lexicon) -> bool:
    """Whether the form is a verbal noun where it stands: after a preposition or an event noun.

    Perfects of three letters look like their verbal nouns («إعلان … شن هجوم»).
    """
    if index == 0:
        return False
    before = piece[index - 1].key
    if before in words.prepositions and before not in words.negation:
        return True
    if len(piece[index].key) > 3:
        return False
    return any(token.noun is not None for token in piece[:index])
