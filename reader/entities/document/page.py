"""An article's text with its words, and the mentions that are cut out of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.entities.document.edges import edges
from reader.entities.document.tokens import Token, offset_behind, tokens_of, whole_form
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.text.fold import search_key
from reader.text.span import Span

QUOTES = frozenset("«»\"“”„'‘’")


@dataclass(frozen=True)
class Page:
    """A text and its words.

    Attributes:
        text: what all code points count in.
        tokens: its words.
    """

    text: str
    tokens: Sequence[Token]

    @classmethod
    def of(cls, text: str) -> "Page":
        """The page of `text`."""
        return cls(text, tokens_of(text))

    @cached_property
    def _starts(self) -> list[int]:
        """Where the words begin."""
        return [token.start for token in self.tokens]

    def words_of(self, mention: Mention) -> tuple[int, int]:
        """The number of a mention's first word, and of the one behind its last."""
        first = max(0, bisect_right(self._starts, mention.start) - 1)
        if self.tokens and self.tokens[first].end <= mention.start:
            first += 1
        return first, max(first, bisect_left(self._starts, mention.end))

    def keys_of(self, mention: Mention, first: int, last: int) -> list[str]:
        """The words of a mention, folded; the first without its proclitic."""
        keys = [token.key for token in self.tokens[first:last]]
        if keys and mention.start > self.tokens[first].start:
            keys[0] = search_key(self.text[mention.start : self.tokens[first].end])
        return keys

    def mention(
        self,
        piece: Sequence[Token],
        skipped: int,
        kind: EntityType,
        basis: MentionBasis,
        *,
        score: float = 1.0,
    ) -> Mention:
        """The mention that the words of `piece` are, `skipped` letters of the first left out."""
        start = offset_behind(self.text, piece[0].start, piece[0].end, skipped)
        end = piece[-1].end
        form = whole_form(self.text, start, end)
        return Mention(start, end, self.text[start:end], kind, basis, score, form=form)

    def cut(self, mention: Mention, start: int, end: int) -> Mention:
        """`mention` with other ends, in code points."""
        if (start, end) == (mention.start, mention.end):
            return mention
        form = whole_form(self.text, start, end)
        return replace(mention, start=start, end=end, text=self.text[start:end], form=form)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether quotes stand right around code points, a proclitic or tatweel left out."""
        while start and (self.text[start - 1] in "ـوفبلك"):
            start -= 1
        before = self.text[start - 1 : start]
        return before in QUOTES and self.text[end : end + 1] in QUOTES and bool(before)

    def word_before(self, first: int, *, quotes: bool = True) -> Token | None:
        """The word right before number `first`; only blanks and, if told, quotes lie between."""
        if not first:
            return None
        before, token = self.tokens[first - 1], self.tokens[first]
        between = self.text[before.end : token.start].strip()
        allowed = not between or (quotes and len(between) == 1 and between in QUOTES)
        return before if allowed and "\n" not in self.text[before.end : token.start] else None

    def is_of_another(self, first: int) -> bool:
        """Whether a ministry's short name at word `first` belongs to the word before it.

        «وزير الخارجية الأميركية» and «السياسة الخارجية الأميركية» name no ministry.
        """
        before = self.word_before(first, quotes=False)
        if before is None or self.tokens[first].key not in edges().portfolios:
            return False
        word = before.key[1:] if before.key[0] in "وفبلك" else before.key
        return word.startswith(("ال", "لل", "وزير", "وزراء")) or before.key.startswith("وز")


def span_of(token: Token, skipped: int = 0) -> Span:
    """The code points of a word, its first letters left out."""
    return Span(token.start + skipped, token.end)
