"""The timeline pane: what stands where, in which words, and its keys."""

from dataclasses import replace
from datetime import date

import pytest
from textual.pilot import Pilot

from reader.analysis import Analysis
from reader.app.panes.timeline import timeline_items
from reader.app.panes.timeline_dates import duration_bar, relative_label
from reader.app.panes.timeline_look import TimelineLook
from reader.app.reading import ReadingScreen
from reader.articles import Article
from reader.text.span import Span
from reader.times import find_times, resolve
from reader.times.events.extract import find_events
from reader.times.events.model import NamedSpan
from reader.times.model import CreationDate
from tests.driving import SEED, make_app

DAY = date(2016, 5, 25)
TEXT = (
    "وأمس ذكر مصدر في دمشق أن وحدات من الجيش سيطرت على التلة. "
    "وأعلن المركز دعوة إلى هدنة لمدة 72 ساعة في داريا بدءاً من يوم الأربعاء. "
    "أطلقت القوات العملية في 31 شباط 2016. وترافقت العملية بضربات جوية. "
    "قال المتحدث إن الجيش سيشن غارات جديدة. انفجرت سيارة في السوق. "
    "وصل الوفد إلى دمشق في أيار 2011."
)


def analysis(day: date | None = DAY) -> Analysis:
    """An article with an entry of every kind."""
    times = find_times(TEXT)
    names = [
        NamedSpan(at, at + 4, "LOC", "damascus")
        for at in range(len(TEXT))
        if TEXT.startswith("دمشق", at)
    ]
    return Analysis(
        Article(TEXT, title=Span(0, 4), paragraphs=(Span(0, len(TEXT)),), language="ar"),
        CreationDate(day, "given" if day else "unknown"),
        (),
        times,
        tuple(resolve(time.meaning, day) for time in times),
        find_events(TEXT, times, names),
    )


async def screen_of(pilot: Pilot[None]) -> ReadingScreen:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(pilot.app.screen, ReadingScreen)
    return pilot.app.screen


async def rows(day: date | None, look: TimelineLook, language: str = "en") -> list[list[str]]:
    """The rows of the pane as words."""
    from reader.times.timeline import timeline

    async with make_app(SEED, language=language).run_test() as pilot:
        words = (await screen_of(pilot)).words
        found = analysis(day)
        entries = timeline(found.events, found.times, day)
        return [[cell.text for cell in i.cells] for i in timeline_items(entries, words, look)]


async def test_sections_signs_and_words() -> None:
    shown = await rows(DAY, TimelineLook())
    headings = [row[0] for row in shown if len(row) == 1]
    assert headings == [
        "May 2011",
        "24 May 2016",
        "25 May 2016",
        "Relative or ordered only",
        "Ahead, on no day that is told",
        "? Nobody dated it",
    ]
    by_text = {row[-1].split()[-1]: row for row in shown if len(row) > 1}
    assert by_text["2011."][:2] == ["●", "May 2011"]
    assert by_text["دمشق"][:2] == ["●", "24 May"]
    assert by_text["التلة."][:2] == ["◐", "≤ 24 May"]
    assert by_text["التلة."][2].startswith("[claimed]")
    assert by_text["الأربعاء."][:2] == ["▷", "25 May"]
    assert "├──72h──┤" in by_text["الأربعاء."][2]
    assert by_text["جديدة."][:2] == ["▷", "ahead"]
    assert by_text["السوق."][:2] == ["?", "undated"]


async def test_what_is_ordered_stands_a_step_further_in() -> None:
    shown = await rows(DAY, TimelineLook())
    (ordered,) = [row for row in shown if "وترافقت" in row[-1]]
    assert ordered[-3:-1] == ["⟂", "with"]


async def test_a_day_that_does_not_exist_stands_as_it_is_written() -> None:
    shown = await rows(DAY, TimelineLook())
    (wrong,) = [row for row in shown if "أطلقت" in row[-1]]
    assert wrong[1] == "2016-02-31"


async def test_without_a_creation_date_nothing_relative_is_dated() -> None:
    shown = await rows(None, TimelineLook())
    labels = {row[-2] for row in shown if len(row) > 1}
    assert {"D−1", "≤ D−1", "Wednesday", "ahead", "undated"} <= labels
    assert "24 May" not in labels


async def test_grains_and_the_other_calendar() -> None:
    month = [row[0] for row in await rows(DAY, TimelineLook(grain="month")) if len(row) == 1]
    assert month[:2] == ["May 2011", "May 2016"]
    hijri = [row[0] for row in await rows(DAY, TimelineLook(hijri=True)) if len(row) == 1]
    assert hijri[1] == "24 May 2016 · 17 Shaban 1437"


async def test_only_the_entries_of_an_entity() -> None:
    shown = await rows(DAY, TimelineLook(entity="damascus"))
    texts = [row[-1] for row in shown if len(row) > 1]
    assert len(texts) == 2
    assert all("دمشق" in text for text in texts)


@pytest.mark.parametrize("keys", [("6", "7", "8"), ("٦", "٧", "٨")])
async def test_the_keys_of_both_layouts(
    keys: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.analysis.analyse", lambda *_a, **_k: analysis())
    async with make_app(SEED).run_test(size=(120, 34)) as pilot:
        screen = await screen_of(pilot)
        screen.focus_pane("timeline")
        first = screen.timeline.items[0].cells[0].text
        await pilot.press(keys[0])
        assert len(screen.timeline.items[0].cells[0].text) > len(first)
        await pilot.press(keys[1], keys[1])
        assert screen._timeline_look == TimelineLook("month", hijri=True)
        await pilot.press(keys[2])
        assert screen._timeline_look == replace(
            screen._timeline_look,
            entity=screen.entities.key or None,
        )


async def test_labels_and_bars() -> None:
    async with make_app(SEED, language="ar").run_test() as pilot:
        words = (await screen_of(pilot)).words
        assert relative_label("D-1", words) == "ي−1"
        assert relative_label("W+1", words) == "أ+1"
        assert relative_label("XXXX-WXX-3", words) == "الأربعاء"
        assert relative_label("XXXX-05-25", words) == "25 أيار"
        assert relative_label("PAST_REF", words) == "PAST_REF"
        assert duration_bar("PT72H", words) == "├──72س──┤"
        assert duration_bar("P3DT5H", words) == "├──3ي 5س──┤"
        assert duration_bar("PXD", words) == ""
