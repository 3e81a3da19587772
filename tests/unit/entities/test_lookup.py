"""Finding names: every way in which a query and a form can agree, and how much each counts."""

import time

import pytest

from reader.entities import Entity, EntityType, Mention
from reader.entities.lookup import How, NameIndex, index_of
from reader.entities.lookup.aliases import initials, other_names, translated
from reader.entities.lookup.keys import LONGEST_NAME, folded, glued
from reader.entities.lookup.letters import Reading, undoubled
from reader.entities.lookup.spelling import spelled
from reader.entities.model import NameBasis

Names = tuple[str, list[str], list[str]]
NAMES: tuple[Names, ...] = (
    ("raqqa", ["الرقة", "Raqqa"], []),
    ("sdf", ["قوات سوريا الديمقراطية"], ["قسد", "SDF"]),
    ("liwa", ["لواء تحرير الرقة"], []),
    ("lavrov", ["سيرغي لافروف"], []),
    ("army", ["الجيش الأميركي"], []),
    ("kobani", ["كوباني"], []),
    ("tadmur", ["تدمر"], []),
    ("defence", ["وزارة الدفاع", "Ministry of Defence"], []),
    ("watan", ["الوطن"], []),
    ("silo", ["طلال سلو"], []),
)
INDEX = NameIndex(NAMES)


@pytest.mark.parametrize(
    ("query", "key", "form", "how"),
    [
        ("الرقة", "raqqa", "الرقة", How.EQUAL),
        ("رقه", "raqqa", "الرقة", How.EQUAL),
        ("raqqa", "raqqa", "Raqqa", How.EQUAL),
        ("SDF", "sdf", "SDF", How.EQUAL),
        ("قوات سو", "sdf", "قوات سوريا الديمقراطية", How.BEGINNING),
        ("تحرير", "liwa", "لواء تحرير الرقة", How.WORD),
        ("لافرو", "lavrov", "سيرغي لافروف", How.WORD),
        ("ديمقراط", "sdf", "قوات سوريا الديمقراطية", How.WORD),
        ("مقراط", "sdf", "قوات سوريا الديمقراطية", How.INSIDE),
        ("Ayn al-Arab", "kobani", "كوباني", How.ALIAS),
        ("عين العرب", "kobani", "كوباني", How.ALIAS),
        ("Palmyra", "tadmur", "تدمر", How.ALIAS),
        ("MoD", "defence", "Ministry of Defence", How.ALIAS),
        ("Tallal Sello", "silo", "طلال سلو", How.SOUND),
        ("lavrof", "lavrov", "سيرغي لافروف", How.SOUND),
        ("Alwatan", "watan", "الوطن", How.SOUND),
        ("Sergey Lavrov", "lavrov", "سيرغي لافروف", How.ALIAS),
        ("US army", "army", "الجيش الأميركي", How.WORDS),
        ("Raqqa Liberation Brigade", "liwa", "لواء تحرير الرقة", How.WORDS),
        ("Defense Ministry", "defence", "وزارة الدفاع", How.WORDS),
        ("Lavrov, Sergey", "lavrov", "سيرغي لافروف", How.WORDS),
        ("لفروف", "lavrov", "سيرغي لافروف", How.NEAR),
        ("Minstry of Defence", "defence", "Ministry of Defence", How.NEAR),
    ],
)
def test_what_is_typed_finds_the_name(query: str, key: str, form: str, how: How) -> None:
    first = INDEX.search(query)[0]
    assert (first.id, first.form, first.how) == (key, form, how)
    assert 0 < first.score <= 1


def test_each_name_once_the_best_first() -> None:
    found = INDEX.search("الرقة")
    assert [hit.id for hit in found] == ["raqqa", "liwa"]
    assert found[0].score == 1.0 > found[1].score
    assert INDEX.search("الرقة", limit=1) == found[:1]


def test_names_without_order_of_their_own_stand_as_they_were_given() -> None:
    twins = NameIndex([("city", ["الرقة"], []), ("province", ["الرقة"], [])])
    assert [hit.id for hit in twins.search("raqqa")] == ["city", "province"]


