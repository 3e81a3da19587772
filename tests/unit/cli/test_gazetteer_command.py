"""`qari gazetteer` imports, lists and removes, and tells a bad file in one line."""

from pathlib import Path

import pytest

from reader.__main__ import main

TABLE = (
    "wof_id\tgeonames_id\tcc\tplacetype\tlat\tlon\tpop\tname\tregion\tar_names\tlatin_names\n"
    "7\t170427\tSY\tlocality\t36.4\t38.97\t\tFatisah\tRaqqa\tفاطسة\tFatisa\n"
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of our own, in English."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def test_import_list_remove(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "villages.tsv"
    path.write_text(TABLE, encoding="utf-8")
    assert main(["gazetteer", "import", str(path)]) == 0
    assert "1 places with 1 Arabic names" in capsys.readouterr().err
    assert main(["gazetteer", "list"]) == 0
    assert capsys.readouterr().out.startswith("villages: 1 places")
    assert main(["gazetteer", "remove", "villages"]) == 0
    capsys.readouterr()
    assert main(["gazetteer", "list"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "No gazetteer is imported." in told.err


@pytest.mark.parametrize("content", [b"", b"nothing\n", b"\x00\xff", b"PK\x03\x04"])
def test_a_bad_file_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = home / "bad.txt"
    path.write_bytes(content)
    assert main(["gazetteer", "import", str(path)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "bad.txt" in told.err


def test_what_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gazetteer", "remove", "none"]) == 1
    assert "There is no gazetteer" in capsys.readouterr().err
