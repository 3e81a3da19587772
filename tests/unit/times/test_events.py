"""Events and their place on the timeline: what is dated, bounded, ordered, undated."""

from datetime import date

import pytest

from reader.times import find_times
from reader.times.events.extract import find_events
from reader.times.events.model import NamedSpan
from reader.times.model import EventState, Modality
from reader.times.timeline import TimelineEntry, timeline

DAY = date(2016, 5, 25)  # a Wednesday


def entries(text: str, day: date | None = DAY) -> list[TimelineEntry]:
    """The timeline of a text, in the order of its events."""
    times = find_times(text)
    found = timeline(find_events(text, times), times, day)
    return sorted(found, key=lambda entry: entry.index)


def entry_of(text: str, trigger: str, day: date | None = DAY) -> TimelineEntry:
    """The entry whose trigger is the given word."""
    start = text.index(trigger)
    return next(e for e in entries(text, day) if e.event.trigger.start == start)


def test_a_time_before_a_report_dates_the_report_and_bounds_what_is_told() -> None:
    text = "وأمس ذكر مصدر عسكري أن وحدات من الجيش سيطرت على التلة واستعادت عدة مزارع."
    assert entry_of(text, "ذكر").state is EventState.ANCHORED
    assert entry_of(text, "ذكر").value == "2016-05-24"
    for told in ("سيطرت", "واستعادت"):
        entry = entry_of(text, told)
        assert (entry.state, entry.value) == (EventState.BOUNDED, "../2016-05-24")
        assert entry.event.modality is Modality.CLAIMED
        assert entry.event.reporter is not None


def test_without_a_creation_date_nothing_is_dated() -> None:
    text = "وأمس ذكر مصدر أن الجيش سيطر على التلة."
    entry = entry_of(text, "ذكر", None)
    assert (entry.state, entry.value, entry.earliest) == (EventState.RELATIVE, "D-1", None)
    assert entry_of(text, "سيطر", None).value == "../D-1"


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("قال المتحدث إن الجيش سيشن غارات جديدة.", "سيشن", Modality.PLANNED),
        ("لم يصدر أي تعليق من الوزارة.", "يصدر", Modality.DENIED),
        ("انفجرت سيارة في المدينة بحسب ناشطين.", "انفجرت", Modality.CLAIMED),
        ("انفجرت سيارة في المدينة.", "انفجرت", Modality.HAPPENED),
    ],
)
def test_the_text_vouches_in_its_own_words(text: str, trigger: str, modality: Modality) -> None:
    assert entry_of(text, trigger).event.modality is modality


def test_a_truce_that_is_called_for_is_proposed_and_lasts() -> None:
    text = "أعلن رئيس المركز دعوة بلاده إلى هدنة لمدة 72 ساعة في داريا بدءاً من يوم الأربعاء."
    truce = entry_of(text, "هدنة")
    assert truce.event.modality is Modality.PROPOSED
    assert (truce.value, truce.lasts) == ("2016-05-25", "PT72H")
    assert truce.earliest is not None
    assert truce.latest is not None
    assert (truce.latest - truce.earliest).days == 3


def test_order_is_shown_where_a_signal_states_it() -> None:
    text = "أطلقت القوات العملية. وترافقت العملية بضربات جوية. وبعد ذلك انسحب المسلحون."
    assert entry_of(text, "بضربات").state is EventState.ORDERED
    assert entry_of(text, "انسحب").state is EventState.ORDERED


def test_what_follows_a_call_or_a_report_is_no_part_of_it() -> None:
    text = "دعت موسكو إلى هدنة، وقصفت الطائرات المدينة. قال الوزير ذلك أمس، وغادر إلى بيروت."
    found = {text[e.event.trigger.start : e.event.trigger.end]: e.event for e in entries(text)}
    assert found["وقصفت"].modality is Modality.HAPPENED
    assert found["وغادر"].modality is Modality.HAPPENED


def test_the_noun_that_a_verb_introduces_names_the_event() -> None:
    text = "استطاعت القوات السيطرة على بلدتين. نجح الفريق في افتتاح المعرض أمس."
    triggers = [text[e.event.trigger.start : e.event.trigger.end] for e in entries(text)]
    assert triggers == ["السيطرة", "افتتاح"]


def test_hours_before_an_event_are_counted_from_the_event() -> None:
    text = "وقبل ساعات قليلة من إعلان القوات شن هجومها، أعلن الوزير استعداد بلاده."
    entry = entry_of(text, "أعلن الوزير"[:4])
    assert entry.state is EventState.BOUNDED
    assert entry.event.relation is not None
    assert entry.event.relation.distance is not None


def test_what_nobody_dated_is_undated_and_stands_last() -> None:
    text = "انفجرت سيارة في السوق. واعتقلت الشرطة أمس ثلاثة رجال."
    times = find_times(text)
    found = timeline(find_events(text, times), times, DAY)
    assert [entry.state for entry in found] == [EventState.ANCHORED, EventState.UNDATED]


def test_a_mere_report_without_a_date_is_no_entry() -> None:
    assert entries("وقال الناطق في بيان.") == []


def test_names_of_a_clause_belong_to_its_event() -> None:
    text = "زار الرئيس دمشق أمس."
    start = text.index("دمشق")
    times = find_times(text)
    events = find_events(text, times, [NamedSpan(start, start + 4, "LOC", "damascus")])
    assert events[0].names == ("damascus",)
    assert events[0].where is not None


def test_clauses_are_the_words_of_the_text() -> None:
    text = "زار الوزير بغداد أمس، وبحث مع نظيره الأوضاع، ثم غادر إلى عمان اليوم."
    for entry in entries(text):
        assert text[entry.event.start : entry.event.end] == entry.event.text


@pytest.mark.parametrize("text", ["", "a b c", "،،، ؛؛", "قال " * 500, "أمس " * 1000])
def test_odd_texts_break_nothing(text: str) -> None:
    entries(text)
