"""Articles without end for benchmarks: paragraphs of real ones drawn anew, words by Heaps' law.

Real text repeats itself when it is drawn again and again, and an index would stay too small: so
each article gets as many new words as the vocabulary of real text grows by, measured on the real
articles themselves. Days lie in fifteen years and come in order, as feeds and archives bring them.
As many articles as `QARI_BENCH_ARTICLES` says, 20,000 unless it does.
"""

import json
import math
import os
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from reader.articles import Article, DateBasis, PublishedDate
from reader.library.adding import add_articles
from reader.library.store import Library
from reader.text.span import Span
from tests.bench.names import add_names
from tests.support import SHARED

NEWS = SHARED / "articles" / "news.jsonl.zst"
COUNT = int(os.environ.get("QARI_BENCH_ARTICLES", "20000"))
_POOL = 29_500  # real articles to draw from
_DAYS = 15 * 365
_FIRST = date(2010, 1, 1)
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"

needs_news = pytest.mark.skipif(not NEWS.exists(), reason="no shared articles beside the project")


@dataclass(frozen=True)
class Pool:
    """What is drawn from.

    Attributes:
        titles, paragraphs, lengths: of the real articles; lengths in code points.
        words: of the real articles, to be spelled anew.
        tokens, vocabulary: how many words there are, and how many different ones.
        growth: the exponent of Heaps' law.
    """

    titles: list[str]
    paragraphs: list[str]
    lengths: list[int]
    words: list[str]
    tokens: int
    vocabulary: int
    growth: float


@cache
def pool() -> Pool:
    """The real articles."""
    import zstandard

    titles, paragraphs, lengths = [], [], []
    seen: set[str] = set()
    tokens, halfway = 0, (0, 0)
    with zstandard.open(NEWS, "rt", encoding="utf-8") as file:
        for number, line in enumerate(islice(file, _POOL)):
            record = json.loads(line)
            text = record.get("text") or record.get("body") or ""
            titles.append(record.get("title") or text[:60])
            lengths.append(len(text))
            paragraphs += [part for part in text.split("\n") if len(part) > 40]
            words = text.split()
            tokens += len(words)
            seen.update(words)
            if number == _POOL // 4:
                halfway = (tokens, len(seen))
    growth = math.log(len(seen) / halfway[1]) / math.log(tokens / halfway[0])
    return Pool(titles, paragraphs, lengths, sorted(seen), tokens, len(seen), growth)


def articles(count: int, seed: int = 1, *, ordered: bool = True) -> Iterator[Article]:
    """So many articles, the same ones for the same seed; in order of their days, or in none."""
    real, chance = pool(), random.Random(seed)
    tokens, owed = 0, 0.0
    for number in range(count):
        parts, size, wanted = [], 0, chance.choice(real.lengths)
        while size < wanted:
            parts.append(chance.choice(real.paragraphs))
            size += len(parts[-1])
        tokens += sum(part.count(" ") + 1 for part in parts)
        known = real.vocabulary * (1 + tokens / real.tokens) ** real.growth
        fresh = int(known - real.vocabulary - owed)
        owed += fresh
        parts.append(
            " ".join(_spelled_anew(chance.choice(real.words), chance) for _ in range(fresh))
        )
        day = number * _DAYS // count if ordered else chance.randrange(_DAYS)
        title = chance.choice(real.titles)
        yield _article(title, "\n".join(parts), f"b{seed}-{number}", day, chance.randrange(14))


def _spelled_anew(word: str, chance: random.Random) -> str:
    """A word that no text has: three letters of a real one exchanged."""
    letters = list(word + "ات"[: max(0, 5 - len(word))])
    for place in chance.sample(range(len(letters)), min(3, len(letters))):
        letters[place] = chance.choice(_LETTERS)
    return "".join(letters)


def _article(title: str, body: str, uid: str, day: int, source: int) -> Article:
    """An article of these words."""
    text = f"{title}\n\n{body}"
    return Article(
        text,
        title=Span(0, len(title)),
        paragraphs=(Span(len(title) + 2, len(text)),),
        source=f"صحيفة {source}",
        date=PublishedDate(_FIRST + timedelta(days=day), DateBasis.METADATA),
        language="ar",
        url=f"https://example.org/{uid}",
        identifier=uid,
    )


@cache
def bench_library(count: int = COUNT) -> Path:
    """A library of so many articles with synthetic names; kept from one run to the next."""
    folder = Path(os.environ.get("QARI_BENCH_FOLDER", tempfile.gettempdir())) / "qari-bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"named-{count}.db"
    with Library.open(path, write=True) as library:
        if library.count() < count:
            for _added in add_articles(library, articles(count)):
                pass
        if not library.db.execute("SELECT count(*) FROM article_events").fetchone()[0]:
            add_names(library)
    return path
