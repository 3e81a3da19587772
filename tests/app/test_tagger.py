"""Another tagger in the application: its names, its failures, and leaving while it is asked."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.test_reading import WIDE, settled
from tests.driving import SEED, make_app
from tests.taggers import install


@pytest.fixture(autouse=True)
def _chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QARI_TAGGER", "fake")
    monkeypatch.setenv("QARI_MODEL", str(install(tmp_path / "packages", monkeypatch)))


def behave(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str) -> None:
    monkeypatch.setenv("QARI_MODEL", str(tmp_path / "packages" / way))


async def test_a_failure_is_told_and_names_are_there_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    behave(monkeypatch, tmp_path, "crash")
    async with make_app(SEED, language="en").run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        for _ in range(600):  # a process is started, on a machine that may be busy
            if screen.analysis is not None:
                break
            await asyncio.sleep(0.1)
        await pilot.pause()
        footer = screen.query_one("#footer")
        assert "out of luck" in str(footer._phrases)  # type: ignore[attr-defined]
        assert len(screen.entities.items) > 20


def test_the_option_wins_over_the_setting() -> None:
    app = make_app(SEED)
    assert app.tagger is not None
    app = make_app(SEED)
    app.options = replace(app.options, tagger="builtin")
    assert app.tagger is None


async def test_leaving_does_not_wait_for_its_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    behave(monkeypatch, tmp_path, "hang")
    app = make_app(SEED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for _ in range(300):  # until it is asked
            tagger = app.__dict__.get("tagger")
            if tagger is not None and tagger._ready:
                break
            await asyncio.sleep(0.1)
        assert tagger is not None
        assert tagger._ready
        left = time.monotonic()
    assert time.monotonic() - left < 30  # it would hang for a minute
    assert tagger._process is None
