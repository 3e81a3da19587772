"""Options that stand before a command, and the language that every command takes."""

from pathlib import Path

import pytest

from reader.__main__ import main
from reader.cli import COMMANDS
from tests.support import SEEDS

_ACTIONS = {"library": ["check"], "gazetteer": ["list"]}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of our own."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--language", "en", "gazetteer", "list"],
        ["--language=en", "gazetteer", "list"],
        ["gazetteer", "list", "--language", "en"],
    ],
)
def test_options_before_and_behind_a_command_say_the_same(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(arguments)
    told = capsys.readouterr()
    assert "No gazetteer" in told.out + told.err


def test_several_options_stand_before_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "none.db")
    assert main(["--library", missing, "--language", "en", "library", "check"]) == 1
    assert missing in capsys.readouterr().err


def test_an_option_that_ends_the_program_does_so_before_any_command() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version", "show"])
    assert ended.value.code == 0


def test_a_file_behind_options_is_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", str(SEEDS / "01-hudna.txt")]) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--language", "ar", "gazetteer", "remove", "none"],
        ["search", "foo:bar", "--language=ar"],
        ["show", "--width", "3", str(SEEDS / "01-hudna.txt"), "--language", "ar"],
    ],
)
def test_what_is_refused_is_told_in_the_language_asked_for(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QARI_LANGUAGE", "en")
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert any("ء" <= letter <= "ي" for letter in told), told


def test_help_is_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for language, word in (("ar", "المكتبة"), ("en", "library")):
        with pytest.raises(SystemExit):
            main(["add", "--help", "--language", language])
        assert word in capsys.readouterr().out


def test_a_command_without_its_action_asks_for_the_action(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--language", "en", "library"])
    assert ended.value.code == 2
    assert "required: action" in capsys.readouterr().err


def test_an_unknown_option_shows_the_usage_of_its_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["timeline", "--query", "x", "--limit", "3", "--language", "en"])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "usage: qari timeline" in told
    assert "--limit" in told.splitlines()[-1]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_takes_the_language(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--language", "xx", name, *_ACTIONS.get(name, [])])
    assert "--language" in capsys.readouterr().err
