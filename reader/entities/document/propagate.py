"""Every name once known in an article is found everywhere in it."""

from collections import Counter
from collections.abc import Sequence

from reader.entities.document.tokens import Token, offset_behind, phrase, readings, whole_form
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.places.friends import false_friends
from reader.text.fold import search_key

_LEAST = 3  # letters of a name that is looked for elsewhere
_LONGEST = 6


def propagated(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """`mentions` and every other place of the article where one of their names stands.

    Args:
        text: the article's text.
        tokens: its words.
        mentions: found so far, in reading order, none overlapping another.
    """
    votes: dict[str, Counter[EntityType]] = {}
    for mention in mentions:
        key = search_key(mention.name)
        if len(key) >= _LEAST and key not in false_friends():
            votes.setdefault(key, Counter())[mention.type] += 1
    _add_surnames(mentions, votes)
    taken = [False] * len(tokens)
    for number in _covered(tokens, mentions):
        taken[number] = True
    added: list[Mention] = []
    for size in range(_LONGEST, 0, -1):
        for index in range(len(tokens) - size + 1):
            piece = phrase(tokens, index, size)
            if piece is None or any(taken[index : index + size]):
                continue
            found = _match(text, piece, votes)
            if found is not None:
                added.append(found)
                taken[index : index + size] = [True] * size
    return sorted((*mentions, *added), key=lambda mention: mention.start)


def _add_surnames(mentions: Sequence[Mention], votes: dict[str, Counter[EntityType]]) -> None:
    """The last word of a person's name, of four letters or more, names the person too."""
    for mention in mentions:
        words = search_key(mention.text).split()
        long_enough = len(words) > 1 and len(words[-1]) >= 4
        if mention.type is EntityType.PER and long_enough and words[-1] not in false_friends():
            votes.setdefault(words[-1], Counter())[EntityType.PER] += 1


def _covered(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[int]:
    """The numbers of the tokens that stand in a mention."""
    numbers: list[int] = []
    number = 0
    for mention in mentions:
        while number < len(tokens) and tokens[number].end <= mention.start:
            number += 1
        while number < len(tokens) and tokens[number].start < mention.end:
            numbers.append(number)
            number += 1
    return numbers


def _match(
    text: str, piece: Sequence[Token], votes: dict[str, Counter[EntityType]]
) -> Mention | None:
    """The mention that the words are, if they are a known name, a proclitic before it allowed."""
    rest = "".join(f" {token.key}" for token in piece[1:])
    for form, skipped in readings(piece[0].key):
        kinds = votes.get(form + rest)
        if kinds is not None:
            start = offset_behind(text, piece[0].start, piece[0].end, skipped)
            return Mention(
                start=start,
                end=piece[-1].end,
                text=text[start : piece[-1].end],
                type=kinds.most_common(1)[0][0],
                basis=MentionBasis.PROPAGATED,
                form=whole_form(text, start, piece[-1].end),
            )
    return None
