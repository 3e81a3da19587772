"""Checking, repairing, copying, packing; making anew what older versions made."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from reader.articles import Article
from reader.library import engines, indexing, workers
from reader.library import store as store_module
from reader.library.adding import Outcome, add_articles, delete_articles
from reader.library.analysing import Progress, analyse_again, analyse_pending, pending
from reader.library.checking import check
from reader.library.copying import back_up, vacuum
from reader.library.engines import outdated
from reader.library.findings import Found
from reader.library.indexing import reindex
from reader.library.normal import unpack_text
from reader.library.paths import user_path
from reader.library.repairing import Repaired, repair
from reader.library.store import Library
from reader.library.user import UserData
from reader.library.versions import old_versions
from reader.library.workers import Job, Result, results
from reader.notice import Notice, QariError
from tests import library_writer
from tests.library_writer import article
from tests.support import PROJECT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of sixty articles with entities, some of them changed."""
    file = tmp_path / "library.db"
    with Library(file) as library:
        articles = [article(0, n, 1) for n in range(60)]
        analyses = {one.uid: library_writer.found(one) for one in articles}
        list(add_articles(library, articles, analyses=analyses))
        list(add_articles(library, [article(0, n, 2) for n in range(5)]))
    return file


def codes(path: Path) -> list[str]:
    with Library(path) as library:
        return [notice.code for notice in check(library)]


def spoil(path: Path, *statements: str) -> None:
    """Change a library as no code of ours does."""
    with Library(path) as library:
        library.db.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            library.db.execute(statement)


def hits(library: Library, word: str) -> list[int]:
    rows = library.db.execute("SELECT rowid FROM fts WHERE fts MATCH ?", (word,))
    return sorted(row[0] for row in rows)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM body WHERE id = (SELECT min(id) FROM body)", "library-without-text"),
        ("UPDATE entity SET n_mentions = n_mentions + 1", "library-entities-miscounted"),
        (
            "UPDATE entity_article SET article = -article WHERE entity = 1",
            "library-entities-lost",
        ),
        ("UPDATE article SET title = 'عنوان لم يفهرس' WHERE uid = 'a0-9'", "library-index-wrong"),
        (
            "INSERT INTO fts (fts, rowid, body, title)"
            " SELECT 'delete', id, body, title FROM fts_src LIMIT 1",
            "library-index-wrong",
        ),
    ],
)
def test_what_does_not_fit_is_told_and_mended(path: Path, statement: str, code: str) -> None:
    assert codes(path) == []
    spoil(path, statement)
    assert code in codes(path)
    done = repair(path)
    assert done.aside is None
    assert done.index or done.analysis
    assert codes(path) == []


def test_a_library_that_is_whole_is_not_touched_by_repair(path: Path) -> None:
    before = path.read_bytes()
    done = repair(path)
    assert done == Repaired()
    assert path.read_bytes() == before


