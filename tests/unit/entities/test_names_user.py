"""The reader's own names: read, reloaded, over all others, faults told once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.articles import Article
from reader.entities import EntityType, find_entities
from reader.entities.lookup import index_of
from reader.entities.names.user import configure, entry_of, untold_problems, user_names
from reader.text.fold import search_key
from reader.text.span import Span


def article(text: str) -> Article:
    """An article of one paragraph."""
    return Article(text, paragraphs=(Span(0, len(text)),))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "names.tsv"
    configure(path)
    yield path
    configure(None)


def write(path: Path, *lines: str) -> None:
    """Write the file, so that it is seen to have changed."""
    changed = path.stat().st_mtime_ns + 1_000_000 if path.exists() else None
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if changed:
        os.utime(path, ns=(changed, changed))


def test_a_name_of_the_reader(file: Path) -> None:
    write(file, "# comment", "", "مهند الشيخ\tPER\tأبو ليث|Muhannad al-Şeyh|MS\tمصدر قديم")
    entry = user_names().entries[search_key("ابو ليث")]
    assert (entry.name, entry.type) == ("مهند الشيخ", EntityType.PER)
    assert entry.english == "Muhannad al-Şeyh"
    assert (entry.latin, entry.forms, entry.note) == (("MS",), ("أبو ليث",), "مصدر قديم")
    assert entry.key.startswith("user:")


def test_it_is_found_in_an_article_and_looked_up_by_all_its_names(file: Path) -> None:
    write(file, "شبكة الياسمين\tORG\tJasmine Network|JNX")
    found = {entity.name: entity for entity in find_entities(article("قالت شبكة الياسمين أمس."))}
    network = found["شبكة الياسمين"]
    assert (network.type, network.name_en) == (EntityType.ORG, "Jasmine Network")
    assert index_of([network]).search("JNX")[0].id == network.id


def test_it_wins_over_the_lists(file: Path) -> None:
    name = search_key("حزب الله")
    assert getattr(entry_of(name), "english", None) == "Hezbollah"
    write(file, "حزب الله\tORG\tParty of God")
    assert getattr(entry_of(name), "english", None) == "Party of God"


def test_a_word_that_is_never_a_name(file: Path) -> None:
    text = "وصل الوفد إلى بغداد ثم غادر بغداد."
    assert "بغداد" in {entity.name for entity in find_entities(article(text))}
    write(file, "بغداد\t-")
    assert "بغداد" not in {entity.name for entity in find_entities(article(text))}


def test_it_is_read_again_when_it_changes(file: Path) -> None:
    assert not user_names().entries
    write(file, "أول\tORG")
    assert search_key("أول") in user_names().entries
    write(file, "ثان\tORG")
    assert set(user_names().entries) == {search_key("ثان")}
    file.unlink()
    assert not user_names().entries


@pytest.mark.parametrize("line", ["بلا نوع", "خطأ\tPERSON", "\tPER", "...\tPER", "اسم\t"])
def test_a_bad_line_is_told_once_and_passed_over(file: Path, line: str) -> None:
    write(file, "سليم\tORG", line)
    assert search_key("سليم") in user_names().entries
    (problem,) = untold_problems()
    assert problem.code == "names-line"
    assert problem.values == {"path": str(file), "line": "2"}
    assert untold_problems() == ()


def test_a_file_that_is_no_text_is_told(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00bad")
    assert [problem.code for problem in untold_problems()] == ["names-unreadable"]
    assert not user_names().entries


def test_a_byte_order_mark_and_carriage_returns_do_no_harm(file: Path) -> None:
    file.write_bytes("\ufeffسليم\tORG\tSalim\r\n".encode())
    assert user_names().entries[search_key("سليم")].english == "Salim"
