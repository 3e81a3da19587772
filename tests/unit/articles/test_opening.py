"""Opening a path, a folder, standard input; one clear line for what cannot be opened."""

import gzip
import io
import json
import lzma
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.articles import files_in, open_article, open_articles, opening, standard_input
from reader.articles.formats import read_articles
from reader.articles.source import source_at
from reader.notice import Notice, QariError
from tests.support import SEEDS


def code(source: str) -> str:
    with pytest.raises(QariError) as raised:
        open_article(source)
    return raised.value.notice.code


def test_seeds() -> None:
    articles = list(open_articles(str(SEEDS)))
    assert len(articles) >= 3
    assert [article.path for article in articles] == sorted(str(path) for path in SEEDS.iterdir())
    assert all(article.title and article.date and article.paragraphs for article in articles)
    first = articles[0]
    assert first.byline
    assert first.slice(first.byline) == "| المدار- وكالات"


def test_folder_passes_over_what_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.txt").write_text("عنوان\nنص", encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (tmp_path / "c.txt").write_text("", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("مخفي", encoding="utf-8")
    told: list[Notice] = []
    articles = list(open_articles(str(tmp_path), report=told.append))
    assert [article.text for article in articles] == ["عنوان\nنص"]
    assert [notice.code for notice in told] == ["binary", "empty"]


def test_folder_without_articles(tmp_path: Path) -> None:
    assert code(str(tmp_path)) == "folder-empty"


def test_folder_with_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("عنوان\nنص", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(files_in(str(tmp_path))) == 1


def test_folder_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_FILES", 2)
    for name in "abc":
        (tmp_path / name).write_text("نص", encoding="utf-8")
    with pytest.raises(QariError, match="folder-too-large"):
        files_in(str(tmp_path))
    monkeypatch.setattr(opening, "MOST_ARTICLE_FILES", 2)
    assert code(str(tmp_path)) == "folder-too-large"


def test_missing_empty_and_strange_files(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b" \n\0")
    os.mkfifo(tmp_path / "pipe")
    assert code(str(tmp_path / "none")) == "file-missing"
    assert code(str(tmp_path / "empty")) == "empty"
    assert code(str(tmp_path / "pipe")) == "file-special"
    assert code("a\0b") == "file-unreadable"
    assert code("x" * 5000) == "file-unreadable"


def test_file_larger_than_an_article(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.write("عنوان\n".encode())
        file.truncate(65 << 20)
    assert code(str(tmp_path / "large.txt")) == "file-too-large"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO("عنوان\nنص الخبر".encode("cp1256")))
    monkeypatch.setattr(sys, "stdin", given)
    article = open_article("-")
    assert (article.text, article.path) == ("عنوان\nنص الخبر", "-")


def test_standard_input_larger_than_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"title": "عنوان", "text": "نص " * 40}, ensure_ascii=False)
    data = f"{line}\n".encode() * 50
    for given in (data, gzip.compress(data), lzma.compress(data)):
        monkeypatch.setattr(standard_input, "LARGEST_FILE", len(given) // 3)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        assert len(list(open_articles("-"))) == 50
    monkeypatch.setattr(standard_input, "LARGEST_INPUT", len(given) // 2)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert code("-") == "file-too-large"


def test_no_standard_input_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert code("-") == "empty"


def test_a_file_that_goes_while_the_folder_is_read(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"عنوان {name}\nنص", encoding="utf-8")
    told: list[Notice] = []
    reading = open_articles(str(tmp_path), report=told.append)
    next(reading)
    (tmp_path / "b.txt").unlink()
    assert [article.text for article in reading] == ["عنوان c\nنص"]
    assert [(notice.code, notice.values["path"]) for notice in told] == [
        ("file-missing", str(tmp_path / "b.txt"))
    ]


def test_a_file_that_goes_between_its_head_and_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "عنوان", "text": "نص"}\n' * 3, encoding="utf-8")
    source = source_at(str(path))
    path.unlink()
    with pytest.raises(QariError, match="file-missing"):
        list(read_articles(source))


def test_a_folder_that_cannot_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("عنوان\nنص", encoding="utf-8")
    closed = tmp_path / "closed"
    closed.mkdir()
    scan = os.scandir

    def scandir(path: str) -> object:  # root may look everywhere
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    told: list[Notice] = []
    assert len(list(open_articles(str(tmp_path), report=told.append))) == 1
    assert [(notice.code, notice.values["path"]) for notice in told] == [
        ("file-unreadable", str(closed))
    ]
    assert code(str(closed)) == "file-unreadable"


def test_encoding_is_the_users_word(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("été".encode("cp1252"))
    assert open_article(str(path), encoding="cp1252").text == "été"
    with pytest.raises(QariError, match="encoding-unknown"):
        open_article(str(path), encoding="nothing")


def test_uid_is_the_address_or_the_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("عنوان\nنصُّ الخبر", encoding="utf-8")
    first = open_article(str(path))
    path.write_text("عنوان\n\nنص  الخبر\n", encoding="utf-8")
    assert open_article(str(path)).uid == first.uid
    path.write_text("title: عنوان\nurl: https://a.example/1\n\nنص", encoding="utf-8")
    assert open_article(str(path)).uid == "https://a.example/1"


def test_plain_text_loads_nothing_heavy() -> None:
    script = (
        "import sys; from reader.articles import open_article; open_article(sys.argv[1]);"
        "print([name for name in ('numpy','lxml','trafilatura','httpx','feedparser','pypdf',"
        "'warcio','sqlite3','textual','htmldate') if name in sys.modules])"
    )
    seed = str(min(SEEDS.iterdir()))
    done = subprocess.run(
        [sys.executable, "-c", script, seed], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
