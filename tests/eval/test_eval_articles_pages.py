"""Pages of the web with gold: how much of the article is found, and whether its date is right."""

import json
import re
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from reader.articles import open_article, open_articles
from tests.support import PROJECT, SHARED, needs_shared

PAGES = SHARED / "hard" / "html"
FLOORS = json.loads((PROJECT / "tests/eval/floors/articles.json").read_text(encoding="utf-8"))
pytestmark = needs_shared


def f1(path: Path, gold: str) -> float:
    read = open_article(str(path))
    body = read.text[read.title.end :] if read.title else read.text
    found, wanted = (Counter(re.findall(r"\w+", text)) for text in (body, gold))
    common = (found & wanted).total()
    if not common:
        return 0.0
    precision, recall = common / found.total(), common / wanted.total()
    return 2 * precision * recall / (precision + recall)


def jawhara_gold(path: Path, field: str) -> str:
    text = path.with_name(path.stem + ".gold.txt").read_text(encoding="utf-8")
    found = re.search(rf"<{field}>(.*?)</{field}>", text, re.DOTALL)
    assert found
    return found[1].strip()


def test_extraction_of_gold_pages() -> None:
    cnn = PAGES / "newspaper_arabic_article.html"
    scores = [f1(cnn, cnn.with_suffix(".gold.txt").read_text(encoding="utf-8"))]
    scores += [f1(path, jawhara_gold(path, "TEXT")) for path in (PAGES / "jawhara").glob("*.html")]
    assert len(scores) == 6
    assert mean(scores) >= FLOORS["extraction_f1_of_gold_pages"]


def test_extraction_of_silver_pages() -> None:
    scores = [
        f1(path, json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))["text"])
        for path in (PAGES / "qisasse").glob("*.html")
    ]
    assert len(scores) == 7
    assert mean(scores) >= FLOORS["extraction_f1_of_silver_pages"]


def test_cnn_page() -> None:
    gold = json.loads((PAGES / "cnn_arabic_2013.gold.json").read_text(encoding="utf-8"))
    read = open_article(str(PAGES / "cnn_arabic_2013.html"))
    assert gold["expected"]["cleaned_text"] in read.text
    assert read.date
    assert read.date.day.isoformat() == "2013-08-03"
    assert read.url == gold["url"]


@pytest.mark.parametrize("number", range(1, 8))
def test_dates_of_story_pages(number: int) -> None:
    path = PAGES / f"qisasse/{number:02}.html"
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    read = open_article(str(path))
    assert read.date
    assert read.date.day.isoformat() == gold["date_publish"][:10]


def test_titles_and_dates_of_news_pages() -> None:
    for path in (PAGES / "jawhara").glob("*.html"):
        read = open_article(str(path))
        assert read.title
        assert read.slice(read.title) == jawhara_gold(path, "TITLE")
        assert read.date
        assert read.date.day.isoformat() == jawhara_gold(path, "TIME")[:10]


def test_dates_of_the_nine_news_pages_of_the_crawl() -> None:
    right = 0
    for page in open_articles(str(SHARED / "hard/warc/arabic_pages.warc")):
        named = re.search(r"/jawhara/JA-[A-Za-z]+-\d+-(\d{4})(\d\d)(\d\d)\.html", page.url or "")
        if named:
            text_day = page.date.day.isoformat() if page.date else None
            right += text_day == "-".join(named.groups())
    assert right >= FLOORS["news_pages_with_the_right_date"]
