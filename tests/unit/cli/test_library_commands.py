"""`qari add`, `qari sync` and `qari library` on real files: what they say and what they do."""

import gzip
import json
import signal
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.library.analysing import pending
from reader.library.paths import user_path
from reader.library.store import Library
from reader.library.user import UserData
from tests.ptys import VTE, run_in_pty
from tests.servers import Answer, serving
from tests.support import PROJECT, SEEDS

BODY = "وصل الوفد إلى مدينة الرقة أمس في زيارة رسمية. " * 20


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, an English interface, no proxies."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "QARI_LIBRARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QARI_LANGUAGE", "en")
    return tmp_path


def library_of(home: Path) -> Path:
    return home / "xdg_data_home" / "qari" / "library.db"


def count(path: Path) -> int:
    with Library(path) as library:
        return library.count()


def test_the_seeds_are_added_analysed_and_known_the_next_time(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(SEEDS)]) == 0
    said = capsys.readouterr().err
    assert "3 new articles; 0 changed, 0 already there; 3 in the library." in said
    assert "Names and dates found in 3 articles." in said
    with Library(library_of(home)) as library:
        assert pending(library) == []
        assert library.db.execute("SELECT count(*) FROM entity").fetchone()[0] > 5
    assert main(["add", str(SEEDS)]) == 0
    assert "0 new articles; 0 changed, 3 already there" in capsys.readouterr().err


def test_analysis_can_wait(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "--no-analysis", str(SEEDS)]) == 0
    assert "3 articles still wait for their names and dates" in capsys.readouterr().err
    assert main(["add", str(SEEDS)]) == 0
    assert "Names and dates found in 3 articles." in capsys.readouterr().err


