"""What goes out of the library: each format is read by a reader of it, and JSON Lines come back."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from reader.__main__ import main
from reader.articles import Article, DateBasis, PublishedDate, open_articles
from reader.entities import Entity, EntityType, Mention, NameBasis, Place
from reader.export import KEPT_FORMATS, ending_of, kept_exporter
from reader.export.kept_lines import from_record, to_lines
from reader.export.markdown import escaped
from reader.kept import Dated, Kept, Remark
from reader.library.giving import kept_articles
from reader.library.paths import user_path
from reader.library.store import Library
from reader.library.user import UserData
from reader.notice import QariError
from reader.text.span import Span
from tests.support import SEEDS

TEXT = "هدنة في حلب\n\nقال *ناطق* باسم الجيش إن الهدنة بدأت في حلب أمس.\n\n1. بند أول\n# ليس عنواناً"
PLACE = Place("gn:170063", "حلب", "Aleppo", 36.2, 37.16, "SY", "city")


def span_of(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def kept() -> Kept:
    body = TEXT.index("قال")
    second = TEXT.index("1.")
    article = Article(
        TEXT,
        title=span_of("هدنة في حلب"),
        paragraphs=(Span(body, second - 2), Span(second, len(TEXT))),
        source="الصحيفة",
        date=PublishedDate(date(2016, 5, 25), DateBasis.URL),
        url="https://example.org/1",
        author="=HYPERLINK(1)",
    )
    places = [span_of("حلب"), span_of("حلب", body)]
    mentions = tuple(Mention(s.start, s.end, "حلب", EntityType.LOC) for s in places)
    aleppo = Entity(
        PLACE.key, EntityType.LOC, "حلب", "Aleppo", NameBasis.LIST, mentions, place=PLACE
    )
    words = span_of("إن الهدنة بدأت", body)
    return Kept(
        article,
        read=True,
        starred=True,
        position=20,
        tags=("سورية", "هدنة 2016"),
        remarks=(
            Remark(span_of("الجيش"), "الجيش", made_at=5),
            Remark(words, TEXT[words.start : words.end], "متى؟\nبالضبط", "yellow", 7),
            Remark(None, None, "مقال مهم", made_at=9),
            Remark(None, "كلمات ذهبت", "كانت هنا", made_at=11),
        ),
        entities=(aleppo,),
        entries=(
            Dated(date(2016, 5, 24), date(2016, 5, 24), "2016-05-24", "anchored", "happened",
                  words, "الهدنة بدأت <أمس>"),
            Dated(date(2016, 5, 1), date(2016, 5, 31), "2016-05", "anchored", "happened",
                  words, "شهر"),
            Dated(None, None, None, "undated", "happened", words, "بلا تاريخ"),
        ),
    )  # fmt: skip


def written(name: str) -> str:
    return "".join(kept_exporter(name)([kept()]))


def test_an_unknown_format_is_named_with_those_that_are() -> None:
    with pytest.raises(QariError) as raised:
        kept_exporter("docx")
    assert "markdown" in raised.value.notice.values["known"]
    assert {ending_of(name) for name in KEPT_FORMATS} == {"md", "jsonl", "csv", "geojson", "json"}


def test_lines_come_back_as_they_went_out() -> None:
    from reader.articles.kept_records import article_of_record

    record = json.loads(next(to_lines([kept()])))
    article = article_of_record(record)
    assert article is not None
    back = from_record(article, record)
    one = kept()
    assert back == Kept(
        one.article, one.read, one.starred, one.archived, one.position, one.tags, one.remarks
    )


def test_every_place_is_a_point_with_the_longitude_first() -> None:
    collection = json.loads(written("geojson"))
    assert collection["type"] == "FeatureCollection"
    (feature,) = collection["features"]
    assert feature["type"] == "Feature"
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.16, 36.2]}
    properties = feature["properties"]
    assert properties["name"] == "حلب"
    assert properties["mentions"] == 2
    assert properties["articles"][0]["uid"] == "https://example.org/1"


def test_mentions_are_rows_and_no_cell_is_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(written("mentions"), newline="")))
    assert [TEXT[int(row["start"]) : int(row["end"])] for row in rows] == ["حلب", "حلب"]
    assert {row["entity"] for row in rows} == {PLACE.key}
    assert rows[0]["date"] == "2016-05-25"
    hostile = Kept(Article("=1+1\n\nنص", title=Span(0, 4)), entities=kept().entities)
    (row, *_more) = csv.DictReader(io.StringIO("".join(kept_exporter("mentions")([hostile]))))
    assert row["title"] == "'=1+1"


def test_slides_have_days_as_far_as_they_are_known() -> None:
    events = json.loads(written("timelinejs"))["events"]
    assert [event["start_date"] for event in events] == [
        {"year": 2016, "month": 5},
        {"year": 2016, "month": 5, "day": 24},
    ]
    assert events[1]["text"]["text"] == "الهدنة بدأت &lt;أمس&gt;"
    assert events[0]["end_date"] == {"year": 2016, "month": 5}
    assert len({event["unique_id"] for event in events}) == 2


def markdown_tokens(text: str) -> list[tuple[str, str]]:
    found = []
    for token in MarkdownIt().use(footnote_plugin).parse(text):
        found.append((token.type, token.content))
        found += [(child.type, child.content) for child in token.children or ()]
    return found


def test_markdown_is_read_as_it_was_meant() -> None:
    tokens = markdown_tokens(written("markdown"))
    kinds = [kind for kind, _ in tokens]
    words = "".join(content for kind, content in tokens if kind == "text")
    assert kinds.count("heading_open") == 1
    assert "em_open" not in kinds
    assert "ordered_list_open" not in kinds
    assert "قال *ناطق* باسم الجيش" in words
    assert "1. بند أول" in words
    assert "# ليس عنواناً" in words
    assert kinds.count("footnote_ref") == 1
    assert [c for k, c in tokens if k == "html_inline"] == ["<mark>", "</mark>"] * 2
    assert "متى؟" in words
    assert "مقال مهم" in words
    assert "كلمات ذهبت" in words


def test_notes_alone_are_quotations_with_what_was_written() -> None:
    tokens = markdown_tokens(written("notes"))
    kinds = [kind for kind, _ in tokens]
    words = "".join(content for kind, content in tokens if kind == "text")
    assert kinds.count("blockquote_open") == 3
    assert "باسم" not in words
    assert "".join(kept_exporter("notes")([Kept(kept().article)])) == ""


@pytest.mark.parametrize(
    "text", ["# أ", "- ب", "12. ج", "1) د", "a * b _c_ [d](e) <f> `g` | ~h~ \\"]
)
def test_what_markdown_would_take_as_its_own_is_shown(text: str) -> None:
    tokens = MarkdownIt().enable(["table", "strikethrough"]).parse(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or ()) == text


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of the seeds with marks and notes."""
    path = tmp_path / "one" / "library.db"
    monkeypatch.setenv("QARI_LIBRARY", str(path))
    assert main(["add", "--no-analysis", str(SEEDS)]) == 0
    first, second, _third = open_articles(str(SEEDS))
    with UserData(user_path(path)) as user:
        user.marks.read([first.uid])
        user.marks.star([second.uid])
        user.marks.archive([second.uid])
        user.marks.opened(first.uid, 40)
        user.tags.add([first.uid, second.uid], "للبحث")
        user.notes.add(first.uid, first.text, Span(10, 30), text="ملاحظة", colour="yellow")
        user.notes.add(first.uid, first.text, Span(50, 60))
        user.notes.add(second.uid, second.text, text="على المقال كله")
    return path


