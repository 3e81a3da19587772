"""Reading, checking and changing the settings file: strict in what it says, never fatal."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.notice import Notice, QariError
from reader.settings.folders import config_folder, set_aside, write_atomically
from reader.settings.schema import Option, Settings, Value, options

_WORDS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def settings_path() -> Path:
    """The file that people edit."""
    return config_folder() / "settings.toml"


def load(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; whatever is wrong stands in `Settings.problems`, and its default holds.

    A file that is no TOML is set aside under another name.

    Args:
        path: the file, or None for the user's.
        environ: variables ``QARI_…`` that overrule the file.
    """
    path = path or settings_path()
    problems: list[Notice] = []
    values: dict[str, Value] = {}
    for name, found in (
        (str(path), _stated(path, problems)),
        ("QARI_*", _from_environment(environ)),
    ):
        for option, value in _known(name, found, problems):
            checked = _check(name, option, value)
            if isinstance(checked, Notice):
                problems.append(checked)
            else:
                values[option.name] = checked
    return replace(Settings(problems=tuple(problems)), **values)  # type: ignore[arg-type]


def change(name: str, value: Value, path: Path | None = None) -> None:
    """Set one key in the file; comments and everything else in it stay.

    Args:
        name: name of the setting, as an attribute of `Settings`.
        value: its new value.
        path: the file, or None for the user's.

    Raises:
        QariError: where the value is not allowed or the file cannot be written.
    """
    import tomlkit  # noqa: PLC0415 - needed by those who change a setting only
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    path = path or settings_path()
    option = next(option for option in options() if option.name == name)
    checked = _check(str(path), option, value)
    if isinstance(checked, Notice):
        raise QariError(checked.code, **checked.values)
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
        table: Any = document.setdefault(option.table, tomlkit.table())
        table[name] = checked
        write_atomically(path, tomlkit.dumps(document))
    except (OSError, ValueError, TOMLKitError) as error:
        raise QariError("settings-unwritable", file=str(path), why=str(error)) from error


def _stated(path: Path, problems: list[Notice]) -> dict[str, Any]:
    """What the file says, or nothing where it is absent or broken."""
    if not path.exists():
        return {}
    import tomllib  # noqa: PLC0415 - no file, no parser

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        problems.append(Notice("settings-unreadable", {"file": str(path), "why": str(error)}))
    except ValueError as error:
        problems.append(_broken(path, error))
    return {}


def _broken(path: Path, why: Exception) -> Notice:
    """Set a broken file aside and tell so."""
    try:
        aside = set_aside(path)
    except OSError:
        return Notice("settings-unreadable", {"file": str(path), "why": str(why)})
    return Notice("settings-broken", {"file": str(path), "why": str(why), "aside": aside.name})


def _from_environment(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The settings that variables overrule, as the file would state them."""
    found: dict[str, dict[str, Any]] = {}
    for option in options():
        text = environ.get(option.variable)
        if text:
            found.setdefault(option.table, {})[option.name] = _converted(option, text)
    return found


def _converted(option: Option, text: str) -> Value:
    """The text of a variable as the type of `option`, or as it is where that fails."""
    if isinstance(option.default, bool):
        return _WORDS.get(text.lower(), text)
    if isinstance(option.default, int) and text.isdecimal():
        return int(text)
    return text


def _known(
    file: str, stated: Mapping[str, Any], problems: list[Notice]
) -> Iterator[tuple[Option, Any]]:
    """The settings stated by their right names; the others become problems."""
    by_key = {option.key: option for option in options()}
    for table, entries in stated.items():
        pairs = entries.items() if isinstance(entries, dict) else [(None, entries)]
        for name, value in pairs:
            key = table if name is None else f"{table}.{name}"
            if key in by_key:
                yield by_key[key], value
            else:
                problems.append(_unknown(file, key, list(by_key)))


def _unknown(file: str, key: str, known: list[str]) -> Notice:
    """The notice that names the key, and the nearest known one if there is any."""
    from difflib import get_close_matches  # noqa: PLC0415 - for a mistyped key only

    near = get_close_matches(key, known, 1, 0.5)
    if not near:
        return Notice("setting-unknown-far", {"file": file, "key": key})
    return Notice("setting-unknown", {"file": file, "key": key, "nearest": near[0]})


def _as_written(value: Value) -> str:
    """A value as it stands in the file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _check(file: str, option: Option, value: object) -> Value | Notice:
    """`value` if `option` allows it, else the notice that says what it must be."""
    told = {
        "file": file,
        "key": option.key,
        "value": str(value),
        "default": _as_written(option.default),
    }
    if type(value) is not type(option.default):
        return Notice(f"setting-no-{type(option.default).__name__}", told)
    assert isinstance(value, str | int)
    if option.choices and value not in option.choices:
        return Notice("setting-not-a-choice", {**told, "choices": ", ".join(option.choices)})
    if option.most and isinstance(value, int) and not option.least <= value <= option.most:
        limits = {"least": str(option.least), "most": str(option.most)}
        return Notice("setting-out-of-range", {**told, **limits})
    return value
