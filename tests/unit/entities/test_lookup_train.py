"""Learning the letter models from pairs of names, at toy size."""

import gzip
from pathlib import Path

import pytest

from reader.entities.lookup.letters import LetterModel, Reading, letter_model, symbols
from reader.entities.lookup.train import Chances, Pair, followers, learn, main, read_pairs, written
from reader.text.latin import arabic_letters

LESSONS = (
    ("salim", "سالم", 3), ("sami", "سامي", 5), ("samir", "سمير", 4), ("karim", "كريم", 9),
    ("rami", "رامي", 2), ("kamal", "كمال", 2), ("amir", "أمير", 2), ("malik", "مالك", 2),
    ("salma", "سلمى", 2), ("mira", "ميرا", 2), ("kamil", "كامل", 2), ("sara", "سارة", 2),
)  # fmt: skip


def pairs() -> list[Pair]:
    return [
        Pair(tuple(symbols(arabic_letters(arabic))), latin, weight=20.0)
        for latin, arabic, _count in LESSONS
    ]


def likeliest(chances: Chances, symbol: str) -> str:
    return max(chances.chunks[symbol], key=lambda chunk: chances.chunks[symbol][chunk])


@pytest.fixture(scope="module")
def learned() -> Chances:
    return learn(pairs(), rounds=8)


def test_it_learns_which_letter_is_which(learned: Chances) -> None:
    assert likeliest(learned, "^س")[0] == "s"
    assert likeliest(learned, "م")[0] == "m"
    assert likeliest(learned, "^ك")[0] == "k"
    assert all(
        sum(table.values()) == pytest.approx(1, abs=0.05) for table in learned.chunks.values()
    )


def test_what_it_learned_prefers_the_right_reading(learned: Chances) -> None:
    lines = [line.split("\t") for line in written(learned).splitlines()[1:]]
    tables = {
        symbol: {chunk: float(chance) for chunk, _c, chance in (f.rpartition(":") for f in fields)}
        for symbol, *fields in lines
    }
    model = LetterModel(tables, tables.pop(""))
    reading = Reading("samir", model)
    assert reading.whole("سمير") > reading.whole("سامي")
    assert reading.whole("سمير") > reading.whole("كريم")


def test_the_same_lessons_give_the_same_model(learned: Chances) -> None:
    assert written(learn(pairs(), rounds=8)) == written(learned)


def test_followers_count_letters_behind_letters() -> None:
    rows = dict(line.split("\t", 1) for line in followers(pairs()).splitlines()[1:])
    assert rows["^^"].split("\t")[0] == "s100"
    assert "l" in {field[0] for field in rows["ma"].split("\t")}


def test_the_command_reads_pairs_and_writes_both_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shared" / "places"
    folder.mkdir(parents=True)
    lines = [f"{latin}\t{arabic}\t{count}\n" for latin, arabic, count in LESSONS]
    lines += ["two words\tكلمتان اثنتان\t1\n", "latin\tlatin\t1\n"]  # which are no lessons
    path = folder / "pairs_wd_persons_train.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(lines)
    assert len(list(read_pairs(path))) == len(LESSONS)
    out = tmp_path / "out"
    command = ["train", str(tmp_path / "shared"), "--rounds", "2", "--out", str(out)]
    monkeypatch.setattr("sys.argv", command)
    main()
    assert (out / "letters.tsv").read_text("utf-8").startswith("#")
    assert (out / "spelling.tsv").read_text("utf-8").startswith("#")


def test_the_model_that_ships_is_one() -> None:
    model = letter_model()
    assert len(model.chunks) > 90
    assert all(chance <= 0 for table in model.chunks.values() for chance in table.values())
    assert set("aeiou") <= set(model.inserted)
