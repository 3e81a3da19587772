"""Which place a name means: country, designators, neighbours, guesses, unknown, choice."""

import re
from collections.abc import Sequence

import pytest

from reader.entities.model import Certainty, EntityType, Mention
from reader.entities.places import Resolved, configure, gazetteer, resolve_places


@pytest.fixture(autouse=True)
def _nothing_imported() -> None:
    configure(None)


def resolve(
    text: str, *names: str, type: EntityType = EntityType.LOC, chosen: dict[str, str] | None = None
) -> list[Resolved]:
    """The links of `names`, each at all its places in `text`."""
    groups: list[Sequence[Mention]] = [
        [Mention(f.start(), f.end(), name, type) for f in re.finditer(re.escape(name), text)]
        for name in names
    ]
    assert all(groups)
    return resolve_places(text, groups, gazetteer(), chosen=chosen)


def country(text: str, *names: str) -> str | None:
    """The country of the first of `names`."""
    place = resolve(text, *names)[0].place
    return place.country if place else None


def test_the_article_tells_the_country() -> None:
    assert (
        country("وصل الوفد اللبناني إلى طرابلس من بيروت وصيدا", "طرابلس", "بيروت", "صيدا") == "LB"
    )
    assert country("وصل الوفد الليبي إلى طرابلس من بنغازي", "طرابلس", "بنغازي") == "LY"


def test_washington_is_the_capital_and_stays_a_city() -> None:
    place = resolve("قالت واشنطن إن موسكو رفضت", "واشنطن", "موسكو")[0].place
    assert place is not None
    assert (place.kind, place.country) == ("capital", "US")


def test_designators_tell_city_from_division() -> None:
    text = "في سوريا سيطر الجيش على محافظة الرقة"
    division = resolve(text, "الرقة", "سوريا")[0].place
    city = resolve(text.replace("محافظة", "مدينة"), "الرقة", "سوريا")[0].place
    assert division is not None
    assert city is not None
    assert (division.kind, city.kind) == ("region", "city")


def test_a_mountain_is_no_town() -> None:
    link = resolve("تقدم الجيش السوري في جبل القريتين قرب حمص", "القريتين", "حمص")[0]
    assert link.place is None
    assert link.certainty is Certainty.UNKNOWN


def test_a_quarter_is_no_city_far_away() -> None:
    link = resolve("انفجار في حي الرياض وسط دمشق السورية", "الرياض", "دمشق")[0]
    assert link.place is None


def test_a_facility_is_shown_at_its_namesake() -> None:
    link = resolve("قصف مطار حماة في سوريا", "حماة", "سوريا", type=EntityType.FAC)[0]
    assert link.place is not None
    assert link.certainty is Certainty.APPROXIMATE
    assert link.reasons[0].code == "link-near"


def test_a_name_marked_with_its_designator() -> None:
    text = "قصف مطار حماة في سوريا"
    link = resolve(text, "مطار حماة", "سوريا", type=EntityType.FAC)[0]
    assert link.certainty is Certainty.APPROXIMATE
    assert country("زار مدينة نابلس في فلسطين", "مدينة نابلس", "فلسطين") == "PS"


def test_a_countryside_is_an_area_by_its_town() -> None:
    link = resolve("قصف ريف حمص الشرقي في سوريا", "حمص", "سوريا")[0]
    assert link.certainty is Certainty.APPROXIMATE
    assert "link-area" in [reason.code for reason in link.reasons]


def test_kurdish_names_and_their_arabic_ones_are_one_place() -> None:
    text = "معارك في كوباني وكري سبي شمال سوريا"
    first, second = resolve(text, "كوباني", "كري سبي")
    assert first.place is not None
    assert second.place is not None
    assert first.place.key == "gn:172256"
    assert second.place.key == "gn:163750"


def test_other_spellings_of_foreign_cities() -> None:
    assert country("مباراة في هامبورج بألمانيا", "هامبورج", "ألمانيا") == "DE"


def test_what_is_in_no_list_is_unknown() -> None:
    link = resolve("مزرعة قرقنشاه في سوريا", "قرقنشاه", "سوريا")[0]
    assert link == Resolved(None, Certainty.UNKNOWN, (), link.reasons)
    assert link.reasons[0].code == "link-not-listed"


def test_common_words_need_a_designator() -> None:
    text = "قال الرئيس إن البيضاء في ليبيا بعيدة"
    assert resolve(text, "الرئيس")[0].place is None
    assert resolve(text, "البيضاء", "ليبيا")[0].place is None
    assert country("زار مدينة البيضاء في ليبيا ثم درنة", "البيضاء", "ليبيا", "درنة") == "LY"


def test_the_choice_of_the_reader_wins() -> None:
    text = "وصل الوفد الليبي إلى طرابلس"
    others = resolve(text, "طرابلس")[0]
    assert others.place is not None
    other = others.candidates[0]
    link = resolve(text, "طرابلس", chosen={"طرابلس": other.key})[0]
    assert link.place == other
    assert link.certainty is Certainty.EXACT
    assert link.reasons[0].code == "link-chosen"


def test_candidates_are_kept_best_first() -> None:
    link = resolve("وصل الوفد الليبي إلى طرابلس", "طرابلس")[0]
    assert link.place is not None
    assert link.place.country == "LY"
    assert "LB" in [place.country for place in link.candidates]


def test_order_of_groups_is_kept_and_nothing_is_nothing() -> None:
    assert resolve_places("", [], gazetteer()) == []
    text = "من بغداد إلى دمشق"
    first, second = resolve(text, "بغداد", "دمشق")
    assert first.place is not None
    assert second.place is not None
    assert (first.place.country, second.place.country) == ("IQ", "SY")


def test_ten_thousand_mentions_are_cheap() -> None:
    import time

    text = "دمشق " * 10_000
    begin = time.process_time()
    link = resolve(text, "دمشق")[0]
    assert link.place is not None
    assert time.process_time() - begin < 2


def test_many_places_cost_in_proportion() -> None:
    import time

    def cost(times: int) -> float:
        names = [f"مكان{number:05d}" for number in range(times)]
        text = " ".join(["دمشق", "بغداد", *names])
        begin = time.process_time()
        links = resolve(text, "دمشق", "بغداد", *names)
        assert len(links) == times + 2
        return time.process_time() - begin

    cost(10)
    assert cost(4000) < 40 * max(cost(400), 0.02)


@pytest.mark.parametrize("name", ["London", "تهران", "12", "گرگان", "«»", "ـــ", "😀"])
def test_odd_names_are_no_failure(name: str) -> None:
    assert len(resolve(f"نام {name} است", name)) == 1
