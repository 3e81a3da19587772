"""`qari show` prints articles laid out, light and safe."""

import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.articles import open_article
from reader.cli.show import laid_out
from reader.text.label import cells
from tests.support import PROJECT, SEEDS

FIRST = SEEDS / "01-hudna.txt"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)


def test_no_line_is_wider_than_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(FIRST), "--width", "50"]) == 0
    lines = capsys.readouterr().out.split("\n")
    widths = [cells(line) + len(line) - len(line.lstrip(" ")) for line in lines]
    assert max(widths) == 50


def test_lines_end_at_the_right_edge(capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", str(FIRST), "--width", "60"])
    drawn = [line for line in capsys.readouterr().out.split("\n") if line.strip()]
    assert {sum(not unicodedata.combining(char) for char in line) for line in drawn} == {60}


def test_logical_prints_the_text_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--logical", str(FIRST)]) == 0
    assert capsys.readouterr().out == open_article(str(FIRST)).text.rstrip("\n") + "\n"


def test_the_lines_joined_are_the_article() -> None:
    article = open_article(str(FIRST))
    words = sorted(word for line in laid_out(article, 70) for word in line.split())
    assert len(words) == len(article.text.split())


def test_marks_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(SEEDS / "03-maktaba.txt")
    main(["show", path])
    with_marks = capsys.readouterr().out
    main(["show", path, "--no-marks"])
    without = capsys.readouterr().out
    assert "\u064e" in with_marks
    assert "\u064e" not in without


def test_a_missing_file_is_one_line_and_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "no\x1b]0;file"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "\x1b" not in told


def test_what_can_be_opened_is_printed_although_the_rest_cannot(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["show", "nowhere.txt", str(FIRST), "--logical"]) == 1
    captured = capsys.readouterr()
    assert "كورالينكو" in captured.out
    assert "nowhere.txt" in captured.err


def test_wrong_usage_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["show"], ["show", "x", "--width", "wide"], ["--no-such\x1b[31m"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
    assert "\x1b" not in capsys.readouterr().err


def test_a_width_too_small_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(FIRST), "--width", "3"]) == 1
    assert "3" in capsys.readouterr().err


def test_the_interface_speaks_arabic_where_the_locale_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "ar_SY.UTF-8")
    main(["show", str(FIRST), "--width", "3"])
    assert "خلية" in capsys.readouterr().err


def test_standard_input_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("سلام\n\nمتن".encode())))
    assert main(["show", "-", "--logical"]) == 0
    assert capsys.readouterr().out.startswith("سلام\n")


def test_without_a_terminal_the_reader_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FIRST)]) == 0
    assert capsys.readouterr().out


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


HEAVY = "{m.split('.')[0] for m in sys.modules} & {'textual', 'rich', 'numpy', 'sqlite3', 'httpx'}"


def test_show_loads_nothing_heavy() -> None:
    code = (
        "import sys; from reader.__main__ import main; main(sys.argv[1:]); "
        f"sys.stdout.flush(); print('HEAVY', sorted({HEAVY}))"
    )
    assert run(code, "show", str(FIRST)).strip().endswith("HEAVY []")


def test_the_text_floor_loads_nothing_heavy() -> None:
    code = (
        "import pkgutil, sys, reader.text as t, importlib\n"
        "names = [m.name for m in pkgutil.iter_modules(t.__path__, 'reader.text.')]\n"
        "[importlib.import_module(n) for n in names]\n"
        f"print(sorted({HEAVY}), len(names) > 5)"
    )
    assert run(code).strip() == "[] True"


def test_only_the_command_used_is_imported() -> None:
    code = (
        "import sys; from reader.__main__ import main; main(sys.argv[1:]); sys.stdout.flush(); "
        "print('CLI', sorted(m for m in sys.modules if m.startswith('reader.cli.')))"
    )
    loaded = run(code, "show", str(FIRST)).strip().split("CLI ")[1]
    assert loaded == "['reader.cli.arguments', 'reader.cli.output', 'reader.cli.show']"


def test_a_reader_that_leaves_the_pipe_is_no_traceback(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("عنوان\n\n" + "سلام عليكم ورحمة الله. " * 20000, encoding="utf-8")
    command = [sys.executable, "-m", "reader", "show", str(long)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROJECT, env=dict(os.environ)
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        told = process.stderr.read()
    assert told == b""
    assert process.returncode == 141


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    from reader import __version__
    from reader.cli import COMMANDS

    for option in ("--version", "--help"):
        with pytest.raises(SystemExit) as ended:
            main([option])
        assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert f"qari {__version__}" in printed
    assert all(name in printed for name in COMMANDS)
