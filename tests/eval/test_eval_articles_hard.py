"""Every hard input gives what its manifest says, or one clear line; never a crash."""

import codecs
import gzip
import json
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from reader.articles import Article, open_article, open_articles
from reader.messages import tr
from reader.notice import Notice, QariError
from tests.support import PROJECT, SHARED, needs_shared

HARD = SHARED / "hard"
FLOORS = json.loads((PROJECT / "tests/eval/floors/articles.json").read_text(encoding="utf-8"))
ENCODINGS = HARD / "encodings"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

pytestmark = needs_shared


def hard_files() -> list[Path]:
    if not HARD.is_dir():
        return []
    return [path for path in sorted(HARD.rglob("*")) if path.is_file()]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def base() -> str:
    return (ENCODINGS / "base_utf8_bom.txt").read_text(encoding="utf-8-sig")


def warned(article: Article) -> set[str]:
    return {notice.code for notice in article.warnings}


def refusal(path: Path) -> str:
    with pytest.raises(QariError) as raised:
        list(open_articles(str(path)))
    return raised.value.notice.code


@pytest.mark.parametrize("path", hard_files(), ids=lambda path: path.relative_to(HARD).as_posix())
def test_each_file_gives_sound_articles_or_one_line(path: Path) -> None:
    start = time.process_time()
    refused: Notice | None = None
    articles: list[Article] = []
    try:
        articles = list(open_articles(str(path)))
    except QariError as error:
        refused = error.notice
    for article in articles:
        check(article)
    if refused is not None:
        line = tr(refused.code, "en", **refused.values)
        assert not CONTROLS.search(line)
        assert "\n" not in line
        assert not line.startswith(refused.code)
    assert time.process_time() - start < 10


def check(article: Article) -> None:
    assert not CONTROLS.search(article.text)
    assert "\r" not in article.text
    assert not article.text.startswith("\ufeff")
    spans = [span for span in (article.title, article.byline) if span] + list(article.paragraphs)
    assert all(0 <= span.start < span.end <= len(article.text) for span in spans)
    assert spans == sorted(spans, key=lambda span: span.start)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all("\n" not in article.slice(span) for span in spans)
    for label in (article.source, article.author):
        assert label is None or not CONTROLS.search(label)


# --- encodings


@pytest.mark.parametrize("number", range(20))
def test_labels_that_lie(number: int) -> None:
    read = open_article(str(ENCODINGS / f"easc/{number:02}.cp1256.txt"))
    assert read.encoding == "cp1256"
    assert letters(read.text) == letters(
        (ENCODINGS / f"easc/{number:02}.utf8.txt").read_text(encoding="utf-8-sig")
    )


@pytest.mark.parametrize("number", range(15))
def test_newspapers_that_end_in_nul(number: int) -> None:
    path = ENCODINGS / f"newspapers_cp1256/{number:02}.txt"
    read = open_article(str(path))
    expected = path.read_bytes().rstrip(b"\0").decode("cp1256").replace("\r\n", "\n")
    assert read.text == expected
    assert "\ufffd" not in read.text
    first = next(line.strip() for line in expected.split("\n") if line.strip())
    if len(first) <= 300:  # a first line longer than that is no title but a paragraph
        assert read.title
        assert read.slice(read.title) == first


@pytest.mark.parametrize(
    "name",
    ["utf8_bom", "utf16le_bom", "utf16be_bom", "utf16le_nobom", "utf32le_bom", "cp1256"],
)
def test_one_article_in_many_encodings(name: str) -> None:
    assert open_article(str(ENCODINGS / f"base_{name}.txt")).text == base()


@pytest.mark.parametrize("name", ["iso8859-6", "cp720_dos", "mac_arabic"])
def test_encodings_that_lack_signs_give_the_letters(name: str) -> None:
    read = open_article(str(ENCODINGS / f"base_{name}.txt")).text
    plain = [re.sub("[^\u0621-\u063a\u0641-\u064a]", "", text) for text in (read, base())]
    assert plain[0] == plain[1]


@pytest.mark.parametrize(("name", "codec"), [("mac_arabic", "mac_arabic"), ("cp720_dos", "cp720")])
def test_the_user_overrules(name: str, codec: str) -> None:
    path = ENCODINGS / f"base_{name}.txt"
    read = open_article(str(path), encoding=codec)
    assert read.text == path.read_bytes().decode(codec).replace("\r\n", "\n")


def test_uchardet_texts_are_one() -> None:
    texts = {
        open_article(str(ENCODINGS / f"uchardet_ar_{name}.txt")).text
        for name in ("utf-8", "windows-1256", "iso-8859-6")
    }
    assert len(texts) == 1


@pytest.mark.parametrize("codec", ["windows-1256", "iso-8859-6"])
def test_undeclared_pages(codec: str) -> None:
    read = open_article(str(ENCODINGS / f"chromium_{codec}_undeclared.html"))
    assert read.encoding
    assert codecs.lookup(read.encoding).name == codecs.lookup(codec).name


