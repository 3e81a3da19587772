"""Arabic and Latin letters: one reduced alphabet in which names of both scripts can be compared.

`arabic_letters` and `latin_letters` are what a name is to the ear, each in its own script: no
marks, no article, words apart. `latin_key` folds both to one alphabet: digraphs to one letter
each, letters that one script does not tell apart to one (p and b, v and f, o and u, e and i),
doubles to one. `consonants` leaves of a key what both scripts surely write.
"""

import re
import unicodedata

from reader.text.fold import IGNORED

_PLAIN = str.maketrans(
    {"ی": "ي", "ک": "ك", "ڪ": "ك", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ە": "ه", "ٱ": "ا", "ې": "ي"}
    | {"ێ": "ي", "ۆ": "و", "ڵ": "ل", "ڕ": "ر", "ڤ": "ف", "ے": "ي", "ں": "ن", "ٹ": "ت", "ڈ": "د"}
    | {chr(base + n): str(n) for base in (0x660, 0x6F0) for n in range(10)}
)
_SOUNDS: dict[str, str | None] = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d",
    "ر": "r", "ز": "z", "س": "s", "ش": "c", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a",
    "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u",
    "ي": "i", "ئ": "i", "ؤ": "u", "أ": "a", "إ": "i", "آ": "a", "ى": "a", "ة": "a", "پ": "b",
    "چ": "c", "ژ": "j", "گ": "g", "ء": None,
}  # fmt: skip
_REDUCED = str.maketrans(_SOUNDS)
_DIGRAPHS = (
    ("tsch", "c"), ("tch", "c"), ("sch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "x"), ("gh", "g"),
    ("th", "t"), ("dh", "d"), ("zh", "j"), ("dj", "j"), ("ph", "f"), ("ck", "k"), ("qu", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("x", "ks"),
)  # fmt: skip
_ONE = str.maketrans("qcpvowey", "kkbfuuii")
_LATIN_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "þ": "th"}
)
# The article as it is written before a name, its l kept or made like what follows.
_LATIN_ARTICLE = re.compile(r"\b(?:[aeu]l|[ae](?:[rsntdz]|sh|ch|th|dh)) +(?=\S)")
_DOUBLED = re.compile(r"(.)\1+")
_IGNORED = re.compile(f"[{IGNORED}]+")
_NOT_ARABIC = re.compile(r"[^\u0621-\u063a\u0641-\u064aپچژگ0-9]+")
_APOSTROPHES = re.compile("['’‘`´ʻʼʾʿˈ]+")
_NOT_LATIN = re.compile(r"[^a-z0-9]+")
_SILENT_H = re.compile(r"(?<=[aeiou])h\b")
_ANY_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


def is_arabic(text: str) -> bool:
    """Whether `text` has a letter of the Arabic script."""
    return _ANY_ARABIC.search(text) is not None


def arabic_letters(name: str) -> str:
    """The letters and ASCII digits of an Arabic name, words apart by a blank, the article dropped.

    Hamza carriers, ة and ى stay what they are: they sound differently.
    """
    plain = _IGNORED.sub("", unicodedata.normalize("NFKC", name)).translate(_PLAIN)
    words = _NOT_ARABIC.sub(" ", plain).split()
    return " ".join(word[2:] if len(word) > 3 and word.startswith("ال") else word for word in words)


def latin_letters(name: str) -> str:
    """The letters a-z and digits of a Latin name, words apart by one blank, articles dropped.

    Accents and apostrophes go, other punctuation parts words: «Deir ez-Zor» is ``deir zor``.
    """
    plain = _IGNORED.sub("", name).lower().translate(_LATIN_LETTERS)
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", plain))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    spaced = " ".join(_NOT_LATIN.sub(" ", plain).split())
    return _LATIN_ARTICLE.sub("", spaced)


def latin_key(text: str) -> str:
    """`text`, Arabic or Latin, in the reduced alphabet; words stay apart, articles are dropped."""
    return reduced(arabic_letters(text) if is_arabic(text) else latin_letters(text))


def reduced(letters: str) -> str:
    """The key of a name of which `arabic_letters` or `latin_letters` is given."""
    if is_arabic(letters):
        key = letters.translate(_REDUCED)
    else:
        key = _SILENT_H.sub("", letters)
        for digraph, letter in _DIGRAPHS:
            key = key.replace(digraph, letter.upper())
        key = key.replace("C", "\u0001").lower().translate(_ONE).replace("\u0001", "c")
    return _DOUBLED.sub(r"\1", key).strip()


def consonants(key: str) -> str:
    """A `latin_key` without blanks and without the letters that stand for vowels, a, i and u."""
    return "".join(letter for letter in key if letter not in " aiu")
