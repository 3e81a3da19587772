"""What the reader corrected, and the reader's own names, hold in the commands too."""

import json
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.articles import open_article
from reader.entities.corrections import Action, Correction
from reader.library.paths import user_path
from reader.library.user import UserData
from reader.settings import data_folder
from tests.support import SEEDS

SEED = str(SEEDS / "01-hudna.txt")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))


def correct(action: Action, name: str, value: str = "", *, everywhere: bool = False) -> None:
    uid = None if everywhere else open_article(SEED).uid
    with UserData(user_path()) as data:
        data.correct(Correction(action, name, value, uid))


def names(capsys: Capture) -> dict[str, dict[str, object]]:
    """The entities of `qari analyse` by name."""
    assert main(["analyse", SEED]) == 0
    return {e["name"]: e for e in json.loads(capsys.readouterr().out)["entities"]}


def test_analyse_applies_every_kind_of_correction(capsys: Capture) -> None:
    before = names(capsys)
    correct(Action.HIDE, "فيسبوك")
    correct(Action.MERGE, "داعش", "جند الأقصى")
    correct(Action.RENAME, "روجدا فلات", "روجدا فيلات")
    correct(Action.RETYPE, "العربية الحدث", "MISC")
    correct(Action.PLACE, "الرقة", "")
    after = names(capsys)
    assert "فيسبوك" in before
    assert "فيسبوك" not in after
    assert "جند الأقصى" not in after
    assert len(after["داعش"]["mentions"]) > len(before["داعش"]["mentions"])  # type: ignore[arg-type]
    assert after["روجدا فيلات"]["id"] == before["روجدا فلات"]["id"]
    assert after["العربية الحدث"]["type"] == "MISC"
    assert after["الرقة"]["latitude"] is None
    assert after["الرقة"]["basis"] == "unknown"


def test_what_becomes_a_place_is_looked_for_among_places(tmp_path: Path, capsys: Capture) -> None:
    path = data_folder() / "names.tsv"
    path.parent.mkdir(parents=True)
    path.write_text("تدمر\tORG\n", encoding="utf-8")
    assert names(capsys)["تدمر"]["latitude"] is None
    correct(Action.RETYPE, "تدمر", "LOC", everywhere=True)
    found = names(capsys)["تدمر"]
    assert found["type"] == "LOC"
    assert found["latitude"] == pytest.approx(34.56, abs=0.1)


def test_the_table_and_the_search_apply_them_too(capsys: Capture) -> None:
    correct(Action.HIDE, "فيسبوك", everywhere=True)
    assert main(["entities", SEED]) == 0
    assert "فيسبوك" not in capsys.readouterr().out
    assert main(["who", "فيسبوك", SEED]) == 1


def test_times_and_timeline_follow_the_corrected_names(tmp_path: Path, capsys: Capture) -> None:
    """A word of time in a name is no time; where the name is none, it is one."""
    article = tmp_path / "article.txt"
    article.write_text("title: خبر\ndate: 2016-05-25\n\nوأعلن لقاء السبت بيانه.\n")
    path = data_folder() / "names.tsv"
    path.parent.mkdir(parents=True)
    path.write_text("لقاء السبت\tORG\tSaturday Meeting\n", encoding="utf-8")

    def told() -> str:
        assert main(["timeline", str(article)]) == 0
        return capsys.readouterr().out

    assert "2016-05-21" not in told()
    correct(Action.HIDE, "لقاء السبت", everywhere=True)
    assert "2016-05-21" in told()


def test_undo_holds_in_the_commands(capsys: Capture) -> None:
    correct(Action.HIDE, "فيسبوك")
    with UserData(user_path()) as data:
        data.undo(open_article(SEED).uid)
    assert "فيسبوك" in names(capsys)


def test_corrections_of_another_article_do_not_hold(capsys: Capture) -> None:
    with UserData(user_path()) as data:
        data.correct(Correction(Action.HIDE, "فيسبوك", "", "another"))
    assert "فيسبوك" in names(capsys)


def test_a_damaged_file_is_told_once_and_the_articles_are_read(capsys: Capture) -> None:
    path = user_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database at all, only words " * 9)
    assert main(["entities", SEED, SEED]) == 0
    told = capsys.readouterr()
    assert told.err.count(str(path)) == 1
    assert "فيسبوك" in told.out


def test_the_readers_own_names_win(capsys: Capture) -> None:
    path = data_folder() / "names.tsv"
    path.parent.mkdir(parents=True)
    path.write_text("عين عيسى\tPER\tAyn the First\nفيسبوك\t-\n", encoding="utf-8")
    found = names(capsys)
    assert found["عين عيسى"]["type"] == "PER"
    assert found["عين عيسى"]["name_en"] == "Ayn the First"
    assert "فيسبوك" not in found
