"""Times as newspapers write them: where they begin and end, and what stands beside them."""

import re
from datetime import date

import pytest

from reader.times import find_times, resolve

DAY = date(2012, 6, 18)  # a Monday

MARKED = [
    # words of a date belong to the date
    ("في الدقيقة 95 ⟦يوم الجمعة⟧", ["2012-06-15"]),
    ("يلعب يوم ⟦14 من الشهر الجاري⟧ في مسقط", ["2012-06-14"]),
    ("يلعب يوم ⟦السابع من أكتوبر المقبل⟧ في مسقط", ["2012-10-07"]),
    ("نشر يوم ⟦05 - 09 - 2011⟧", ["2011-09-05"]),
    ("بحلول ⟦يناير 2013 المقبل⟧", ["2013-01"]),
    ("منذ ⟦أواخر العام 2001⟧، أن", ["2001"]),
    ("تأسس ⟦عام ،1973⟧ ومنذ ذلك", ["1973"]),
    ("اللقب الغائب منذ ⟦عام.2002⟧ ومن ناحية", ["2002"]),
    ("تأمين ⟦الربع الأخير من العام الماضي⟧.", ["2011-Q4"]),
    ("التي زادت ⟦منذ سنة 1998 لغاية سنة 2012⟧", ["1998/2012"]),
    ("أرباح ⟦النصف الأول من العام⟧. وقال", ["2012-H1"]),
    ("عند ⟦الساعة 1438 بتوقيت جرينتش⟧", ["2012-06-18T14:38Z"]),
    (
        "من ⟦بعد غد الأربعاء (30 رجب) الموافق لـ20 يونيو⟧، وحتى",
        ["2012-06-20"],
    ),
    # an event from which is counted
    ("وذلك بعد ⟦ساعات⟧ من إعلان مقتله", ["PTXH"]),
    ("قبل ⟦نحو ساعة⟧ من الموعد المقرر", ["PT1H"]),
    ("بعد ⟦أيام⟧ فقط من التفجيرات", ["PXD"]),
    ("صدر ⟦قبل نحو ساعتين⟧.", ["2012-06-18"]),
    # words that belong to what stands behind
    ("مقتل جندي آخر ⟦الجمعة⟧، ما يرفع", ["2012-06-15"]),
    ("يدشن ⟦اليوم⟧ أول ملتقى", ["2012-06-18"]),
    ("أقيمت ⟦مساء أمس⟧ أمسية شعرية", ["2012-06-17TEV"]),
    ("منذ ⟦بداية الشهر الفضيل⟧ كالآتي", ["2012-07-20/2012-08-18"]),
    ("أول انتخابات منذ ⟦60 عاما⟧ \n101 مركز", ["P60Y"]),
    ("لمدة ⟦ثلاث سنوات⟧ دون مقابل", ["P3Y"]),
    ("عطلة ⟦عيد الفطر المبارك⟧ في اثنتي عشرة دولة", ["2012-08-19"]),
    # days and ages
    ("شارك في تدريبات ⟦الأمس⟧ جميع اللاعبين", ["2012-06-17"]),
    ("من مهارات ⟦الأمس⟧", ["PAST_REF"]),
    ("لدى روسيا ⟦الاثنين⟧.", ["2012-06-18"]),
    # what lies ahead
    ("والثانية ستصل ⟦يوم السبت⟧", ["2012-06-23"]),
    ("ستقام البطولة في ⟦رمضان⟧", ["2012-07-20/2012-08-18"]),
    # a paragraph ends what belongs together
    ("مشروع قانون مالية 2012\n\n⟦10 أيام⟧", ["P10D"]),
]


@pytest.mark.parametrize(("marked", "values"), MARKED)
def test_spans_and_values(marked: str, values: list[str]) -> None:
    text = re.sub("[⟦⟧]", "", marked)
    found = find_times(text)
    assert [time.text for time in found] == re.findall("⟦(.*?)⟧", marked)
    assert [resolve(time.meaning, DAY).value for time in found] == values


@pytest.mark.parametrize(
    "text",
    [
        "أحد أشهر قراء القرآن",
        "خاض أكثر من موسم",
        "في الدقائق الأخيرة من المباراة",
        'نشرت صحيفة "المصري اليوم"',
        "في باب ملامح من التعداد",
        "على ارتفاع نحو 2م",
        "2012\n\nعقد المؤتمر",
    ],
)
def test_no_times(text: str) -> None:
    assert [time.text for time in find_times(text)] == []


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2009, 11, 20), "2009-05"), (date(2009, 12, 1), "2010-05")],
)
def test_a_month_reaches_to_its_end(day: date, value: str) -> None:
    (time,) = find_times("في مايو/أيار")
    assert resolve(time.meaning, day).value == value
