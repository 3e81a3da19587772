"""`qari show` in a terminal: what reaches it is text, whatever the article and its name hold."""

import re
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from tests.ptys import KITTY, KONSOLE, SILENT, TMUX, VTE, XTERM, Kind, run_in_pty
from tests.support import PROJECT, SEEDS, SHARED, needs_shared

FIRST = SEEDS / "01-hudna.txt"
QUESTIONS = b"\x1b[8$p\x1b[>0q\x1b[c"
# C0 but CR LF, DEL, and C1 as UTF-8.
CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def shown(output: bytes) -> bytes:
    """What was written but the questions of the probe."""
    return output.replace(QUESTIONS, b"", 1)


@needs_shared
@pytest.mark.parametrize("option", ["--width=80", "--logical"])
def test_the_attack_sheet_is_only_text(tmp_path: Path, option: str) -> None:
    sheet = SHARED / "hard" / "security" / "attack_sheet.txt"
    ended = run_in_pty(["qari", "show", str(sheet), option], XTERM, home=tmp_path)
    written = shown(ended.output)
    assert CONTROL.findall(written) == []
    assert BIDI.findall(written.decode()) == []
    assert ended.status == 0
    if option == "--logical":
        assert written.decode().count("نص خبر عادي بعدها.") == sheet.read_text(
            encoding="utf-8", errors="replace"
        ).count("نص خبر عادي بعدها.")


@needs_shared
def test_hostile_file_names_are_only_text(tmp_path: Path) -> None:
    with tarfile.open(SHARED / "hard" / "names.tar") as tar:
        tar.extractall(tmp_path / "names", filter="data")
    folder = tmp_path / "names" / "names"
    paths = sorted(str(path) for path in folder.iterdir())
    missing = [str(folder / "no\x1b]0;x\x07\u202ename"), "\x1b[2J"]
    ended = run_in_pty(["qari", "show", *paths, *missing], XTERM, home=tmp_path)
    assert CONTROL.findall(shown(ended.output)) == []
    assert BIDI.findall(shown(ended.output).decode()) == []
    assert ended.status == 1
    assert b"Traceback" not in ended.output


@pytest.mark.parametrize(
    ("kind", "controls"),
    [
        (VTE, set()),
        (TMUX, {"\u200e", "\u202d", "\u202c"}),
        (KONSOLE, {"\u200e", "\u200f"}),
        (KITTY, set()),
        (XTERM, set()),
    ],
)
def test_each_terminal_is_written_to_in_its_dialect(
    tmp_path: Path, kind: Kind, controls: set[str]
) -> None:
    ended = run_in_pty(["qari", "show", str(FIRST)], kind, home=tmp_path)
    written = shown(ended.output)
    if kind is VTE:
        # Rows written under the switch stay as they are: it is left again at the end.
        assert written.startswith(b"\x1b[8l")
        assert written.endswith(b"\x1b[8h")
        written = written.removeprefix(b"\x1b[8l").removesuffix(b"\x1b[8h")
    assert set(BIDI.findall(written.decode())) == controls
    assert b"\x1b" not in written
    assert ended.echo_restored


def test_a_silent_terminal_is_written_to_all_the_same(tmp_path: Path) -> None:
    environ = {"QARI_WAIT": "100"}
    ended = run_in_pty(["qari", "show", str(FIRST)], SILENT, home=tmp_path, environ=environ)
    assert ended.status == 0
    assert shown(ended.output).count(b"\n") > 20


def test_the_width_is_the_terminals(tmp_path: Path) -> None:
    ended = run_in_pty(["qari", "show", str(FIRST)], XTERM, home=tmp_path, size=(24, 52))
    lines = shown(ended.output).decode().splitlines()
    assert max(len(re.sub("[\u064b-\u0652]", "", line)) for line in lines) == 52


def test_the_pager_is_the_users(tmp_path: Path) -> None:
    environ = {
        "PAGER": f"{sys.executable} -c \"import sys; print('PAGED', len(sys.stdin.read()))\""
    }
    command = ["qari", "show", "--pager", str(FIRST)]
    ended = run_in_pty(command, XTERM, home=tmp_path, environ=environ)
    assert re.search(rb"PAGED \d{4,}", ended.output)
    assert ended.status == 0


def test_a_pager_that_cannot_be_run_is_told(tmp_path: Path) -> None:
    command = ["qari", "show", "--pager", str(FIRST)]
    ended = run_in_pty(command, XTERM, home=tmp_path, environ={"PAGER": "/no/such/pager"})
    assert b"/no/such/pager" in ended.output
    assert ended.status == 1


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_tmux_shows_what_was_laid_out(tmp_path: Path) -> None:
    plain = subprocess.run(
        [sys.executable, "-m", "reader", "show", "--width=77", str(FIRST)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=True,
    ).stdout
    # In tmux the first of its 78 cells stays blank, for the override.
    wanted = [f" {line}".rstrip() for line in plain.splitlines()]
    captured = captured_in_tmux(tmp_path, len(wanted) + 5)
    assert [line.rstrip() for line in captured][: len(wanted)] == wanted


def captured_in_tmux(tmp_path: Path, rows: int) -> list[str]:
    """The screen of a tmux of 80 columns in which `qari show` ran, its bidi controls left out."""
    socket = str(tmp_path / "tmux")
    done = tmp_path / "done"
    command = f"{sys.executable} -m reader show --width=78 {FIRST}; touch {done}; sleep 60"
    tmux = ["tmux", "-u", "-f", "/dev/null", "-S", socket]
    size = ["-x", "80", "-y", str(rows)]
    subprocess.run([*tmux, "new-session", "-d", *size, command], check=True, cwd=PROJECT)
    try:
        end = time.monotonic() + 30
        while not done.exists() and time.monotonic() < end:
            time.sleep(0.05)
        screen = subprocess.run(
            [*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True
        ).stdout
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
    return BIDI.sub("", screen).splitlines()
