"""The gazetteer that ships: names, keys, false friends, checks before it is built."""

from dataclasses import replace

import pytest

from reader.entities.places import (
    configure,
    false_friends,
    gazetteer,
    is_false_friend,
    needs_context,
)
from reader.entities.places.checks import problems
from reader.entities.places.gazetteer import Gazetteer
from reader.entities.places.keys import FOREIGN, clean_names, name_key, other_article, spellings
from reader.entities.places.packing import Packed, Record, pack


@pytest.fixture
def shipped() -> Gazetteer:
    """The gazetteer without what anyone imported."""
    configure(None)
    return gazetteer()


def record(key: str, name: str, **fields: object) -> Record:
    """A small record."""
    made = Record(key, "city", "SY", 35.0, 38.0, 1000, 2.0, "Somewhere", (name,), ("Sumwer",))
    return replace(made, **fields)  # type: ignore[arg-type]


def packed(*records: Record) -> Gazetteer:
    """A gazetteer of `records`."""
    import zlib

    fields, names, latin = zlib.decompress(pack(records)).decode().split("\x1d\n")
    return Gazetteer(Packed(fields.strip().split("\n"), names.removesuffix("\n"), latin))


def test_keys_fold_what_writers_vary() -> None:
    assert name_key("إِدْلِب") == name_key("ادلب")
    assert name_key("حلـــب") == name_key("حلب")
    assert name_key("تاجوراء") == name_key("تاجورا")
    assert name_key("بور-سعيد") == "بور سعيد"


def test_article_is_added_or_taken() -> None:
    assert other_article("الرقه") == "رقه"
    assert other_article("رقه") == "الرقه"
    assert other_article("الي") is None


def test_names_of_other_languages_are_rejected() -> None:
    assert clean_names(["حلب", "حەلەب", "کرکوک", "بۆتان", "Aleppo", "ئىسلامئاباد"]) == ["حلب"]
    assert clean_names(["باتنة، الجزائر", "الدويم (مدينة)"]) == ["باتنة", "الدويم"]


def test_spellings_swap_the_letters_of_foreign_names() -> None:
    assert name_key("هامبورج") in spellings(name_key("هامبورغ"))
    assert name_key("هرجيسة") in spellings(name_key("هرجيسا"))
    assert not set(spellings("حلب"))


def test_lookup_finds_with_and_without_article() -> None:
    places = packed(record("a", "الفاطسة"), record("b", "فاطسة"))
    assert [place.key for place in places.lookup("الفاطسة")] == ["a", "b"]
    assert [place.key for place in places.lookup("فاطسة")] == ["b", "a"]
    assert "الفاطسة" in places
    assert "غيرها" not in places


def test_lookup_by_latin_name_within_a_country() -> None:
    places = packed(record("a", "عين العرب", english="Kobani"))
    assert [place.key for place in places.lookup_latin("كوباني", "SY")] == ["a"]
    assert not places.lookup_latin("كوباني", "TR")


def test_place_by_key() -> None:
    places = packed(record("a", "حلب"))
    found = places.by_key("a")
    assert found is not None
    assert (found.name, found.latitude, found.country) == ("حلب", 35.0, "SY")
    assert places.by_key("b") is None


def test_checks_tell_what_may_not_ship() -> None:
    wrong = [
        record("a", "حلب"),
        record("a", "ادلب"),
        record("b", "کرکوک"),
        record("c", "حمص", names=("حمص", "حِمص")),
        record("d", "حماة", latitude=95.0),
        record("iso:SY", "سوريا", kind="country"),
    ]
    told = "\n".join(problems(wrong))
    for complaint in ("stands 2 times", "does not write", "stands twice", "no point", "no capital"):
        assert complaint in told


def test_what_ships_has_arabic_letters_only(shipped: Gazetteer) -> None:
    names = shipped._names
    assert len(names) > 20_000
    assert not FOREIGN.intersection("".join(names))


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("واشنطن", "US", 38.9, -77.04),
        ("القدس", "PS", 31.78, 35.23),
        ("صنعاء", "YE", 15.35, 44.2),
        ("كوناكري", "GN", 9.54, -13.68),
        ("نايبيداو", "MM", 19.75, 96.1),
        ("مقديشو", "SO", 2.04, 45.34),
        ("سانتو دومينغو", "DO", 18.47, -69.9),
    ],
)
def test_capitals_lie_where_they_lie(
    shipped: Gazetteer, name: str, country: str, latitude: float, longitude: float
) -> None:
    found = [place for place in shipped.lookup(name) if place.kind == "capital"]
    assert any(
        place.country == country
        and place.latitude == pytest.approx(latitude, abs=0.15)
        and place.longitude == pytest.approx(longitude, abs=0.15)
        for place in found
    )


@pytest.mark.parametrize(
    "alias", ["سورية", "أميركا", "السعودية", "الإمارات", "بورما", "ساحل العاج", "أفريقيا الوسطى"]
)
def test_usual_names_of_countries(shipped: Gazetteer, alias: str) -> None:
    assert any(place.kind == "country" for place in shipped.lookup(alias))


@pytest.mark.parametrize("word", ["على", "أن", "الرئيس", "كان", "محمد", "الأحد", "ميناء"])
def test_common_words_are_false_friends(word: str) -> None:
    assert is_false_friend(word)
    assert name_key(word) in false_friends()


@pytest.mark.parametrize("name", ["حلب", "الرياض", "دمشق", "مصر", "بيروت"])
def test_well_known_places_are_none(name: str) -> None:
    assert not is_false_friend(name)
    assert name_key(name) not in false_friends()


def test_some_places_need_context() -> None:
    assert needs_context("القائم")
    assert not is_false_friend("القائم")


def test_small_places_far_away_lose_common_words(shipped: Gazetteer) -> None:
    for word in ("أن", "بين", "له", "منه"):
        assert not shipped.exact(word)
