"""The list of things, line by line."""

from reader.entities.model import EntityType
from reader.entities.names.lists import known, rows, things
from reader.text.fold import search_key


def test_every_line() -> None:
    ids = set[str]()
    for identity, kind, english, name, forms, *_rest in rows("things.tsv"):
        assert identity not in ids
        ids.add(identity)
        assert kind in EntityType.__members__
        assert english.isascii() or "–" in english or "Ballon" in english
        for form in (name, *filter(None, forms.split("|"))):
            assert form == " ".join(form.split())
            assert not form.isascii()


def test_nothing_stands_in_two_lists() -> None:
    assert not things().keys() & known().keys()


def test_a_form_means_one_thing() -> None:
    forms = [
        search_key(form)
        for row in rows("things.tsv")
        for form in (row[3], *filter(None, row[4].split("|")))
    ]
    assert len(forms) == len(set(forms))
