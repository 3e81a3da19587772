"""The lists that ship, line by line: form, letters, duplicates, readings, what is never shown."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest

from reader.entities.lookup.letters import Reading
from reader.entities.names.lists import Known, known, nationalities, rows, spellings_of, things
from reader.entities.names.patterns import by_pattern
from reader.entities.names.romanize import letter_names, romanized_name, spellings
from reader.text.fold import search_key
from reader.text.latin import arabic_letters, latin_letters

DATA = files("reader.entities.names") / "data"
LOOKUP = files("reader.entities.lookup") / "data"
# Arabic letters alone: ک ی ګ ۀ and the like are Persian, Urdu or Pashto; ڤ ڥ پ چ گ are none either.
ARABIC = re.compile("[ء-غف-ي]+")
NAME = re.compile("[ء-غف-يڤ0-9+ «»-]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9][\w .,'’&/()+-]*", re.ASCII)
LEAST_ALIKE = -2.45  # log chance a letter
# Rulers with number or title, and those whom English calls by another name.
CALLED_OTHERWISE = re.compile(
    r"\b(?:King|Queen|Pope|Prince|Sheikh|[IVX]+|Saladin|Averroes|Avicenna|Plato|Aristotle|Ash|Mahamat)\b"
)
COLUMNS = {
    "people.tsv": 6,
    "organisations.tsv": 5,
    "organs.tsv": 4,
    "states.tsv": 4,
    "spellings.tsv": 2,
    "letters.tsv": 2,
    "heads.tsv": 2,
    "personal_names.tsv": 3,
}
TABLES = [(DATA, name, columns) for name, columns in COLUMNS.items()] + [
    (LOOKUP, "exonyms.tsv", 3),
    (LOOKUP, "glossary.tsv", 3),
]


def entries() -> list[Known]:
    """Each entry of the hand-written lists once."""
    found = {entry.key: entry for entry in known().values()}
    return [
        entry for key, entry in found.items() if not re.search(r"-[A-Z]{2}$|^org:ministry", key)
    ]


def forms(entry: Known) -> Iterator[str]:
    yield entry.name
    yield from entry.forms


def twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize(("folder", "name", "columns"), TABLES, ids=[row[1] for row in TABLES])
def test_every_line_has_its_form(folder: Traversable, name: str, columns: int) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert text.startswith("#")
    assert text.endswith("\n")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines
    assert not [line for line in lines if len(line.split("\t")) > columns]
    assert not [line for line in lines if not line.split("\t")[0]]
    assert not [line for line in lines if re.search(r"  | \t|\t |^ | $|\|\||\|\t|\t\|", line)]
    assert twice(lines) == []


@pytest.mark.parametrize("name", ["people.tsv", "organisations.tsv", "organs.tsv", "states.tsv"])
def test_ids_are_unique(name: str) -> None:
    assert twice(row[0] for row in rows(name)) == []


def test_arabic_forms_have_arabic_letters_and_english_names_latin_ones() -> None:
    for entry in entries():
        assert not [form for form in forms(entry) if not NAME.fullmatch(form)], entry.key
        assert not [form for form in (entry.english, *entry.latin) if not LATIN.match(form)]
        assert not [form for form in entry.latin if re.search("[\u0600-\u06ff]", form)]


def test_no_form_stands_twice() -> None:
    """Neither in its own line nor in another: what two things are called tells neither."""
    owners = defaultdict(set)
    own = {entry.key: twice(map(search_key, forms(entry))) for entry in entries()}
    assert {key: names for key, names in own.items() if names} == {}
    for entry in (*entries(), *{entry.key: entry for entry in things().values()}.values()):
        for form in forms(entry):
            owners[search_key(form)].add(entry.key)
    assert {form: keys for form, keys in owners.items() if len(keys) > 1} == {}


def test_english_names_tell_apart() -> None:
    assert twice(entry.english.lower() for entry in entries()) == []


def test_latin_forms_of_two_things_are_acronyms() -> None:
    owners = defaultdict(set)
    for entry in entries():
        for form in {search_key(name): name for name in (entry.english, *entry.latin)}.values():
            owners[form].add(entry.key)
    shared = [form for form, keys in owners.items() if len(keys) > 1]
    assert [form for form in shared if not (form.isupper() and len(form) <= 4)] == []


def test_what_takes_sides_is_matched_and_never_shown() -> None:
    partisan = [entry for entry in entries() if entry.partisan]
    assert len(partisan) >= 4
    for entry in partisan:
        assert search_key(entry.name) not in entry.partisan
        for form in entry.partisan:
            assert known()[form] is entry


def test_english_names_of_people_can_be_read_so() -> None:
    """By the letter model, the best of the Arabic forms: a wrong reading is another name."""
    wrong = []
    for entry in entries():
        if entry.key.startswith("per:") and not CALLED_OTHERWISE.search(entry.english):
            latin = latin_letters(entry.english)
            best = max(Reading(latin).whole(arabic_letters(form)) for form in forms(entry))
            if best < LEAST_ALIKE * len(latin):
                wrong.append((entry.english, entry.name, round(best / len(latin), 2)))
    assert wrong == []


def test_every_person_has_an_office_or_a_trade() -> None:
    assert not [entry.key for entry in entries() if entry.key.startswith("per:") and not entry.note]


def test_adjectives_of_states() -> None:
    found = nationalities()
    assert found[search_key("السورية")] == "SY"
    assert {len(code) for code in found.values()} == {2}
    for row in rows("states.tsv"):
        assert row[1][0].isupper()
        assert all(ARABIC.match(word) for word in "|".join(row[2:4]).split("|"))


def test_organs_of_every_state() -> None:
    assert known()[search_key("الجيش الليبي")].english == "Libyan Army"
    assert known()[search_key("وزارة الداخلية التونسية")].english == "Tunisian Ministry of Interior"
    assert known()[search_key("وزارة الداخلية")].english == "Ministry of Interior"


def test_parts_of_names_written_as_one_or_as_two() -> None:
    assert set(spellings_of("عبد الله بن علي")) >= {"عبد الله بن علي", "عبدالله بن علي"}
    for one, other in (
        ("حسن نصر الله", "حسن نصرالله"),
        ("عبد الفتاح السيسي", "عبدالفتاح السيسي"),
        ("أحمد أبو الغيط", "أحمد أبوالغيط"),
    ):
        assert known()[search_key(one)] is known()[search_key(other)]


def test_spellings_of_personal_names_can_be_read_so() -> None:
    wrong = [
        (row[0], row[1])
        for row in rows("personal_names.tsv")
        if Reading(latin_letters(row[1])).whole(row[0]) < -2.6 * len(latin_letters(row[1]))
    ]
    assert wrong == []
    assert not [row[0] for row in rows("personal_names.tsv") if not ARABIC.fullmatch(row[0])]
    assert twice(row[0] for row in rows("personal_names.tsv")) == []
    assert twice(search_key(row[0]) for row in rows("spellings.tsv")) == []


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("محمد عبد الله الخالدي", "Mohammed Abdullah al-Khaldi"),
        ("لواء تحرير الرقة", "Liwa Tahrir al-Raqqa"),
        ("إلياس خوري", "Elias Khoury"),
        ("أحمد أبوالغيط", "Ahmed Abu al-Get"),
        ("المركز الوطني للعلوم", "Al-Markaz al-Watani lil-Ulum"),
        ("إم إس إن بي سي", "MSNBC"),
        ("سي إن إن", "CNN"),
        ("بي", "Bae"),
        ("CNN", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_latin_forms_of_names_in_no_list(name: str, latin: str) -> None:
    assert romanized_name(name) == latin


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("جامعة دمشق", "Damascus University"),
        ("جامعة الملك فيصل", "King Faisal University"),
        ("جامعة واشنطن", "Washington University"),
        ("شرطة دبي", "Dubai Police"),
        ("معركة حلب", "Battle of Aleppo"),
        ("جامعة لا يعرفها أحد", None),
        ("حركة دمشق", None),
        ("جامعة", None),
        ("", None),
    ],
)
def test_english_names_made_of_a_pattern_and_a_name(name: str, english: str | None) -> None:
    assert by_pattern(name) == english


def test_every_latin_letter_has_names() -> None:
    assert set(letter_names().values()) == set("ABCDEFGHIJKLMNOQRSTUVWXYZ")
    assert spellings()["محمد"] == "Mohammed"


def test_words_of_the_glossary_stand_once_and_are_one_word() -> None:
    lines = (LOOKUP / "glossary.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines if not line.startswith("#")]
    assert twice(word for row in fields for word in row[0].split("|")) == []
    assert not [row for row in fields if " " in row[0] or " " in row[1]]
    assert not [row for row in fields if not all(map(ARABIC.fullmatch, row[1].split("|")))]
    assert {row[2] for row in fields if len(row) > 2} == {"k"}


def test_names_of_places_stand_once_in_a_line() -> None:
    lines = (LOOKUP / "exonyms.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines if not line.startswith("#")]
    assert twice(row[0] for row in fields) == []
    for english, latin, arabic in fields:
        names = [english, *filter(None, latin.split("|"))]
        assert twice(map(search_key, names)) == twice(map(search_key, arabic.split("|"))) == []
        assert all(map(NAME.fullmatch, arabic.split("|")))
        assert all(map(LATIN.match, names))
