"""The application in tests: its own folders, no questions to a terminal, nothing that varies."""

from pathlib import Path

import pytest

_FOLDERS = ("CONFIG", "STATE", "DATA", "CACHE")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, state and data in a fresh folder."""
    for name in _FOLDERS:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("QARI_LIBRARY", raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return tmp_path
