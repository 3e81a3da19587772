"""What all tests share: where the project and the data beside it lie."""

import lzma
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT / "seeds"
SHARED = PROJECT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared data folder is not beside the project"
)


def shared_text(name: str) -> str:
    """The text of the file `name` of the shared folder, unpacked if it ends in .xz."""
    path = SHARED / name
    if path.suffix == ".xz":
        return lzma.decompress(path.read_bytes()).decode()
    return path.read_text(encoding="utf-8")
