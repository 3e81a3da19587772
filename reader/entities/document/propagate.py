"""Every name once known in an article, and its short forms, are found everywhere in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.entities.document.edges import edges
from reader.entities.document.lexicon import Form
from reader.entities.document.page import Page
from reader.entities.document.tokens import Token, phrase, readings
from reader.entities.model import Mention
from reader.entities.names.lists import head_words, nationalities

_LONGEST = 7


def propagated(page: Page, mentions: Sequence[Mention], forms: Mapping[str, Form]) -> list[Mention]:
    """`mentions` and every other place of the article where one of their names stands.

    Longest first, and only where nothing else was found.

    Args:
        page: the article.
        mentions: found so far, in reading order, none overlapping another.
        forms: the article's lexicon.
    """
    taken = [False] * len(page.tokens)
    for mention in mentions:
        first, last = page.words_of(mention)
        taken[first:last] = [True] * (last - first)
    most = head_words(forms)
    longest = [
        min(_LONGEST, max(most.get(form, 0) for form, _skipped in readings(token.key)))
        for token in page.tokens
    ]
    added: list[Mention] = []
    for size in range(max(longest, default=0), 0, -1):
        for index, reach in enumerate(longest):
            if reach < size or any(taken[index : index + size]):
                continue
            piece = phrase(page.tokens, index, size)
            found = _match(page, index, piece, forms) if piece else None
            if found is not None:
                added.append(found)
                taken[index : index + size] = [True] * size
    return sorted((*mentions, *added), key=lambda mention: mention.start)


def _match(
    page: Page, index: int, piece: Sequence[Token], forms: Mapping[str, Form]
) -> Mention | None:
    """The mention that the words are, if they are a known form, a proclitic before it allowed."""
    rest = "".join(f" {token.key}" for token in piece[1:])
    for key, skipped in readings(piece[0].key):
        form = forms.get(key + rest)
        if form is None:
            continue
        mention = page.mention(piece, skipped, form.type, form.basis)
        if form.quoted and not page.is_quoted(mention.start, mention.end):
            return None
        if key + rest in edges().heads and _is_another(page, index + 1):
            return None
        return replace(mention, score=0.5)
    return None


def _is_another(page: Page, index: int) -> bool:
    """Whether the word behind a head makes it another one («الجيش» before «الوطني»)."""
    if index >= len(page.tokens) or page.tokens[index].gap:
        return False
    key = page.tokens[index].key
    return key in nationalities() or key in edges().others
