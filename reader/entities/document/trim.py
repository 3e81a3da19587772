"""Where names begin and end: designators, titles and what else the tagger took along stand outside.

A name that the lists know as a whole is left whole; one of which nothing remains is none.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from reader.entities.document import persons
from reader.entities.document.edges import edges
from reader.entities.document.page import Page, span_of
from reader.entities.document.tokens import offset_behind, readings
from reader.entities.model import EntityType, Mention, MentionBasis
from reader.entities.names.lists import nationalities
from reader.entities.names.romanize import spellings
from reader.entities.names.user import entry_of, user_names
from reader.entities.places.friends import is_false_friend
from reader.entities.places.gazetteer import Gazetteer
from reader.entities.tagger.model import model
from reader.text.fold import search_key

_PART_OF_NAME = frozenset(("جبل", "بحر", "خليج", "مضيق", "مخيم", "العاصمه"))
_ALWAYS_OUTSIDE = frozenset(("محافظه", "ولايه", "مدينه", "بلده", "قريه", "اقليم", "منطقه", "اماره"))
_SOCIETY, _FORCES = "منظمه", "القوات"  # «القوات الأميركية» are any forces of a state
_MOVEMENTS = frozenset(("حركه", "جماعه", "شركه", "شبكه"))  # listed with the word or without it
_VERY_COMMON = 1000
_COMMON = 1500  # a word among that many commonest ones stands in any text
_LARGE = 50_000  # inhabitants of a place whose name shows that a letter before it is a proclitic
_PLACES = (EntityType.LOC, EntityType.FAC)


def split(page: Page, mention: Mention) -> Iterator[Mention]:
    """The persons that a mention of several is («عباس ودحلان»), the «و» between them outside."""
    first, last = page.words_of(mention)
    keys = page.keys_of(mention, first, last)
    number = persons.parted(keys) if mention.type is EntityType.PER else 0
    if not number or entry_of(" ".join(keys)) is not None:
        yield mention
        return
    yield page.cut(mention, mention.start, page.tokens[first + number - 1].end)
    yield from split(page, page.cut(mention, page.tokens[first + number].start + 1, mention.end))


def trimmed(
    page: Page, mention: Mention, gazetteer: Gazetteer, names: Collection[str] = ()
) -> Mention | None:
    """The core of a name that the tagger found, or None where nothing remains.

    Args:
        page: the article.
        mention: a name in it.
        gazetteer: the places known.
        names: search keys of the other names in the article, which tell proclitics.
    """
    first, last = page.words_of(mention)
    keys = page.keys_of(mention, first, last)
    whole = " ".join(keys)
    if whole in user_names().never or whole in edges().generic:
        return None
    listed = entry_of(whole)
    titled = mention.type is EntityType.PER and len(keys) > 1 and persons.opens(keys)
    titled = titled or (mention.type is EntityType.ORG and is_at_home(keys))
    if listed is None or titled or is_designated(keys):
        last -= _behind(mention, keys, gazetteer)
        keys = keys[: last - first]
        cut = _before(mention, keys, gazetteer)
        mention = _with_cue(page, mention, first, cut)
        first, keys = first + cut, keys[cut:]
        last -= _behind(mention, keys, gazetteer) if cut else 0  # «وكالة تاس الروسية»
        keys = keys[: last - first]
    if not keys or _is_letter(page, first, last) or _is_none(page, mention, keys, gazetteer):
        return None
    if len(keys) == 1 and _is_doubtful(page, mention, keys[0], names):
        return None
    start = max(mention.start, page.tokens[first].start)
    core = page.cut(mention, start, min(mention.end, page.tokens[last - 1].end))
    start = _given_name(page, core, first)
    if start == core.start:
        start += _proclitic(page, core, keys, gazetteer, names)
    core = page.cut(core, start, core.end)
    if titled and listed is not None and entry_of(" ".join(keys)) is not listed:
        core = replace(core, form=mention.text)  # «الملك سلمان» is listed so
    return called(page, cued(page, core, first))


def _is_none(page: Page, mention: Mention, keys: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether what remains of a name is none."""
    if len(keys) == 1 and _never(mention, keys[0], gazetteer):
        return True
    if mention.type is EntityType.PER and persons.is_family(keys):
        return True
    if mention.type is EntityType.ORG and _is_everyday(page, mention, keys):
        return True
    return len(keys) == 2 and keys[0] == _FORCES and keys[1] in nationalities()


