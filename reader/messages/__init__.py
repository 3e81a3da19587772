"""The Arabic and English words of the program, looked up by code.

The catalogues `ar.toml` and `en.toml` hold one table per area; a code is unique over all areas.
A message is a string with ``{places}``, or a table of plural forms by CLDR category (``one``,
``two``, ``few``, ``many``, ``other``…) chosen by the value ``n``.
"""

import os
from collections.abc import Mapping
from functools import cache
from string import Formatter

from reader.messages.plurals import category
from reader.notice import Notice
from reader.text.sanitize import label

LANGUAGES = ("ar", "en")
Message = str | dict[str, str]

__all__ = [
    "LANGUAGES",
    "Message",
    "catalogue",
    "interface_language",
    "placeholders",
    "render",
    "tr",
]


@cache
def catalogue(language: str) -> Mapping[str, Message]:
    """All messages of `language` by code.

    Args:
        language: ``ar`` or ``en``.
    """
    # Read on first use: a program that has nothing to say pays nothing for its words.
    import tomllib  # noqa: PLC0415
    from importlib.resources import files  # noqa: PLC0415

    data = files(__name__).joinpath(f"{language}.toml").read_bytes()
    areas = tomllib.loads(data.decode())
    return {code: message for area in areas.values() for code, message in area.items()}


def tr(code: str, language: str, /, **values: str) -> str:
    """The words of the message `code` in `language`, its places filled with `values`.

    Values are sanitised as labels. An unknown code comes out as the code and its values: what a
    user sees is then poor, but never a crash.
    """
    clean = {name: label(str(value)) for name, value in values.items()}
    message = catalogue(language if language in LANGUAGES else "en").get(code)
    if message is None:
        return str(Notice(code, clean))
    if isinstance(message, dict):
        message = message.get(category(clean.get("n", "0"), language), message["other"])
    return Formatter().vformat(message, (), _Filling(clean))


def render(notice: Notice, language: str) -> str:
    """The words of `notice` in `language`."""
    return tr(notice.code, language, **notice.values)


def placeholders(message: Message) -> frozenset[str]:
    """The names of the places of `message`."""
    texts = message.values() if isinstance(message, dict) else (message,)
    return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)


def interface_language(setting: str = "auto", environ: Mapping[str, str] = os.environ) -> str:
    """The language of the interface.

    Args:
        setting: ``ar`` or ``en``, or ``auto`` for the locale's.
        environ: where the locale is looked up, as POSIX orders it.

    Returns:
        ``ar`` or ``en``; English where the locale is neither.
    """
    if setting in LANGUAGES:
        return setting
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    return "ar" if locale.split("_")[0].split(".")[0] == "ar" else "en"


class _Filling(dict[str, str]):
    """Values by name; a place without a value stays as it is written."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
