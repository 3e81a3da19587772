"""Where names begin and end, and what is no name."""

import pytest

from tests.unit.entities.document_cases import entities, shown


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # proclitics
        ("قال [PER وخالد راضي] ذلك", ["PER خالد راضي"]),
        ("عاد إلى [LOC للرقة] أمس", ["LOC رقة"]),
        ("كلام ب[PER لال البدور] هنا", ["PER بلال البدور"]),
        ("وفي [LOC الحديدة] [LOC والصليف] أمطار", ["LOC الحديدة", "LOC الصليف"]),
        # titles
        ("رئيس الحكومة [PER دكتور عصام شرف] قال", ["PER عصام شرف"]),
        ("تحدث [PER الشاعران] طويلا", []),
        ("شكر [PER آل نهيان] الجميع", []),
        ("إصابة [PER السوداني شريف محمدين] أمس", ["PER شريف محمدين"]),
        # two persons, a given name passed over
        ("اجتمع [PER عباس ودحلان] أمس", ["PER عباس", "PER دحلان"]),
        ("وزيرة الثقافة خليدة [PER تومي] أمس", ["PER خليدة تومي"]),
        ("قال [PER نور الدين] مضيان أمس", ["PER نور الدين مضيان"]),
        # what stands behind a person
        ("وقال [PER الغنوشي لرويترز] إن", ["PER الغنوشي", "ORG رويترز"]),
        ("فاز بجائزة [PER زايد للكتاب] كاتب", ["PER زايد"]),
        # kinds of organisations
        ("عنصر في [ORG تنظيم القاعدة] هنا", ["ORG القاعدة"]),
        ("قال [ORG شركة المراعي] إنها", ["ORG المراعي"]),
        ("قالت [ORG وزارة الداخلية العراقية] إن", ["ORG وزارة الداخلية العراقية"]),
        ("نفت [ORG حركة الشعب] ذلك", ["ORG حركة الشعب"]),
        ("قالت [ORG منظمة الصحة العالمية] إن", ["ORG منظمة الصحة العالمية"]),
        # the home of a club, the state of an army
        ("فاز [ORG الفتح السعودي] أمس", ["ORG الفتح"]),
        ("تقدم [ORG الجيش السوري] أمس", ["ORG الجيش السوري"]),
        ("خسائر [ORG القوات الأمريكية] كبيرة", []),
        # papers that are common words
        ("رابط [ORG الخبر] هنا", []),
        ("وفق صحيفة [ORG الخبر] أمس", ["ORG الخبر"]),
        ("وفق «[ORG الخبر]» أمس", ["ORG الخبر"]),
        # quotes, brackets and dashes at the borders
        ("هبطت في مطار “[FAC ماناس]” أمس", ["FAC مطار “ماناس”"]),
        ("نقل إلى «[FAC مستشفى النور]» أمس", ["FAC مستشفى النور"]),
        ("قرب [FAC محطة (الهياضلة]) أمس", ["FAC محطة (الهياضلة)"]),
        ("حادث على [FAC طريق الجوف] – [LOC تبوك] أمس", ["FAC طريق الجوف – تبوك"]),
        # adjectives and designators
        ("قالت الحكومة [LOC السعودية] إنها", []),
        ("عاد من [LOC السعودية] أمس", ["LOC السعودية"]),
        ("في [LOC مدينة تدمر] آثار", ["LOC تدمر"]),
        ("ولد في [LOC مسقط رأس] أبيه", []),
        # pieces of one name
        ("قال [PER لويس إناسيو] [PER لولا دا سيلفا] إنه", ["PER لويس إناسيو لولا دا سيلفا"]),
        ("سجل فان [PER بيرسي] هدفا", ["PER فان بيرسي"]),
        ("أعلن [ORG مصرف قطر] المركزي ذلك", ["ORG مصرف قطر المركزي"]),
        # a club by the gender of the adjective
        ("فاز [LOC نزوى] العماني بهدف", ["ORG نزوى"]),
        ("في [LOC نزوى] العمانية حصن", ["LOC نزوى"]),
    ],
)
def test_borders(marked: str, expected: list[str]) -> None:
    assert shown(entities(marked)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نقل إلى مستشفى [LOC عسير] المركزي", ["FAC مستشفى عسير المركزي"]),
        ("قالت شرطة [LOC شيكاغو] إن", ["ORG شرطة شيكاغو"]),
        ("قالت وزارة الشباب والثقافة والرياضة إن", ["ORG وزارة الشباب والثقافة والرياضة"]),
        ("من وزارة الزراعة والثروة السمكية أمس", ["ORG وزارة الزراعة والثروة السمكية"]),
        ("في كأس أمم [LOC أفريقيا] 2010 فاز", ["MISC كأس أمم أفريقيا 2010"]),
        ("جمهور مهرجان [LOC قرطاج] الدولي كبير", ["MISC مهرجان قرطاج الدولي"]),
        ("أصدر رواية «أولاد حارتنا» ثم", ["MISC أولاد حارتنا"]),
        ("قال (CNN) و cnn إن", ["ORG CNN"]),
        ("قال لشبكة سي. إن. إن. الأمريكية", ["ORG سي. إن. إن"]),
        ("وعد السياسة الخارجية الأمريكية فاشلة", []),
        ("وقالت الخارجية الأمريكية أمس", ["ORG الخارجية الأمريكية"]),
        ("وقال وزير الخارجية الأمريكية أمس", []),
        ("وقال أبوطلحة الألماني في شريط", ["PER أبوطلحة الألماني"]),
    ],
)
def test_names_that_heads_and_lists_tell(text: str, expected: list[str]) -> None:
    assert shown(entities(text)) == expected


def test_what_stands_outside_is_told() -> None:
    (place,) = entities("وصل إلى [LOC مدينة تدمر] أمس")
    mention = place.mentions[0]
    assert mention.designator is not None
    (person,) = entities("قال [PER الرئيس قيس سعيد] أمس")
    assert person.mentions[0].title is not None
    assert person.mentions[0].text == "قيس سعيد"
