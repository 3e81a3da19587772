"""Where a library lies: full disks, read-only folders, no shared memory, other programs' files."""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import database
from reader.library.adding import add_articles, delete_articles
from reader.library.checking import check, index_is_compared
from reader.library.copying import back_up
from reader.library.database import without_log
from reader.library.paths import library_path, user_path
from reader.library.store import Library
from reader.library.user import UserData
from reader.notice import QariError
from tests.library_writer import article

_NOBODY = 65534


def codes(library: Library) -> list[str]:
    return [notice.code for notice in library.notices]


def filled(path: Path, count: int = 20) -> Path:
    with Library(path) as library:
        list(add_articles(library, (article(0, n, 1) for n in range(count))))
    return path


def reported_until_full(library: Library, count: int) -> list[str]:
    """Add articles until there is no room; the uids that were reported as added."""
    reported: list[str] = []
    articles = (article(1, n, 1) for n in range(count))
    with pytest.raises(QariError, match="disk-full"):
        reported.extend(added.uid for added in add_articles(library, articles, at_once=50))
    return reported


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike the temporary folders of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="qari-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_another(work: Callable[[], object]) -> object:
    """What `work` gives in a process that permissions hold for: root's they do not."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if os.getuid() == 0:
                os.setgid(_NOBODY)
                os.setuid(_NOBODY)
            os.write(writing, json.dumps(work()).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer)


def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    path = filled(tmp_path / "data" / "library.db")
    library = Library(path)
    list(add_articles(library, [article(1, 1, 1)]))
    assert path.parent.stat().st_mode & 0o777 == 0o700
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(("library.db", "library.db-wal", "library.db-shm"), 0o600)
    library.close()


def test_the_library_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QARI_LIBRARY", str(tmp_path / "mine.db"))
    assert library_path() == tmp_path / "mine.db"
    assert user_path() == tmp_path / "user.db"


def test_a_full_disk_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    with Library.open(filled(tmp_path / "library.db"), write=True) as library:
        pages = library.db.execute("PRAGMA page_count").fetchone()[0]
        library.db.execute(f"PRAGMA max_page_count = {pages + 40}")
        reported = reported_until_full(library, 5000)
        assert reported
        assert library.count() == 20 + len(reported)
        assert check(library) == ()
        library.db.execute("PRAGMA max_page_count = 1000000")
        list(add_articles(library, (article(1, n, 1) for n in range(5000)), at_once=200))
        assert library.count() == 5020
        assert check(library) == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    if (
        not shutil.which("mount")
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    with Library.open(small_disk / "library.db", write=True) as library:
        reported = reported_until_full(library, 50_000)
        assert reported
        assert library.count() == len(reported)
    with Library(small_disk / "library.db") as library:
        assert library.count() == len(reported)
        assert check(library) == ()


@pytest.mark.parametrize("left_open", [False, True])
def test_a_folder_that_cannot_be_written_is_read(open_folder: Path, left_open: bool) -> None:
    path = filled(open_folder / "library.db")
    writer = Library(path) if left_open else None
    for file in open_folder.iterdir():
        file.chmod(0o444)
    open_folder.chmod(0o555)

    def look() -> object:
        with Library.open(path) as library:
            found = [library.count(), codes(library), library.article("a0-7") is not None]
            found += [check(library) == (), index_is_compared(library)]
        for act in (lambda: Library.open(path, write=True), lambda: _adds(path)):
            try:
                act()
            except QariError as error:
                found.append(error.notice.code)
        return found

    assert as_another(look) == [
        20, ["library-read-only"], True, True, False, "database-read-only", "database-read-only",
    ]  # fmt: skip
    if writer:
        writer.close()


def test_a_library_that_cannot_be_written_can_be_copied(open_folder: Path) -> None:
    source, target = open_folder / "medium", open_folder / "copies"
    source.mkdir()
    target.mkdir()
    path = filled(source / "library.db")
    with UserData(user_path(path)) as user:
        user.marks.star(["a0-1"])
    for file in source.iterdir():
        file.chmod(0o444)
    source.chmod(0o555)
    target.chmod(0o777)

    def copy() -> object:
        with Library.open(path) as library:
            return [file.name for file in back_up(library, target)]

    try:
        assert as_another(copy) == ["library.db", "user.db"]
    finally:
        source.chmod(0o755)
    modes = {file.name: file.stat().st_mode & 0o777 for file in target.iterdir()}
    assert modes == {"library.db": 0o600, "user.db": 0o600}
    with Library(target / "library.db") as library, UserData(target / "user.db") as user:
        assert (library.count(), check(library)) == (20, ())
        assert user.marks.of("a0-1").starred


def _adds(path: Path) -> None:
    list(add_articles(Library.open(path), [article(2, 1, 1)]))


def test_a_folder_that_cannot_be_written_has_no_new_library(open_folder: Path) -> None:
    open_folder.chmod(0o555)

    def look() -> object:
        try:
            Library.open(open_folder / "library.db")
        except QariError as error:
            return [error.notice.code, str(open_folder) in str(error)]
        return "opened"

    assert as_another(look) == ["database-unreadable", True]


@pytest.mark.parametrize("made_before", [False, True])
def test_without_shared_memory_there_is_a_rollback_journal(
    tmp_path: Path, made_before: bool
) -> None:
    path = tmp_path / "library.db"
    if made_before:
        filled(path, 5)
    # What SQLite finds where shared memory cannot be had: the file cannot be made.
    path.with_name("library.db-shm").symlink_to("/nonexistent/shm")
    with Library.open(path, write=True) as library:
        assert without_log(library.db)
        assert codes(library) == ["library-no-log"]
        list(add_articles(library, (article(1, n, 1) for n in range(5))))
        delete_articles(library, ["a1-0"])
        assert library.count() == (9 if made_before else 4)
        assert check(library) == ()
        with Library(path) as other:
            assert other.count() == library.count()


def test_a_migration_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "library.db", 3)
    steps = database.migrations("library")
    bad = "CREATE TABLE extra (a);\nINSERT INTO extra VALUES (1);\nINSERT INTO nowhere VALUES (1);"
    monkeypatch.setattr(database, "migrations", lambda _family: (*steps, bad))
    with pytest.raises(QariError, match="nowhere"):
        Library(path)
    good = "CREATE TABLE extra (a);\nINSERT INTO extra VALUES (2);"
    monkeypatch.setattr(database, "migrations", lambda _family: (*steps, good))
    with Library(path) as library:
        assert library.db.execute("SELECT a FROM extra").fetchall() == [(2,)]
        assert library.db.execute("PRAGMA user_version").fetchone()[0] == len(steps) + 1
        assert check(library) == ()
    monkeypatch.undo()
    before = path.read_bytes()
    with pytest.raises(QariError, match="database-newer"):
        Library(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["library.db"]


def test_the_file_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("a shopping list\n" * 100, encoding="utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE places (id INTEGER PRIMARY KEY)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(QariError, match="database-foreign"):
            Library(path)
        assert path.read_bytes() == before


def test_a_table_of_ours_that_is_missing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE article (id INTEGER PRIMARY KEY)")
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(QariError, match="database-foreign"):
        Library(path)


def test_two_that_open_a_new_library_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "library.db"

    def opens() -> bool:
        with Library(path) as library:
            return library.count() == 0

    children = []
    for _number in range(6):
        child = os.fork()
        if child == 0:
            try:
                os._exit(0 if opens() else 1)
            except BaseException:
                os._exit(2)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    with Library(path) as library:
        assert check(library) == ()
