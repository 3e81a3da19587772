"""What an article calls its names: the forms to look for everywhere, and the short forms of them.

Short forms of a person are the surname; of an organisation a quoted word of its name
(«الديمقراطية» for قوات سورية الديمقراطية), its initials in brackets, and its head with ال
(التنظيم for تنظيم داعش).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.entities.document.edges import edges
from reader.entities.document.page import Page
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.names.lists import nationalities
from reader.entities.names.user import entry_of, user_names
from reader.entities.places.friends import false_friends
from reader.entities.tagger.model import model
from reader.text.fold import search_key

_LEAST = 3  # letters of a name that is looked for elsewhere
_LEAST_SURNAME = 4
_COMMON = 1500  # a word among that many commonest ones is no surname on its own
_QUOTED = re.compile('[«"“”»]([^«»"“”\n.،:]{3,30})[»"”“«]')
_BRACKETS = re.compile(r"\(([^()\n]{2,12})\)")
# The words that open a surname of two («دي ميستورا», «بن سلمان»).
_OPENING = frozenset(
    ("بن", "ابن", "بو", "ابو", "ال", "دي", "دو", "دا", "فان", "فون", "عبد", "سان", "لو", "ولد")
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form by which a name goes in the article.

    Attributes:
        type: what it names.
        basis: PROPAGATED for a name, ALIAS for a short form of one.
        quoted: whether it counts in quotes only.
        full: for initials the search key of the name they stand for, else "".
    """

    type: EntityType
    basis: MentionBasis
    quoted: bool = False
    full: str = ""


def lexicon(page: Page, mentions: Sequence[Mention]) -> Mapping[str, Form]:
    """The forms to look for in the article, by search key.

    Args:
        page: the article.
        mentions: the names found so far.
    """
    votes: dict[str, Counter[EntityType]] = {}
    told = {search_key(mention.name) for mention in mentions if mention.designator is not None}
    for mention in mentions:
        key = search_key(mention.name)
        # «تنظيم القاعدة» tells that القاعدة is a name in this article
        if len(key) >= _LEAST and (not _vague(key) or (key in told and entry_of(key) is not None)):
            votes.setdefault(key, Counter())[mention.type] += 1
    forms = {
        key: Form(kinds.most_common(1)[0][0], MentionBasis.PROPAGATED)
        for key, kinds in votes.items()
    }
    for key, form in (
        *_surnames(mentions),
        *_heads(page, mentions),
        *_initials(page, mentions),
        *_quoted(page, mentions),
    ):
        forms.setdefault(key, form)
    for never in user_names().never:
        forms.pop(never, None)
    return forms


def _vague(key: str) -> bool:
    """Whether a word found once as a name may be a common word elsewhere."""
    return key in false_friends() or key in nationalities() or key in edges().others


def _surnames(mentions: Sequence[Mention]) -> Iterator[tuple[str, Form]]:
    """The last word of a person's name, or the last two that belong together."""
    form = Form(EntityType.PER, MentionBasis.ALIAS)
    for mention in mentions:
        words = search_key(mention.name).split()
        if mention.type is not EntityType.PER or len(words) < 2:
            continue
        if len(words) > 2 and words[-2] in _OPENING:
            yield " ".join(words[-2:]), form
        elif words[-2] not in _OPENING and _is_surname(words[-1]):
            yield words[-1], form


def _is_surname(word: str) -> bool:
    """Whether a last name is not a word that means something else where it stands alone."""
    table = edges()
    if len(word) < _LEAST_SURNAME or _vague(word) or word in table.generic:
        return False
    if word in table.directions or word in table.titles or word in table.designators:
        return False
    rank = model().rank(word)
    return rank is None or rank > _COMMON


def heads_of(mention: Mention, page: Page) -> set[str]:
    """The definite heads by which an organisation may be taken up («التنظيم»)."""
    names = [search_key(mention.name)]
    entry = entry_of(names[0])
    if entry is not None:
        names += [search_key(form) for form in (entry.name, *entry.forms)]
    words = {name.split()[0] for name in names}
    if mention.designator is not None:
        start, end = mention.designator
        words.add(search_key(page.text[start:end]))
    return {word if word.startswith("ال") else "ال" + word for word in words} & edges().heads


def _heads(page: Page, mentions: Sequence[Mention]) -> Iterator[tuple[str, Form]]:
    """The heads of the organisations that are known."""
    form = Form(EntityType.ORG, MentionBasis.ALIAS)
    for mention in mentions:
        if mention.type is EntityType.ORG:
            yield from ((head, form) for head in heads_of(mention, page))


def _initials(page: Page, mentions: Sequence[Mention]) -> Iterator[tuple[str, Form]]:
    """A word in brackets right behind an organisation whose initials it has («(قسد)»)."""
    ends = {mention.end: mention for mention in mentions if mention.type is EntityType.ORG}
    for found in _BRACKETS.finditer(page.text):
        before = page.text[max(0, found.start() - 4) : found.start()]
        end = found.start() - len(before) + len(before.rstrip('»"” '))
        mention = ends.get(end)
        if mention is None:
            continue
        key, full = search_key(found[1].strip()), search_key(mention.name)
        if _abbreviates(key, full.split()):
            yield key, Form(EntityType.ORG, MentionBasis.ALIAS, full=full)


def _abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether letters stand for words: Latin ones for any, Arabic ones for their beginnings."""
    if len(words) < 2 or " " in short or not short.isalpha():
        return False
    if short.isascii():
        return 2 <= len(short) <= 8
    initials = iter([word.removeprefix("ال")[:1] for word in words])
    return all(letter in initials for letter in short)


def _quoted(page: Page, mentions: Sequence[Mention]) -> Iterator[tuple[str, Form]]:
    """Words in quotes that begin or end the name of an organisation of several words."""
    names = {
        word
        for mention in mentions
        if mention.type is EntityType.ORG
        for words in [search_key(mention.name).split()]
        if len(words) > 1
        for word in (words[0], words[-1])
    }
    form = Form(EntityType.ORG, MentionBasis.ALIAS, quoted=True)
    for found in _QUOTED.finditer(page.text):
        key = search_key(found[1].strip())
        if key in names and len(key) >= _LEAST:
            yield key, form
