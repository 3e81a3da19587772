"""Events packed in one row, and their dates as they are told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.across.told import (
    MODALITIES,
    STATES,
    Event,
    interval,
    pack_events,
    tells_of,
    unpack_events,
)
from reader.library.packing import pack_ids
from reader.times.model import EventState, Modality

KNOWN = (7, 3, 4_000_000_000)
DAYS = st.none() | st.integers(-500_000, 500_000)
EVENTS = st.builds(
    Event,
    DAYS,
    DAYS,
    st.none() | st.text(max_size=20),
    st.sampled_from(STATES),
    st.sampled_from(MODALITIES),
    st.integers(0, 100_000),
    st.integers(0, 5000),
    st.lists(st.sampled_from(KNOWN), max_size=3, unique=True).map(tuple),
)


def test_every_state_and_modality_has_its_place() -> None:
    assert tuple(state.value for state in EventState) == STATES
    assert tuple(modality.value for modality in Modality) == MODALITIES


@given(st.lists(EVENTS, max_size=8), st.integers(0, 1 << 30))
def test_what_is_packed_comes_back(events: list[Event], article: int) -> None:
    def day(number: int | None) -> date | None:
        return None if number is None else date.fromordinal(719163 + number)

    # What nobody wrote of a date that its days say is said again.
    told = [e._replace(value=e.value or interval(day(e.day0), day(e.day1))) for e in events]
    packed = pack_events(article, events, KNOWN)
    found = list(unpack_events(article, packed, KNOWN))
    wanted = [
        e if e.value is not None else e._replace(value=t.value)
        for e, t in zip(events, told, strict=True)
    ]
    assert found == wanted


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2016, 5, 25), date(2016, 5, 25), "2016-05-25"),
        (date(2016, 5, 1), date(2016, 5, 31), "2016-05"),
        (date(2016, 2, 1), date(2016, 2, 29), "2016-02"),
        (date(2016, 1, 1), date(2016, 12, 31), "2016"),
        (date(632, 1, 1), date(632, 12, 31), "0632"),
        (date(2016, 1, 1), date(2017, 12, 31), "2016-01-01/2017-12-31"),
        (date(2016, 5, 2), date(2016, 6, 1), "2016-05-02/2016-06-01"),
        (None, date(2016, 5, 24), "../2016-05-24"),
        (date(2016, 5, 24), None, "2016-05-24/.."),
        (date(9999, 1, 1), date.max, "9999-01-01/9999-12-31"),
        (None, None, None),
    ],
)
def test_days_are_said_as_years_months_days_and_intervals(
    first: date | None, last: date | None, said: str | None
) -> None:
    assert interval(first, last) == said


def test_a_row_is_small() -> None:
    events = [
        Event(16940 + n, 16940 + n, None, "anchored", "happened", 260 * n, 130, KNOWN[:1])
        for n in range(11)
    ]
    assert len(pack_events(16946 << 15, events, KNOWN)) <= 11 * 10


@pytest.mark.parametrize(
    ("first", "last", "tells"),
    [(10, 20, True), (15, 15, True), (20, 30, True), (21, 30, False), (0, 9, False)],
)
def test_what_an_article_tells_of_a_range_of_days(first: int, last: int, tells: bool) -> None:
    events = [
        Event(None, 15, None, "bounded", "happened", 0, 5, ()),
        Event(10, 20, None, "anchored", "happened", 0, 5, ()),
    ]
    packed = pack_events(1 << 15, events, KNOWN)
    assert tells_of(1 << 15, packed, pack_ids(KNOWN), first, last) is tells
