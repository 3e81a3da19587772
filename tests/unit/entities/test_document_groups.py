"""What is found again in an article, what is one, and why."""

from reader.entities import Certainty, EntityType, MentionBasis
from tests.unit.entities.document_cases import entities, groups, shown


def test_a_name_is_found_everywhere() -> None:
    found = entities("في [LOC جلولاء] معارك. عاد إلى جلولاء ومن جلولاء وبجلولاء.")
    assert shown(found) == ["LOC جلولاء"] * 4
    assert [m.basis for m in found[0].mentions][1:] == [MentionBasis.PROPAGATED] * 3
    assert any(reason.code == "entity-propagated" for reason in found[0].reasons)


def test_a_word_that_is_seldom_a_name_is_not_spread() -> None:
    text = "فاز [ORG الترجيح] أمس. " + "كان الترجيح صعبا. " * 12
    assert shown(entities(text)) == ["ORG الترجيح"]


def test_surnames_follow_full_names_and_go_before_them() -> None:
    found = entities("مالباس يحذر. قال [PER ديفيد مالباس] أمس. وأضاف مالباس أن")
    assert groups(found) == [["مالباس", "ديفيد مالباس"]]


def test_quoted_words_of_an_organisation() -> None:
    text = "قالت «[ORG قوات سورية الديمقراطية]» إن «الديمقراطية» تقدمت والديمقراطية حلم"
    found = entities(text)
    assert groups(found) == [["قوات سورية الديمقراطية", "الديمقراطية"]]
    assert len(found[0].mentions) == 2


def test_heads_take_up_the_last_named() -> None:
    found = entities("هاجم تنظيم [ORG داعش] القرية. وقال التنظيم إنه")
    assert groups(found) == [["داعش", "التنظيم"]]
    assert any(reason.code == "entity-head" for reason in found[0].reasons)


def test_armies_of_two_states_are_two() -> None:
    found = entities("تقدم [ORG الجيش السوري] وقصف [ORG الجيش الأميركي] ثم عاد الجيش السوري")
    assert groups(found) == [["الجيش السوري"], ["الجيش الأميركي"]]


def test_a_town_is_not_its_state() -> None:
    found = entities("قالت [LOC موسكو] إن [LOC روسيا] و[LOC واشنطن] و[LOC الولايات المتحدة]")
    assert len(found) == 4


def test_what_is_named_after_a_listed_name_is_another() -> None:
    found = entities("مراسل [ORG الجزيرة] في [ORG معهد الجزيرة للإعلام]")
    assert groups(found) == [["الجزيرة"], ["معهد الجزيرة للإعلام"]]


def test_spellings_are_one() -> None:
    found = entities("في [LOC سورية] ثم [LOC سوريا] ثم [LOC سوريا]")
    assert len(found) == 1
    assert found[0].name == "سوريا"


def test_initials_and_latin_names_stand_for_the_arabic() -> None:
    found = entities("وفق وكالة «[ORG بلومبيرغ]» (Bloomberg) أمس")
    assert groups(found) == [["بلومبيرغ", "Bloomberg"]]
    found = entities("قالت [ORG قوات سوريا الديمقراطية] (قسد) إن قسد تقدمت")
    assert groups(found) == [["قوات سوريا الديمقراطية", "قسد"]]


def test_a_place_in_no_list_joins_the_fuller_name() -> None:
    found = entities("احتجاج في [LOC حي الزيزفون الأخضر] ثم في [LOC الأخضر] بتونس")
    assert groups(found)[0] == ["الزيزفون الأخضر", "الأخضر"]


def test_a_facility_is_one_by_the_gazetteer() -> None:
    found = entities("اقتحموا [LOC الأقصى] أمس ثم [FAC المسجد الأقصى] اليوم")
    assert len(found) == 1
    assert found[0].type is EntityType.FAC


def test_a_designator_links_what_alone_is_a_common_word() -> None:
    found = entities("كتبت صحيفة «[ORG الوطن]» أن الوطن بخير")
    assert [m.text for m in found[0].mentions] == ["الوطن"]
    assert found[0].id.startswith("org:")


def test_unknown_things_say_so() -> None:
    (person,) = entities("قال [PER شهريار الفلكاوي] أمس")
    assert person.certainty is Certainty.UNKNOWN
    (place,) = entities("في قرية [LOC خربة الشنكار] أمس")
    assert place.certainty is Certainty.UNKNOWN
    assert [reason.code for reason in place.reasons] == ["link-not-listed"]