def test_a_name_of_its_own_comes_before_an_alias() -> None:
    index = NameIndex([("centre", ["المركز الروسي"], ["حميميم"]), ("base", ["حميميم"], [])])
    assert [hit.id for hit in index.search("حميميم")] == ["base", "centre"]


def test_an_ambiguous_acronym_means_what_the_article_names() -> None:
    article = NameIndex([("plo", ["السلطة الفلسطينية"], []), ("press", ["صحيفة"], [])])
    assert article.search("PA")[0].id == "plo"
    assert NameIndex([("paris", ["باريس", "Paris"], [])]).search("PA")[0].how is How.BEGINNING
    assert NameIndex([("homs", ["حمص"], [])]).search("PA") == []


@pytest.mark.parametrize("query", ["", "  ", "!?", "\u200f", "\u064e", "zzzzqq", "جججج"])
def test_nothing_is_found_where_nothing_is(query: str) -> None:
    assert INDEX.search(query) == []


def test_an_empty_index_finds_nothing() -> None:
    assert NameIndex([]).search("raqqa") == []
    assert NameIndex([("key", [""], [])]).search("raqqa") == []


@pytest.mark.parametrize(
    "query", ["ا" * 100_000, "a b " * 50_000, "al" * 40_000, "\u0651" * 90_000]
)
def test_what_is_no_name_costs_little(query: str) -> None:
    begin = time.process_time()
    INDEX.search(query)
    assert time.process_time() - begin < 2  # seconds; it is milliseconds


def test_aliases_may_be_left_out() -> None:
    index = NameIndex([("homs", ["حمص"]), ("hama", ["حماة"], ["Hamath"])])
    assert index.search("Hims")[0].id == "homs"
    assert index.search("Hamath")[0].id == "hama"


def test_more_names_than_are_compared_are_found_all_the_same() -> None:
    many: list[Names] = [(str(n), [f"قرية{n:x} تل{n}"], []) for n in range(11_000)]
    index = NameIndex([*many, ("silo", ["طلال سلو"], [])])
    assert index.search("Talal Sillo")[0].id == "silo"


def test_the_entities_of_an_article_by_all_their_names() -> None:
    def entity(key: str, name: str, english: str, times: int) -> Entity:
        mention = Mention(0, len(name), name, EntityType.ORG)
        return Entity(key, EntityType.ORG, name, english, NameBasis.LIST, (mention,) * times)

    forces = entity("org:sdf", "قوات سورية الديمقراطية", "Syrian Democratic Forces", 1)
    index = index_of([entity("one", "القوات", "Forces", 1), entity("two", "القوات", "Forces", 3)])
    assert [hit.id for hit in index.search("Forces")] == ["two", "one"]
    for query in ("SDF", "QSD", "قسد", "Syrian Democratic Forces", "Democratic Forces of Syria"):
        assert index_of([forces]).search(query)[0].id == "org:sdf", query


def test_names_of_the_tables() -> None:
    assert {"تدمر", "Tadmor"} <= set(other_names("Palmyra"))
    assert "داعش" in other_names("ISIS")
    assert other_names("no such name") == ()
    assert {"لواء", "كتايب"} <= translated("brigade")
    assert {"سوري", "سوريه"} <= translated("syrian")
    assert initials("Ministry of Defence") == {"mod", "md"}
    assert initials("قوات") == initials("Raqqa") == frozenset()


def test_keys_of_names() -> None:
    assert folded("«الرَّقّة»، (سوريا)") == "الرقه سوريا"
    assert len(folded("ا" * 1000)) == LONGEST_NAME
    assert glued("Alwatan Essouria") == "watan souria"
    assert glued("Ali Alep") == "ali alep"
    assert undoubled("hassakeh oo") == "hasakeh oo"


def test_the_letter_model_reads_what_is_written_so_best() -> None:
    reading = Reading("dimashq")
    assert reading.whole("دمشق") > reading.whole("دمياط") > reading.whole("حلب")
    assert Reading("dima").both("دمشق")[1] > Reading("dima").whole("دمشق")


@pytest.mark.parametrize(
    ("word", "latin"),
    [("الوطن", "watan"), ("طومسون", "tomson"), ("قرتاجا", "qartaja"), ("", ""), ("123", "123")],
)
def test_words_in_likely_latin_letters(word: str, latin: str) -> None:
    assert spelled(word) == latin
