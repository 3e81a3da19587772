"""What the reader makes is kept, found again in a changed text, and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.entities.corrections import Action, Correction
from reader.library.user import UserData
from reader.library.user.anchoring import anchor, find_again
from reader.notice import QariError
from reader.text.span import Span

TEXT = "قال وزير الخارجية أمس إن مدينة الرقة آمنة. وأضاف الوزير أن الرقة ستعود إلى أهلها."


@pytest.fixture
def user(tmp_path: Path) -> Iterator[UserData]:
    with UserData(tmp_path / "user.db") as data:
        yield data


def span_of(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_marks_are_kept_and_taken_back(user: UserData) -> None:
    user.marks.read(["a", "b"])
    user.marks.star(["a"])
    assert user.marks.of("a").read
    assert user.marks.of("a").starred
    undone = user.undo_last()
    assert undone is not None
    assert (undone.action, undone.count) == ("star", 1)
    assert not user.marks.of("a").starred
    user.undo_last()
    assert not user.marks.of("b").read
    assert user.undo_last() is None


def test_what_changes_nothing_is_no_action(user: UserData) -> None:
    user.marks.star(["a"])
    user.marks.star(["a"])
    user.undo_last()
    assert user.undo_last() is None


def test_opening_marks_read_and_keeps_the_position(user: UserData) -> None:
    user.marks.opened("a", 120)
    user.marks.opened("a")
    mark = user.marks.of("a")
    assert (mark.read, mark.position) == (True, 120)
    assert user.marks.last_seen(5) == ["a"]
    assert user.undo_last() is None


def test_tags(user: UserData) -> None:
    user.tags.add(["a", "b"], " #سوريا ")
    user.tags.add(["a"], "مهم")
    assert user.tags.of("a") == ("سوريا", "مهم")
    assert user.tags.all() == {"سوريا": 2, "مهم": 1}
    user.tags.remove(["a", "b"], "سوريا")
    assert user.tags.uids("سوريا") == []
    user.undo_last()
    assert user.tags.uids("سوريا") == ["a", "b"]
    with pytest.raises(QariError, match="tag-empty"):
        user.tags.add(["a"], " # ")


def test_a_note_keeps_its_words(user: UserData) -> None:
    number = user.notes.add("a", TEXT, span_of("مدينة الرقة"), text="متى؟")
    (note,) = user.notes.of("a")
    assert (note.id, note.quote, note.text, note.lost) == (number, "مدينة الرقة", "متى؟", False)
    user.notes.write(number, "منذ متى؟")
    assert user.notes.of("a")[0].text == "منذ متى؟"
    user.notes.remove(number)
    assert user.notes.counts(["a"]) == {}
    user.undo_last()
    user.undo_last()
    assert user.notes.of("a")[0].text == "متى؟"


def test_a_note_without_place_or_words_is_refused(user: UserData) -> None:
    with pytest.raises(QariError, match="note-empty"):
        user.notes.add("a", TEXT, Span(3, 4))
    user.notes.add("a", TEXT, text="عن المقال كله")
    assert user.notes.placed("a", "نص آخر")[0].span is None
    assert not user.notes.of("a")[0].lost


@pytest.mark.parametrize(
    "new",
    [
        "عاجل: " + TEXT,
        TEXT.replace("أمس ", ""),
        TEXT.replace("مدينة الرقة", "مدينة الرّقّة"),
        TEXT.replace("مدينة الرقة", "مدينه الرقه"),
        TEXT.replace("آمنة.", "هادئة، كما نقلت وكالات."),
    ],
)
def test_a_highlight_follows_its_words_into_a_new_version(user: UserData, new: str) -> None:
    user.notes.add("a", TEXT, span_of("مدينة الرقة"), colour="yellow")
    (note,) = user.notes.placed("a", new)
    assert note.span is not None
    words = new[note.span.start : note.span.end]
    assert words in ("مدينة الرقة", "مدينة الرّقّة", "مدينه الرقه")
    assert user.notes.of("a")[0].span == note.span  # kept for the next time


def test_of_two_copies_the_one_with_the_same_neighbours_is_taken() -> None:
    second = TEXT.rindex("الرقة")
    kept = anchor(TEXT, Span(second, second + 5))
    new = "خبر جديد طويل قبل النص. " + TEXT
    found = find_again(new, kept)
    assert found is not None
    assert found.start == new.rindex("الرقة")


def test_changed_words_are_found_if_nearly_the_same() -> None:
    kept = anchor(TEXT, span_of("وأضاف الوزير أن الرقة ستعود إلى أهلها"))
    new = TEXT.replace("ستعود إلى أهلها", "سوف تعود إلى أهلها")
    found = find_again(new, kept)
    assert found is not None
    assert new[found.start : found.end].startswith("وأضاف الوزير")


def test_words_that_are_gone_are_lost_until_they_come_back(user: UserData) -> None:
    user.notes.add("a", TEXT, span_of("مدينة الرقة"))
    (note,) = user.notes.placed("a", "لا شيء من ذلك هنا")
    assert note.lost
    assert note.quote == "مدينة الرقة"
    assert user.notes.placed("a", TEXT)[0].span == span_of("مدينة الرقة")


@given(
    st.text("ابتث ةه\u064eـ.\n", max_size=40),
    st.text("ابتث ةه\u064eـ.\n", max_size=40),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_what_is_found_again_lies_in_the_text(old: str, new: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(old)), min(other, len(old))))
    kept = anchor(old, Span(start, end))
    found = find_again(new, kept)
    if found is not None:
        assert 0 <= found.start < found.end <= len(new)
    if old[start:end].strip():
        assert find_again(old, kept) == Span(start, end)


def test_saved_searches_count_what_is_new(user: UserData) -> None:
    user.searches.save("الرقة", "الرقة -ورقة")
    user.searches.found_new({"الرقة": 3})
    user.searches.found_new({"الرقة": 2, "لا أحد": 1})
    assert user.searches.saved()[0].new == 5
    user.searches.looked_at("الرقة")
    assert user.searches.saved()[0].new == 0
    user.searches.remove("الرقة")
    user.undo_last()
    assert user.searches.saved()[0].query == "الرقة -ورقة"
    with pytest.raises(QariError, match="saved-search-unnamed"):
        user.searches.save(" ", "الرقة")


def test_history_has_each_search_once_the_latest_first(user: UserData) -> None:
    for query in ("حلب", "الرقة", "حلب ", " "):
        user.searches.remember(query, 1)
    assert [asked.query for asked in user.searches.history()] == ["حلب", "الرقة"]
    user.searches.forget_history()
    assert user.searches.history() == ()


def test_feeds_and_joins(user: UserData) -> None:
    user.feeds.follow("https://example.org/a", "أ")
    user.feeds.follow("https://example.org/a", whole=True)
    (feed,) = user.feeds.all()
    assert (feed.title, feed.whole) == ("أ", True)
    user.feeds.unfollow(feed.url)
    user.undo_last()
    assert user.feeds.all() == (feed,)
    user.joins.join("PER:أ", "PER:ب")
    user.joins.join("PER:ب", "PER:ج")
    user.joins.keep_apart("PER:أ", "PER:د")
    assert user.joins.joined() == {"PER:أ": "PER:ج", "PER:ب": "PER:ج"}
    assert user.joins.apart() == {frozenset({"PER:أ", "PER:د"})}
    assert user.joins.release("PER:ب") == 2
    assert user.joins.joined() == {}
    user.undo_last()
    assert user.joins.joined() == {"PER:أ": "PER:ج", "PER:ب": "PER:ج"}
    assert user.joins.release("PER:د") == 1
    assert user.joins.apart() == frozenset()


def test_corrections_have_their_own_undo(user: UserData) -> None:
    hidden = Correction(Action.HIDE, "الوزير", uid="a")
    user.correct(hidden)
    user.marks.star(["a"])
    assert user.undo("a") == hidden
    assert user.corrections("a") == ()
    assert user.marks.of("a").starred


def test_undo_brings_everything_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    actions = st.lists(
        st.tuples(
            st.sampled_from(["read", "star", "archive", "tag", "untag"]), st.sampled_from("abc")
        ),
        max_size=8,
    )

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(actions)
    def check(steps: list[tuple[str, str]]) -> None:
        with UserData(tmp_path_factory.mktemp("user") / "user.db") as user:
            for step, uid in steps:
                if step in ("tag", "untag"):
                    (user.tags.add if step == "tag" else user.tags.remove)([uid], "وسم")
                else:
                    getattr(user.marks, step)([uid])
            while user.undo_last():
                pass
            assert user.marks.among("abc") == {}
            assert user.tags.all() == {}

    check()
