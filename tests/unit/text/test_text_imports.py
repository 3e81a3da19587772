"""What the text core loads: nothing heavy."""

import subprocess
import sys

import pytest

_HEAVY = ("textual", "rich", "numpy", "bidi", "arabic_reshaper", "lxml", "httpx", "sqlite3")


@pytest.mark.parametrize(
    "module",
    [
        "reader.text",
        "reader.text.layout",
        "reader.text.label",
        "reader.text.words",
        "reader.text.selfcheck",
    ],
)
def test_importing_text_loads_nothing_heavy(module: str) -> None:
    program = (
        f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(loaded).isdisjoint(_HEAVY)
