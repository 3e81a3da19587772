"""Times: what holds for every text, however it piles words of time up."""

from datetime import date, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.span import Span
from reader.times import find_times, resolve
from reader.times.events.extract import find_events
from reader.times.lexicon import lexicon
from reader.times.timeline import timeline

many = settings(deadline=None, max_examples=300)
WORDS = sorted(
    {" ".join(phrase) for phrase in lexicon().phrases}
    | lexicon().cardinals.keys()
    | lexicon().ordinals.keys()
)
MARKS = ["و", "،", ".", "/", "-", "(", ")", "الـ", "هـ", "\u200f", "\u0640", "\n", "كتاب", "قال"]
FIGURES = st.integers(0, 10**12).map(str) | st.from_regex(
    r"[0-9٠-٩]{1,4}[/.:-][0-9٠-٩]{1,2}([/.:-][0-9]{1,4})?", fullmatch=True
)
pieces = st.sampled_from(WORDS) | st.sampled_from(MARKS) | FIGURES | st.text(max_size=3)
texts = st.lists(pieces, max_size=14).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda blank: blank.join(words))
)
days = st.none() | st.dates() | st.datetimes()


@many
@given(texts)
def test_expressions_are_words_of_the_text_in_order(text: str) -> None:
    found = find_times(text)
    for time in found:
        assert 0 <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
    for first, second in pairwise(found):
        assert first.end <= second.start


@many
@given(texts, days)
def test_every_meaning_resolves_under_every_day(text: str, day: date | None) -> None:
    for time in find_times(text):
        value = resolve(time.meaning, day)
        assert value.value
        assert resolve(time.meaning, day) == value
        for moment in (value.earliest, value.latest):
            assert moment is None or isinstance(moment, datetime)


@many
@given(texts)
def test_without_a_day_nothing_relative_gets_a_date(text: str) -> None:
    for time in find_times(text):
        value = resolve(time.meaning, None)
        if value.basis.value in ("unresolved", "event"):
            assert value.earliest is None


@many
@given(texts, st.integers(0, 60), st.integers(1, 30))
def test_nothing_is_found_that_reaches_into_a_name(text: str, start: int, size: int) -> None:
    name = Span(start, start + size)
    for time in find_times(text, suppress=[name]):
        span = Span(time.start, time.end)
        assert not span.overlaps(name) or span.contains(name)


@many
@given(texts, days)
def test_timelines_of_odd_texts(text: str, day: date | None) -> None:
    times = find_times(text)
    events = find_events(text, times)
    for event in events:
        assert text[event.start : event.end] == event.text
    shown = timeline(events, times, day)
    assert len({entry.index for entry in shown}) == len(shown)