def test_a_damaged_file_is_set_aside_and_what_can_be_read_saved(path: Path) -> None:
    data = bytearray(path.read_bytes())
    pages = len(data) // 8192
    for number in (pages // 3, pages // 2):
        data[number * 8192 : (number + 1) * 8192] = os.urandom(8192)
    path.write_bytes(data)
    bad = bytes(data)
    with suppress(QariError), Library(path) as library:
        assert next(notice.code for notice in check(library)) == "database-damaged"
    done = repair(path)
    assert done.aside == path.with_name("library.db.broken")
    assert done.aside.read_bytes() == bad
    assert done.saved + done.lost <= 60
    assert done.saved >= 20
    with Library(path) as library:
        assert library.count() == done.saved
        assert check(library) == ()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_of_which_only_the_head_is_left_gives_an_empty_library(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + bytes(4000))
    done = repair(path)
    assert done.aside
    assert codes(path) == []


def test_repair_sets_a_foreign_file_aside(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_text("a shopping list\n", encoding="utf-8")
    assert repair(path).aside == path.with_name("library.db.broken")
    assert path.with_name("library.db.broken").read_text(encoding="utf-8") == "a shopping list\n"
    assert codes(path) == []


def test_repair_does_not_take_a_newer_library_apart(path: Path) -> None:
    spoil(path, "PRAGMA user_version = 99")
    with pytest.raises(QariError, match="database-newer"):
        repair(path)
    assert [file.name for file in path.parent.iterdir()] == ["library.db"]


def test_a_backup_taken_while_articles_come_in_is_whole(path: Path) -> None:
    with UserData(user_path(path)) as user:
        user.marks.star(["a0-1"])
    with Library(path) as writing, Library(path) as library:
        adding = add_articles(writing, (article(1, n, 1) for n in range(40)), at_once=10)
        next(adding)
        made = back_up(library, path.parent / "copy.db")
        list(adding)
    assert [file.name for file in made] == ["copy.db", "copy-user.db"]
    with Library(path.parent / "copy.db") as copy, UserData(made[1]) as user:
        assert copy.count() == 70
        assert check(copy) == ()
        assert user.marks.of("a0-1").starred
    assert {file.stat().st_mode & 0o777 for file in made} == {0o600}


def test_a_backup_into_a_folder_is_a_library_of_its_own(path: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with Library(path) as library:
        assert back_up(library, tmp_path / "folder") == (tmp_path / "folder" / "library.db",)
    assert codes(tmp_path / "folder" / "library.db") == []


def test_a_backup_overwrites_nothing_and_leaves_no_half(path: Path) -> None:
    there = path.parent / "copy.db"
    there.write_text("mine", encoding="utf-8")
    with Library(path) as library:
        with pytest.raises(QariError, match="file-exists"):
            back_up(library, there)
        with pytest.raises(QariError, match="database-unreadable"):
            back_up(library, path.parent / "nowhere" / "copy.db")
    assert there.read_text(encoding="utf-8") == "mine"
    assert not list(path.parent.glob(".*"))


def test_packing_gives_room_back(path: Path) -> None:
    with Library(path) as library:
        list(add_articles(library, (article(1, n, 1) for n in range(1500))))
        delete_articles(library, (f"a1-{n}" for n in range(1500)))
        before, after = vacuum(library)
        assert after < before / 2
        assert check(library) == ()


def test_versions_of_an_article_can_all_be_read(path: Path) -> None:
    with Library(path) as library:
        list(add_articles(library, [article(0, 1, 3)]))
        now = library.article("a0-1")
        assert now
        assert "نسخة3" in now.text
        before = old_versions(library, "a0-1")
        assert [one.number for one in before] == [1, 2]
        assert [one.article for one in before] == [article(0, 1, 1), article(0, 1, 2)]


@pytest.fixture
def old_path(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library made before the program's normaliser came to write و as w."""

    def normal(text: str) -> str:
        return text.replace("و", "w")

    monkeypatch.setattr(store_module, "NORMALISER", "next")
    monkeypatch.setattr(indexing, "NORMALISER", "next")
    monkeypatch.setattr(store_module, "normal", normal)
    monkeypatch.setattr("reader.library.adding.normal", normal)
    monkeypatch.setattr(store_module, "normal_packed", lambda packed: normal(unpack_text(packed)))
    return path


def test_the_index_of_another_normaliser_is_made_anew_beside_the_old_one(
    old_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[int, int]] = []

    def interrupted(done: int, total: int) -> None:
        steps.append((done, total))
        raise KeyboardInterrupt

    monkeypatch.setattr(indexing, "_AT_ONCE", 25)
    with Library(old_path) as library:
        assert [notice.code for notice in library.notices] == ["library-index-old"]
        with pytest.raises(KeyboardInterrupt):
            reindex(library, interrupted)
        assert steps == [(25, 60)]
        assert [notice.code for notice in check(library)] == ["library-index-old"]
        assert len(hits(library, "سوق")) == 30  # the old index answers
    with Library(old_path) as library:
        # Beside it articles come, change and go, on both sides of the watermark.
        list(add_articles(library, [article(3, n, 1) for n in range(0, 40, 5)]))
        list(add_articles(library, [article(0, n, 4) for n in range(10, 50)]))
        delete_articles(library, ["a0-20", "a0-52"])
        assert reindex(library)
        assert library.index_is_new
        assert check(library) == ()
        ids = [row[0] for row in library.db.execute("SELECT id FROM article ORDER BY id")]
        assert hits(library, "سwق") == [n for n in ids if "سوق" in library.text(n)]
        assert hits(library, "سوق") == []
        assert not reindex(library)


def test_newer_engines_analyse_again_and_old_answers_stay_until_then(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entities(library: Library) -> int:
        return int(library.db.execute("SELECT count(*) FROM entity_article").fetchone()[0])

    with Library(path) as library:
        assert analyse_pending(library, processes=0) == 5  # the changed ones
        assert (outdated(library), pending(library)) == (0, [])
        before = entities(library)
        monkeypatch.setattr(engines, "engines", lambda: (("tagger", "next"), ("times", "2")))
        assert outdated(library) == 60
        assert len(pending(library)) == 60
        assert entities(library) == before
        assert analyse_pending(library, processes=0, limit=10) == 10
        assert outdated(library) == 50
        assert analyse_pending(library, processes=0) == 50
        assert outdated(library) == 0
        assert library.meta("tagger") == "next"
        assert check(library) == ()


def test_the_reader_can_have_articles_analysed_again(path: Path) -> None:
    with Library(path) as library:
        analyse_pending(library, processes=0)
        analyse_again(library, ["a0-1", "a0-2"])
        assert (outdated(library), len(pending(library))) == (2, 2)
        analyse_again(library)
        assert outdated(library) == 60


def test_workers_find_what_this_process_finds_and_tell_how_far_they_are(path: Path) -> None:
    told: list[Progress] = []
    with Library(path) as library:
        analyse_again(library)
        analyse_pending(library, processes=0)
        alone = library.db.execute("SELECT * FROM entity_article ORDER BY 1, 2").fetchall()
        analyse_again(library)
        assert analyse_pending(library, processes=2, progress=told.append) == 60
        keys = "SELECT e.key, x.article, x.n FROM entity_article x JOIN entity e ON e.id = x.entity"
        assert len(library.db.execute(keys).fetchall()) == len(alone)
        assert check(library) == ()
    assert [(one.done, one.total) for one in told] == [(50, 60), (60, 60)]
    assert told[0].rate > 0
    assert told[-1].left == 0


def test_an_analysis_of_a_text_that_has_changed_meanwhile_is_not_written(path: Path) -> None:
    with Library(path) as library:
        number = engines.note_engines(library)
        (article_id,) = (library.id_of("a0-7"),)
        assert article_id
        row = library.db.execute("SELECT z FROM body WHERE id = ?", (article_id,)).fetchone()
        from reader.library.findings import stamp, store_analysis

        of = stamp(row[0])
        assert store_analysis(library.db, article_id, Found(), number, of=of)
        assert not store_analysis(library.db, article_id, Found(), number, of=of + 1)
        assert not store_analysis(library.db, 5, Found(), number, of=of)


def deadly(job: Job) -> Result:
    """Kills its process where the article says so."""
    if "قاتل" in job.article.text:
        os._exit(9)
    return Result(job.id, job.article.uid, job.stamp, Found())


def stuck(job: Job) -> Result:
    """Stops its process for good where the article says so: no signal of its own ends that."""
    if "قاتل" in job.article.text:
        os.kill(os.getpid(), signal.SIGSTOP)
    return Result(job.id, job.article.uid, job.stamp, Found())


@pytest.mark.parametrize("matter", [deadly, stuck])
def test_an_article_that_kills_or_stops_its_worker_takes_no_other_with_it(
    matter: Callable[[Job], Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "work", matter)
    monkeypatch.setattr(workers, "_LONGEST", 0.5)
    monkeypatch.setattr(workers, "_START", 4.0 if matter is stuck else 60.0)
    texts = ["نص عادي"] * 20
    texts[5] = "نص قاتل"
    jobs = [Job(n, 0, Article(f"{text} {n}"), ()) for n, text in enumerate(texts)]
    found = list(results(iter(jobs), len(jobs), 2))
    assert [result.id for result in found] == list(range(20))
    assert all(not child.is_alive() for child in multiprocessing.active_children())
    failed = [result.id for result in found if result.found.failed]
    assert 5 in failed
    assert matter is stuck or failed == [5]  # a loaded machine may be slow to start others


def test_an_article_that_takes_too_long_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def analyse(one: Article, **_options: object) -> None:
        if "بطيء" in one.text:
            time.sleep(30)
        raise ValueError("quick")

    monkeypatch.setattr("reader.analysis.analyse", analyse)
    monkeypatch.setattr(workers, "_LONGEST", 0.3)
    start = time.monotonic()
    jobs = [Job(n, 0, Article(text), ()) for n, text in enumerate(["نص", "بطيء", "نص"])]
    found = [result.found.failed for result in results(iter(jobs), 3, 0)]
    assert found == ["ValueError: quick", "TimeoutError: > 0 s", "ValueError: quick"]
    assert time.monotonic() - start < 10


PARENT = """
import sys
from pathlib import Path
from reader.library.analysing import analyse_pending
from reader.library.store import Library
if __name__ == "__main__":
    library = Library.open(Path(sys.argv[1]), write=True)
    analyse_pending(library, processes=2, progress=lambda _how_far: print("on", flush=True))
"""


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.exists():
        pytest.skip("this system does not list the children of a process")
    return [int(word) for word in listed.read_text(encoding="ascii").split()]


def test_workers_end_with_a_process_that_is_killed(path: Path) -> None:
    with Library(path) as library:
        list(add_articles(library, (article(7, n, 1) for n in range(400))))
    script = path.with_name("parent.py")
    script.write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen(
        [sys.executable, str(script), str(path)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert parent.stdout
    assert parent.stdout.readline() == b"on\n"
    left = children(parent.pid)
    assert len(left) >= 2
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 30
    while left and time.monotonic() < deadline:
        left = [pid for pid in left if Path(f"/proc/{pid}").exists()]
        time.sleep(0.05)
    assert left == []
    assert codes(path) == []


def test_an_engine_that_fails_is_told_and_stops_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(one: Article, **_options: object) -> None:
        raise RuntimeError(f"no idea of {one.uid}")

    told: list[Notice] = []
    monkeypatch.setattr("reader.analysis.analyse", fails)
    with Library(path) as library:
        assert analyse_pending(library, processes=0, report=told.append) == 5
        assert pending(library) == []
    assert {notice.code for notice in told} == {"article-unanalysed"}
    assert "no idea of a0-4" in told[0].values["why"]


def test_a_page_and_a_feed_name_the_same_article_by_its_address(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        base = "https://example.org/2016/05/25/news/"
        words = "وصل الوفد إلى المدينة"
        one = Article(words, url=base)
        two = Article(f"{words} أمس", url=f"{base[:-1]}?utm_source=x&utm_medium=y#top")
        other = Article(f"{words} غدا", url=f"{base[:-1]}?id=7")
        found = [added.outcome for added in add_articles(library, [one, two, other])]
        assert found == [Outcome.NEW, Outcome.CHANGED, Outcome.NEW]
        kept = library.article(base)
        assert kept
        assert kept.text == two.text
        assert kept.uid == base


def test_sqlite_errors_reach_the_reader_as_one_line(path: Path) -> None:
    with pytest.raises(QariError, match="database-unreadable"), Library(path) as library:
        library.db.execute("SELECT nothing FROM nowhere")
    with pytest.raises(sqlite3.ProgrammingError):
        library.count()  # closed
