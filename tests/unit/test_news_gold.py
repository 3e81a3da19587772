"""The gold of real news: how lists of names become mentions, and what the files must keep."""

import json
from pathlib import Path

import pytest

from tests.news_gold import NewsGold, Unlike, absent, document, documents, load, marked, project
from tests.support import needs_shared


def gold(names: dict[str, str], *exceptions: Unlike) -> NewsGold:
    return NewsGold("x", "", names, exceptions)


def test_names_are_found_behind_proclitics_and_as_whole_words() -> None:
    text = "في مصر وبمصر ولمصر، لا مصري ولا قمصر."
    assert marked(text, project(text, gold({"مصر": "LOC"}))) == (
        "في [LOC مصر] وب[LOC مصر] ول[LOC مصر]، لا مصري ولا قمصر."
    )


def test_marks_stand_after_a_proclitic_but_begin_no_word() -> None:
    text = "وَعمار لا المِعمار"
    assert marked(text, project(text, gold({"عمار": "PER"}))) == "وَ[PER عمار] لا المِعمار"


def test_the_article_after_li_is_outside() -> None:
    text = "نقل «للرقة» ومن الرقة"
    assert (
        marked(text, project(text, gold({"الرقة": "LOC"}))) == "نقل «لل[LOC رقة]» ومن [LOC الرقة]"
    )


def test_a_space_of_a_name_is_any_run_of_spaces() -> None:
    text = "من\u00a0جنوب  السودان"
    assert [text[m.start : m.end] for m in project(text, gold({"جنوب السودان": "LOC"}))] == [
        "جنوب  السودان"
    ]


def test_the_longest_name_wins_and_a_name_only_inside_another_is_absent() -> None:
    text = "أعلن مستشفى دمشق"
    both = gold({"دمشق": "LOC", "مستشفى دمشق": "FAC"})
    assert marked(text, project(text, both)) == "أعلن [FAC مستشفى دمشق]"
    assert absent(text, both) == ["دمشق"]


def test_exceptions_change_one_occurrence() -> None:
    text = "الوطن في الوطن ثم الوطن"
    changed = gold({"الوطن": "ORG"}, Unlike("الوطن", 1, None), Unlike("الوطن", 2, "LOC"))
    assert marked(text, project(text, changed)) == "[ORG الوطن] في الوطن ثم [LOC الوطن]"
    assert absent(text, gold({"الوطن": "ORG"}, Unlike("الوطن", 3, None))) == ["الوطن"]


def test_a_title_that_the_text_repeats_is_taken_once() -> None:
    assert document("خبر", "خبر\nمتن") == "خبر\nمتن"
    assert document("خبر", "متن") == "خبر\n\nمتن"
    assert document(None, " متن ") == "متن"


def test_a_string_of_two_types_is_refused(tmp_path: Path) -> None:
    names = {"PER": ["جدة"], "LOC": ["جدة"]}
    entry = {"uid": "x", "sha256_16": "", "names": names, "except": []}
    (tmp_path / "dev-1.json").write_text(json.dumps([entry]), "utf-8")
    with pytest.raises(ValueError, match="twice"):
        load("dev", tmp_path)


def test_no_article_is_in_both_splits_or_twice() -> None:
    uids = [each.uid for split in ("dev", "train") for each in load(split)]
    assert uids
    assert len(uids) == len(set(uids))


@needs_shared
def test_every_name_stands_in_its_article() -> None:
    golds = [each for split in ("dev", "train") for each in load(split)]
    absences = {gold.uid: absent(text, gold) for gold, text in documents(golds)}
    assert absences.keys() == {each.uid for each in golds}
    assert not {uid: names for uid, names in absences.items() if names}


@needs_shared
def test_no_article_for_training_shares_two_runs_of_words_with_one_for_measuring() -> None:
    measured = {run for _gold, text in documents(load("dev")) for run in runs(text)}
    shared = {gold.uid: len(measured & runs(text)) for gold, text in documents(load("train"))}
    assert not {uid: count for uid, count in shared.items() if count > 1}


def runs(text: str) -> set[tuple[str, ...]]:
    """Each run of eight words."""
    words = text.split()
    return {tuple(words[start : start + 8]) for start in range(len(words) - 7)}
