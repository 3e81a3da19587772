"""`qari analyse` and the analysis behind it: the public form, and what must be found in seeds."""

import io
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reader.__main__ import main
from reader.analysis import Analysis, analyse
from reader.articles import open_article
from reader.cli.analyse import as_json, record
from reader.entities.corrections import Action, Correction
from tests.support import PROJECT, SEEDS

NAMES = [path.stem for path in sorted(SEEDS.glob("*.txt"))]
FORM: dict[str, set[str]] = {
    "": {"schema", "article", "entities", "times", "events"},
    "article": {"path", "url", "title", "byline", "source", "date", "date_basis", "text"},
    "entities": {"id", "type", "name", "name_en", "latitude", "longitude", "basis", "mentions"},
    "mentions": {"start", "end", "text"},
    "times": {"start", "end", "text", "type", "value", "basis"},
    "events": {"start", "end", "text", "value", "basis", "modality"},
}


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    return {name: record(analyse(open_article(str(SEEDS / f"{name}.txt")))) for name in NAMES}


def gold(name: str) -> Any:
    return json.loads((PROJECT / "tests" / "gold" / f"{name}.json").read_text(encoding="utf-8"))


def spans(value: Any) -> list[dict[str, Any]]:
    """All objects with a span in a record, at any depth."""
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if isinstance(value, dict):
        inner = [span for item in value.values() for span in spans(item)]
        return [value, *inner] if "start" in value else inner
    return []


@pytest.mark.parametrize("name", NAMES)
def test_the_form_is_the_public_one(records: dict[str, dict[str, Any]], name: str) -> None:
    found = records[name]
    assert found["schema"] == "qari/1"
    assert set(found) >= FORM[""]
    assert set(found["article"]) >= FORM["article"]
    for part in ("entities", "times", "events"):
        assert found[part]
        assert all(set(item) >= FORM[part] for item in found[part])
    assert all(set(m) >= FORM["mentions"] for e in found["entities"] for m in e["mentions"])


@pytest.mark.parametrize("name", NAMES)
def test_every_span_is_the_text_beside_it(records: dict[str, dict[str, Any]], name: str) -> None:
    text = records[name]["article"]["text"]
    found = spans(records[name])
    assert [s for s in found if text[s["start"] : s["end"]] != s["text"] or not s["text"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_lists_are_in_reading_order(records: dict[str, dict[str, Any]], name: str) -> None:
    found = records[name]
    lists = [found["times"], found["events"], *(e["mentions"] for e in found["entities"])]
    lists.append([entity["mentions"][0] for entity in found["entities"]])
    for items in lists:
        starts = [item["start"] for item in items]
        assert starts == sorted(starts)


@pytest.mark.parametrize("name", NAMES)
def test_values_are_of_the_words_allowed(records: dict[str, dict[str, Any]], name: str) -> None:
    found = records[name]
    assert {e["type"] for e in found["entities"]} <= {"PER", "ORG", "LOC", "FAC", "MISC"}
    bases = {"exact", "probable", "approximate", "unknown"}
    assert {e["basis"] for e in found["entities"]} <= bases
    assert {t["type"] for t in found["times"]} <= {"DATE", "TIME", "DURATION", "SET"}
    modalities = {"happened", "claimed", "planned", "proposed", "denied"}
    assert {e["modality"] for e in found["events"]} <= modalities
    assert len({e["id"] for e in found["entities"]}) == len(found["entities"])
    strings = [v for item in [*found["entities"], *found["times"]] for v in item.values()]
    assert "" not in strings


@pytest.mark.parametrize("name", NAMES)
def test_the_article_is_told_as_the_gold_has_it(
    records: dict[str, dict[str, Any]], name: str
) -> None:
    article, wanted = records[name]["article"], gold(name)
    assert (article["title"], article["date"]) == (wanted["title"], wanted["date"])
    assert article["date_basis"] == "metadata"
    assert article["url"].startswith("https://")


def test_a_day_given_moves_relative_times() -> None:
    article = open_article(str(SEEDS / "01-hudna.txt"))
    found = record(analyse(article, day=date(2020, 3, 2)))
    assert (found["article"]["date"], found["article"]["date_basis"]) == ("2020-03-02", "given")
    yesterday = next(time for time in found["times"] if time["text"] == "أمس")
    assert yesterday["value"] == "2020-03-01"


def test_times_inside_names_are_left_out() -> None:
    found = analyse(open_article(str(SEEDS / "01-hudna.txt")))
    names = [mention.span for entity in found.entities for mention in entity.mentions]
    assert [
        t.text for t in found.times if any(t.start < n.end and n.start < t.end for n in names)
    ] == []


def test_corrections_are_applied() -> None:
    article = open_article(str(SEEDS / "01-hudna.txt"))
    before = analyse(article)
    name = before.entities[0].name
    after = analyse(article, corrections=[Correction(Action.HIDE, name)])
    assert len(after.entities) == len(before.entities) - 1
    assert name not in {entity.name for entity in after.entities}


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_line_an_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(SEEDS)]) == 0
    titles = [record["article"]["title"] for record in printed(capsys)]
    assert titles == [gold(name)["title"] for name in NAMES]


def test_an_article_without_a_date_has_null(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "وصل الوزير أمس\n\nوصل الوزير إلى دمشق أمس والتقى نظيره.".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    main(["analyse", "-"])
    (found,) = printed(capsys)
    assert found["article"]["date"] is None
    assert found["article"]["date_basis"] is None
    assert found["article"]["url"] is None
    assert {time["basis"] for time in found["times"]} == {"unresolved"}


def test_what_cannot_be_opened_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(tmp_path / "none"), str(SEEDS / "03-maktaba.txt")]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert len(captured.out.splitlines()) == 1


def test_events_quote_who_where_and_whose_words(records: dict[str, dict[str, Any]]) -> None:
    quoted = 0
    for found in records.values():
        text, known = found["article"]["text"], {entity["id"] for entity in found["entities"]}
        for event in found["events"]:
            assert set(event["entities"]) <= known
            for name in ("trigger", "who", "where", "reporter"):
                if event[name] is not None:
                    quoted += 1
                    assert text[event[name]["start"] : event[name]["end"]] == event[name]["text"]
            if event["relation"] and event["relation"]["event"] is not None:
                assert 0 <= event["relation"]["event"] < len(found["events"])
    assert quoted


def test_a_malformed_date_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["analyse", "--date", "yesterday", str(SEEDS)])
    assert left.value.code == 2
    assert "yesterday" in capsys.readouterr().err


def test_json_is_safe_to_print_and_loses_nothing() -> None:
    value = {"path": "a\x1b\x9b\u202eb\u2028\udc80\U0001f600", "text": "سلام"}
    line = as_json(value)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202e\u2028\ud800-\udfff]", line)
    assert json.loads(line) == value
    assert "سلام" in line


def test_an_analysis_says_what_it_is_of() -> None:
    article = open_article(str(SEEDS / "02-maarid.txt"))
    found = analyse(article)
    assert isinstance(found, Analysis)
    assert found.article is article
    assert len(found.values) == len(found.times)
