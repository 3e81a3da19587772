"""Search over real articles: as many hits as a regular expression finds that reads all of them."""

import json
import re
import unicodedata
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from reader.articles import Article
from reader.library.adding import add_articles
from reader.library.search import count, find, parse, search
from reader.library.store import Library
from reader.text.span import Span
from tests.support import SHARED

NEWS = SHARED / "articles" / "news.jsonl.zst"
COUNT = 2_500
STEP = 20  # every so manieth article, so that all papers are read
WORDS = (
    "الرقة", "تنظيم", "الدولة", "كتاب", "لجنة", "محمد", "سوريا", "إدلب", "مدينة", "2015",
    "على", "الأمن", "حكومة", "النفط", "ليبيا", "مسؤول", "وزير", "قرار", "سلام", "UN",
)  # fmt: skip
PHRASES = ("تنظيم الدولة", "مجلس الأمن", "رئيس الوزراء", "حقوق الإنسان", "كرة القدم")
pytestmark = pytest.mark.skipif(not NEWS.exists(), reason="no shared articles beside the project")

# Written anew for this test, so that it shares no mistake with the library.
MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]"
)
CONTROLS = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
LETTERS = str.maketrans("أإآٱىیئؤةکھہ", "ااااييي" + "وهكهه")
FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


def plain(text: str) -> str:
    text = FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = CONTROLS.sub("", MARKS.sub("", text)).translate(LETTERS)
    text = "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    return text.lower()


def pattern(words: str) -> re.Pattern[str]:
    """Words with و ف, ب ل ك س, and the article before the first: the gold of the handbook."""
    first, *rest = plain(words).split()
    if first.startswith("ال") and len(first) > 4:
        stem, bare = first[2:], r"(?!)"
    else:
        stem, bare = first, f"[بلكس]?{first}"
    definite = f"(?:ال|بال|كال|لل){stem}"
    if stem.startswith("ل"):
        definite += f"|ل{stem}"
    behind = "".join(rf"[\W_]+{word}" for word in rest)
    return re.compile(rf"(?<![^\W_])[وف]?(?:{bare}|{definite}){behind}(?![^\W_])")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    import zstandard

    with zstandard.open(NEWS, "rt", encoding="utf-8") as file:
        lines = islice(file, 0, COUNT * STEP, STEP)
        return [
            f"{record['title']}\n\n{record['text']}" if record.get("title") else record["text"]
            for record in map(json.loads, lines)
        ]


@pytest.fixture(scope="module")
def library(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> Library:
    path: Path = tmp_path_factory.mktemp("real") / "library.db"
    opened = Library.open(path, write=True)
    articles = (
        Article(text, paragraphs=(Span(0, len(text)),), identifier=str(number))
        for number, text in enumerate(texts)
    )
    list(add_articles(opened, articles))
    opened.attach_user()
    return opened


@pytest.fixture(scope="module")
def folded(library: Library) -> dict[str, str]:
    """The texts that the library holds (it keeps one of those with the same letters), by uid."""
    ids = find(library, parse("")).ids
    return {row["uid"]: plain(library.text(row["id"])) for row in library.rows(ids)}


@pytest.mark.parametrize("words", [*WORDS, *PHRASES])
def test_hits_are_those_of_a_regular_expression(
    library: Library, folded: dict[str, str], words: str
) -> None:
    query = parse(f'"{words}"')
    wanted = pattern(words)
    gold = {uid for uid, text in folded.items() if wanted.search(text)}
    found = {row["uid"] for row in library.rows(find(library, query).ids)}
    assert gold
    assert found == gold
    assert count(library, query) == len(gold)


@pytest.mark.parametrize("words", [*WORDS, *PHRASES])
def test_exact_hits_are_those_of_a_regular_expression(
    library: Library, folded: dict[str, str], words: str
) -> None:
    first, *rest = plain(words).split()
    behind = "".join(rf"[\W_]+{word}" for word in rest)
    wanted = re.compile(rf"(?<![^\W_]){first}{behind}(?![^\W_])")
    gold = {uid for uid, text in folded.items() if wanted.search(text)}
    found = find(library, parse(f'"{words}"'), exact=True)
    assert {row["uid"] for row in library.rows(found.ids)} == gold


@pytest.mark.parametrize("words", WORDS[:8])
def test_every_place_is_lit_up(library: Library, folded: dict[str, str], words: str) -> None:
    wanted = pattern(words)
    for hit in search(library, parse(words), limit=100).hits:
        gold = len(wanted.findall(folded[hit.uid]))
        assert len(hit.snippet.hits) == gold, hit.uid


def test_and_or_and_not_are_those_of_sets(library: Library, folded: dict[str, str]) -> None:
    one, other = pattern("سوريا"), pattern("مصر")
    has = {uid: (bool(one.search(text)), bool(other.search(text))) for uid, text in folded.items()}
    cases: dict[str, Callable[[bool, bool], bool]] = {
        "سوريا مصر": lambda a, b: a and b,
        "سوريا OR مصر": lambda a, b: a or b,
        "سوريا -مصر": lambda a, b: a and not b,
        "-سوريا": lambda a, _b: not a,
        "-(سوريا OR مصر)": lambda a, b: not a and not b,
    }
    for query, holds in cases.items():
        gold = {uid for uid, pair in has.items() if holds(*pair)}
        found = find(library, parse(query))
        assert {row["uid"] for row in library.rows(found.ids)} == gold, query
