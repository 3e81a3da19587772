"""The whole application through a pty: by keys alone, and what it writes to the terminal."""

import re
import tarfile
from pathlib import Path

import pytest

from tests.driven import Driven
from tests.support import SEEDS, SHARED, needs_shared

ARABIC = ("--language", "ar")
SEED = str(SEEDS / "01-hudna.txt")
# What Textual itself writes: CSI, OSC with its own content, charset and keypad sequences.
_OWN = re.compile(
    rb"\x1b\[[0-9;:?<>=$ ]*[A-Za-z@`~]|\x1b\][0-9]*;[^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b[=>()78cPM][0B]?"
)


def test_a_whole_visit_by_keys(tmp_path: Path) -> None:
    with Driven([*ARABIC, SEED], tmp_path) as qari:
        qari.wait_for("روسيا")
        qari.wait_for("أشخاص")
        qari.press("]", "enter")
        qari.settle()
        qari.press("tab", "tab")
        qari.press("/", "ا", "ل", "ر", "ق", "ه")
        qari.wait_for("مواضع")
        qari.press("enter")
        qari.wait_for("n التالي")
        qari.press("n", "e", "l", "a", "v", "enter")
        qari.wait_for("الذكر 1 من")
        qari.press("?")
        qari.wait_for("المفاتيح")
        qari.press("escape")
        qari.settle()
        qari.press("q")
        assert qari.wait_for_end() == 0


def test_a_visit_on_the_arabic_layout(tmp_path: Path) -> None:
    with Driven([*ARABIC, SEED], tmp_path) as qari:
        qari.wait_for("أشخاص")
        qari.press("ت", "ت", "ظ", "ت", "ه", "د", "ئ", "ه", "enter")
        qari.wait_for("n التالي")
        qari.press("ض")
        assert qari.wait_for_end() == 0


def test_without_an_article_it_says_what_to_press(tmp_path: Path) -> None:
    with Driven(ARABIC, tmp_path, (80, 24)) as qari:
        qari.wait_for("افتح ملفاً أو مجلداً أو عنواناً")
        qari.press("q")
        assert qari.wait_for_end() == 0


def test_without_an_article_it_opens_the_last_one(tmp_path: Path) -> None:
    with Driven([*ARABIC, SEED], tmp_path) as qari:
        qari.wait_for("أشخاص")
        qari.press("q")
        qari.wait_for_end()
    with Driven(ARABIC, tmp_path) as qari:
        qari.wait_for("روسيا")


def test_a_page_is_small_and_idleness_writes_nothing(tmp_path: Path) -> None:
    with Driven([*ARABIC, SEED], tmp_path, (100, 30)) as qari:
        qari.wait_for("أشخاص")
        qari.settle(1.5)
        begun = len(qari.output)
        qari.press("pagedown")
        qari.settle(0.8)
        assert 0 < len(qari.output) - begun <= 10_000
        assert qari.read(6) == b""


def _foreign_controls(output: bytes) -> list[bytes]:
    """The control bytes that are neither line ends nor sequences of the driver."""
    left = _OWN.sub(b"", output).decode("utf-8", "replace")
    return [c.encode() for c in re.findall("[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f]", left)]


@needs_shared
def test_hostile_text_never_reaches_the_terminal(tmp_path: Path) -> None:
    sheet = SHARED / "hard" / "security" / "attack_sheet.txt"
    with Driven([*ARABIC, str(sheet)], tmp_path) as qari:
        qari.wait_for("نص خبر عادي بعدها.")
        for _ in range(12):
            qari.press("pagedown")
        qari.settle()
        assert _foreign_controls(qari.output) == []
        assert b"\x1b]52;" not in qari.output
        qari.press("q")
        assert qari.wait_for_end() == 0


@needs_shared
def test_hostile_names_of_files_never_reach_the_terminal(tmp_path: Path) -> None:
    names = SHARED / "hard" / "names.tar"
    if not names.exists():
        pytest.skip("the archive of hostile names is not there")
    folder = tmp_path / "names"
    with tarfile.open(names) as archive:
        archive.extractall(folder, filter="data")
    with Driven([*ARABIC, str(folder)], tmp_path) as qari:
        qari.settle(2)
        qari.press(".", ".", ",")
        qari.settle()
        assert _foreign_controls(qari.output) == []
