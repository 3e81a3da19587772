"""Other taggers: their process, what it may do wrong, and what becomes of their spans."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.analysis import analyse, chosen_tagger
from reader.articles import open_article
from reader.entities import EntityType, Mention
from reader.entities.backends.chosen import Choice, ChosenTagger
from reader.entities.backends.process import Process
from reader.entities.tagger import tag
from reader.entities.tagger.small import SmallTagger
from reader.notice import Notice, QariError
from reader.settings import Settings
from tests.support import SEEDS
from tests.taggers import install

TEXT = "زار سيرغي لافروف دمشق أمس. وقال قسورة إن التهدئة في داريا تبدأ غداً."


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of packages that holds the fake tagger."""
    return install(tmp_path / "packages", monkeypatch)


@pytest.fixture
def told() -> list[Notice]:
    return []


@pytest.fixture
def fake(installed: Path, told: list[Notice]) -> "Iterator[Callable[..., ChosenTagger]]":
    """Makes the fake tagger that behaves in the way named; each is closed in the end."""
    all_made: list[ChosenTagger] = []

    def made(way: str, merge: str = "replace", seconds: float = 30) -> ChosenTagger:
        model = str(installed / way)
        all_made.append(ChosenTagger(Choice("fake", model, merge, seconds), told.append))
        return all_made[-1]

    yield made
    for tagger in all_made:
        tagger.close()


Fake = Callable[..., ChosenTagger]


def test_its_spans_become_mentions_with_the_types_of_the_table(
    fake: Fake, told: list[Notice]
) -> None:
    mentions = fake("good")(TEXT)
    assert [(m.text, m.type, m.score) for m in mentions] == [("قسورة", EntityType.PER, 0.9)]
    assert TEXT[mentions[0].start : mentions[0].end] == "قسورة"
    assert told == []


def test_one_process_serves_many_articles(fake: Fake) -> None:
    tagger = fake("good")
    tagger(TEXT)
    first = tagger._process
    tagger(TEXT + " وعاد.")
    assert first is not None
    assert tagger._process is first
    tagger.close()
    assert first._process.returncode is not None


def test_an_article_that_is_read_again_is_not_asked_again(fake: Fake) -> None:
    tagger = fake("good")
    found = tagger(TEXT)
    assert tagger._process is not None
    tagger._process.close()  # who would ask it now would fail
    assert tagger(TEXT) == found


def test_union_adds_to_the_built_in_names_and_vote_wants_both(fake: Fake) -> None:
    own = {mention.text for mention in tag(TEXT)}
    union = {mention.text for mention in fake("good", "union")(TEXT)}
    assert union == own | {"قسورة"}
    vote = fake("good", "vote")(TEXT)
    assert [m.text for m in vote] == (["قسورة"] if "قسورة" in own else [])


def test_its_names_pass_the_document_layer(fake: Fake) -> None:
    article = open_article(str(SEEDS / "01-hudna.txt"))
    found = analyse(article, tagger=fake("good", "union")).entities
    assert [e.name for e in found] == [e.name for e in analyse(article).entities]


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("slow-load", "tagger-timeout"),
        ("no-package", "tagger-not-installed"),
        ("network", "tagger-failed"),
        ("hang", "tagger-timeout"),
        ("crash", "tagger-ended"),
        ("raise", "tagger-failed"),
        ("few", "tagger-wrong-spans"),
        ("outside", "tagger-wrong-spans"),
        ("backwards", "tagger-wrong-spans"),
        ("unsure", "tagger-wrong-spans"),
    ],
)
def test_what_fails_is_told_once_and_the_built_in_tagger_answers(
    fake: Fake, told: list[Notice], way: str, code: str
) -> None:
    seconds = 4 if code == "tagger-timeout" else 30
    assert fake(way, seconds=seconds)(TEXT) == tag(TEXT)
    assert [notice.code for notice in told] == [code]


def test_the_network_is_refused_with_a_reason(fake: Fake, told: list[Notice]) -> None:
    fake("network")(TEXT)
    assert "no network" in told[0].values["why"]


def test_a_crash_tells_the_last_words(fake: Fake, told: list[Notice]) -> None:
    fake("crash")(TEXT)
    assert told[0].values["why"] == "out of luck"


def test_noise_on_standard_output_is_no_answer(fake: Fake, told: list[Notice]) -> None:
    assert [mention.text for mention in fake("noise")(TEXT)] == ["قسورة"]
    assert told == []


def test_a_label_that_no_table_knows_is_told_once(fake: Fake, told: list[Notice]) -> None:
    tagger = fake("label")
    assert tagger(TEXT) == tagger(TEXT) == ()
    assert [(n.code, n.values["label"]) for n in told] == [("tagger-label-unknown", "GALAXY")]


def test_the_table_of_the_models_folder_is_read_over_the_one_that_ships(
    installed: Path, fake: Fake, told: list[Notice]
) -> None:
    (installed / "label").mkdir()
    (installed / "label" / "labels.tsv").write_text("# mine\nGALAXY\tLOC\nbroken\n")
    assert [m.type for m in fake("label")(TEXT)] == [EntityType.LOC]
    assert [(n.code, n.values["line"]) for n in told] == [("labels-line", "3")]