def test_a_source_that_cannot_be_opened_stops_no_other(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = sorted(str(path) for path in SEEDS.iterdir())
    sources = [seeds[0], str(home / "missing.txt"), seeds[1]]
    assert main(["add", "--no-analysis", *sources]) == 1
    assert "no such file" in capsys.readouterr().err
    assert count(library_of(home)) == 2


def test_tables_tell_their_columns(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = home / "t.csv"
    table.write_text(f"رقم,عنوان,متن,يوم\n7,زيارة,{BODY},2016-05-25\n", encoding="utf-8")
    named = ["--map", "text=متن", "--map", "title=عنوان", "--map", "date=يوم", "--map", "uid=رقم"]
    assert main(["add", "--no-analysis", *named, str(table)]) == 0
    with Library(library_of(home)) as library:
        article = library.article("7")
        assert article
        assert article.date
        assert article.date.day.isoformat() == "2016-05-25"
        assert article.title
        assert article.slice(article.title) == "زيارة"
    capsys.readouterr()
    assert main(["add", "--map", "body", str(table)]) == 1
    assert "write FIELD=COLUMN" in capsys.readouterr().err


def test_archives_and_compressed_lines_and_standard_input(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(
        json.dumps({"uid": f"c{n}", "title": f"خبر {n}", "text": f"{n} {BODY}"}) + "\n"
        for n in range(5)
    )
    packed = home / "corpus.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.encode()))
    archive = home / "seeds.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        for path in sorted(SEEDS.iterdir()):
            tar.add(path, path.name)
        tar.add(SEEDS, "../../evil", recursive=False)
    assert main(["add", "--no-analysis", str(packed), str(archive)]) == 0
    piped = subprocess.run(
        [sys.executable, "-m", "reader", "add", "--no-analysis", "-"],
        input=f"عنوان\n\n{BODY} أيضا".encode(),
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    assert b"One new article" in piped.stderr
    assert count(library_of(home)) == 9


def test_another_library_can_be_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named, by_name = home / "named.db", home / "by-environment.db"
    assert main(["add", "--no-analysis", "--library", str(named), str(SEEDS)]) == 0
    assert count(named) == 3
    monkeypatch.setenv("QARI_LIBRARY", str(by_name))
    assert main(["library", "path"]) == 0
    assert capsys.readouterr().out == f"{by_name}\n{by_name.with_name('user.db')}\n"
    assert main(["library", "check", "--library", str(named)]) == 0
    assert "is whole: 3 articles" in capsys.readouterr().err
    assert not library_of(home).exists()


def test_progress_is_one_line_that_goes(home: Path) -> None:
    ended = run_in_pty(["qari", "add", str(SEEDS)], VTE, home=home)
    assert ended.status == 0
    assert b"articles read" in ended.output
    before, _, last = ended.output.rpartition(b"\r\x1b[K")
    assert last == b"qari: Names and dates found in 3 articles.\r\n"
    assert before.count(b"\r\n") == 1  # the line that tells what is in; progress leaves none


def test_an_interrupt_keeps_what_is_in_and_the_next_add_goes_on(home: Path) -> None:
    lines = [{"uid": f"c{n}", "text": f"{n} {BODY}"} for n in range(3000)]
    corpus = home / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    ended = run_in_pty(
        ["qari", "add", "--no-analysis", str(corpus)],
        VTE,
        home=home,
        replies={b"articles read": b"\x03"},
    )
    assert ended.status == 130
    assert b"Traceback" not in ended.output
    made = next(home.rglob("library.db"))
    assert 0 < count(made) < 3000
    assert main(["add", "--no-analysis", "--library", str(made), str(corpus)]) == 0
    assert count(made) == 3000


def test_an_interrupted_sync_goes_on_with_the_feeds_that_are_left(home: Path) -> None:
    def rss(number: int) -> bytes:
        item = f"<item><title>خبر {number}</title><description>{number} {BODY}</description></item>"
        return f"<rss><channel><title>صحيفة {number}</title>{item}</channel></rss>".encode()

    with serving() as site:
        urls = [f"{site.base}/{number}" for number in range(4)]
        for number in range(4):
            site.answers[f"/{number}"] = Answer(rss(number))
        begun = subprocess.Popen(
            [sys.executable, "-m", "reader", "sync", "--no-analysis", *urls],
            cwd=PROJECT, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert begun.stderr
        while "one new article" not in begun.stderr.readline():
            pass
        begun.send_signal(signal.SIGINT)
        said = begun.communicate(timeout=60)[1]
        assert begun.returncode == 130
        assert "Traceback" not in said
        before = site.paths()
        assert 1 <= len(before) < 4
        there = count(library_of(home))
        assert there >= 1
        assert main(["sync", "--no-analysis"]) == 0
        # What was told is not visited again; what was under way when the interrupt came may be.
        assert sorted({*before, *site.paths()[len(before) :]}) == ["/0", "/1", "/2", "/3"]
        assert len(site.paths()) - len(before) == 4 - there
        assert count(library_of(home)) == 4
        assert main(["sync", "--no-analysis"]) == 0
        assert len(site.paths()) >= 8


def test_sync_follows_visits_lists_and_lets_go(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item = f"<item><title>خبر</title><link>https://example.org/1</link><description>{BODY}"
    rss = f"<rss version='2.0'><channel><title>الصحيفة</title>{item}</description></item></channel>"
    with serving() as site:
        site.answers["/feed"] = Answer(f"{rss}</rss>".encode())
        assert main(["sync", "--no-analysis"]) == 1
        assert "No feed is followed yet" in capsys.readouterr().err
        assert main(["sync", "--no-analysis", f"{site.base}/feed"]) == 0
        assert "الصحيفة: one new article" in capsys.readouterr().err
        opml = home / "list.opml"
        opml.write_text(
            f"<opml><body><outline title='أخرى' xmlUrl='{site.base}/other'/></body></opml>",
            encoding="utf-8",
        )
        assert main(["sync", "--no-analysis", str(opml)]) == 1
        said = capsys.readouterr().err
        assert f"{site.base}/other is refused" in said  # of this machine, and out of a list
        assert "2 feeds visited; 1 failed; 0 new articles." in said
        assert main(["sync", "--list"]) == 0
        listed = capsys.readouterr().out.splitlines()
        assert len(listed) == 2
        assert "visited 20" in listed[0]
        assert "is refused" in listed[1]
        assert main(["sync", "--unfollow", f"{site.base}/other"]) == 0
        assert main(["sync", "--unfollow", f"{site.base}/other"]) == 1
    with UserData(user_path(library_of(home))) as user:
        assert [feed.url for feed in user.feeds.all()] == [f"{site.base}/feed"]
    assert main(["sync", str(SEEDS / "01-hudna.txt")]) == 1
    assert "neither an address nor an OPML list" in capsys.readouterr().err


def test_library_actions(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "check"]) == 1
    assert "no such file" in capsys.readouterr().err
    main(["add", "--no-analysis", str(SEEDS)])
    assert main(["library", "check"]) == 0
    assert main(["library", "repair"]) == 0
    assert "is whole; nothing was changed" in capsys.readouterr().err
    assert main(["library", "backup", str(home / "copy.db")]) == 0
    assert main(["library", "backup", str(home / "copy.db")]) == 1
    assert "is not overwritten" in capsys.readouterr().err
    assert main(["library", "vacuum"]) == 0
    assert "MB now" in capsys.readouterr().err
    with sqlite3.connect(library_of(home)) as db:
        db.execute("UPDATE entity SET n_mentions = 7")
        db.execute("DELETE FROM body WHERE id = (SELECT min(id) FROM body)")
    assert main(["library", "check"]) == 1
    assert "run “qari library repair”" in capsys.readouterr().err
    assert main(["library", "repair"]) == 0
    assert main(["library", "check"]) == 0
    assert count(home / "copy.db") == 3


@pytest.mark.parametrize("command", [["add", str(SEEDS)], ["sync"], ["library", "check"]])
def test_a_library_that_is_another_file_is_named_with_its_cure(
    home: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    path = home / "photo.db"
    path.write_bytes(b"\x89PNG\r\n" + bytes(3000))
    before = path.read_bytes()
    assert main([*command, "--library", str(path)]) == 1
    said = capsys.readouterr().err
    assert f"{path} is no library of Qari" in said
    assert "--library" in said
    assert path.read_bytes() == before


def test_a_library_cut_in_two_is_told_in_one_line_and_repaired(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", "--no-analysis", str(SEEDS)])
    path = library_of(home)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    capsys.readouterr()
    assert main(["library", "check"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith("qari: ") for line in lines)
    assert "is damaged" in lines[0]
    assert "qari library repair" in lines[0]
    assert main(["library", "repair"]) == 0
    assert "set aside" in capsys.readouterr().err
    assert main(["library", "check"]) == 0
