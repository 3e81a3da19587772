"""The README says of settings, commands and the JSON form what the program has."""

import re
import tomllib

from reader.cli import COMMANDS
from reader.settings import options
from tests.support import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")


def test_the_settings_and_their_defaults_are_documented() -> None:
    block = next(text for text in re.findall(r"```toml\n(.*?)```", README, re.DOTALL))
    stated = tomllib.loads(block)
    flat = {
        f"{table}.{name}": value for table, keys in stated.items() for name, value in keys.items()
    }
    assert flat == {option.key: option.default for option in options()}


def test_the_choices_are_documented() -> None:
    block = next(text for text in re.findall(r"```toml\n(.*?)```", README, re.DOTALL))
    lines = {line.split(" =")[0]: line for line in block.splitlines() if " = " in line}
    missing = [
        (option.name, choice)
        for option in options()
        for choice in option.choices
        if choice not in lines[option.name]
    ]
    assert missing == []


def test_the_commands_are_documented() -> None:
    assert [name for name in COMMANDS if f"qari {name}" not in README] == []
