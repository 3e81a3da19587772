"""First paint of an article against a bare Textual application that shows the same text."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import PROJECT, SEEDS

_BARE = """
import sys, time
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static(open(sys.argv[1], encoding="utf-8").read(), markup=False)
    def on_mount(self):
        self.call_after_refresh(self.exit)
Bare().run(headless=True)
print(time.process_time())
"""
_QARI = """
import sys, time
sys.path.insert(0, ".")
from reader.app import AppOptions
from reader.app.application import QariApp
from reader.app.shelf import Shelf
from reader.app.reading import ReadingScreen
from reader.settings import load, load_state
from reader.terminal.dialects import Dialect, rule_for
from reader.terminal.probe import Answers
from reader.terminal.session import Session
painted = []
def stop(self):
    painted.append(time.process_time())
    self.app.exit()
ReadingScreen.start_analysis = stop
session = Session(name="bench", rule=rule_for(Answers(), {}), dialect=Dialect.PLAIN)
shelf = Shelf.open([sys.argv[1]], None)
QariApp(shelf, AppOptions(), load(), load_state(), session).run(headless=True)
print(painted[0])
"""


def _cpu(code: str, article: Path, home: Path) -> float:
    """CPU seconds of a run, the least of five."""
    best = 99.0
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", code, str(article)],
            cwd=PROJECT,
            env={"PATH": "/usr/bin:/bin", "HOME": str(home), "XDG_STATE_HOME": str(home)},
            capture_output=True,
            text=True,
            check=True,
        )
        best = min(best, float(done.stdout.split()[-1]))
    return best


@pytest.mark.bench
def test_first_paint_against_a_bare_application(tmp_path: Path) -> None:
    article = SEEDS / "01-hudna.txt"
    bare, qari = _cpu(_BARE, article, tmp_path), _cpu(_QARI, article, tmp_path)
    print(
        f"\nfirst paint: {qari:.3f} CPU s; bare Textual {bare:.3f}; ratio {qari / bare:.2f} (≤ 1.6)"
    )
