"""Where the files of a library lie; a module of its own, for asking that must load no database."""

import os
from pathlib import Path

from reader.settings import data_folder


def library_path() -> Path:
    """Where the library lies: ``QARI_LIBRARY``, else the user's data folder."""
    named = os.environ.get("QARI_LIBRARY")
    return Path(named).expanduser() if named else data_folder() / "library.db"


def user_path(library: Path | None = None) -> Path:
    """Where the reader's own data lie: ``user.db`` beside the library."""
    return (library or library_path()).with_name("user.db")