def _is_doubtful(page: Page, mention: Mention, key: str, names: Collection[str]) -> bool:
    """Whether a lone word is rather no name, though the tagger took it for one.

    A very common word is a person only where a title or a fuller name speaks for it; a thing of
    one word has quotes.
    """
    if mention.basis is MentionBasis.USER or entry_of(key) is not None:
        return False
    if mention.type is EntityType.MISC:
        return not page.is_quoted(mention.start, mention.end)
    if mention.type is not EntityType.PER or mention.title or is_rare(key, _VERY_COMMON):
        return False
    before = page.word_before(page.words_of(mention)[0])
    titled = before is not None and any(persons.is_title(form) for form, _ in readings(before.key))
    return not titled and not any(key in name.split() for name in names if " " in name)


def _given_name(page: Page, core: Mention, first: int) -> int:
    """Where a person's name begins whose given name the tagger took a proclitic off."""
    word = page.tokens[first]
    skipped = core.start - word.start
    if core.type is not EntityType.PER or skipped <= 0 or len(word.key) < word.end - word.start:
        return core.start
    return word.start + persons.uncut(word.key, skipped)


def _is_letter(page: Page, first: int, last: int) -> bool:
    """Whether words are some of the spelled letters of initials («بي» in «جي. بي. إس.»)."""
    letters = edges().letters
    if not all(token.key in letters for token in page.tokens[first:last]):
        return False
    before = first > 0 and page.tokens[first - 1].key in letters and not page.tokens[first].gap
    after = last < len(page.tokens) and page.tokens[last].key in letters
    return before or (after and not page.tokens[last].gap)


def is_designated(keys: Sequence[str]) -> bool:
    """Whether an organisation's name begins with a word that only tells its kind.

    What remains must be a name by itself: listed, or one rare word. So is it in «حركة النهضة» and
    «شركة المراعي», and not in «حركة الشباب».
    """
    if len(keys) < 2 or keys[0] not in edges().kinds:
        return len(keys) > 1 and keys[0] in edges().stripped
    whole, rest = entry_of(" ".join(keys)), entry_of(" ".join(keys[1:]))
    alone = len(keys) == 2 and keys[1] not in spellings() | nationalities().keys()
    if keys[0] == _SOCIETY and not alone:
        return False  # «منظمة الصحة العالمية»
    if rest is not None and rest.type is EntityType.ORG:
        return whole is None or whole is rest
    if whole is not None:
        return alone and keys[0] in _MOVEMENTS
    return alone and is_rare(keys[1])


def is_rare(word: str, common: int = _COMMON) -> bool:
    """Whether a word is none of so many commonest ones."""
    rank = model().rank(word)
    return rank is None or rank > common


def _behind(mention: Mention, keys: list[str], gazetteer: Gazetteer) -> int:
    """How many words at the end are no part of the name."""
    count = 0
    while count < len(keys):
        rest = keys[: len(keys) - count]
        direction = mention.type in _PLACES and rest[-1] in edges().directions and len(rest) > 1
        known = direction and " ".join(rest) not in gazetteer and " ".join(rest[:-1]) in gazetteer
        person = mention.type is EntityType.PER and persons.closes(rest)
        state = mention.type is EntityType.ORG and is_at_home(rest)
        if rest[-1] not in edges().trailing and not (known or person or state):
            break
        count += 1
    return count


def is_at_home(keys: Sequence[str]) -> bool:
    """Whether the adjective behind an organisation's name only tells its country.

    «الهلال السعودي» is الهلال; «الجيش السوري» is named so.
    """
    if len(keys) < 2 or keys[-1] not in nationalities() or not keys[-1].startswith("ال"):
        return False
    whole, rest = entry_of(" ".join(keys)), entry_of(" ".join(keys[:-1]))
    if whole is not None and whole is rest and keys[-1].endswith("ي"):
        return True  # «حزب الله اللبناني», but «أرامكو السعودية»
    table, head = edges(), keys[0]
    if table.designators.get(head.removeprefix("ال")) is EntityType.ORG:
        return False
    common = table.common | table.organs | table.heads
    return not common.intersection((head, " ".join(keys[:2])))


def _before(mention: Mention, keys: list[str], gazetteer: Gazetteer) -> int:
    """How many words at the beginning are no part of the name."""
    count = 0
    while count < len(keys) and _stands_before(mention.type, keys[count:], gazetteer):
        count += 1
    return count


def _stands_before(kind: EntityType, keys: list[str], gazetteer: Gazetteer) -> bool:
    """Whether the first word stands before a name of that type rather than in it."""
    table, head = edges(), keys[0]
    if head in table.leading or (head[0] == "و" and head[1:] in table.leading):
        return True
    if len(keys) == 1:
        return False
    if kind is EntityType.PER:
        return persons.opens(keys)
    if kind is EntityType.ORG:
        return is_designated(keys)
    if kind is EntityType.LOC:
        designated = edges().designators.get(head) is EntityType.LOC and head not in _PART_OF_NAME
        return designated and not names_itself(keys, gazetteer)
    return False


