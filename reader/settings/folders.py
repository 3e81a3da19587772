"""Where the program keeps what: XDG folders, made with mode 0700; files written atomically."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

_NAME = "qari"


def config_folder() -> Path:
    """Where the settings file lies that people edit."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only commands with files pay

    return user_config_path(_NAME, appauthor=False)


def state_folder() -> Path:
    """Where lies what the program remembers by itself."""
    from platformdirs import user_state_path  # noqa: PLC0415

    return user_state_path(_NAME, appauthor=False)


def data_folder() -> Path:
    """Where the library, the corrections and the user's own lists lie."""
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path(_NAME, appauthor=False)


def cache_folder() -> Path:
    """Where lies what can be made again."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path(_NAME, appauthor=False)


def made(folder: Path) -> Path:
    """`folder`, made with mode 0700 if it is not there.

    Raises:
        OSError: where it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_atomically(path: Path, text: str | Iterable[str]) -> None:
    """Write `text` to `path` so that a crash leaves the old file or the new one, never half.

    Args:
        path: of the file; its folder is made.
        text: whole or in pieces; line ends stay as they are.

    Raises:
        OSError: where it cannot be written; the old file is then untouched.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=made(path.parent))
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines([text] if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def set_aside(path: Path) -> Path:
    """Rename a broken file to a free name beside it, and return that name.

    Raises:
        OSError: where it cannot be renamed.
    """
    aside = path.with_name(f"{path.name}.broken")
    number = 2
    while aside.exists():
        aside = path.with_name(f"{path.name}.broken-{number}")
        number += 1
    return path.rename(aside)