@pytest.mark.parametrize("name", ["declared_utf8_is_cp1256", "declared_1256_is_utf8"])
def test_pages_that_declare_another_encoding(name: str) -> None:
    read = open_article(str(ENCODINGS / f"{name}.html"))
    assert "\ufffd" not in read.text
    assert words(read.text) == words(base()) or letters(read.text) in letters(base())


def test_reversible_mojibake_is_repaired_and_said() -> None:
    read = open_article(str(ENCODINGS / "mojibake_utf8_as_latin1.txt"))
    assert read.text == base()
    assert "mojibake-repaired" in warned(read)


def test_lossy_mojibake_is_said() -> None:
    read = open_article(str(ENCODINGS / "mojibake_utf8_as_cp1252.txt"))
    assert {"mojibake-repaired", "text-damaged"} <= warned(read)
    assert (words(read.text) & words(base())).total() > 0.8 * words(base()).total()


def test_damaged_utf8_keeps_its_letters() -> None:
    read = open_article(str(ENCODINGS / "broken_utf8_60_bytes.txt"))
    kept = Counter(letters(read.text)) & Counter(letters(base()))
    assert read.encoding == "utf-8"
    assert kept.total() >= FLOORS["letters_of_damaged_utf8"] * len(letters(base()))
    assert "text-damaged" in warned(read)


def test_cut_utf8_loses_one_letter() -> None:
    read = open_article(str(ENCODINGS / "truncated_utf8.txt"))
    assert base().startswith(read.text.rstrip("\ufffd"))
    assert read.text.count("\ufffd") <= 1


def test_decoder_tests_load_as_python_replaces() -> None:
    path = ENCODINGS / "utf8tests.bin"
    read = open_article(str(path)).text
    expected = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    assert len(read) == len(expected.replace("\r", "\n"))


# --- pages pasted as text, pages, feeds


@pytest.mark.parametrize("number", range(5))
def test_bbc_pages_pasted_as_text(number: int) -> None:
    read = open_article(str(HARD / f"chrome/bbc_raw_{number:02}.txt"))
    assert read.title
    title = read.slice(read.title)
    assert not re.search("[\u202a-\u202e]", title)
    assert "الرئيسية" not in [read.slice(span) for span in read.paragraphs]
    if "آخر تحديث" in read.text:
        assert read.date
        assert str(read.date.day.year) in read.text


def test_cnn_pages_pasted_as_text() -> None:
    days = {
        number: read.date.day.isoformat()
        for number in range(5)
        if (read := open_article(str(HARD / f"chrome/cnn_raw_{number:02}.txt"))).date
    }
    assert days == {
        0: "2008-12-17",
        1: "2009-07-15",
        2: "2009-02-20",
        3: "2010-01-23",
        4: "2009-12-11",
    }


@pytest.mark.parametrize("number", range(1, 5))
def test_declared_direction(number: int) -> None:
    gold = (HARD / f"html/rtl/rtl-{number}.expected-metadata.json").read_text(encoding="utf-8")
    read = open_article(str(HARD / f"html/rtl/rtl-{number}.source.html"))
    assert read.direction == json.loads(gold)["dir"]


@pytest.mark.parametrize("name", ["rss2_utf8.xml", "rss2_windows1256.xml"])
def test_feeds(name: str) -> None:
    entries = list(open_articles(str(HARD / "feeds" / name)))
    assert len(entries) == 30
    assert all(entry.date and entry.date.sure and entry.url for entry in entries)
    assert entries[0].date
    assert entries[0].date.day.isoformat() == "2016-12-10"
    assert not any(re.search("<p>|<div|&quot;|&amp;", entry.text) for entry in entries)
    assert entries[0].text.startswith('""وُه"..')


def test_controls_in_a_feed_are_shown_as_replaced() -> None:
    for entry in open_articles(str(HARD / "feeds/esc_in_title.xml")):
        check(entry)


@pytest.mark.parametrize("name", ["xxe.xml", "billion_laughs.xml"])
def test_entities_are_refused(name: str) -> None:
    assert refusal(HARD / "feeds" / name) == "xml-entities"


# --- documents, mail, subtitles, archives


def test_books() -> None:
    (book,) = open_articles(str(HARD / "docs/regime-anticancer-arabic.epub"))
    assert book.title
    assert re.search("[\u0621-\u064a]", book.slice(book.title))
    arabic = len(re.findall("[\u0621-\u064a]", book.text))
    assert 22_000 <= arabic <= 25_000


def test_a_year_of_a_periodical() -> None:
    start = time.process_time()
    chapters = list(open_articles(str(HARD / "docs/al-ustadh.epub")))
    assert time.process_time() - start < 3
    assert len(chapters) > 40
    assert sum(len(chapter.text) for chapter in chapters) > 1_000_000


def test_presentation_forms_of_a_pdf() -> None:
    read = open_article(str(HARD / "docs/ArabicCIDTrueType.pdf"))
    assert read.text.split("\n") == ["انواع الخطوط العربية"] * 4
    assert "text-mended" in warned(read)


@pytest.mark.parametrize("name", ["habibi.pdf", "habibi-oneline-cmap.pdf"])
def test_vocalised_pdf(name: str) -> None:
    assert "حَبيبي" in open_article(str(HARD / "docs" / name)).text


