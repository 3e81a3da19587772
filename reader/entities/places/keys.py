"""The forms in which names of places are compared."""

import re

from reader.text.fold import search_key

_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
# Letters that Arabic does not write: GeoNames tags no language, and Persian, Urdu, Pashto, Kurdish
# and Uyghur spellings stand among its names.
FOREIGN = frozenset("پچژگہےڈٹڑںەۆڵێھېڎۇۈۋڭټډړښځڅڼۍکیګۀ")
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a \u060c'()-]+")
# ى inside a word and ئ before a vowel at its beginning are Uyghur and Pashto.
_NOT_ARABIC = re.compile(r"ى\w|\bئ")
_FURTHER = re.compile(r"[،/].*| ?\(.*\)")  # «باتنة، الجزائر», «الدويم (مدينة)»
_SEPARATORS = str.maketrans(dict.fromkeys("-'’‘`()،,.«»\"“”ـ", " ") | {"ء": ""})
_BLANKS = re.compile(" {2,}")
_ARTICLED = 5  # letters of the shortest name whose ال may be left out


def name_key(name: str) -> str:
    """The search form of a name of a place: folded, no lone hamza, punctuation as one blank."""
    return _BLANKS.sub(" ", search_key(name).translate(_SEPARATORS)).strip()


def block_key(block: str) -> str:
    """`name_key` of many names at once, which stand in lines and between ``|``; both stay."""
    return search_key(block).translate(_SEPARATORS)


def other_article(key: str) -> str | None:
    """The key with ال where it has none and without it where it has; None where it is too short."""
    if key.startswith("ال"):
        return key[2:] if len(key) >= _ARTICLED else None
    return f"ال{key}" if len(key) + 2 >= _ARTICLED else None


def spellings(key: str) -> list[str]:
    """Other keys of the same foreign name: غ and ج for g, ا and ة at the end (هامبورغ، هامبورج)."""
    found = {key.replace("غ", "ج"), key.replace("ج", "غ")}
    found |= {key.replace("غ", "ك"), key.replace("ك", "غ")}
    for each in (key, *found.copy()):
        if each.endswith(("ا", "ه")):
            found.add(each[:-1] + ("ه" if each.endswith("ا") else "ا"))
    return sorted(found - {key})


def clean_names(names: list[str]) -> list[str]:
    """The Arabic names among `names`, vowel marks dropped, each once by its key.

    A name with a letter that Arabic does not write is of another language and left out; so is
    what stands behind a comma or in brackets.
    """
    found: dict[str, str] = {}
    for name in names:
        bare = " ".join(_MARKS.sub("", _FURTHER.sub("", name)).split())
        if len(bare) > 1 and _ARABIC.fullmatch(bare) and not _NOT_ARABIC.search(bare):
            found.setdefault(name_key(bare), bare)
    found.pop("", None)
    return list(found.values())
