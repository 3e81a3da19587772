"""A visit to the library in a pty: add, find, read, mark, leave, come back; by keys alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.driven import Driven
from tests.support import PROJECT, SEEDS

ARABIC = ("--language", "ar")
# What Textual itself writes: CSI, OSC with its own content, charset and keypad sequences.
_OWN = re.compile(
    rb"\x1b\[[0-9;:?<>=$ ]*[A-Za-z@`~]|\x1b\][0-9]*;[^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b[=>()78cPM][0B]?"
)
_FOREIGN = re.compile("[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def qari(home: Path, *arguments: str) -> str:
    """Run a command with its folders under `home`; what it prints."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("QARI_")},
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "STATE", "DATA")},
    }
    done = subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def foreign(output: bytes) -> list[str]:
    """The control characters that are neither line ends nor sequences of the driver."""
    return _FOREIGN.findall(_OWN.sub(b"", output).decode("utf-8", "replace"))


def test_a_visit_to_the_library(tmp_path: Path) -> None:
    qari(tmp_path, "add", str(SEEDS))
    with Driven(ARABIC, tmp_path) as program:
        program.wait_for("المكتبة")
        program.wait_for("3 مقالات")
        program.press("/", "ا", "ل", "ر", "ق", "ة")
        program.wait_for("مقال واحد")
        program.press("enter", "f")
        program.wait_for("نُجّم.")
        program.press("enter")
        program.wait_for("أشخاص")
        program.press("h")
        program.wait_for("ظُلّل.")
        program.press("3")
        program.wait_for("ملاحظة واحدة")
        program.press("escape")
        program.settle()
        program.press("5")
        program.wait_for("في المكتبة كلها")
        program.press("escape")
        program.settle()
        program.press("2")
        program.wait_for("مقال واحد")
        program.press("4")
        program.wait_for("لا خلاصات")
        program.press("q")
        assert program.wait_for_end() == 0
    kept = qari(tmp_path, "export", "--format", "jsonl", "--query", "is:starred")
    assert len(kept.splitlines()) == 1
    assert '"notes":[{"start"' in kept
    with Driven(ARABIC, tmp_path) as program:
        program.wait_for("أشخاص")  # the article that was read last
        program.press("escape")
        program.wait_for("3 مقالات")
        program.press("ض")
        assert program.wait_for_end() == 0


def test_nothing_hostile_in_a_library_reaches_the_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.jsonl"
    name = "خبر\\u001b]0;x\\u0007\\u009b31m عاجل"
    hostile.write_text(
        f'{{"title": "{name}", "text": "نص {name}", "source": "{name}", "uid": "{name}"}}\n',
        encoding="utf-8",
    )
    qari(tmp_path, "add", "--no-analysis", str(hostile))
    with Driven(ARABIC, tmp_path) as program:
        program.wait_for("مقال واحد")
        program.press("g", "و", "enter", "'")
        program.settle()
        program.press("escape", "enter")
        program.settle()
        program.press("q")
        assert program.wait_for_end() == 0
        assert foreign(program.output) == []
        assert b"\x1b]0;x" not in program.output
    for name in ("markdown", "jsonl", "mentions"):
        with Driven(["export", "--format", name], tmp_path) as program:
            assert program.wait_for_end() == 0
            program.read(0.3)
            assert len(program.output) > 10
            assert foreign(program.output) == []
