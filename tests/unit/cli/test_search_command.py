"""`qari search`, `who`, `related` and `timeline` on a library: what they print and what they do."""

import csv
import io
import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.cli.marked import Marked
from reader.entities import EntityType
from reader.library.paths import user_path
from reader.library.store import Library
from reader.library.user import UserData
from reader.settings import Settings, load_state
from reader.terminal import prepare
from tests.library_making import Named, Tells, article, library, place

RAQQA = place("gn:170017", "الرقة", 35.95, 39.01, "مدينة الرقة")
ALEPPO = place("gn:170063", "حلب", 36.20, 37.16)
OBAMA = Named(EntityType.PER, ("باراك أوباما", "أوباما"), "per:obama", name_en="Barack Obama")
RASHID = Named(EntityType.PER, ("رشيد",))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of a few articles, and an English interface."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("QARI_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    file = tmp_path / "library.db"
    monkeypatch.setenv("QARI_LIBRARY", str(file))
    clause = "قصفت الطائرات سوق الهال في حلب وقتل عشرون مدنيا"
    articles = [
        article("one", f"معركة الرقة\nزار باراك أوباما الرقة. {clause}.", "2016-05-25"),
        article(
            "two", f"أخبار حلب\nفي حلب رشيد وأوباما. {clause}.", "2016-07-02",
            source="الجزيرة", url="https://example.org/two?utm_source=x",
        ),
        article("three", "ورقة\nعن ورقة بيضاء كتبها رشيد.", None),
    ]  # fmt: skip
    tells = {
        "one": [
            Tells("زار باراك أوباما الرقة", date(2016, 5, 24)),
            Tells(clause, date(2016, 5, 23)),
        ],
        "two": [Tells(clause, date(2016, 5, 22))],
    }
    library(file, articles, [RAQQA, ALEPPO, OBAMA, RASHID], tells).close()
    return file


def run(*arguments: str, status: int = 0) -> None:
    assert main(list(arguments)) == status


def test_json_is_one_object_a_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("search", "حلب", "--json")
    out = capsys.readouterr()
    found = [json.loads(line) for line in out.out.splitlines()]
    assert [one["uid"] for one in found] == ["two", "one"]
    assert list(found[0]) == ["uid", "title", "source", "date", "url", "snippet", "hits"]
    assert found[0]["title"] == "أخبار حلب"
    assert (found[0]["source"], found[0]["date"]) == ("الجزيرة", "2016-07-02")
    with Library(path) as opened:
        for one in found:
            stored = opened.article(one["uid"])
            assert stored is not None
            words = [stored.text[hit["start"] : hit["end"]] for hit in one["hits"]]
            assert words
            assert set(words) == {"حلب"}
            assert " ".join(one["snippet"].split()) in " ".join(stored.text.split())
    assert "2 articles found; 2 shown." in out.err


def test_a_pipe_gets_plain_logical_lines(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("search", "الرقة")
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "معركة الرقة"
    assert "2016-05-25 · الصحيفة" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["الرقة", "--count"], "1\n"),
        (["حلب", "--count"], "2\n"),
        (["لاشيءهنا", "--count"], "0\n"),
        (["--count"], "3\n"),
        (["حلب", "source:الجزيرة", "--count"], "1\n"),
        (["حلب", "--forms"], "حلب: حلب 2\n"),
        (["مدنيا", "--forms", "--exact"], "مدنيا: مدنيا 2\n"),
        (["لاشيءهنا", "--forms"], "لاشيءهنا: in no article\n"),
    ],
)
def test_counts_and_forms(
    path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], printed: str
) -> None:
    run("search", *arguments)
    assert capsys.readouterr().out == printed


