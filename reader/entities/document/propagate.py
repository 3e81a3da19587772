"""Every name once known in an article, and its short forms, are found everywhere in it.

A word that the article uses far more often than it was found as a name is rather a common word,
found as a name by mistake («ولادة الهلال» beside a club of that name): it is not spread.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.entities.document.edges import edges
from reader.entities.document.lexicon import Form
from reader.entities.document.page import Page
from reader.entities.document.tokens import Token, phrase, readings
from reader.entities.document.trim import is_rare
from reader.entities.model import Mention
from reader.entities.names.lists import head_words, latin_names, nationalities
from reader.entities.names.romanize import spellings
from reader.entities.names.user import entry_of
from reader.text.fold import search_key

_LONGEST = 7
_SHARE = 0.2  # of the uses of a word that must have been found as a name
_SHARE_COMMON = 0.6  # and of those of a word that stands in any text
_MOST_UNSEEN = 1  # uses of a short form that was never found by itself and is no rare word
_RARE = 5000


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
    spread = _likely(mentions, added, forms)
    return sorted((*mentions, *spread), key=lambda mention: mention.start)


def _likely(
    mentions: Sequence[Mention], added: Sequence[Mention], forms: Mapping[str, Form]
) -> list[Mention]:
    """Those of `added` whose words the article uses as names often enough.

    Words in quotes, definite heads and initials are told by more than that.
    """
    found = Counter(search_key(mention.name) for mention in mentions)
    spread = Counter(search_key(mention.name) for mention in added)
    likely = {
        key
        for key, count in spread.items()
        if " " in key
        or entry_of(key) is not None
        or key in edges().heads
        or (key in forms and (forms[key].quoted or forms[key].full))
        or _is_likely(key, found[key], count)
    }
    return [mention for mention in added if search_key(mention.name) in likely]


def _is_likely(word: str, found: int, spread: int) -> bool:
    """Whether a word found as a name so often is one where it was passed over so often.

    A surname is known from a full name and may never have been found alone.
    """
    if found:
        return found >= (_SHARE if is_rare(word) else _SHARE_COMMON) * (found + spread)
    return spread <= _MOST_UNSEEN or is_rare(word, _RARE) or word.removeprefix("ال") in spellings()


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
        if mention.text.isascii() and latin_names().get(key, (mention.text,))[0] != mention.text:
            return None  # «cnn» and «Who» are no names
        if form.quoted and not page.is_quoted(mention.start, mention.end):
            return None
        if not skipped and page.is_of_another(index):
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
