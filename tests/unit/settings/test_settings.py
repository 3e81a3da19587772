"""Settings are read strictly, told of precisely, and never fatal."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from reader.messages import catalogue
from reader.notice import QariError
from reader.settings import Settings, change, load, options
from reader.settings.folders import write_atomically


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(file: Path, text: str) -> Path:
    write_atomically(file, text)
    return file


def codes(settings: Settings) -> list[str]:
    return [problem.code for problem in settings.problems]


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert load(file, {}) == Settings()


def test_what_the_file_says_holds(file: Path) -> None:
    written(file, '[reading]\nwidth = 60\nmarks = false\n[terminal]\nbidi = "lro"\n')
    assert load(file, {}) == replace(Settings(), width=60, marks=False, bidi="lro")


def test_a_mistyped_key_is_told_with_file_key_and_nearest_key(file: Path) -> None:
    settings = load(written(file, "[reading]\nwidht = 60\nmarks = false\n"), {})
    (problem,) = settings.problems
    assert problem.code == "setting-unknown"
    assert problem.values == {
        "file": str(file),
        "key": "reading.widht",
        "nearest": "reading.width",
    }
    assert settings.marks is False  # the rest of the file holds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[reading]\nwidth = "wide"\n', "setting-no-int"),
        ("[reading]\nmarks = 3\n", "setting-no-bool"),
        ("[interface]\ntheme = 3\n", "setting-no-str"),
        ("[reading]\nwidth = true\n", "setting-no-int"),
        ("[reading]\nwidth = 3\n", "setting-out-of-range"),
        ('[terminal]\nbidi = "sideways"\n', "setting-not-a-choice"),
        ("zzzzzz = 1\n", "setting-unknown-far"),
    ],
)
def test_a_wrong_value_is_told_and_its_default_holds(file: Path, text: str, code: str) -> None:
    settings = load(written(file, text), {})
    assert codes(settings) == [code]
    assert replace(settings, problems=()) == Settings()


def test_a_broken_file_is_named_and_set_aside(file: Path) -> None:
    settings = load(written(file, "[reading\nwidth"), {})
    assert codes(settings) == ["settings-broken"]
    assert not file.exists()
    assert file.with_name("settings.toml.broken").read_text() == "[reading\nwidth"
    assert load(file, {}) == Settings()


def test_broken_files_do_not_overwrite_each_other(file: Path) -> None:
    for text in ("=1", "=2"):
        load(written(file, text), {})
    assert file.with_name("settings.toml.broken").read_text() == "=1"
    assert file.with_name("settings.toml.broken-2").read_text() == "=2"


def test_bytes_that_are_no_utf8_are_a_broken_file(file: Path) -> None:
    written(file, "")
    file.write_bytes(b"[reading]\nwidth = \xff\xfe\n")
    assert codes(load(file, {})) == ["settings-broken"]


def test_the_environment_overrules_the_file(file: Path) -> None:
    written(file, "[reading]\nwidth = 60\n")
    settings = load(file, {"QARI_WIDTH": "50", "QARI_MARKS": "no", "QARI_BIDI": "sideways"})
    assert (settings.width, settings.marks, settings.bidi) == (50, False, "auto")
    assert codes(settings) == ["setting-not-a-choice"]


def test_a_change_keeps_comments_and_the_other_keys(file: Path) -> None:
    written(file, "# mine\n[reading]\nwidth = 60 # narrow\nmarks = false\n")
    change("width", 90, file)
    assert file.read_text() == "# mine\n[reading]\nwidth = 90 # narrow\nmarks = false\n"


def test_a_change_makes_the_file_in_a_private_folder(file: Path) -> None:
    change("theme", "light", file)
    assert load(file, {}).theme == "light"
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_change_to_a_value_that_is_not_allowed_is_refused(file: Path) -> None:
    with pytest.raises(QariError, match="setting-out-of-range"):
        change("width", 1, file)
    assert not file.exists()


def test_every_setting_is_described() -> None:
    assert [o.key for o in options() if o.description not in catalogue("en")] == []


def test_a_failed_write_leaves_the_old_file(file: Path) -> None:
    written(file, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(file, "new \ud800")
    assert file.read_text() == "old"
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]
