"""Where the names of persons begin and end: titles, proclitics and what follows stand outside."""

from collections.abc import Sequence

from reader.entities.document.edges import edges
from reader.entities.document.tokens import readings
from reader.entities.names.lists import nationalities
from reader.entities.names.romanize import given_names, spellings
from reader.entities.names.user import entry_of
from reader.entities.tagger.model import model

_LEAST = 3
_DUAL = ("ان", "ين", "ون", "تان", "تين", "ات")  # ends of titles of several («الشاعران»)


def is_title(word: str) -> bool:
    """Whether a word is a title, of one or of several."""
    titles = edges().titles
    several = any(word.endswith(end) and word.removesuffix(end) in titles for end in _DUAL)
    return word in titles or (several and word.startswith("ال"))


def opens(words: Sequence[str]) -> bool:
    """Whether the first word is a title before a name; one without ال may be a given name."""
    head = words[0]
    if head.startswith("ال") or head[1:3] == "ال":
        bare = head[head.index("ال") :]
        return is_title(bare) or bare in nationalities()  # «السوداني عمر البشير»
    titles = edges().titles
    return (head in titles or f"ال{head}" in titles) and head not in given_names()


def joined(words: Sequence[str]) -> int:
    """Letters of a «و» or «ف» that still stands before the given name of a full name."""
    head = words[0]
    peeled = len(words) > 1 and head[0] in "وف" and head not in spellings()
    return int(peeled and (head[1:] in spellings() or head[1:].startswith("عبدال")))


def parted(words: Sequence[str]) -> int:
    """The number of the word with «و» that begins another person («عباس ودحلان»); 0 for none.

    Without it the word must be far commoner: «وايت» is a name.
    """
    network = model()
    for number, word in enumerate(words[1:], start=1):
        if word[0] != "و" or len(word) <= _LEAST or word in spellings():
            continue
        whole, rest = network.rank(word), network.rank(word[1:])
        if word[1:] in spellings() and rest is not None and (whole is None or 3 * rest < whole):
            return number
    return 0


def uncut(word: str, start: int) -> int:
    """Where the given name of a word begins, of which the tagger left out `start` letters.

    «بلال» is a name and not «لال» behind a preposition.
    """
    network = model()
    cuts = [cut for cut in range(start + 1) if word[cut:] in given_names()]
    ranks = {cut: network.rank(word[cut:]) for cut in cuts}
    known = {cut: rank for cut, rank in ranks.items() if rank is not None}
    return min(known, key=lambda cut: known[cut]) if known else cuts[0] if cuts else start


def is_family(words: Sequence[str]) -> bool:
    """Whether a name is that of a house («آل نهيان»), which is nobody."""
    return len(words) == 2 and words[0] == "ال"


def closes(words: Sequence[str]) -> bool:
    """Whether the last word is no part of the name but what it has to do with («زايد للكتاب»).

    Such a word has a preposition, is in no list of names, and is rarer than what is left of it.
    """
    last = words[-1]
    if " ".join(words[-2:]) in edges().generic and len(words) > 2:
        return True  # «علي بن أبي طالب رضي الله»
    if len(words) < 2 or last[0] not in "بل" or last in spellings():
        return False
    if last.startswith("لل") or any(entry_of(form) for form, skipped in readings(last) if skipped):
        return True
    if len(words) < 3:
        return False
    if last[0] == "ب" and last[1] not in "ونلا":  # «بوتفليقة», «بنكيران»
        return True
    network = model()
    whole = network.rank(last)
    ranks = [network.rank(form) for form, skipped in readings(last) if skipped]
    return any(rest is not None and (whole is None or rest < whole) for rest in ranks)
