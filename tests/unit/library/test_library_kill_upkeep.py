"""kill -9 while the index or the analysis is made anew: old answers stay, and the rest goes on."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.library import indexing
from reader.library import store as store_module
from reader.library.adding import add_articles
from reader.library.analysing import analyse_again, analyse_pending, pending
from reader.library.checking import check
from reader.library.indexing import reindex
from reader.library.store import Library
from tests.library_writer import article, found
from tests.support import PROJECT

COUNT = 120
ANALYSING = """
import sys
from pathlib import Path
from reader.library import analysing
from reader.library.store import Library
analysing._AT_ONCE = 5
library = Library.open(Path(sys.argv[1]), write=True)
told = lambda how_far: print(how_far.done, flush=True)
analysing.analyse_pending(library, processes=0, progress=told)
"""
INDEXING = """
import sys
from pathlib import Path
from reader.library import indexing, store
from reader.library.store import Library
store.NORMALISER = indexing.NORMALISER = "next"
indexing._AT_ONCE = 1
indexing.reindex(Library.open(Path(sys.argv[1]), write=True), lambda n, _all: print(n, flush=True))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "library.db"
    with Library(file) as library:
        articles = [article(0, n, 1) for n in range(COUNT)]
        analyses = {one.uid: found(one) for one in articles}
        list(add_articles(library, articles, analyses=analyses))
    return file


def killed(script: str, path: Path, seconds: float) -> int:
    """Run the script, kill it some time after its first report; what it reported last."""
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], cwd=PROJECT, stdout=subprocess.PIPE
    )
    assert child.stdout
    first = child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    rest, _ = child.communicate()
    return int([line for line in (first + rest).split(b"\n") if line.strip()][-1])


def test_killed_while_analysing(path: Path) -> None:
    chance = random.Random(3)
    with Library(path) as library:
        analyse_again(library)
        left = len(pending(library))
    assert left == COUNT
    while left:
        done = killed(ANALYSING, path, chance.uniform(0, 0.2))
        with Library(path) as library:
            now = len(pending(library))
            assert check(library) == ()
            # Who has not been analysed again has the old answers.
            assert library.db.execute("SELECT count(*) FROM article_ents").fetchone()[0] == COUNT
        assert now <= left - done
        left = now


def test_killed_while_indexing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seconds in (0, 0.01, 0.02):
        assert killed(INDEXING, path, seconds) >= 1
        with Library(path) as library:
            if library.meta("normaliser") == "next":
                assert seconds  # the first was killed in the midst of it
                break
            assert check(library) == ()  # the old index still holds every word
            ids = library.db.execute("SELECT rowid FROM fts WHERE fts MATCH 'الخبر'").fetchall()
            assert len(ids) == COUNT
    monkeypatch.setattr(store_module, "NORMALISER", "next")
    monkeypatch.setattr(indexing, "NORMALISER", "next")
    with Library(path) as library:
        reindex(library)
        assert library.index_is_new
        assert check(library) == ()
        assert analyse_pending(library, processes=0, limit=1) <= 1