def names_itself(keys: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a designator is part of the name: «ريف دمشق» is another place than دمشق.

    «إمارة دبي» is not: the resolver tells the emirate from the town by the designator.
    """
    if keys[0] in _ALWAYS_OUTSIDE:
        return False
    whole = {place.key for place in gazetteer.exact(" ".join(keys))}
    return bool(whole) and not whole & {place.key for place in gazetteer.exact(" ".join(keys[1:]))}


def _with_cue(page: Page, mention: Mention, first: int, cut: int) -> Mention:
    """`mention` with what stands before its name told as title or designator."""
    if not cut:
        return mention
    before = span_of(page.tokens[first + cut - 1])
    if mention.type is EntityType.PER:
        return replace(mention, title=before)
    return replace(mention, designator=before)


def cued(page: Page, mention: Mention, first: int) -> Mention:
    """`mention` with the title or designator that stands before it in the text."""
    before = page.word_before(first)
    if before is None or mention.title or mention.designator:
        return mention
    for form, skipped in readings(before.key):
        if mention.type is EntityType.PER and form in edges().titles:
            return replace(mention, title=span_of(before, skipped))
        kind = edges().designators.get(form)
        fits = kind is mention.type or (kind in _PLACES and mention.type in _PLACES)
        if kind is not None and (fits or form in edges().stripped):
            return replace(mention, designator=span_of(before, skipped))
    return mention


def _is_everyday(page: Page, mention: Mention, keys: Sequence[str]) -> bool:
    """Whether a paper's name is but the common word that it is."""
    if len(keys) > 1 or keys[0] not in edges().everyday or mention.designator:
        return False
    before = page.word_before(page.words_of(mention)[0])
    told = before is not None and any(
        form in edges().designators for form, _ in readings(before.key)
    )
    return not told and not page.is_quoted(mention.start, mention.end)


def called(page: Page, mention: Mention) -> Mention:
    """An organisation by the name of the lists that holds its designator too.

    «صحيفة «الوطن»» is listed so, since الوطن alone is a common word.
    """
    if mention.type is not EntityType.ORG or mention.designator is None:
        return mention
    start, end = mention.designator
    whole = f"{page.text[start:end].removeprefix('ال')} {mention.name}"
    known, bare = entry_of(search_key(whole)), entry_of(search_key(mention.name))
    listed = known is not None and known.type is EntityType.ORG and bare is not known
    return replace(mention, form=whole) if listed else mention


def _never(mention: Mention, key: str, gazetteer: Gazetteer) -> bool:
    """Whether a lone word is no name, whatever took it for one."""
    table = edges()
    if mention.basis is MentionBasis.USER:
        return False
    if key in table.generic or key in table.directions or key in table.leading:
        return True
    if key in table.trailing or len(key) < 2 or key[0].isdigit():
        return True
    if mention.type is EntityType.PER:
        return persons.is_title(key)
    if key in nationalities() and entry_of(key) is None and not notable(key, gazetteer):
        return True
    return mention.type is EntityType.LOC and mention.designator is None and is_false_friend(key)


def _proclitic(
    page: Page, mention: Mention, keys: list[str], gazetteer: Gazetteer, names: Collection[str]
) -> int:
    """Code points of a proclitic that still stands in the name, told by what is known without."""
    whole = " ".join(keys)
    if entry_of(whole) is not None or whole in gazetteer:
        return 0
    rest = "".join(f" {key}" for key in keys[1:])
    short = rest and keys[0][0] == "و" and mention.type in _PLACES  # «وتل أبيب»
    if short and gazetteer.exact(keys[0][1:] + rest):
        return 1
    for form, skipped in readings(keys[0]):
        name = form + rest
        listed = entry_of(name)
        place = mention.type in _PLACES and _is_place(name, gazetteer)
        known = name in names or place or (listed is not None and listed.type is mention.type)
        organisation = mention.type is EntityType.ORG and form in edges().designators
        if skipped and (known or (organisation and keys[0] not in edges().designators)):
            return offset_behind(page.text, mention.start, mention.end, skipped) - mention.start
    return persons.joined(keys) if mention.type is EntityType.PER else 0


def _is_place(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a place goes by a name of several words, or a notable one by one word."""
    return notable(name, gazetteer) if " " not in name else bool(gazetteer.exact(name))


def notable(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a country, region or large city goes by `name`."""
    return any(
        place.population >= _LARGE or place.kind in ("country", "capital", "region")
        for place in gazetteer.exact(name)
    )