def test_after_two_failures_it_is_left_alone(fake: Fake, told: list[Notice]) -> None:
    tagger = fake("crash")
    for _ in range(4):
        assert tagger(TEXT) == tag(TEXT)
    assert [notice.code for notice in told] == ["tagger-ended", "tagger-ended"]


def test_what_cannot_load_is_not_tried_again(fake: Fake, told: list[Notice]) -> None:
    tagger = fake("no-package")
    for _ in range(3):
        tagger(TEXT)
    assert len(told) == 1


def test_a_closed_tagger_says_nothing_more(fake: Fake, told: list[Notice]) -> None:
    tagger = fake("good")
    tagger.close()
    assert tagger(TEXT) == tag(TEXT)
    assert told == []


def test_nothing_to_read_starts_no_process(fake: Fake) -> None:
    tagger = fake("good")
    assert tagger(" \n ") == ()
    assert tagger._process is None


# Processes that are no taggers at all


def process(code: str, seconds: float = 20) -> Process:
    return Process("odd", [sys.executable, "-c", code], seconds)


@pytest.mark.parametrize("answer", ["garbage", "[1, 2]", "3"])
def test_garbage_is_told(answer: str) -> None:
    odd = process(f"input(); print({answer!r})")
    with pytest.raises(QariError, match="tagger-garbled"):
        odd.ask({"load": {}})
    odd.close()


def test_one_that_never_reads_is_ended_even_while_we_write() -> None:
    odd = process("import time; time.sleep(60)", seconds=1)
    started = time.monotonic()
    with pytest.raises(QariError, match="tagger-timeout"):
        odd.ask({"sentences": [["كلمة"] * 400_000]})
    assert time.monotonic() - started < 30
    odd.close()


def test_one_that_ends_without_a_word_tells_its_status() -> None:
    odd = process("raise SystemExit(7)")
    with pytest.raises(QariError, match="status 7"):
        odd.ask({"load": {}})
    odd.close()


def test_what_cannot_be_started_is_told() -> None:
    with pytest.raises(QariError, match="tagger-unstarted"):
        Process("odd", ["/no/such/python"], 1)


# From the command line


def test_the_option_and_the_settings_choose_it(
    installed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for kind in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    monkeypatch.setenv("QARI_MODEL", str(installed / "label"))
    article = tmp_path / "article.txt"
    article.write_text(f"عنوان\n\n{TEXT}\n", encoding="utf-8")

    def asked(*arguments: str) -> bool:
        assert main([*arguments, str(article)]) == 0
        return "GALAXY" in capsys.readouterr().err

    commands = ("entities",), ("analyse",), ("timeline",), ("who", "لافروف")
    assert all(asked(*command, "--tagger", "fake") for command in commands)
    assert not asked("entities")
    monkeypatch.setenv("QARI_TAGGER", "fake")
    assert asked("entities")
    assert not asked("entities", "--tagger", "builtin")


def test_an_unknown_tagger_is_told_with_those_that_are_known(
    installed: Path, told: list[Notice]
) -> None:
    tagger = ChosenTagger(Choice("nix"), told.append)
    assert tagger(TEXT) == tag(TEXT)
    assert told[0].code == "tagger-unknown"
    assert told[0].values["known"] == "camel · fake · transformers"


def test_no_choice_imports_nothing() -> None:
    import subprocess

    code = (
        "import sys; from reader.analysis import chosen_tagger; from reader.settings import load\n"
        "assert chosen_tagger(load(), None, print) is None\n"
        "print([m for m in sys.modules if 'backends' in m or m == 'importlib.metadata'])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_built_in_name_wins_over_the_setting() -> None:
    assert chosen_tagger(Settings(tagger="fake"), "builtin", print) is None


def test_the_small_network_is_chosen_by_its_name() -> None:
    found = chosen_tagger(Settings(tagger="small"), None, print)
    assert isinstance(found, SmallTagger)
    found.close()


def test_mentions_keep_apart_whoever_found_them(fake: Fake) -> None:
    from reader.entities.backends.merging import MERGES, apart

    def mention(start: int, end: int, kind: EntityType, score: float = 1.0) -> Mention:
        return Mention(start, end, "x" * (end - start), kind, score=score)

    per, org = EntityType.PER, EntityType.ORG
    nested = [mention(0, 9, org, 0.8), mention(4, 9, per, 0.8), mention(20, 24, per, 0.2)]
    nested += [mention(18, 22, org, 0.9)]
    assert [(m.start, m.end) for m in apart(nested)] == [(0, 9), (18, 22)]
    chosen = [mention(0, 9, org), mention(30, 35, per)]
    own = [mention(4, 9, org), mention(12, 15, per), mention(30, 35, org)]
    assert [m.start for m in MERGES["union"](chosen, own)] == [0, 12, 30]
    assert [m.start for m in MERGES["vote"](chosen, own)] == [0]
    assert MERGES["replace"](chosen, own) == chosen
