"""A small library for the screens: the seeds and some short articles, with a fixed analysis."""

from datetime import date, timedelta
from pathlib import Path

from reader.articles import Article, DateBasis, PublishedDate, open_articles
from reader.library.adding import add_articles
from reader.library.findings import Found
from reader.library.paths import library_path
from reader.library.store import Library
from reader.text.span import Span
from tests.driving import fixed_analysis
from tests.support import SEEDS

SOURCES = ("الوطن", "الأيام", "Al-Ahram", None)
_SUBJECTS = (
    "داعش ينسحب من قرى شمال الرقة",
    "سيرغي لافروف يلتقي وفداً في موسكو",
    "الجيش السوري يتقدم قرب داريا",
    "أسعار القمح ترتفع في دمشق",
    "افتتاح معرض الكتاب العربي",
)


def short_article(number: int) -> Article:
    """A short article; the higher its number, the older it is."""
    title = f"{_SUBJECTS[number % len(_SUBJECTS)]} ({number})"
    body = f"قال مراسل إن الخبر رقم {number} وصل أمس. وذكرت مصادر في الرقة أن الهدنة مستمرة."
    text = f"{title}\n\n{body}"
    return Article(
        text,
        title=Span(0, len(title)),
        paragraphs=(Span(len(title) + 2, len(text)),),
        source=SOURCES[number % len(SOURCES)],
        date=PublishedDate(date(2016, 5, 24) - timedelta(days=number), DateBasis.METADATA),
        language="ar",
        identifier=f"short-{number}",
    )


def make_library(path: Path | None = None, short: int = 12) -> Path:
    """A library of the seeds and `short` short articles, analysed.

    Args:
        path: of the library, or None for the user's.
        short: how many short articles.
    """
    path = path or library_path()
    articles = [*open_articles(str(SEEDS)), *map(short_article, range(short))]
    analyses = {article.uid: Found.of(fixed_analysis(article)) for article in articles}
    with Library(path) as library:
        list(add_articles(library, articles, analyses=analyses))
    return path
