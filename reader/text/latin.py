"""Arabic and Latin letters: one reduced alphabet in which names of both scripts can be compared.

`latin_key` folds both scripts: digraphs to one letter each, letters that one script does not tell
apart to one (p and b, v and f, o and u, e and i), doubles to one, the article dropped. What Arabic
does not write, the short vowels, is kept here and weighed by the look-up.
"""

import re
import unicodedata

from reader.text.fold import search_key

_ARABIC = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d",
    "ر": "r", "ز": "z", "س": "s", "ش": "c", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a",
    "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u",
    "ي": "i", "ء": "", "ئ": "i", "ؤ": "u", "پ": "b", "چ": "c", "ژ": "j",
}  # fmt: skip
_DIGRAPHS = (
    ("tsch", "c"), ("tch", "c"), ("sch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "x"), ("gh", "g"),
    ("th", "t"), ("dh", "d"), ("zh", "j"), ("dj", "j"), ("ph", "f"), ("ck", "k"), ("qu", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("x", "ks"),
)  # fmt: skip
_ONE = str.maketrans("qcpvowey", "kkbfuuii")
_LATIN_ARTICLE = re.compile(r"\b(?:al|el|ar|as|ash|ad|an|at|az|ul)[\s-]+")
_DOUBLED = re.compile(r"(.)\1+")
_NOT_LETTERS = re.compile(r"[^a-z ]+")

_ROMAN = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh",
    "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a",
    "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u",
    "ي": "i", "ى": "a", "ة": "a", "ء": "", "أ": "a", "إ": "i", "آ": "a", "ؤ": "u", "ئ": "i",
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "i",
}  # fmt: skip
_VOWELS = frozenset("اويىأإآؤئةی")


def latin_key(text: str) -> str:
    """`text`, Arabic or Latin, in the reduced alphabet; words stay apart, articles are dropped."""
    folded = search_key(text)
    if any("\u0600" <= letter <= "\u06ff" for letter in folded):
        words = [word.removeprefix("ال") if len(word) > 4 else word for word in folded.split()]
        key = "".join(_ARABIC.get(letter, letter) for letter in " ".join(words))
    else:
        key = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode().lower()
        key = _LATIN_ARTICLE.sub("", key)
        for digraph, letter in _DIGRAPHS:
            key = key.replace(digraph, letter.upper())
        key = key.replace("C", "\u0001").lower().translate(_ONE).replace("\u0001", "c")
    return _DOUBLED.sub(r"\1", _NOT_LETTERS.sub("", key)).strip()


def romanized(name: str) -> str:
    """A Latin form of an Arabic name, letter by letter with short vowels where consonants meet.

    It is a help for the eye, not a standard, and is marked as transliteration where it is shown.
    Nothing for a name without Arabic letters.
    """
    words = []
    for word in name.split():
        letters = [letter for letter in word if letter in _ROMAN]
        if not letters:
            continue
        article = "al-" if word.startswith("ال") and len(letters) > 3 else ""
        if article:
            letters = letters[2:]
        made = _spelled(letters)
        words.append(article + made[:1].upper() + made[1:])
    return " ".join(words)


def _spelled(letters: list[str]) -> str:
    """Consonants and long vowels, an a between two consonants that begin a word or meet."""
    out: list[str] = []
    for number, letter in enumerate(letters):
        out.append("y" if letter == "ي" and number == 0 else _ROMAN[letter])
        following = letters[number + 1] if number + 1 < len(letters) else ""
        if letter not in _VOWELS and following and following not in _VOWELS and number % 2 == 0:
            out.append("a")
    return "".join(out)
