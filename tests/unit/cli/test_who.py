"""`qari who NAME FILE…`: matches best first, as lines, as a table and as JSON."""

import json
from pathlib import Path

import pytest

from reader.__main__ import main
from tests.ptys import run_in_pty
from tests.support import SEEDS

HUDNA = str(SEEDS / "01-hudna.txt")
FIELDS = ["id", "type", "name", "name_en", "matched", "mentions"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of our own, in English."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_the_matches_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "raqqa", HUDNA, "--json"]) == 0
    found = [json.loads(line) for line in lines(capsys)]
    assert all(list(each) == FIELDS for each in found)
    first = found[0]
    assert (first["type"], first["name"], first["name_en"]) == ("LOC", "الرقة", "Raqqa")
    assert first["matched"] == "Raqqa"
    assert first["mentions"][0]["text"] == "الرقة"
    assert all(each["end"] - each["start"] == len(each["text"]) for each in first["mentions"])


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("SDF", "قوات سورية الديمقراطية"),
        ("ISIS", "داعش"),
        ("Palmyra", "تدمر"),
        ("لافروف", "سيرغي لافروف"),
    ],
)
def test_the_best_match_comes_first(
    query: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["who", query, HUDNA]) == 0
    assert lines(capsys)[0].split("\t")[0] == name


def test_the_matches_as_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "ISIS", HUDNA]) == 0
    name, kind, count, english, matched, how = lines(capsys)[0].split("\t")
    assert (name, kind, english, matched) == ("داعش", "organisation", "Islamic State", "ISIS")
    assert int(count) > 1
    assert how == "the same"


def test_the_matches_of_several_articles_are_ordered_together(
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = [str(path) for path in sorted(SEEDS.glob("*.txt"))]
    assert main(["who", "Damascus", *files]) == 0
    assert lines(capsys)


def test_a_name_that_is_not_there_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "Reykjavik", HUDNA]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "qari: No name like Reykjavik in these articles.\n"


@pytest.mark.parametrize("query", ["", " ", "…", "\u200f"])
def test_no_letters_is_one_clear_line(query: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", query, HUDNA]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_that_is_missing_is_told_and_the_others_are_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["who", "raqqa", str(tmp_path / "none.txt"), HUDNA]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("الرقة\t")
    assert "none.txt" in told.err


def test_the_matches_as_a_table(home: Path) -> None:
    ended = run_in_pty(["qari", "who", "SDF", HUDNA], home=home, size=(24, 130))
    assert ended.status == 0
    (row, *_others) = ended.output.decode().splitlines()
    assert "Syrian Democratic Forces" in row
    assert "SDF" in row
    assert "organisation" in row
    assert "the same" in row


def test_the_readers_own_names_are_found_and_faults_in_them_are_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = home / "DATA" / "qari" / "names.tsv"
    own.parent.mkdir(parents=True)
    own.write_text("روجدا فلات\tPER\tOur source|RF7\nسطر بلا نوع\n", encoding="utf-8")
    assert main(["who", "RF7", HUDNA, "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out.splitlines()[0])["name_en"] == "Our source"
    assert told.err.count("\n") == 1
    assert "line 2" in told.err
    assert str(own) in told.err
