"""What each correction does to the entities of an article, and what it leaves alone."""

import sqlite3
from pathlib import Path

import pytest

from reader.entities import Certainty, Entity, EntityType, Mention, Place
from reader.entities.corrections import Action, Correction, chosen_places, corrected, given_types
from reader.library.database import migrations, statements
from reader.library.user import UserData

PER, ORG, LOC = EntityType.PER, EntityType.ORG, EntityType.LOC
HERE = Place("gn:1", "الرقة", "Raqqa", 35.95, 39.0, "SY", "city")
THERE = Place("gn:2", "الرقة", None, 29.48, 31.2, "EG", "village")


def entity(name: str, kind: EntityType, *mentions: tuple[int, str], id: str = "") -> Entity:
    return Entity(
        id=id or f"{kind.value.lower()}-{name}",
        type=kind,
        name=name,
        name_en=None,
        name_en_basis=None,
        mentions=tuple(Mention(at, at + len(text), text, kind) for at, text in mentions),
        place=HERE if kind is LOC else None,
        candidates=(THERE,) if kind is LOC else (),
        certainty=Certainty.PROBABLE,
    )


LAVROV = entity("سيرغي لافروف", PER, (0, "سيرغي لافروف"), (40, "لافروف"), (80, "لافروف"))
TEAM = entity("الأهلي", ORG, (20, "الأهلي"))
TOWN = entity("الأهلي", LOC, (60, "الأهلي"))
RAQQA = entity("الرقة", LOC, (70, "للرقة"))
ALL = (LAVROV, TEAM, TOWN, RAQQA)


def after(*corrections: Correction) -> dict[str, Entity]:
    return {found.id: found for found in corrected(ALL, corrections)}


def test_of_two_with_one_name_the_type_tells_which_is_meant() -> None:
    assert TEAM.id not in after(Correction(Action.HIDE, "الأهلي", type=ORG))
    assert TOWN.id not in after(Correction(Action.HIDE, "الأهلي", type=LOC))
    renamed = after(Correction(Action.RENAME, "الأهلي", "حي الأهلي", type=LOC))
    assert (renamed[TEAM.id].name, renamed[TOWN.id].name) == ("الأهلي", "حي الأهلي")


def test_two_with_one_name_are_merged() -> None:
    found = after(Correction(Action.MERGE, "الأهلي", "الأهلي", type=ORG))
    assert TOWN.id not in found
    assert [mention.start for mention in found[TEAM.id].mentions] == [20, 60]


def test_one_that_was_typed_otherwise_is_meant_all_the_same() -> None:
    assert LAVROV.id not in after(Correction(Action.HIDE, "سيرغي لافروف", type=ORG))


@pytest.mark.parametrize("name", ["سيرغي لافروف", "لافروف", "سِيرغي لافروف"])
def test_an_entity_is_found_by_any_of_its_forms(name: str) -> None:
    assert LAVROV.id not in after(Correction(Action.HIDE, name))


def test_merging_keeps_order_and_names() -> None:
    found = after(Correction(Action.MERGE, "الأهلي", "لافروف", type=ORG))[TEAM.id]
    assert [mention.start for mention in found.mentions] == [0, 20, 40, 80]
    assert "سيرغي لافروف" in found.aliases
    assert [reason.code for reason in found.reasons] == ["entity-corrected-merge"]


def test_splitting_makes_an_entity_of_its_own_and_keeps_every_mention() -> None:
    found = after(Correction(Action.SPLIT, "سيرغي لافروف", "لافروف"))
    old, new = found[LAVROV.id], next(e for e in found.values() if e.name == "لافروف")
    assert [m.start for m in old.mentions] == [0]
    assert [m.start for m in new.mentions] == [40, 80]
    assert new.id not in {e.id for e in ALL}


def test_splitting_the_name_itself_off_leaves_the_rest_a_name() -> None:
    found = after(Correction(Action.SPLIT, "سيرغي لافروف", "سيرغي لافروف"))
    assert found[LAVROV.id].name == "لافروف"


def test_retyping_a_place_takes_its_place_away() -> None:
    found = after(Correction(Action.RETYPE, "الرقة", "ORG"))[RAQQA.id]
    assert (found.type, found.place, found.candidates) == (ORG, None, ())
    assert {mention.type for mention in found.mentions} == {ORG}


def test_what_becomes_a_place_is_nowhere_known() -> None:
    found = after(Correction(Action.RETYPE, "الأهلي", "LOC", type=ORG))[TEAM.id]
    assert (found.place, found.certainty, found.sign) == (None, Certainty.UNKNOWN, "?")


def test_choosing_a_place_makes_it_sure_and_keeps_the_other() -> None:
    found = after(Correction(Action.PLACE, "الرقة", THERE.key))[RAQQA.id]
    assert (found.place, found.candidates, found.certainty) == (THERE, (HERE,), Certainty.EXACT)


@pytest.mark.parametrize(
    "correction",
    [
        Correction(Action.HIDE, "لا أحد"),
        Correction(Action.MERGE, "الرقة", "لا أحد"),
        Correction(Action.MERGE, "الرقة", "الرقة"),
        Correction(Action.SPLIT, "الرقة", "الرقة"),
        Correction(Action.RENAME, "الرقة", ""),
        Correction(Action.RETYPE, "الرقة", "GALAXY"),
        Correction(Action.PLACE, "الرقة", "gn:404"),
    ],
)
def test_what_no_longer_fits_changes_nothing(correction: Correction) -> None:
    assert corrected(ALL, [correction]) == ALL


def test_later_corrections_speak_of_what_earlier_ones_made() -> None:
    found = after(
        Correction(Action.RENAME, "الرقة", "مدينة الرقة", type=LOC),
        Correction(Action.RETYPE, "مدينة الرقة", "ORG", type=LOC),
        Correction(Action.HIDE, "مدينة الرقة", type=ORG),
    )
    assert RAQQA.id not in found


def test_the_place_chosen_last_is_the_one() -> None:
    said = [
        Correction(Action.PLACE, "الرقة", "gn:1"),
        Correction(Action.PLACE, "الرقّة", "gn:2"),
        Correction(Action.PLACE, "حلب", ""),
        Correction(Action.HIDE, "داعش"),
    ]
    assert chosen_places(said) == {"الرقه": "gn:2"}


def test_the_type_given_last_is_the_one_whatever_came_between() -> None:
    said = [
        Correction(Action.RETYPE, "الأهلي", "LOC", type=ORG),
        Correction(Action.RETYPE, "الأهلي", "FAC", type=LOC),
        Correction(Action.RETYPE, "الأهلي", "GALAXY"),
    ]
    assert given_types(said) == {"الاهلي": (ORG, EntityType.FAC)}


def test_corrections_of_before_types_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "user.db"
    with sqlite3.connect(path) as old:
        for step in migrations("user")[:2]:
            for statement in statements(step):
                old.execute(statement)
        old.execute("PRAGMA user_version = 2")
        old.execute(
            "INSERT INTO correction (uid, action, name, value, made_at) VALUES (NULL,?,?,?,0)",
            ("hide", "الأهلي", ""),
        )
    old.close()
    with UserData(path) as data:
        assert data.corrections("a") == (Correction(Action.HIDE, "الأهلي"),)
        data.correct(Correction(Action.HIDE, "الأهلي", "", "a", ORG))
        assert data.undo("a") == Correction(Action.HIDE, "الأهلي", "", "a", ORG)
