"""Across articles: identity, joins, cards, concordance, company, timelines, related articles."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reader.entities import EntityType
from reader.entities.corrections import Action, Correction
from reader.library.across.card import LibraryCard, card, every_month
from reader.library.across.company import company, together
from reader.library.across.concordance import Side, all_lines, concordance
from reader.library.across.correcting import correct, undo_correction
from reader.library.across.groups import offers, undecided
from reader.library.across.names import Matched, find_names
from reader.library.across.related import near_duplicates, related
from reader.library.across.timelines import events, merged_timeline, timeline_of
from reader.library.adding import add_articles, delete_articles
from reader.library.analysing import pending
from reader.library.paths import user_path
from reader.library.store import Library
from reader.library.user import UserData
from reader.times.model import Modality
from tests.library_making import Named, Tells, article, found, library, place

RAQQA = place("gn:170017", "الرقة", 35.95, 39.01, "مدينة الرقة")
ALEPPO = place("gn:170063", "حلب", 36.20, 37.16)
OBAMA = Named(EntityType.PER, ("باراك أوباما", "أوباما"), "per:obama", name_en="Barack Obama")
BUREAU = Named(EntityType.ORG, ("مكتب الإعلام",))
RASHID = Named(EntityType.PER, ("رشيد",))
NAMES = (RAQQA, ALEPPO, OBAMA, BUREAU)

ARTICLES = [
    article("one", "الرقة\nزار باراك أوباما الرقة، وقال أوباما إن الرقة هادئة.", "2016-05-25"),
    article("two", "حلب\nمكتب الإعلام في حلب ينفي زيارة أوباما.", "2016-07-02", source="الجزيرة"),
    article("three", "مدينة الرقة\nمن حلب إلى مدينة الرقة طريق طويل.", "2016-05-26"),
    article("four", "بلا يوم\nالرقة قديمة.", None),
]
TELLS = {
    "one": [
        Tells("زار باراك أوباما الرقة", date(2016, 5, 24)),
        Tells("وقال أوباما إن الرقة هادئة", None),
    ],
    "two": [
        Tells("مكتب الإعلام في حلب ينفي زيارة أوباما", date(2016, 7, 1), modality=Modality.DENIED)
    ],
}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Library]:
    with library(tmp_path / "library.db", ARTICLES, NAMES, TELLS) as made:
        yield made


@pytest.fixture
def user(opened: Library) -> Iterator[UserData]:
    with UserData(user_path(opened.path)) as data:
        yield data


def of(opened: Library, name: str, user: UserData | None = None) -> LibraryCard:
    found_card = card(opened, name, user)
    assert found_card is not None
    return found_card


def titles(opened: Library, ids: Iterator[int] | tuple[int, ...]) -> list[str]:
    return [row["uid"] for row in opened.rows(ids)]


# --- cards ------------------------------------------------------------------------------------


def test_a_card_tells_names_counts_months_and_the_first_mention(opened: Library) -> None:
    raqqa = of(opened, "الرقة")
    assert (raqqa.key, raqqa.type, raqqa.name) == ("gn:170017", "LOC", "الرقة")
    assert (raqqa.latitude, raqqa.longitude) == (35.95, 39.01)
    assert (raqqa.n_articles, raqqa.n_mentions, raqqa.undated) == (3, 6, 1)
    assert [(month.first, month.n_articles) for month in raqqa.months] == [(date(2016, 5, 1), 2)]
    assert raqqa.first is not None
    assert (raqqa.first.uid, raqqa.first.day) == ("one", date(2016, 5, 25))
    assert opened.text(raqqa.first.id)[raqqa.first.span.start : raqqa.first.span.end] == "الرقة"
    assert raqqa.last_day == date(2016, 5, 26)
    assert {form.text for form in raqqa.forms} == {"الرقة", "مدينة الرقة"}


def test_months_without_mentions_are_drawn_too(opened: Library) -> None:
    obama = of(opened, "أوباما")
    assert [month.n_articles for month in every_month(obama.months)] == [1, 0, 1]
    assert every_month(()) == []


def test_a_card_is_found_by_key_by_latin_letters_and_by_no_other_name(opened: Library) -> None:
    assert of(opened, "per:obama").name == "باراك أوباما"
    assert of(opened, "obama").key == "per:obama"
    assert card(opened, "غريب تماما") is None


def test_the_card_forgets_what_is_deleted(opened: Library) -> None:
    delete_articles(opened, ["one"])
    raqqa = of(opened, "الرقة")
    assert (raqqa.n_articles, raqqa.undated) == (2, 1)
    assert raqqa.first is not None
    assert raqqa.first.uid == "three"
    assert of(opened, "أوباما").n_articles == 1


# --- names as they are typed ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "key", "how"),
    [
        ("باراك أوباما", "per:obama", Matched.EQUAL),
        ("بارا", "per:obama", Matched.BEGINNING),
        ("اوبا", "per:obama", Matched.BEGINNING),
        ("obam", "per:obama", Matched.WORD),
        ("اوبانا", "per:obama", Matched.NEAR),
        ("رقة", "gn:170017", Matched.EQUAL),
        ("raqqa", "gn:170017", Matched.NEAR),
        ("إعلام", "ORG:مكتب الاعلام", Matched.WORD),
        ("Haleb", "gn:170063", Matched.NEAR),
        ("Alep", "gn:170063", Matched.EQUAL),  # by the tables of other names
        ("Halep", "gn:170063", Matched.EQUAL),
        ("media office", "ORG:مكتب الاعلام", Matched.NEAR),  # translated word by word
    ],
)
def test_names_are_found_as_they_are_typed(
    opened: Library, typed: str, key: str, how: Matched
) -> None:
    hits = find_names(opened, typed)
    assert (hits[0].key, hits[0].how) == (key, how)


# --- the concordance --------------------------------------------------------------------------


def test_the_concordance_holds_every_mention_in_context(opened: Library) -> None:
    lines = list(all_lines(opened, of(opened, "الرقة").ids))
    assert [line.uid for line in lines] == ["three"] * 2 + ["one"] * 3 + ["four"]
    for line in lines:
        text = opened.text(line.id)
        assert text[line.span.start : line.span.end] == line.hit
        around = f"{line.before}{line.hit}{line.after}"
        assert around in " ".join(text.split("\n"))


def test_lines_are_sorted_by_what_stands_before_or_after(tmp_path: Path) -> None:
    texts = {"a": "ثم غادر حلب باكرا", "b": "قرب حلب أمس", "c": "في حلب تماما"}
    made = [article(uid, text) for uid, text in texts.items()]
    with library(tmp_path / "library.db", made, [ALEPPO]) as opened:
        ids = of(opened, "حلب").ids
        before = [line.before.split()[-1] for line in concordance(opened, ids, Side.BEFORE).lines]
        after = [line.after.split()[0] for line in concordance(opened, ids, Side.AFTER).lines]
        assert before == sorted(before) == ["غادر", "في", "قرب"]
        assert after == ["أمس", "باكرا", "تماما"]
        newest = concordance(opened, ids, limit=2)
        assert len(newest.lines) == 2
        assert not newest.sampled


# --- company ----------------------------------------------------------------------------------


def test_who_and_where_it_occurs_with(opened: Library) -> None:
    around = company(opened, of(opened, "أوباما").ids)
    assert [(one.name, one.shared) for one in around.where] == [("الرقة", 1), ("حلب", 1)]
    assert [(one.name, one.shared) for one in around.who] == [("مكتب الإعلام", 1)]
    assert (around.n_articles, around.sampled) == (2, False)


def test_company_of_many_articles_is_sampled_and_says_so(
    opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.across.company.SAMPLED_ABOVE", 1)
    ids = of(opened, "أوباما").ids
    part = company(opened, ids)
    assert (part.n_articles, part.sampled) == (1, True)
    assert [one.name for one in part.where] == ["حلب"]  # the newest article's
    whole = company(opened, ids, exact=True)
    assert (whole.n_articles, whole.sampled) == (2, False)


def test_what_two_entities_share(opened: Library) -> None:
    shared = together(opened, of(opened, "الرقة").ids, of(opened, "أوباما").ids)
    assert shared.n_articles == 1
    assert titles(opened, shared.newest) == ["one"]
    told = [each.text for each in events(opened, shared.events)]
    assert told == ["زار باراك أوباما الرقة", "وقال أوباما إن الرقة هادئة"]
    nothing = together(opened, of(opened, "الرقة").ids, of(opened, "مكتب الإعلام").ids)
    assert (nothing.n_articles, nothing.newest, nothing.events) == (0, (), ())


# --- identity and joins -----------------------------------------------------------------------


def test_one_link_is_one_entity_whatever_it_is_called(tmp_path: Path) -> None:
    first = place("gn:1", "سوريا", 35, 38)
    second = place("gn:1", "سورية", 35, 38)
    path = tmp_path / "library.db"
    library(path, [article("a", "في سوريا")], [first]).close()
    with library(path, [article("b", "في سورية")], [second]) as opened:
        assert of(opened, "سورية").n_articles == of(opened, "سوريا").n_articles == 2


def test_a_full_name_is_one_and_a_single_word_where_contexts_agree(tmp_path: Path) -> None:
    full = Named(EntityType.PER, ("سليم بن خالد",))
    made = [
        article("a", "سليم بن خالد في حلب ورشيد معه"),
        article("b", "سليم بن خالد في مكان آخر، ورشيد في الرقة مع باراك أوباما"),
    ]
    names = [full, RASHID, ALEPPO, RAQQA, OBAMA]
    with library(tmp_path / "library.db", made, names) as opened:
        assert of(opened, "سليم بن خالد").n_articles == 2
        rows = opened.db.execute("SELECT n_articles FROM entity WHERE norm = 'رشيد'").fetchall()
        assert rows == [(2,)]  # both know the same man


def test_namesakes_stay_apart_are_offered_joined_and_parted_again(tmp_path: Path) -> None:
    made = [article("a", "رشيد في حلب"), article("b", "رشيد مع باراك أوباما")]
    with (
        library(tmp_path / "library.db", made, [RASHID, ALEPPO, OBAMA]) as opened,
        UserData(user_path(opened.path)) as user,
    ):
        before = of(opened, "رشيد", user)
        assert before.n_articles == 1
        (offer,) = offers(opened, user, before.key)
        assert offer.whole
        user.joins.join(offer.key, before.key)
        joined = of(opened, "رشيد", user)
        assert (joined.n_articles, joined.joined) == (2, (offer.key,))
        assert {line.uid for line in all_lines(opened, joined.ids)} == {"a", "b"}
        assert offers(opened, user, before.key) == ()
        assert len(find_names(opened, "رشيد", user=user)) == 1
        user.undo_last()
        assert of(opened, "رشيد", user).n_articles == 1
        user.joins.keep_apart(offer.key, before.key)
        assert offers(opened, user, before.key) == ()
        user.undo_last()
        assert len(offers(opened, user, before.key)) == 1


def test_joins_worth_asking_for_are_full_names(tmp_path: Path) -> None:
    person = Named(EntityType.PER, ("سعد الدين",))
    made = [article("a", "سعد الدين في حلب"), article("b", "سعد الدين مع باراك أوباما")]
    with (
        library(tmp_path / "library.db", made, [person, ALEPPO, OBAMA]) as opened,
        UserData(user_path(opened.path)) as user,
    ):
        (offer,) = undecided(opened, user)
        assert {offer.name, offer.into_name} == {"سعد الدين"}
        user.joins.join(offer.key, offer.into)
        assert undecided(opened, user) == ()


def test_a_join_survives_the_analysis_of_its_articles(opened: Library, user: UserData) -> None:
    user.joins.join("ORG:مكتب الاعلام", "per:obama")
    again = {one.uid: found(one, NAMES, TELLS.get(one.uid, ())) for one in ARTICLES}
    delete_articles(opened, list(again))
    list(add_articles(opened, ARTICLES, analyses=again))
    assert of(opened, "مكتب الإعلام", user).name == "باراك أوباما"


# --- corrections ------------------------------------------------------------------------------


def test_a_correction_for_one_article_touches_it_alone(opened: Library, user: UserData) -> None:
    assert pending(opened) == []
    assert correct(opened, user, Correction(Action.HIDE, "أوباما", "", "one")) == 1
    assert titles(opened, tuple(pending(opened))) == ["one"]


def test_a_correction_for_all_touches_every_article_with_the_name(
    opened: Library, user: UserData
) -> None:
    assert correct(opened, user, Correction(Action.HIDE, "أوباما", "", None)) == 2
    assert titles(opened, tuple(pending(opened))) == ["two", "one"]


def test_a_merger_for_all_is_a_join_and_is_taken_back_with_it(
    opened: Library, user: UserData
) -> None:
    correct(opened, user, Correction(Action.MERGE, "الرقة", "حلب", None))
    assert of(opened, "حلب", user).name == "الرقة"
    undo_correction(opened, user, "one")
    assert of(opened, "حلب", user).name == "حلب"


# --- timelines --------------------------------------------------------------------------------


def test_the_timeline_of_an_entity(opened: Library) -> None:
    ids = of(opened, "أوباما").ids
    dated = timeline_of(opened, ids)
    assert [(each.when, each.modality) for each in dated] == [
        ("2016-05-24", "happened"), ("2016-07-01", "denied"),
    ]  # fmt: skip
    assert len(timeline_of(opened, ids, undated=True)) == 3
    assert [each.when for each in timeline_of(opened, ids, first=date(2016, 6, 1))] == [
        "2016-07-01"
    ]
    assert len(timeline_of(opened, ids, limit=1)) == 1
    for each in dated:
        assert opened.text(each.article)[each.span.start : each.span.end] == each.text


def told_by_two(tmp_path: Path, other_day: date) -> Library:
    clause = "قصفت الطائرات سوق الهال في حلب وقتل عشرون مدنيا"
    other = "الطائرات قصفت سوق الهال في حلب وقتل عشرون مدنيا"
    made = [
        article("a", clause + ".", "2016-05-26", source="أولى"),
        article("b", other + ".", "2016-05-27", source="ثانية"),
        article("c", "افتتح معرض للكتاب في حلب صباحا.", "2016-05-27", source="ثالثة"),
    ]
    tells = {
        "a": [Tells(clause, date(2016, 5, 25))],
        "b": [Tells(other, other_day)],
        "c": [Tells("افتتح معرض للكتاب في حلب صباحا", date(2016, 5, 25))],
    }
    return library(tmp_path / "library.db", made, [ALEPPO], tells)


def ids_of(opened: Library, *uids: str) -> list[int]:
    return [number for uid in uids if (number := opened.id_of(uid)) is not None]


def test_one_event_of_several_sources_stands_side_by_side(tmp_path: Path) -> None:
    with told_by_two(tmp_path, date(2016, 5, 25)) as opened:
        merged = merged_timeline(opened, ids_of(opened, "b", "a", "c"))
        (day,) = merged.days
        assert day.day == date(2016, 5, 25)
        assert [[told.source for told in event] for event in day.events] == [
            ["ثانية", "أولى"], ["ثالثة"],
        ]  # fmt: skip
        assert not any(told.notices for event in day.events for told in event)


def test_contradicting_dates_are_shown_as_such(tmp_path: Path) -> None:
    with told_by_two(tmp_path, date(2016, 5, 24)) as opened:
        merged = merged_timeline(opened, ids_of(opened, "a", "b", "c"))
        assert [day.day for day in merged.days] == [date(2016, 5, 24), date(2016, 5, 25)]
        notices = {
            told.uid: [dict(notice.values) for notice in told.notices]
            for day in merged.days
            for event in day.events
            for told in event
        }
        assert notices == {
            "a": [{"source": "ثانية", "value": "2016-05-24"}],
            "b": [{"source": "أولى", "value": "2016-05-25"}],
            "c": [],
        }


def test_what_nobody_dated_is_told_on_demand(opened: Library) -> None:
    ids = ids_of(opened, "one")
    assert [day.day for day in merged_timeline(opened, ids).days] == [date(2016, 5, 24)]
    whole = merged_timeline(opened, ids, undated=True)
    assert [day.day for day in whole.days] == [date(2016, 5, 24), None]


# --- related articles -------------------------------------------------------------------------


def test_related_articles_share_rare_names_and_words(tmp_path: Path) -> None:
    filler = " ".join(f"حشوة{n}" for n in range(30))
    made = [
        article("a", f"مكتب الإعلام ينشر تقرير الفيضانات في حلب {filler}", "2016-05-01"),
        article("b", "مكتب الإعلام يصف الفيضانات التي ضربت السهل", "2016-06-01"),
        article("c", "حلب مدينة قديمة", "2016-07-01"),
        article("d", "لا شأن لهذا بذاك", "2016-07-02"),
    ]
    with library(tmp_path / "library.db", made, [BUREAU, ALEPPO]) as opened:
        number = ids_of(opened, "a")[0]
        found_related = related(opened, number)
        assert [one.uid for one in found_related] == ["b"]
        (best,) = found_related
        assert best.names == ("مكتب الإعلام",)
        assert "الفيضانات" in best.words
        assert "الإعلام" not in best.words, "it is told as a part of the name"
        assert not best.near_duplicate


def test_near_duplicates_are_told(tmp_path: Path) -> None:
    words = [f"كلمة{n}" for n in range(120)]
    changed = [*words[:60], "جديد", *words[61:]]
    other = [f"غيرها{n}" for n in range(120)]
    made = [
        article("a", " ".join(words), "2016-05-01"),
        article("b", " ".join(changed), "2016-05-03"),
        article("c", " ".join(changed) + " ختام", "2017-05-03"),  # too long after
        article("d", " ".join(other), "2016-05-02"),
    ]
    with library(tmp_path / "library.db", made) as opened:
        number = ids_of(opened, "a")[0]
        assert titles(opened, tuple(one for one, _bits in near_duplicates(opened, number))) == ["b"]
        assert [one.uid for one in related(opened, number) if one.near_duplicate] == ["b"]