def test_order_and_limit(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("search", "حلب", "--rank", "--limit", "1", "--json")
    assert json.loads(capsys.readouterr().out)["uid"] == "two"  # its title has the word
    run("search", "حلب", "--newest", "--limit", "1", "--csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0][0] == "uid"
    assert [row[0] for row in rows[1:]] == ["two"]


def test_a_mistake_is_one_line_that_shows_where(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("search", "befor:2016 حلب", status=1)
    out = capsys.readouterr()
    assert out.out == ""
    assert len(out.err.splitlines()) == 1
    assert "‹befor:›2016 حلب" in out.err
    run("search", status=1)
    assert "Say what to look for" in capsys.readouterr().err


def test_nothing_found_and_an_empty_library_are_told(
    path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run("search", "لاشيءهنا")
    assert "Nothing found in 3 articles." in capsys.readouterr().err
    run("search", "حلب", "--library", str(tmp_path / "new.db"))
    assert "no articles yet" in capsys.readouterr().err


def test_a_list_of_queries_is_run_at_once(
    path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("حلب\n\nbefor:2016\n=لاشيءهنا\n", encoding="utf-8")
    run("search", "--from", str(queries), "--csv", status=1)
    out = capsys.readouterr()
    assert list(csv.reader(io.StringIO(out.out))) == [
        ["query", "articles", "first", "last", "mistake"],
        ["حلب", "2", "2016-05-25", "2016-07-02", ""],
        ["befor:2016", "", "", "", "query-filter-unknown"],
        ["'=لاشيءهنا", "0", "", "", ""],
    ]
    assert "‹befor:›2016" in out.err
    run("search", "--from", str(queries), status=1)
    assert "2 · 2016-05-25 – 2016-07-02 · حلب" in capsys.readouterr().out
    run("search", "--from", str(tmp_path / "missing"), status=1)
    assert "missing cannot be read" in capsys.readouterr().err


def test_saved_searches_and_the_history(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("search", "حلب", "--save", "مدينة حلب", "--count")
    with UserData(user_path(path)) as user:
        user.searches.found_new({"مدينة حلب": 2})
    capsys.readouterr()
    run("search", "--saved")
    assert capsys.readouterr().out == "مدينة حلب · 2 new · حلب\n"
    run("search", "--saved", "مدينة حلب", "--json")
    assert len(capsys.readouterr().out.splitlines()) == 2
    run("search", "--saved")
    assert "0 new" in capsys.readouterr().out
    run("search", "الرقة", "--count")
    run("search", "--history")
    history = capsys.readouterr().out.splitlines()
    assert [line.rpartition(" · ")[2] for line in history[1:]] == ["الرقة", "حلب"]
    run("search", "--forget", "مدينة حلب")
    run("search", "--forget", "مدينة حلب", status=1)
    assert "No saved search is called" in capsys.readouterr().err


def test_a_concordance_in_a_terminal_has_the_words_before_at_the_right(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "41")
    out = Marked(Settings())
    out._session = prepare(Settings(), load_state(), ask=False)
    out.around("كلمة طويلة قبل ", "حلب", " بعدها حديث كثير يطول ويطول")
    line = re.sub("\x1b\\[[0-9;]*m|[\u200e\u202a-\u202e]", "", capsys.readouterr().out.rstrip("\n"))
    plain = unicodedata.normalize("NFKC", line)
    assert plain[::-1].split() == ["كلمة", "طويلة", "قبل", "حلب", "بعدها", "حديث", "كثير"]
    at = plain.index("حلب"[::-1])
    assert at in (18, 19)  # in the middle of 40 cells


# --- who --------------------------------------------------------------------------------------


def test_the_card_of_a_name(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("who", "أوباما")
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "باراك أوباما · person · Barack Obama"
    assert "Articles: 2 · mentions: 2" in out
    assert "2016-05 █ █ 2016-07" in out
    assert "First mention: 2016-05-25" in out
    assert "الرقة 1" in out
    assert "● 2016-05-24: زار باراك أوباما الرقة" in out
    assert "\tباراك أوباما\t" in out  # before, the mention, after


def test_the_card_as_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("who", "gn:170063", "--json", "--sort", "before")
    found = json.loads(capsys.readouterr().out)
    assert (found["key"], found["type"], found["name"]) == ("gn:170063", "LOC", "حلب")
    assert (found["articles"], found["mentions"], found["undated"]) == (2, 4, 0)
    assert [month["month"] for month in found["months"]] == ["2016-05", "2016-07"]
    assert found["first"]["uid"] == "one"
    assert found["with"]["who"][0]["key"] == "per:obama"
    assert {each["value"] for each in found["timeline"]} == {"2016-05-22", "2016-05-23"}
    before = [line["before"].split()[-1] for line in found["concordance"]]
    assert before == sorted(before)


def test_the_whole_concordance_as_csv(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("who", "حلب", "--csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 4
    with Library(path) as opened:
        for row in rows:
            text = opened.article(row["uid"])
            assert text is not None
            assert text.text[int(row["start"]) : int(row["end"])] == row["hit"] == "حلب"


def test_two_entities_together(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("who", "أوباما", "--with", "الرقة")
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "باراك أوباما and الرقة · articles that name both: 1"
    assert "معركة الرقة — الصحيفة" in out
    run("who", "أوباما", "--with", "الرقة", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["articles"], [one["uid"] for one in found["newest"]]) == (1, ["one"])


def test_joins_are_offered_made_and_taken_back(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library(path) as opened:
        rows = opened.db.execute("SELECT key FROM entity WHERE norm = 'رشيد' ORDER BY id")
        keys = [row[0] for row in rows]
    assert len(keys) == 2
    run("who", "رشيد", "--offers")
    assert "رشيد (1)" in capsys.readouterr().out
    run("who", keys[0], "--join", keys[1])
    run("who", "رشيد", "--json")
    joined = json.loads(capsys.readouterr().out)
    assert (joined["articles"], joined["joined"]) == (2, [keys[1]])
    run("who", "رشيد", "--join", keys[1], status=1)
    assert "name the same entity" in capsys.readouterr().err
    run("who", "رشيد", "--release")
    assert "One decision on رشيد was taken back." in capsys.readouterr().err
    run("who", keys[0], "--json")
    assert json.loads(capsys.readouterr().out)["articles"] == 1
    run("who", keys[0], "--apart", keys[1])
    capsys.readouterr()
    run("who", keys[0], "--offers")
    assert "Nothing else could be رشيد." in capsys.readouterr().err
    run("who", keys[0], "--release")
    capsys.readouterr()
    run("who", keys[0], "--offers")
    assert "رشيد (1)" in capsys.readouterr().out


def test_a_name_that_the_library_has_not(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("who", "غريبتماما", status=1)
    assert "Nothing in the library is called غريبتماما." in capsys.readouterr().err


def test_old_answers_are_marked(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library(path) as opened:
        opened.db.execute("UPDATE article SET analysed = 1")
    run("who", "حلب")
    assert "The names and dates of 3 articles are old answers" in capsys.readouterr().err


# --- timelines and related articles -----------------------------------------------------------


def test_the_timeline_of_a_selection(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("timeline", "--query", "حلب", "--json")
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["date"] for one in found] == ["2016-05-22", "2016-05-23", "2016-05-24"]
    assert found[0]["told"][0]["contradicts"] == [{"source": "الصحيفة", "value": "2016-05-23"}]
    run("timeline", "--query", "حلب")
    out = capsys.readouterr().out
    assert "الصحيفة gives another date: 2016-05-23" in out
    run("timeline", "--query", "ورقة")
    assert "No dated events in what was found (articles: 1)." in capsys.readouterr().err
    run("timeline", status=1)
    assert "Name files" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["two", "https://example.org/two", "http://example.org/two/"])
def test_related_articles(path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    run("related", name, "--json")
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["uid"] for one in found] == ["one"]
    assert "حلب" in found[0]["names"]
    run("related", name)
    assert "Shared: " in capsys.readouterr().out


def test_an_article_that_the_library_has_not(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("related", "nothing", status=1)
    assert "No article of the library is nothing" in capsys.readouterr().err
