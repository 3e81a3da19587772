"""Which countries an article is about: by the countries and peoples its words name."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reader.entities.places.keys import name_key

_WORD = re.compile(r"[^\W\d_]+")
_PROCLITICS = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ف", "ل")
_ENDINGS = ("", "ه", "ون", "ين", "ان", "ات", "تين", "تان")
_LEAST = 4  # letters of a word that may name a people without ال
_MOST = 3.0  # votes of one country's words, however often they are said


@cache
def _peoples() -> Mapping[str, str]:
    """The country of each word for a people or its things, by key, and of one-word countries."""
    table = files("reader.entities.places") / "data" / "countries.tsv"
    found: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, _, _, names, peoples = line.split("\t")
        for stem in filter(None, map(name_key, peoples.split("|"))):
            endings = _ENDINGS if stem.endswith("ي") else ("",)
            for ending in endings:
                found.setdefault(stem + ending, code)
        for name in map(name_key, names.split("|")):
            if " " not in name and len(name) >= _LEAST:
                found.setdefault(name.removeprefix("ال"), code)
    return found


def country_votes(text: str) -> dict[str, float]:
    """Votes for countries by the words of `text`, ISO 3166-1 code: falling returns for each.

    Linear in the text; a word is looked up once for each way to take off what is joined to it.
    """
    counts: Counter[str] = Counter()
    peoples = _peoples()
    for word, times in Counter(_WORD.findall(text)).items():
        key = name_key(word)
        if len(key) >= _LEAST:
            code = peoples.get(key) or next(
                (
                    peoples[key[len(each) :]]
                    for each in _PROCLITICS
                    if key.startswith(each) and key[len(each) :] in peoples
                ),
                None,
            )
            if code:
                counts[code] += times
    return {code: min(_MOST, 0.7 * times**0.5) for code, times in counts.items()}
