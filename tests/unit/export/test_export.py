"""Each format of a timeline, read back by a reader of that format."""

import csv
import html
import io
import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
import vobject
from icalendar import Calendar

from reader.analysis import Analysis
from reader.articles import open_article
from reader.export import FORMATS, exporter
from reader.export.merged import Merged, Told, merged
from reader.notice import QariError
from reader.times import find_times, resolve
from reader.times.events.extract import find_events
from reader.times.model import CreationDate
from reader.times.timeline import day_key
from tests.driving import fixed_analysis
from tests.support import SEEDS

DAY = date(2016, 5, 25)


@pytest.fixture(scope="module")
def timelines() -> Merged:
    article = open_article(str(SEEDS / "01-hudna.txt"))
    return merged([fixed_analysis(article, day=DAY)])


def dated(timelines: Merged) -> list[Told]:
    return [each for each in timelines.told if each.entry.is_dated]


def test_json_holds_every_entry_with_its_words(timelines: Merged) -> None:
    data = json.loads(exporter("json")(timelines))
    text = timelines.analyses[0].article.text
    assert data["schema"] == "qari-timeline/1"
    assert len(data["entries"]) == len(timelines.told)
    assert all(text[e["start"] : e["end"]] == e["text"] for e in data["entries"])


def test_timelinejs_has_dates_and_no_markup_of_the_article(timelines: Merged) -> None:
    data = json.loads(exporter("timelinejs")(timelines))
    assert len(data["events"]) == len(dated(timelines)) > 0
    for slide, each in zip(data["events"], dated(timelines), strict=True):
        assert date(slide["start_date"]["year"], slide["start_date"]["month"], 1).year == 2016
        assert html.unescape(slide["text"]["text"]) == each.entry.event.text
        assert "<" not in slide["text"]["text"]


def test_icalendar_is_read_by_another_reader(timelines: Merged) -> None:
    calendar = vobject.readOne(exporter("ics")(timelines))
    events = list(calendar.vevent_list)
    assert len(events) == len(dated(timelines))
    assert {event.summary.value for event in events} == {
        e.entry.event.text for e in dated(timelines)
    }
    for event in events:
        assert event.dtstart.value < event.dtend.value


def test_csv_is_read_back_and_runs_no_formula(timelines: Merged) -> None:
    rows = list(csv.DictReader(io.StringIO(exporter("csv")(timelines), newline="")))
    assert [row["text"] for row in rows] == [each.entry.event.text for each in timelines.told]
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())


def test_timex_keeps_the_text_code_point_for_code_point(timelines: Merged) -> None:
    root = ET.fromstring(exporter("timex")(timelines))
    body = root.find("TEXT")
    assert body is not None
    analysis = timelines.analyses[0]
    assert "".join(body.itertext()) == analysis.article.text
    assert [t.text for t in body.iter("TIMEX3")] == [time.text for time in analysis.times]
    created = root.find("DCT/TIMEX3")
    assert created is not None
    assert created.get("value") == DAY.isoformat()


def test_several_articles_stand_in_one_timeline_by_day() -> None:
    articles = [open_article(str(path)) for path in sorted(SEEDS.glob("*.txt"))]
    timelines = merged([fixed_analysis(article, day=DAY) for article in articles])
    days = [each.day for each in timelines.told if each.day is not None]
    assert days == sorted(days)
    root = ET.fromstring(exporter("timex")(timelines))
    assert root.tag == "corpus"


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(QariError) as error:
        exporter("docx")
    assert error.value.notice.values["known"] == ", ".join(FORMATS)


TIMEX_VALUE = re.compile(
    r"(BC)?[\dX]{2,4}(-[\dWXQHSPUFAIE]{2,3}(-[\dXWE]{1,2})?)?(T[\dA-Z:]{2,9})?"
    r"(/.+)?|P[\dXTYMWDHSEC.]+|(PAST|PRESENT|FUTURE)_REF"
)


@pytest.fixture(scope="module", params=[DAY, None], ids=["dated", "undated"])
def real(request: pytest.FixtureRequest) -> Merged:
    """Times and events as the engines find them, with and without a creation date."""
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        article = replace(open_article(str(path)), date=None)
        times = find_times(article.text)
        created = CreationDate(request.param, "given" if request.param else "unknown")
        values = tuple(resolve(time.meaning, request.param) for time in times)
        events = find_events(article.text, times)
        found.append(Analysis(article, created, (), times, values, events))
    return merged(found)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_what_the_engines_find(real: Merged, name: str) -> None:
    assert exporter(name)(real)


def test_timex_values_are_timex_values(real: Merged) -> None:
    root = ET.fromstring(exporter("timex")(real))
    found = [time for body in root.iter("TEXT") for time in body.iter("TIMEX3")]
    assert found
    for time in found:
        assert TIMEX_VALUE.fullmatch(time.get("value", "")), time.attrib
        assert time.get("type") in ("DATE", "TIME", "DURATION", "SET")


def test_json_gives_bounds_with_every_date(real: Merged) -> None:
    for entry in json.loads(exporter("json")(real))["entries"]:
        assert (entry["state"] != "anchored") or (entry["earliest"] and entry["latest"])


def test_timelinejs_ends_after_it_begins(real: Merged) -> None:
    for slide in json.loads(exporter("timelinejs")(real))["events"]:
        start, end = slide["start_date"], slide.get("end_date")
        assert end is None or list(end.values()) >= list(start.values())


def test_icalendar_and_csv_are_read_back(real: Merged) -> None:
    calendar = Calendar.from_ical(exporter("ics")(real))
    assert len(calendar.walk("VEVENT")) == len(dated(real))
    rows = list(csv.DictReader(io.StringIO(exporter("csv")(real), newline="")))
    assert len(rows) == len(real.told)


def test_merged_entries_stand_under_their_days_with_their_sources(real: Merged) -> None:
    keys = [day_key(each.entry) for each in real.told if each.entry.under is None]
    assert keys == sorted(keys)
    assert len({each.source for each in real.told}) == len(real.analyses)
    for before, each in pairwise(real.told):
        if each.entry.under is not None:
            assert before.analysis is each.analysis
