"""user.db: older schemas come up whole, damage is told, and what can be read of it is saved."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reader.library.database import migrations, statements
from reader.library.repairing import Repaired
from reader.library.repairing_user import check_user, repair_user
from reader.library.user import UserData
from reader.notice import QariError
from tests.support import PROJECT

COUNT = 400


def made(path: Path) -> Path:
    """Data of many pages: stars and notes."""
    with UserData(path) as user:
        uids = [f"uid-{number}" for number in range(COUNT)]
        user.marks.star(uids)
        user.tags.add(uids, "وسم")
        user.feeds.follow("https://a.example/rss", "المدار")
    with sqlite3.connect(path) as db:
        db.executemany(
            "INSERT INTO note (uid, text, made_at) VALUES (?, ?, 1)",
            [(f"uid-{number}", "ملاحظة " * 40) for number in range(COUNT)],
        )
    db.close()
    return path


def rows(path: Path, table: str) -> int:
    with sqlite3.connect(path) as db:
        count = int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    db.close()
    return count


def old(path: Path, version: int) -> Path:
    """The file as a program of an older schema left it, with a correction in it."""
    db = sqlite3.connect(path)
    for step in migrations("user")[:version]:
        db.executescript(step)
    db.execute(f"PRAGMA user_version = {version}")
    db.execute(
        "INSERT INTO correction (uid, action, name, made_at) VALUES ('a', 'hide', 'الرقة', 5)"
    )
    db.commit()
    db.close()
    return path


@pytest.mark.parametrize("version", range(1, len(migrations("user"))))
def test_an_older_file_comes_up_with_all_that_is_in_it(tmp_path: Path, version: int) -> None:
    path = old(tmp_path / "user.db", version)
    with UserData(path) as user:
        (correction,) = user.corrections("a")
        assert correction.name == "الرقة"
        user.marks.star(["a"])
    assert rows(path, "mark") == 1
    assert check_user(path) == ()
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(migrations("user"))
    db.close()


KILLED = """
import sys, time
from pathlib import Path
from reader.library import database
at = int(sys.argv[2])
count = 0
inner = database.statements
def statements(script):
    global count
    for one in inner(script):
        yield one
        count += 1
        if count == at:
            print("now", flush=True)
            time.sleep(60)
database.statements = statements
database.open_database(Path(sys.argv[1]), "user")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
def test_a_kill_within_a_migration_leaves_the_schema_before_it(tmp_path: Path) -> None:
    steps = sum(len(list(statements(step))) for step in migrations("user")[1:])
    for at in range(1, steps + 1, 3):
        path = old(tmp_path / f"user-{at}.db", 1)
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path), str(at)], cwd=PROJECT, stdout=subprocess.PIPE
        )
        assert child.stdout
        assert child.stdout.readline() == b"now\n"
        child.kill()
        child.communicate()
        with sqlite3.connect(path) as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
        db.close()
        assert ("mark" in tables) == (version >= 2)
        assert ("joined" in tables) == (version >= 2)
        with UserData(path) as user:
            assert len(user.corrections("a")) == 1
        assert check_user(path) == ()


def test_what_is_whole_is_not_touched(tmp_path: Path) -> None:
    path = made(tmp_path / "user.db")
    before = path.read_bytes()
    assert check_user(path) == ()
    assert repair_user(path) == Repaired()
    assert path.read_bytes() == before
    assert repair_user(tmp_path / "none.db") == Repaired()
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("part", [3, 5, 8])
def test_damage_is_told_and_what_can_be_read_saved(tmp_path: Path, part: int) -> None:
    path = made(tmp_path / "user.db")
    data = bytearray(path.read_bytes())
    size = 8192
    place = len(data) // size * part // 10
    data[place * size : (place + 1) * size] = os.urandom(size)
    path.write_bytes(data)
    assert {notice.code for notice in check_user(path)} == {"database-damaged"}
    done = repair_user(path)
    assert done.aside == path.with_name("user.db.broken")
    assert done.aside.read_bytes() == bytes(data)
    assert done.saved >= 3 * COUNT - 40  # of three tables of that many, one page of one is lost
    assert check_user(path) == ()
    assert path.stat().st_mode & 0o777 == 0o600
    with UserData(path) as user:
        user.marks.star(["new"])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["user.db", "user.db.broken"]


def test_the_file_of_another_program_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "user.db"
    path.write_text("a shopping list", encoding="utf-8")
    assert [notice.code for notice in check_user(path)] == ["database-foreign"]
    assert repair_user(path).aside == path.with_name("user.db.broken")
    with UserData(path) as user:
        assert user.feeds.all() == ()


def test_a_newer_file_is_not_taken_apart(tmp_path: Path) -> None:
    path = made(tmp_path / "user.db")
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(QariError, match="database-newer"):
        repair_user(path)
    assert [file.name for file in tmp_path.iterdir()] == ["user.db"]
