"""`qari timeline`: by day, several articles as one, formats, and wrong usage."""

import json
from pathlib import Path

import pytest

from reader.__main__ import main


def article(folder: Path, name: str, source: str, text: str, day: str | None = None) -> str:
    """A file with a small header; its path."""
    header = f"title: {name}\nsource: {source}\n" + (f"date: {day}\n" if day else "")
    path = folder / f"{name}.txt"
    path.write_text(f"{header}\n{text}\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def two(tmp_path: Path) -> list[str]:
    return [
        article(tmp_path, "أولى", "الأولى", "وصل الوزير أمس إلى دمشق. انفجرت سيارة.", "2016-05-25"),
        article(tmp_path, "ثانية", "الثانية", "غادر الوزير دمشق مساء الثلاثاء.", "2016-05-26"),
    ]


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_the_same_day_stands_once_with_each_source(
    two: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QARI_LANGUAGE", "en")
    assert main(["timeline", *two]) == 0
    out = lines(capsys)
    assert out[:2] == [
        "أولى — 2016-05-25 · from the article's data",
        "ثانية — 2016-05-26 · from the article's data",
    ]
    assert out[2] == "2016-05-24"
    assert out[3].startswith("  ● 2016-05-24 · وصل الوزير")
    assert out[3].endswith("— الأولى")
    assert out[4].startswith("  ● 2016-05-24TEV · غادر الوزير")
    assert out[4].endswith("— الثانية")
    assert out[5] == "? Nobody dated it"


def test_the_date_given_counts(
    two: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QARI_LANGUAGE", "en")
    assert main(["timeline", "--date", "٢٠٢٠-٠١-١٥", two[0]]) == 0
    out = lines(capsys)
    assert out[0].endswith("2020-01-15 · given")
    assert out[1] == "2020-01-14"


def test_without_a_date_it_says_how_to_set_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QARI_LANGUAGE", "en")
    text = "وصل الوزير أمس. كان ذلك في 31 شباط."
    assert main(["timeline", article(tmp_path, "خبر", "صحيفة", text)]) == 0
    out = "\n".join(lines(capsys))
    assert "--date YYYY-MM-DD" in out
    assert "○ D-1" in out
    assert "XXXX-02-31 is written in the text, but there is no such day." in out


@pytest.mark.parametrize("date", ["yesterday", "2016-13-45", "2016-02-30", "25/5/2016", ""])
def test_a_date_that_is_none_is_wrong_usage(
    two: list[str], date: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["timeline", "--date", date, *two])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert "--date" in told
    assert "YYYY-MM-DD" in told


@pytest.mark.parametrize("name", ["json", "timelinejs", "ics", "csv", "timex"])
def test_formats(two: list[str], name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "--format", name, *two]) == 0
    out = capsys.readouterr().out
    assert "الوزير" in out
    if name in ("json", "timelinejs"):
        assert json.loads(out)