def test_word_pdf_is_mended_where_provable_and_warned_of() -> None:
    read = open_article(str(HARD / "docs/word_report_ar_21p.pdf"))
    assert "pdf-may-be-damaged" in warned(read)
    assert "الاجتماعي" in read.text
    assert "االجتماعي" not in read.text


def test_word_documents() -> None:
    read = open_article(str(HARD / "docs/base_article.docx"))
    assert words(read.text) == words(base())
    thesis = open_article(str(HARD / "docs/arabic_thesis.docx"))
    assert len(re.findall("[\u0621-\u064a]", thesis.text)) > 9000


@pytest.mark.parametrize("name", ["utf8_qp", "utf8_b64_multipart", "cp1256_b64"])
def test_mail(name: str) -> None:
    read = open_article(str(HARD / f"mail/{name}.eml"))
    assert words(read.text) == words(base())
    assert read.date
    assert read.date.day.isoformat() == "2015-07-21"
    assert read.author


@pytest.mark.parametrize("name", ["drama", "Crime"])
def test_subtitles(name: str) -> None:
    read = open_article(str(HARD / f"subtitles/{name}.srt"))
    assert not re.search(r"-->|<font|\{\\|\d\d:\d\d:\d\d", read.text)
    said = re.sub(r"<[^>]+>|\{[^}]*\}", "", (HARD / f"subtitles/{name}.srt").read_text("utf-8-sig"))
    arabic = [re.sub("[^\u0621-\u064a]", "", text) for text in (read.text, said)]
    assert arabic[0] == arabic[1]


@pytest.mark.parametrize("name", ["arabic_pages.warc", "arabic_pages.warc.gz"])
def test_web_archives(name: str) -> None:
    told: list[Notice] = []
    pages = list(open_articles(str(HARD / "warc" / name), report=told.append))
    # The archive holds 28 pages that were found, whatever its manifest counts.
    assert len(pages) == 28
    assert [notice.values["why"] for notice in told] == ["fetch-status"]
    assert not any(page.date and page.date.day.year >= 2024 for page in pages)


# --- vocalised, mined, perf, security


@pytest.mark.parametrize("name", ["quran_001_002", "quran_all", "tashkeela_val"])
def test_vocalised_texts_keep_every_mark(name: str) -> None:
    path = HARD / f"vocalised/{name}.txt"
    expected = path.read_text(encoding="utf-8-sig")
    assert open_article(str(path)).text == expected
    if name == "quran_all":
        assert len([line for line in expected.split("\n") if line.strip()]) == 6236


@pytest.mark.parametrize("number", [1, 3, 5, 7])
def test_natural_presentation_forms_become_letters(number: int) -> None:
    path = HARD / f"mined/presentation_forms_{number:02}.txt"
    read = open_article(str(path)).text
    expected = unicodedata.normalize("NFKC", path.read_text(encoding="utf-8"))
    assert not re.search("[\ufe80-\ufefc]", read)
    assert letters(unicodedata.normalize("NFKC", read)) == letters(expected)


def test_ten_megabytes_on_one_line_open_quickly() -> None:
    start = time.process_time()
    read = open_article(str(HARD / "perf/one_line_10MB.txt.gz"))
    assert time.process_time() - start < 2
    with gzip.open(HARD / "perf/one_line_10MB.txt.gz", "rt", encoding="utf-8") as file:
        assert read.text == file.read()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("perf/empty.txt", "empty"),
        ("perf/only_spaces.txt", "empty"),
        ("perf/binary.bin", "binary"),
        ("perf/png_named.txt", "binary"),
        ("security/gzip_bomb.html.gz", "archive-bomb"),
        ("security/evil.epub", "archive-bomb"),
    ],
)
def test_what_is_refused(name: str, code: str) -> None:
    assert refusal(HARD / name) == code


def test_attack_sheet_keeps_its_lines() -> None:
    path = HARD / "security/attack_sheet.txt"
    read = open_article(str(path)).text
    assert read.count("نص خبر عادي بعدها.") == path.read_bytes().count(
        "نص خبر عادي بعدها.".encode()
    )
    assert "\x1b" not in read


def test_hostile_names_in_an_archive() -> None:
    articles = list(open_articles(str(HARD / "names.tar")))
    assert [article.text for article in articles] == [base()] * 3
    assert [article.path for article in articles] == [
        str(HARD / "names.tar" / "names" / name)
        for name in ("-rf.txt", "خبر عاجل \u202egpj.txt", "news\x1b[31m.txt")
    ]


BOMB = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from reader.articles import open_articles
from reader.notice import QariError
try:
    print(sum(1 for _ in open_articles(sys.argv[1])))
except QariError as error:
    print(error.notice.code)
"""


@pytest.mark.parametrize("name", ["gzip_bomb.html.gz", "evil.epub"])
def test_bombs_are_refused_in_a_gigabyte_and_ten_seconds(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BOMB, str(HARD / "security" / name)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )
    assert done.stdout.strip() == "archive-bomb", done.stderr