def everything(path: Path) -> list[Kept]:
    with Library(path) as library, UserData(user_path(path)) as user:
        library.attach_user()
        ids = [library.id_of(article.uid) or 0 for article in open_articles(str(SEEDS))]
        return list(kept_articles(library, user, ids))


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz"])
def test_exported_and_added_again_it_is_the_same_library(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    import gzip

    out, other = tmp_path / "out.jsonl", tmp_path / "two" / "library.db"
    assert main(["export", "--format", "jsonl", "-o", str(out)]) == 0
    if ending.endswith("gz"):
        out.with_suffix(".jsonl.gz").write_bytes(gzip.compress(out.read_bytes()))
    monkeypatch.setenv("QARI_LIBRARY", str(other))
    for _time in range(2):  # added twice, nothing is there twice
        assert main(["add", "--no-analysis", str(out.with_name(f"out.{ending}"))]) == 0
    for mine, theirs in zip(everything(library), everything(other), strict=True):
        assert theirs.article.uid == mine.article.uid
        assert theirs.article.text == mine.article.text
        assert theirs.article.date == mine.article.date
        assert theirs.article.paragraphs == mine.article.paragraphs
        assert (theirs.read, theirs.starred, theirs.archived) == (
            mine.read, mine.starred, mine.archived,
        )  # fmt: skip
        assert theirs.position == mine.position
        assert theirs.tags == mine.tags
        assert theirs.remarks == mine.remarks


def test_what_is_there_is_never_overwritten_by_an_import(library: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["export", "--format", "jsonl", "-o", str(out)]) == 0
    first = next(iter(open_articles(str(SEEDS))))
    with UserData(user_path(library)) as user:
        user.marks.star([first.uid])
        user.tags.remove([first.uid], "للبحث")
        user.notes.add(first.uid, first.text, Span(70, 80), text="أحدث")
    assert main(["add", "--no-analysis", str(out)]) == 0
    with UserData(user_path(library)) as user:
        assert user.marks.of(first.uid).starred
        assert user.tags.of(first.uid) == ("للبحث",)
        assert len(user.notes.of(first.uid)) == 3


def test_a_malformed_line_costs_that_line_only(
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["export", "--format", "jsonl", "-o", str(out)]) == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    broken = json.loads(lines[0])
    broken["spans"]["paragraphs"] = [[0, 10**9]]
    odd = json.loads(lines[1])
    odd["notes"] = [{"start": "x"}, 3]
    out.write_text("\n".join([json.dumps(broken), json.dumps(odd), lines[2]]), encoding="utf-8")
    other = tmp_path / "two.db"
    monkeypatch.setenv("QARI_LIBRARY", str(other))
    assert main(["add", "--no-analysis", str(out)]) == 0
    assert "2" in capsys.readouterr().err
    with Library(other) as back:
        assert back.count() == 2


def test_a_query_chooses_and_a_mistake_in_it_is_told(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--query", "is:starred", "--format", "jsonl"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert main(["export", "--query", "before:never"]) == 1
    assert "never" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "-o", "/proc/nothing/out.md"]) == 1
    assert "/proc/nothing/out.md" in capsys.readouterr().err


def test_no_control_leaves_in_any_format() -> None:
    hostile = "خبر\u009b31m \x1b]0;x\x07"
    from reader.text.sanitize import sanitize

    clean = Kept(Article(sanitize(hostile), paragraphs=(Span(0, len(hostile)),)))
    for name in KEPT_FORMATS:
        out = "".join(kept_exporter(name)([clean]))
        assert not [c for c in out if (c < " " and c not in "\n\r\t") or "\x7f" <= c <= "\x9f"]
