"""A fresh install: the wheel, in an environment without development packages, runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__
from tests.support import PROJECT, SEEDS


def succeeded(*command: str | Path, timeout: float = 180) -> str | None:
    """What the command printed, or None where it failed."""
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
        cwd=PROJECT,
    )
    return done.stdout if done.returncode == 0 else None


@pytest.fixture(scope="module")
def bin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a new environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    assert succeeded(sys.executable, *build) is not None
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    assert succeeded(sys.executable, "-m", "venv", environment) is not None
    python = environment / "bin" / "python"
    if succeeded(python, "-m", "pip", "install", "--quiet", "--retries=1", wheel) is None:
        pytest.skip("pip cannot install the wheel's requirements here (no network?)")
    return environment / "bin"


def test_the_installed_command_runs(bin_folder: Path) -> None:
    assert succeeded(bin_folder / "qari", "--version") == f"qari {__version__}\n"
    shown = succeeded(bin_folder / "qari", "show", "--logical", SEEDS)
    assert shown is not None
    assert "كورالينكو" in shown
    assert succeeded(bin_folder / "qari", "doctor", "--language", "en") is not None


def test_no_development_package_came_along(bin_folder: Path) -> None:
    listed = succeeded(bin_folder / "python", "-m", "pip", "list", "--format=freeze")
    assert listed is not None
    names = {line.split("==")[0].lower() for line in listed.splitlines()}
    assert "qari" in names
    assert names.isdisjoint({"pytest", "mypy", "ruff", "hypothesis"})
