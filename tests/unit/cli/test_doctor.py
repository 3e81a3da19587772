"""`qari doctor` tells what it finds, asks where somebody can answer, and remembers."""

import json
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.cli.doctor import SAMPLE, calibration_lines
from reader.terminal import Dialect
from tests.ptys import KITTY, VTE, Kind, run_in_pty


def state_of(home: Path) -> dict[str, str]:
    file = home / "state" / "qari" / "state.json"
    terminals: dict[str, str] = json.loads(file.read_text())["terminals"] if file.exists() else {}
    return terminals


@pytest.mark.parametrize(
    ("kind", "name", "dialect"), [(VTE, b"vte", b"plain"), (KITTY, b"kitty", b"kitty-runs")]
)
def test_the_terminal_is_named(tmp_path: Path, kind: Kind, name: bytes, dialect: bytes) -> None:
    ended = run_in_pty(["qari", "doctor"], kind, home=tmp_path, replies={b"Which": b"\n"})
    assert b"terminal: " + name in ended.output
    assert b"letters ordered by: " + dialect in ended.output
    assert ended.status == 0
    assert state_of(tmp_path) == {}


def test_the_answer_is_remembered(tmp_path: Path) -> None:
    ended = run_in_pty(["qari", "doctor"], VTE, home=tmp_path, replies={b"Which": b"2\n"})
    assert state_of(tmp_path) == {"vte": list(Dialect)[1].value}
    assert ended.output.count(b"\x1b[8l") == ended.output.count(b"\x1b[8h") == 1
    again = run_in_pty(["qari", "doctor"], VTE, home=tmp_path, replies={b"Which": b"\n"})
    assert b"letters ordered by: lro" in again.output


def test_an_interrupt_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    ended = run_in_pty(["qari", "doctor"], VTE, home=tmp_path, replies={b"Which": b"\x03"})
    assert ended.status == 130
    assert ended.output.count(b"\x1b[8h") == 1
    assert ended.echo_restored
    assert b"Traceback" not in ended.output


def test_the_sample_is_drawn_in_every_dialect() -> None:
    lines = calibration_lines(70)
    assert [dialect for dialect, _ in lines] == list(Dialect)
    assert len({line for _, line in lines}) == len(Dialect)
    assert {"«", "(", "A", "١"} <= set(SAMPLE)


def test_without_a_terminal_nothing_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    assert main(["doctor", "--language", "en"]) == 0
    printed = capsys.readouterr().out
    assert "python-bidi: 2000 samples agree" in printed
    assert "arabic-reshaper: 2000 samples agree" in printed
    assert "Which line" not in printed
