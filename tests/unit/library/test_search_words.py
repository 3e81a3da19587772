"""Which words find which: the golden table of Arabic recall."""

from pathlib import Path

import pytest

from reader.library.search import count, find, forms, parse, search
from reader.library.search.expansion import proclitic_forms
from reader.library.store import Library
from tests.library_making import article, library, place

# What is typed, what stands in the text, whether it is found, whether --exact finds it too.
TABLE = [
    ("كتاب", "كِتَابٌ", True, True),  # vocalised text
    ("كِتَابٌ", "كتاب", True, True),  # vocalised query
    ("كتاب", "كتـــاب", True, True),  # tatweel
    ("محمد", "ﻣﺤﻤﺪ", True, True),  # presentation forms
    ("ﻣﺤﻤﺪ", "محمد", True, True),
    ("سلام", "ﺳﻼﻡ", True, True),  # a ligature of two letters
    ("الله", "ﷲ", True, True),  # a ligature of a whole word
    ("2015", "٢٠١٥", True, True),  # digits
    ("٢٠١٥", "2015", True, True),
    ("۲۰۱۵", "2015", True, True),
    ("الرقة", "الرقه", True, True),  # ة and ه
    ("ادلب", "إدلب", True, True),  # hamza carriers
    ("إدلب", "ادلب", True, True),
    ("على", "علي", True, True),
    ("کتاب", "كتاب", True, True),  # Persian kaf
    ("مسؤول", "مسوول", True, True),
    ("الرقة", "والرقة", True, False),  # proclitics, the article kept
    ("الرقة", "بالرقة", True, False),
    ("الرقة", "للرقة", True, False),
    ("الرقة", "وللرقة", True, False),
    ("الرقة", "كالرقة", True, False),
    ("الرقة", "فبالرقة", True, False),
    ("الرقة", "ورقة", False, False),  # a paper is no city
    ("الرقة", "رقة", False, False),
    ("الرقة", "برقة", False, False),
    ("كتاب", "الكتاب", True, False),
    ("كتاب", "وللكتاب", True, False),
    ("كتاب", "وبكتاب", True, False),
    ("كتاب", "سكتاب", True, False),
    ("كتاب", "كتابه", False, False),  # nothing is cut behind a word
    ("كتاب", "كتابة", False, False),
    ("لجنة", "للجنة", True, False),
    ("تنظيم", "لتنظيم", True, False),
    ("تنظيم", "والتنظيم", True, False),
    ("مدينة", "الدين", False, False),
    ('"تنظيم الدولة"', "لتنظيم الدولة", True, False),
    ('"تنظيم الدولة"', "وبتنظيم، الدولة", True, False),
    ('"تنظيم الدولة"', "تنظيم الدولة الإسلامية", True, True),
    ('"تنظيم الدولة"', "تنظيم للدولة", False, False),
    ("تنظيم الدولة", "الدولة بلا تنظيم", True, True),  # without quotes in any order
    ("الرق*", "الرقابة", True, True),
    ("الرق*", "والرقابة", False, False),  # a beginning is taken as typed
    ("UNESCO", "unesco", True, True),
    ("(الرقة OR حلب) -دمشق", "حلب", True, True),
    ("(الرقة أو حلب) -دمشق", "وحلب ودمشق", False, False),
]


def one_word(path: Path, text: str) -> Library:
    return library(path, [article("a", f"قال إن {text} هنا"), article("b", "لا شيء")])


@pytest.mark.parametrize(("typed", "written", "is_found", "exactly"), TABLE)
def test_the_table_of_words(
    tmp_path: Path, typed: str, written: str, is_found: bool, exactly: bool
) -> None:
    with one_word(tmp_path / "library.db", written) as opened:
        query = parse(typed)
        assert count(opened, query) == int(is_found)
        assert count(opened, query, exact=True) == int(exactly)


@pytest.mark.parametrize(("typed", "written"), [row[:2] for row in TABLE if row[2]])
def test_what_is_found_is_what_is_lit_up(tmp_path: Path, typed: str, written: str) -> None:
    with one_word(tmp_path / "library.db", written) as opened:
        hit = search(opened, parse(typed)).hits[0]
        text = opened.text(hit.id)
        lit = [text[span.start : span.end] for span in hit.snippet.hits]
        assert lit
        assert all(any(word in written for word in found.split()) for found in lit)
        assert [hit.snippet.text[span.start : span.end] for span in hit.snippet.shown] == lit


def test_forms_are_told_with_their_articles(tmp_path: Path) -> None:
    texts = ["الرقة", "الرقة والرقة", "بالرقة", "ورقة"]
    articles = [article(str(n), f"{text} {n}") for n, text in enumerate(texts)]
    with library(tmp_path / "library.db", articles) as opened:
        (told,) = forms(opened, parse("الرقة"))
        assert [(" ".join(form.words), form.articles) for form in told.forms] == [
            ("الرقه", 2), ("والرقه", 1), ("بالرقه", 1),
        ]  # fmt: skip
        (exact,) = forms(opened, parse("الرقة"), exact=True)
        assert [form.words for form in exact.forms] == [("الرقه",)]


def test_a_phrase_is_counted_as_a_phrase(tmp_path: Path) -> None:
    articles = [
        article("1", "تنظيم الدولة"),
        article("2", "التنظيم الكبير"),
        article("3", "الدولة"),
    ]
    with library(tmp_path / "library.db", articles) as opened:
        (told,) = forms(opened, parse('"تنظيم الدولة"'))
        assert [(form.words, form.articles) for form in told.forms] == [(("تنظيم", "الدوله"), 1)]


def test_other_names_of_the_lists_are_asked_for_too(tmp_path: Path) -> None:
    syria = place("gn:163843", "سوريا", 35.0, 38.0, "سورية", kind="country")
    articles = [article("1", "زار سوريا أمس"), article("2", "في سورية اليوم"), article("3", "مصر")]
    with library(tmp_path / "library.db", articles, [syria]) as opened:
        for typed in ("سوريا", "سورية"):
            assert count(opened, parse(typed)) == 2
            assert count(opened, parse(typed), exact=True) == 1


def test_what_an_article_calls_it_in_passing_is_no_other_name(tmp_path: Path) -> None:
    syria = place("gn:163843", "سوريا", 35.0, 38.0)
    passing = place("gn:163843", "سوريا", 35.0, 38.0, "البلاد")
    first, second = article("1", "زار سوريا أمس"), article("2", "زار سوريا فأحب البلاد")
    path = tmp_path / "library.db"
    library(path, [first], [syria]).close()
    with library(path, [second], [passing]) as opened:
        assert count(opened, parse("سوريا")) == 2
        (told,) = forms(opened, parse("سوريا"))
        assert ("البلاد",) not in {form.words for form in told.forms}


def test_a_definite_word_stays_definite() -> None:
    assert all(form.endswith("رقه") and "لرقه" in form for form in proclitic_forms("الرقه"))
    assert "الم" in proclitic_forms("الم")  # too short for an article
    assert len(proclitic_forms("كتاب")) == len(set(proclitic_forms("كتاب")))


def test_a_beginning_takes_the_commonest_words_or_all(tmp_path: Path) -> None:
    articles = [article(str(n), " ".join(f"كلم{n:02}{m}" for m in range(2))) for n in range(40)]
    articles += [article("many", "كلم001 كلم000 كلم011")]
    with library(tmp_path / "library.db", articles) as opened:
        query = parse("كلم*")
        part, whole = find(opened, query), find(opened, query, whole=True)
        assert part.sampled
        assert not whole.sampled
        assert len(part.ids) < len(whole.ids) == 41 == count(opened, query)
