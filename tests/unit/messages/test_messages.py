"""The two catalogues say the same things, and messages are filled safely."""

import re
import tomllib
from collections import Counter

import pytest

from reader.messages import (
    LANGUAGES,
    catalogue,
    interface_language,
    placeholders,
    render,
    tr,
)
from reader.messages.plurals import category
from reader.notice import Notice
from tests.support import PROJECT


def test_both_languages_have_the_same_codes() -> None:
    assert set(catalogue("ar")) == set(catalogue("en"))


def test_both_languages_have_the_same_places() -> None:
    differing = [
        code
        for code in catalogue("en")
        if placeholders(catalogue("en")[code]) != placeholders(catalogue("ar")[code])
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_stands_in_two_areas(language: str) -> None:
    text = (PROJECT / "reader" / "messages" / f"{language}.toml").read_text(encoding="utf-8")
    areas = tomllib.loads(text)
    counts = Counter(code for area in areas.values() for code in area)
    assert [code for code, count in counts.items() if count > 1] == []


def test_every_code_raised_by_the_program_is_worded() -> None:
    raised = re.compile(r"(?:QariError|Notice|mistake)\(\s*\"([a-z][a-z0-9-]+)\"")
    codes = {
        code
        for path in (PROJECT / "reader").rglob("*.py")
        for code in raised.findall(path.read_text(encoding="utf-8"))
    }
    assert sorted(codes - set(catalogue("en"))) == []


def test_arabic_messages_are_arabic() -> None:
    arabic = re.compile("[\u0621-\u064a]")
    flat = [str(message) for message in catalogue("ar").values()]
    assert [text for text in flat if not arabic.search(text)] == []


def test_values_cannot_carry_controls() -> None:
    shown = tr("settings-unreadable", "en", file="a\x1b]0;x\x07b", why="c\u202ed")
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_braces_in_values_stay_as_they_are() -> None:
    assert "{why}" in tr("settings-unreadable", "en", file="{why}", why="x")


def test_an_unknown_code_is_shown_rather_than_raised() -> None:
    assert render(Notice("never-heard-of", {"path": "x"}), "ar") == "never-heard-of, path=x"


def test_a_missing_value_leaves_its_place() -> None:
    assert "{why}" in tr("settings-unreadable", "en", file="x")


def test_arabic_plural_categories() -> None:
    numbers = ("0", "1", "2", "3", "10", "11", "99", "100", "103", "111", "x")
    found = [category(number, "ar") for number in numbers]
    assert found == [
        *("zero", "one", "two", "few", "few", "many", "many"),
        *("other", "few", "many", "other"),
    ]


def test_english_plural_categories() -> None:
    assert [category(number, "en") for number in ("0", "1", "2")] == ["other", "one", "other"]


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "ar_SY.UTF-8"}, "ar"),
        ({"LANG": "ar_SY.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "ar", "LANG": "en_GB"}, "ar"),
        ({"LANG": "arn_CL"}, "en"),
        ({}, "en"),
    ],
)
def test_the_interface_language_follows_the_locale(environ: dict[str, str], expected: str) -> None:
    assert interface_language("auto", environ) == expected


def test_the_setting_overrules_the_locale() -> None:
    assert interface_language("ar", {"LANG": "de_DE"}) == "ar"
