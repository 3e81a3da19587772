"""Dates as papers write them: in words and numbers, stamps, datelines, addresses, metadata."""

from datetime import date

import pytest

from reader.articles.dates import dateline, is_stamp, stamps, stated_day, written_date
from reader.articles.structure import structure
from reader.articles.urls import date_in_url


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الأحد، 04 آب/اغسطس 2013", date(2013, 8, 4)),
        ("السبت, 28 نوفمبر/ تشرين الثاني, 2009, 18:40 GMT", date(2009, 11, 28)),
        ("٢٥ أيار ٢٠١٦", date(2016, 5, 25)),
        ("الخميس 26 جويلية 2012", date(2012, 7, 26)),
        ("3 غشت 2015", date(2015, 8, 3)),
        ("25-5-2016", date(2016, 5, 25)),
        ("2016/05/30", date(2016, 5, 30)),
        ("31 شباط 2016", None),
        ("12/9/1437", None),
        ("في عام 2016", None),
        ("17/12/08", None),
    ],
)
def test_written_dates(text: str, day: date | None) -> None:
    assert written_date(text) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2017-03-02T08:07:00+01:00", date(2017, 3, 2)),
        ("Sat, 10 Dec 2016 23:18:00 -0800", date(2016, 12, 10)),
        ("4 آب 2013", date(2013, 8, 4)),
        ("2017-13-45", None),
        ("", None),
        (None, None),
        (20170302, None),
    ],
)
def test_stated_days_are_those_of_their_zone(value: object, day: date | None) -> None:
    assert stated_day(value) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020 (GMT+04:00) - 17/12/08 شقيق الصحفي", date(2008, 12, 17)),
        ("آخر تحديث: السبت, 28 نوفمبر/ تشرين الثاني, 2009, 18:40 GMT", date(2009, 11, 28)),
        ("عنوان\nالخميس 26 جويلية 2012\nقال الوزير", date(2012, 7, 26)),
        ("نشر في 3 مايو 2015", date(2015, 5, 3)),
    ],
)
def test_stamps(text: str, day: date) -> None:
    assert [found.day for found in stamps(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "ولد في 16 أكتوبر 1854 في دبلن وتوفي في باريس",
        "16 أكتوبر 1854",
        "وأقيمت الندوة يوم 25 فيفري 2016 بحضور الكاتب",
    ],
)
def test_dates_that_are_no_stamps(text: str) -> None:
    assert list(stamps(text)) == []


def test_stamps_of_pages() -> None:
    assert is_stamp("2017/03/02 08:05") == date(2017, 3, 2)
    assert is_stamp("نشر يوم الخميس 2 مارس 2017 على الساعة 10:26") == date(2017, 3, 2)
    assert is_stamp("نشرة أخبار منتصف النهار ليوم الخميس 2 مارس 2017") is None


@pytest.mark.parametrize(
    ("text", "line", "place", "day"),
    [
        (
            "دبي، الإمارات العربية المتحدة (CNN) -- أظهر تقرير",
            "دبي، الإمارات العربية المتحدة (CNN)",
            "دبي، الإمارات العربية المتحدة",
            None,
        ),
        ("بيروت 3 أيار 2016 (رويترز) - قال", "بيروت 3 أيار 2016 (رويترز)", "بيروت", "2016-05-03"),
        ("دمشق – سانا\nقال مصدر", "دمشق – سانا", "دمشق", None),
        ("بيروت - قال مصدر أمني", "بيروت", "بيروت", None),
        ("القدس، (CNN) -- قال", "القدس، (CNN)", "القدس", None),
    ],
)
def test_datelines(text: str, line: str, place: str, day: str | None) -> None:
    found = dateline(text, structure(text, titled=False).paragraphs)
    assert found
    assert text[found.span.start : found.span.end] == line
    assert found.place
    assert text[found.place.start : found.place.end] == place
    assert (found.day.isoformat() if found.day else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير إن الحكومة لن تقبل بذلك أبدا.",
        "أوسكار وايلد (16 أكتوبر 1854 - 30 نوفمبر 1900) مؤلف",
        "",
    ],
)
def test_texts_without_dateline(text: str) -> None:
    assert dateline(text, structure(text, titled=False).paragraphs) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2016/05/25/story", date(2016, 5, 25)),
        ("http://arabic.cnn.example/2013/middle_east/8/3/syria/index.html", date(2013, 8, 3)),
        ("https://a.example/news-20160525.html", date(2016, 5, 25)),
        ("https://a.example/n/25-05-2016/x", date(2016, 5, 25)),
        ("https://a.example/article/93/79171", None),
        ("https://a.example/?id=19501301", None),
        ("https://a.example/1954/05/07/x", None),
        ("http://[bad", None),
    ],
)
def test_dates_in_addresses(url: str, day: date | None) -> None:
    assert date_in_url(url) == day
