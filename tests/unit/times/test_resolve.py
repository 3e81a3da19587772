"""Values under a creation date, without one, and where the words contradict themselves."""

from datetime import date, datetime, timedelta

import pytest

from reader.times import NEWS, Policy, find_times, resolve
from reader.times.calendar import easter, orthodox_easter
from reader.times.hijri import hijri_span
from reader.times.meaning import Hijri, Relative, Weekday
from reader.times.model import TimeBasis, TimeValue

DAY = date(2016, 5, 25)


def value(text: str, day: date | None = DAY) -> TimeValue:
    """The value of the only time in a text."""
    (time,) = find_times(text)
    return resolve(time.meaning, day)


@pytest.mark.parametrize(
    ("meaning", "first"),
    [
        (Hijri(1437, 9, 15), date(2016, 6, 20)),
        (Hijri(1437, 3, 1), date(2015, 12, 12)),
        (Hijri(1437, 1, 10), date(2015, 10, 23)),
        (Hijri(1437, 8, 18), date(2016, 5, 25)),
        (Hijri(1437, 12, 10), date(2016, 9, 11)),
    ],
)
def test_umm_al_qura(meaning: Hijri, first: date) -> None:
    assert hijri_span(meaning, None) == (first, first, True)


def test_a_day_of_the_running_hijri_month() -> None:
    assert value("24 شوال الحالي", date(2015, 7, 25)).value == "2015-08-09"
    assert value("رمضان الجاري", date(2016, 6, 20)).value == "2016-06-06/2016-07-05"


def test_hijri_years_and_months_cover_their_days() -> None:
    assert hijri_span(Hijri(1437), None) == (date(2015, 10, 14), date(2016, 10, 1), True)
    assert hijri_span(Hijri(1437, 9), None) == (date(2016, 6, 6), date(2016, 7, 5), True)


def test_outside_umm_al_qura_a_date_is_marked_as_a_day_off_at_most() -> None:
    told = value("28 ذي الحجة سنة 1325 هـ")
    assert (told.value, told.mod) == ("1908-02-01", "APPROX")
    assert value("1 محرم 1 هـ").value == "0622-07-19"


def test_pairs_check_each_other() -> None:
    assert value("15 رمضان 1437 الموافق 20 حزيران 2016").notices == ()
    assert value("15 رمضان 1437 الموافق 21 حزيران 2016").notices == ()  # the moon may be seen late
    (notice,) = value("15 رمضان 1437 الموافق 25 حزيران 2016").notices
    assert notice.code == "times-disagree"
    assert [n.code for n in value("الجمعة 25 أيار 2016").notices] == ["times-disagree"]
    assert [n.code for n in value("25 أيار/حزيران").notices] == ["times-disagree"]
    assert value("أمس الثلاثاء").notices == ()
    assert [n.code for n in value("أمس الاثنين").notices] == ["times-disagree"]


def test_a_weekday_beside_a_date_chooses_its_year() -> None:
    assert value("الأحد 18 أبريل", date(2005, 3, 1)).value == "2004-04-18"


@pytest.mark.parametrize("text", ["31 شباط", "30 فبراير 2016", "31/11/2016", "29 شباط 2015"])
def test_a_day_that_does_not_exist_is_kept_as_written(text: str) -> None:
    told = value(text)
    assert [notice.code for notice in told.notices] == ["date-not-existing"]
    assert (told.earliest, told.latest) == (None, None)


def test_a_range_that_ends_before_it_begins_says_so() -> None:
    assert [n.code for n in value("من 25 أيار 2016 إلى 20 أيار 2016").notices] == ["range-reversed"]


def test_bare_weekdays_are_the_last_ones_and_today_counts() -> None:
    assert resolve(Weekday(3), DAY).value == "2016-05-25"
    assert resolve(Weekday(4), DAY).value == "2016-05-19"
    assert resolve(Weekday(4), DAY, Policy(weekday_past=False)).value == "2016-05-26"
    assert resolve(Weekday(4, ahead=True), DAY, NEWS).value == "2016-05-26"
    assert resolve(Weekday(3, 1), DAY).value == "2016-06-01"


def test_changing_the_day_resolves_anew_without_parsing() -> None:
    (time,) = find_times("أمس")
    days = [date(2016, 5, 25), date(2004, 3, 1), None]
    assert [resolve(time.meaning, d).value for d in days] == ["2016-05-24", "2004-02-29", "D-1"]


def test_hours_are_counted_where_the_hour_is_known() -> None:
    moment = datetime(2016, 5, 25, 10, 30)  # noqa: DTZ001 - local time
    assert resolve(Relative("TH", -3), moment).value == "2016-05-25T07:30"
    assert resolve(Relative("TH", -3), DAY).value == "2016-05-25"


def test_windows_end_or_begin_today() -> None:
    past = value("الأيام الثلاثة الماضية")
    assert past.earliest == datetime(2016, 5, 22)  # noqa: DTZ001
    assert past.latest == datetime(2016, 5, 26)  # noqa: DTZ001
    ahead = value("اليومين المقبلين")
    assert ahead.earliest == datetime(2016, 5, 26)  # noqa: DTZ001


def test_windows_of_several_units() -> None:
    told = value("منذ شهر و21 يوماً", date(2017, 11, 23))
    assert (told.value, told.earliest) == ("P1M21D", datetime(2017, 10, 2))  # noqa: DTZ001
    moment = datetime(2016, 5, 25, 10, 30)  # noqa: DTZ001
    hours = value("منذ ساعتين", moment)
    assert (hours.earliest, hours.latest) == (moment - timedelta(hours=2), moment)


def test_late_in_the_evening() -> None:
    late = value("في وقت متأخر من مساء أمس")
    assert late.earliest == datetime(2016, 5, 24, 18)  # noqa: DTZ001
    assert late.mod == "END"


def test_beginnings_and_ends_narrow_the_bounds() -> None:
    start, end = value("أوائل أيار 2016"), value("أواخر أيار 2016")
    assert start.earliest == datetime(2016, 5, 1)  # noqa: DTZ001
    assert start.latest == datetime(2016, 5, 11)  # noqa: DTZ001
    assert end.earliest == datetime(2016, 5, 21)  # noqa: DTZ001
    assert (start.mod, end.mod) == ("START", "END")


def test_an_hour_that_may_be_of_the_morning_or_not_covers_both() -> None:
    told = value("الساعة الثالثة")
    assert told.basis is TimeBasis.ASSUMED
    assert told.earliest is not None
    assert told.latest is not None
    assert told.latest - told.earliest == timedelta(hours=12, minutes=1)


def test_absurd_years_end_in_words_not_in_errors() -> None:
    assert value("قبل 99999 سنة").value == "PAST_REF"
    assert value("بعد 99999 عاماً").value == "FUTURE_REF"
    for day in (date.min, date.max):
        for text in ("أمس", "غداً", "الشهر المقبل", "قبل 5 سنوات", "رمضان الماضي", "مساء الجمعة"):
            (time,) = find_times(text)
            assert resolve(time.meaning, day).value


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2016, date(2016, 3, 27), date(2016, 5, 1)),
        (2013, date(2013, 3, 31), date(2013, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
    ],
)
def test_easter(year: int, western: date, eastern: date) -> None:
    assert (easter(year), orthodox_easter(year)) == (western, eastern)
